package io.github.jqodi.estimators.text;

/**
 * The bounds within which text files are read. The first thing beyond one of them ends in a {@link TextFormatException}, before
 * more memory is taken.
 */
public final class TextLimits {
    /** The most bytes of a file that are read, 64 MiB. */
    public static final long MAX_BYTES = 1L << 26;

    /** The most rows of a table, or losses in JSON lines. */
    public static final int MAX_ROWS = 1_000_000;

    /** The most columns of a table. */
    public static final int MAX_COLUMNS = 1_000;

    /** The most characters of a cell, or of a text in JSON. */
    public static final int MAX_CELL_CHARACTERS = 1_000;

    /** The most characters of a number. */
    public static final int MAX_NUMBER_CHARACTERS = 100;

    /** The most characters of a line. */
    public static final int MAX_LINE_CHARACTERS = 1 << 24;

    private TextLimits() {}
}
