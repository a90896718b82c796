package io.github.jqodi.report;

import io.github.jqodi.base.Check;
import java.util.OptionalDouble;

/**
 * Axis of a chart. Ticks stand at steps of 1, 2 or 5 times a power of ten; a logarithmic one has them at powers of ten.
 *
 * @param name what it counts
 * @param unit of the numbers; empty for none
 * @param isLogarithmic whether equal distances are equal ratios; numbers below 1e-290 are then left out
 * @param fromZero whether it begins at 0 whatever the numbers are
 * @param isWhole whether ticks stand at whole numbers alone
 * @param least its lower end; empty where the numbers say it
 * @param most its upper end; empty where the numbers say it
 */
public record Axis(
        String name,
        String unit,
        boolean isLogarithmic,
        boolean fromZero,
        boolean isWhole,
        OptionalDouble least,
        OptionalDouble most) {
    /** Ticks below it would be no doubles. */
    private static final double MIN_LOGARITHMIC = 1e-290;

    /**
     * Checks the ends.
     *
     * @param name what it counts
     * @param unit of the numbers; empty for none
     * @param isLogarithmic whether equal distances are equal ratios
     * @param fromZero whether it begins at 0
     * @param isWhole whether ticks stand at whole numbers alone
     * @param least finite where given
     * @param most finite where given
     */
    public Axis {
        least.ifPresent(end -> Check.finite("least", end));
        most.ifPresent(end -> Check.finite("most", end));
    }

    /**
     * An axis as long as its numbers need.
     *
     * @param name what it counts
     * @param unit of the numbers; empty for none
     * @return the axis
     */
    public static Axis of(String name, String unit) {
        return new Axis(name, unit, false, false, false, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * {@return the same with equal distances for equal ratios}
     */
    public Axis logarithmic() {
        return new Axis(name, unit, true, false, false, least, most);
    }

    /**
     * {@return the same from 0 on}
     */
    public Axis startingAtZero() {
        return new Axis(name, unit, isLogarithmic, true, isWhole, least, most);
    }

    /**
     * {@return the same with ticks at whole numbers alone, for what is counted}
     */
    public Axis whole() {
        return new Axis(name, unit, false, fromZero, true, least, most);
    }

    /**
     * The same with given ends.
     *
     * @param from lower end, finite
     * @param to upper end, finite
     * @return a copy
     */
    public Axis within(double from, double to) {
        return new Axis(name, unit, isLogarithmic, fromZero, isWhole, OptionalDouble.of(from), OptionalDouble.of(to));
    }

    /** As in {@code energy (J)}. */
    String title() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }

    /** The numbers of a chart as a scale with about so many ticks. */
    Scale scale(Extent numbers, int ticks) {
        Extent extent = fromZero ? numbers.with(0) : numbers;
        double from = least.orElse(extent.least());
        double to = most.orElse(extent.most());
        if (isLogarithmic) {
            return Scale.logarithmic(from, to, ticks);
        }
        double leastStep = isWhole ? 1 : 0;
        return least.isEmpty() ? Scale.widened(from, to, ticks, leastStep) : Scale.exactly(from, to, ticks, leastStep);
    }

    /** Whether a number has a place on it. */
    boolean holds(double value) {
        return Extent.isShown(value) && !(isLogarithmic && value < MIN_LOGARITHMIC);
    }
}
