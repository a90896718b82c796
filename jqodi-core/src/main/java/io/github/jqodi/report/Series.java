package io.github.jqodi.report;

import io.github.jqodi.base.Check;
import java.util.Arrays;

/**
 * Points of a line chart that belong together, in the order in which a line joins them. What is not finite parts the line.
 * Immutable.
 */
public final class Series {
    /** How points are joined. */
    enum Join {
        STRAIGHT,
        STEPPED
    }

    private static final int MAX_POINTS = 40;

    private final String name;
    private final double[] x;
    private final double[] y;
    private final double[] low;
    private final double[] high;
    private final Join join;
    private final boolean hasPoints;

    private Series(String name, double[] x, double[] y, double[] low, double[] high, Join join, boolean hasPoints) {
        this.hasPoints = hasPoints;
        this.name = name;
        this.x = x;
        this.y = y;
        this.low = low;
        this.high = high;
        this.join = join;
    }

    /**
     * Points joined by straight lines.
     *
     * @param name in the legend
     * @param x across
     * @param y up, as many as {@code x}
     * @return the series
     */
    public static Series of(String name, double[] x, double[] y) {
        Check.that(x.length == y.length, "y", y.length + " numbers", "must be as many as x has, " + x.length);
        return new Series(
                name, x.clone(), y.clone(), new double[0], new double[0], Join.STRAIGHT, x.length <= MAX_POINTS);
    }

    /**
     * {@return the same as a staircase: each y holds until the next x}
     */
    public Series stepped() {
        return new Series(name, x, y, low, high, Join.STEPPED, hasPoints);
    }

    /**
     * {@return the same line without its points, which are drawn where there are at most 40}
     */
    public Series withoutPoints() {
        return new Series(name, x, y, low, high, join, false);
    }

    /**
     * The same with an interval around each point, drawn as a band around the line.
     *
     * @param from lower ends, as many as there are points
     * @param to upper ends
     * @return a copy
     */
    public Series withBand(double[] from, double[] to) {
        Check.that(
                from.length == x.length && to.length == x.length,
                "band",
                from.length + " and " + to.length + " numbers",
                "must be as many as there are points, " + x.length);
        return new Series(name, x, y, from.clone(), to.clone(), join, hasPoints);
    }

    /**
     * {@return the name in the legend}
     */
    public String name() {
        return name;
    }

    /**
     * {@return how many points it has}
     */
    public int size() {
        return x.length;
    }

    /**
     * A point's place across.
     *
     * @param i from 0
     * @return x
     */
    public double x(int i) {
        return x[i];
    }

    /**
     * A point's place up.
     *
     * @param i from 0
     * @return y
     */
    public double y(int i) {
        return y[i];
    }

    boolean hasPoints() {
        return hasPoints;
    }

    boolean hasBand() {
        return low.length > 0;
    }

    double low(int i) {
        return low[i];
    }

    double high(int i) {
        return high[i];
    }

    Join join() {
        return join;
    }

    @Override
    public String toString() {
        return name + ": " + Arrays.toString(x) + ", " + Arrays.toString(y);
    }
}
