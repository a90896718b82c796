package io.github.jqodi.report;

/**
 * Looks by which the series of a drawing are told apart: colour, and besides hatching, dashes and shapes of points. After the
 * eighth series colours come again with other hatchings.
 */
final class Look {
    static final int COLOURS = 8;

    private Look() {}

    static int colour(int series) {
        return series % COLOURS;
    }

    /** 0 is solid; with its colour different for the first 64 series. */
    static int second(int series) {
        return (series + series / COLOURS) % COLOURS;
    }
}
