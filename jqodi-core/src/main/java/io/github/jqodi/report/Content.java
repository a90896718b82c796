package io.github.jqodi.report;

import java.util.Optional;

/** A piece of a page: words, or a number with its unit. */
public sealed interface Content permits Words, Quantity {
    /**
     * Words of a sentence or a cell.
     *
     * @param words any text; escaped where it is written
     * @return the piece
     */
    static Content text(String words) {
        return new Words(words);
    }

    /**
     * {@return the piece of a cell that holds nothing, a dash}
     */
    static Content none() {
        return Words.NONE;
    }

    /**
     * A number where there is one.
     *
     * @param quantity the number, or nothing
     * @return it, or a dash
     */
    static Content of(Optional<Quantity> quantity) {
        return quantity.isPresent() ? quantity.get() : none();
    }

    /**
     * {@return what a reader sees, unit included}
     */
    String shown();
}
