package io.github.jqodi.report;

/** Least and largest of some numbers; those that cannot be drawn are left out. */
record Extent(double least, double most) {
    static final Extent NONE = new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Sums of numbers up to here can be drawn. */
    private static final double LARGEST = 1e290;

    /** Differences of sums up to here are finite. */
    private static final double LARGEST_SUM = 1e300;

    static boolean isShown(double value) {
        return Math.abs(value) <= LARGEST;
    }

    Extent with(double value) {
        return Math.abs(value) <= LARGEST_SUM ? new Extent(Math.min(least, value), Math.max(most, value)) : this;
    }
}
