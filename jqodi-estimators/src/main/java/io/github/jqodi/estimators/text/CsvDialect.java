package io.github.jqodi.estimators.text;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Optional;

/**
 * Dialect of a CSV table: what parts its cells, and what its columns are called. Immutable: each {@code with…} gives a copy.
 *
 * @param separator what parts the cells, such as a comma, a semicolon or a tab; empty to take the one that the first line shows,
 *     blanks included
 * @param header what the file says of its columns
 * @param names of the columns, in order, where they are {@link Header#TOLD}; else empty
 */
public record CsvDialect(Optional<Character> separator, Header header, List<String> names) {
    /** Ways in which columns get their names. */
    public enum Header {
        /** The first line names them, each once. */
        EXACT,
        /**
         * The first line names them as tools and people do: lines before it that begin with a hash are comments; columns without
         * a name are not told of, and one whose name stands twice is refused only if it is asked for.
         */
        LENIENT,
        /** There is no header; columns are called 1, 2 and so on, as many as the first row has cells. */
        NUMBERED,
        /** There is no header; whoever reads tells the names, and cells after them are not told of. */
        TOLD
    }

    /** A header, and commas. */
    public static final CsvDialect DEFAULT = new CsvDialect(Optional.of(','), Header.EXACT, List.of());

    /** As tools and people write tables: a lenient header, whatever parts the cells. */
    public static final CsvDialect LENIENT = new CsvDialect(Optional.empty(), Header.LENIENT, List.of());

    /**
     * Copies the names.
     *
     * @param separator what parts the cells
     * @param header what the file says of its columns
     * @param names of the columns, each once
     * @throws io.github.jqodi.error.InvalidValueException if a name stands twice, or there are names but where the header is
     *     told
     */
    public CsvDialect {
        names = Check.distinct("names", names, name -> name);
        Check.that(
                names.isEmpty() == (header != Header.TOLD),
                "names",
                names,
                "must be there where the header is told, and nowhere else");
    }

    /**
     * A table without a header whose columns are known, whatever parts the cells.
     *
     * @param names of the columns, in order
     * @return the dialect
     */
    public static CsvDialect of(List<String> names) {
        return new CsvDialect(Optional.empty(), Header.TOLD, names);
    }

    /**
     * The same with another separator.
     *
     * @param sign what parts the cells
     * @return a copy
     */
    public CsvDialect withSeparator(char sign) {
        return new CsvDialect(Optional.of(sign), header, names);
    }

    /**
     * The same for a file without a header, whose columns are called 1, 2 and so on.
     *
     * @return a copy
     */
    public CsvDialect withoutHeader() {
        return new CsvDialect(separator, Header.NUMBERED, List.of());
    }
}
