package io.github.jqodi.cost.analytic;

/** Numbers of which products of three, and sums of those, neither overflow nor underflow. */
final class SafeRange {
    static final double MIN_NUMBER = 1e-100;
    static final double MAX_NUMBER = 1e100;

    private SafeRange() {}

    /** Whether a number {@code >= 0} is 0 or neither tiny nor huge. */
    static boolean holds(double value) {
        return value == 0 || (value > MIN_NUMBER && value < MAX_NUMBER);
    }
}
