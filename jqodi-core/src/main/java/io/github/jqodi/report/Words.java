package io.github.jqodi.report;

/**
 * Words of a sentence or a cell.
 *
 * @param shown any text; escaped where it is written
 */
public record Words(String shown) implements Content {
    /** Between the first and the last of a range. */
    static final String DASH = "–";

    static final Words NONE = new Words(DASH);
}
