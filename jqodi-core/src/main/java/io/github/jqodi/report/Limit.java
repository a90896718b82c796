package io.github.jqodi.report;

/**
 * Limit across a chart, as a dashed line with its name; one that is far from all that is drawn as an arrow with its number, so that
 * it does not push the rest into a corner.
 *
 * @param name as in deadline
 * @param at where on the axis
 */
public record Limit(String name, double at) {
    /** How many times the length of what is drawn is far. */
    private static final double FAR = 2;

    boolean isFar(Extent drawn) {
        double length = drawn.most() > drawn.least() ? drawn.most() - drawn.least() : Math.abs(drawn.most());
        return at > drawn.most() + FAR * length || at < drawn.least() - FAR * length;
    }

    /** What is drawn with the limits that are near. */
    static Extent with(Extent drawn, Iterable<Limit> limits) {
        Extent extent = drawn;
        for (Limit limit : limits) {
            extent = limit.isFar(drawn) ? extent : extent.with(limit.at);
        }
        return extent;
    }
}
