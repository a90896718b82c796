package io.github.jqodi.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Places of numbers on an axis, from 0 at its lower end to 1 at its upper one, and its ticks. */
final class Scale {
    /** What differs by less of its size is taken for equal. */
    private static final double EQUAL = 1e-9;

    private static final double MOST_PLAIN = 1e5;
    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_SUFFIXED = 1e15;
    private static final List<String> SUFFIXES = List.of("", "k", "M", "G", "T");

    private final double from;
    private final double to;
    private final boolean logarithmic;
    private final List<Tick> ticks;

    private Scale(double from, double to, boolean logarithmic, List<Tick> ticks) {
        this.from = from;
        this.to = to;
        this.logarithmic = logarithmic;
        this.ticks = List.copyOf(ticks);
    }

    /** A number with its text. */
    record Tick(double value, String label) {}

    /** Equal distances for equal differences; widened to whole steps where asked. */
    static Scale linear(double least, double most, int wanted, boolean widened) {
        double from = least;
        double to = most;
        if (!(from <= to)) {
            from = 0;
            to = 1;
        } else if (to - from <= EQUAL * Math.max(Math.abs(from), Math.abs(to))) {
            double pad = from == 0 ? 1 : Math.abs(from) / 2;
            from = from > 0 ? from - pad : from == 0 ? 0 : from - pad;
            to = to + pad;
        }
        BigDecimal step = step((to - from) / wanted);
        BigDecimal first = steps(from, step, widened ? RoundingMode.FLOOR : RoundingMode.CEILING);
        BigDecimal last = steps(to, step, widened ? RoundingMode.CEILING : RoundingMode.FLOOR);
        List<BigDecimal> values = new ArrayList<>();
        for (BigDecimal i = first; i.compareTo(last) <= 0; i = i.add(BigDecimal.ONE)) {
            values.add(i.multiply(step));
        }
        List<Tick> ticks = labelled(values);
        return widened
                ? new Scale(
                        first.multiply(step).doubleValue(), last.multiply(step).doubleValue(), false, ticks)
                : new Scale(from, to, false, ticks);
    }

    /** Equal distances for equal ratios, from one power of ten to another. */
    static Scale logarithmic(double least, double most, int wanted) {
        boolean none = !(least <= most) || least <= 0;
        int low = none ? 0 : exponentBelow(least);
        int high = none ? 1 : Math.max(low + 1, exponentAbove(most));
        int every = Math.max(1, (high - low + wanted - 1) / Math.max(1, wanted));
        List<Tick> ticks = new ArrayList<>();
        for (int e = low; e <= high; e += every) {
            BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(e);
            ticks.add(new Tick(power.doubleValue(), label(power, power.doubleValue())));
        }
        return new Scale(power(low), power(high), true, ticks);
    }

    /** Where a number stands; outside of 0 to 1 behind the ends. */
    double at(double value) {
        return logarithmic
                ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
                : (value - from) / (to - from);
    }

    List<Tick> ticks() {
        return ticks;
    }

    double from() {
        return from;
    }

    double to() {
        return to;
    }

    /** 1, 2 or 5 times a power of ten, the least of them not below a number. */
    private static BigDecimal step(double atLeast) {
        int exponent = new BigDecimal(atLeast, MathContext.DECIMAL64).precision()
                - new BigDecimal(atLeast, MathContext.DECIMAL64).scale()
                - 1;
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        BigDecimal wanted = new BigDecimal(atLeast, MathContext.DECIMAL32);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.compareTo(wanted) >= 0) {
                return step;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    private static BigDecimal steps(double value, BigDecimal step, RoundingMode mode) {
        return new BigDecimal(value, MathContext.DECIMAL64).divide(step, 0, mode);
    }

    private static List<Tick> labelled(List<BigDecimal> values) {
        double largest = values.stream()
                .mapToDouble(value -> Math.abs(value.doubleValue()))
                .max()
                .orElse(0);
        return values.stream()
                .map(value -> new Tick(value.doubleValue(), label(value, largest)))
                .toList();
    }

    /** One notation for all ticks of an axis, chosen by the largest. */
    private static String label(BigDecimal value, double largest) {
        if (value.signum() == 0) {
            return "0";
        }
        if (largest >= MOST_SUFFIXED || largest < LEAST_PLAIN) {
            return Numbers.grouped(scientific(value));
        }
        int thousands = largest >= MOST_PLAIN ? (int) (Math.log10(largest) + EQUAL) / 3 : 0;
        BigDecimal shown = value.movePointLeft(3 * thousands).stripTrailingZeros();
        return Numbers.grouped(shown.toPlainString()) + SUFFIXES.get(thousands);
    }

    private static String scientific(BigDecimal value) {
        BigDecimal digits = value.stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static int exponentBelow(double value) {
        int exponent = (int) Math.floor(Math.log10(value));
        return power(exponent) > value ? exponent - 1 : exponent;
    }

    private static int exponentAbove(double value) {
        int exponent = (int) Math.ceil(Math.log10(value));
        return power(exponent) < value ? exponent + 1 : exponent;
    }

    private static double power(int exponent) {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent).doubleValue();
    }
}
