package io.github.jqodi.bench.report;

import java.util.Locale;

/**
 * One measured number beside the bar it has to reach.
 *
 * @param what row of the table
 * @param detail which instance, which peer
 * @param value what this machine gave
 * @param atMost whether small is good
 * @param target what it should reach at least, or at most; NaN where there is no bar
 * @param stretch what would be better still; NaN where there is none
 * @param unit of all three
 * @param bound whether the true value lies beyond the measured one, because a peer was cut off
 */
public record Figure(
        String what,
        String detail,
        double value,
        boolean atMost,
        double target,
        double stretch,
        String unit,
        boolean bound) {
    /**
     * A ratio that should be large.
     *
     * @param what row of the table
     * @param detail which instance, which peer
     * @param value what was measured
     * @param target what it should reach at least, NaN where there is no bar
     * @param stretch what would be better still, NaN where there is none
     * @return the figure
     */
    public static Figure ratio(String what, String detail, double value, double target, double stretch) {
        return new Figure(what, detail, value, false, target, stretch, "x", false);
    }

    /**
     * A number that should be large.
     *
     * @param what row of the table
     * @param detail which instance, which peer
     * @param value what was measured
     * @param target what it should reach at least, NaN where there is no bar
     * @param stretch what would be better still, NaN where there is none
     * @param unit of all three
     * @return the figure
     */
    public static Figure atLeast(String what, String detail, double value, double target, double stretch, String unit) {
        return new Figure(what, detail, value, false, target, stretch, unit, false);
    }

    /**
     * A number that should be small.
     *
     * @param what row of the table
     * @param detail which instance, which peer
     * @param value what was measured
     * @param target what it should reach at most
     * @param unit of both
     * @return the figure
     */
    public static Figure atMost(String what, String detail, double value, double target, String unit) {
        return new Figure(what, detail, value, true, target, Double.NaN, unit, false);
    }

    /**
     * A number without a bar.
     *
     * @param what row of the table
     * @param detail which instance, which peer
     * @param value what was measured
     * @param unit of the value
     * @return the figure
     */
    public static Figure plain(String what, String detail, double value, String unit) {
        return new Figure(what, detail, value, false, Double.NaN, Double.NaN, unit, false);
    }

    /**
     * {@return the same number as a bound on the true one}
     */
    public Figure asBound() {
        return new Figure(what, detail, value, atMost, target, stretch, unit, true);
    }

    /**
     * {@return {@code yes}, {@code no}, or nothing where there is no bar}
     */
    public String reached() {
        if (Double.isNaN(target)) {
            return "";
        }
        return (atMost ? value <= target : value >= target) ? "yes" : "no";
    }

    /**
     * {@return the value with its unit, after a {@code <} or {@code >} where it is a bound}
     */
    public String valueText() {
        return (bound ? atMost ? "<" : ">" : "") + number(value) + suffix();
    }

    String targetText() {
        return Double.isNaN(target) ? "" : (atMost ? "<= " : ">= ") + number(target) + suffix();
    }

    String stretchText() {
        return Double.isNaN(stretch) ? "" : number(stretch) + suffix();
    }

    private String suffix() {
        return unit.length() <= 1 ? unit : " " + unit;
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 0.01 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
