package io.github.jqodi.report;

import io.github.jqodi.base.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Places of numbers on an axis, from 0 at its lower end to 1 at its upper one, and its ticks. */
final class Scale {
    /** What differs by less of its size is taken for equal. */
    private static final double EQUAL = 1e-9;

    private static final int[] FACTORS = {1, 2, 5};

    private static final double MAX_PLAIN = 1e5;
    private static final double MIN_PLAIN = 1e-3;
    private static final double MAX_SUFFIXED = 1e15;
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

    /** Equal distances for equal differences, from one tick to another. */
    static Scale widened(double least, double most, int wanted, double leastStep) {
        double[] ends = apart(least, most);
        BigDecimal step = step(ends, wanted, leastStep);
        BigDecimal first = steps(ends[0], step, RoundingMode.FLOOR);
        BigDecimal last = steps(ends[1], step, RoundingMode.CEILING);
        return new Scale(
                first.multiply(step).doubleValue(), last.multiply(step).doubleValue(), false, ticks(first, last, step));
    }

    /** Equal distances for equal differences, from one number to another. */
    static Scale exactly(double least, double most, int wanted, double leastStep) {
        double[] ends = apart(least, most);
        BigDecimal step = step(ends, wanted, leastStep);
        BigDecimal first = steps(ends[0], step, RoundingMode.CEILING);
        BigDecimal last = steps(ends[1], step, RoundingMode.FLOOR);
        return new Scale(ends[0], ends[1], false, ticks(first, last, step));
    }

    /** Two ends that are not equal. */
    private static double[] apart(double least, double most) {
        if (!(least <= most)) {
            return new double[] {0, 1};
        }
        if (most - least > EQUAL * Math.max(Math.abs(least), Math.abs(most))) {
            return new double[] {least, most};
        }
        double pad = least == 0 ? 1 : Math.abs(least) / 2;
        return new double[] {least == 0 ? 0 : least - pad, most + pad};
    }

    private static List<Tick> ticks(BigDecimal first, BigDecimal last, BigDecimal step) {
        double largest = Math.max(first.abs().doubleValue(), last.abs().doubleValue()) * step.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal i = first; i.compareTo(last) <= 0; i = i.add(BigDecimal.ONE)) {
            BigDecimal value = i.multiply(step);
            ticks.add(new Tick(value.doubleValue(), label(value, largest, step)));
        }
        return ticks;
    }

    /** Equal distances for equal ratios, from one of 1, 2 and 5 times a power of ten to another. */
    static Scale logarithmic(double least, double most, int wanted) {
        boolean isEmpty = !(least <= most) || least <= 0;
        List<BigDecimal> all = preferred(isEmpty ? 1 : least, isEmpty ? 10 : most);
        List<BigDecimal> powers = all.stream()
                .filter(value -> value.unscaledValue().equals(BigInteger.ONE))
                .toList();
        List<BigDecimal> shown = all.size() <= wanted + 1 ? all : every(powers, wanted);
        return new Scale(
                all.get(0).doubleValue(),
                all.get(all.size() - 1).doubleValue(),
                true,
                shown.stream()
                        .map(value -> new Tick(value.doubleValue(), label(value, value.doubleValue(), value)))
                        .toList());
    }

    private static List<BigDecimal> every(List<BigDecimal> values, int wanted) {
        int every = (values.size() + wanted) / (wanted + 1);
        return IntStream.range(0, values.size())
                .filter(i -> i % every == 0)
                .mapToObj(values::get)
                .toList();
    }

    /** From the largest that is not above a number to the smallest that is not below another; two at least. */
    private static List<BigDecimal> preferred(double least, double most) {
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        int exponent = low.precision() - low.scale() - 1;
        for (int i = 0;
                values.isEmpty() || values.get(values.size() - 1).compareTo(high) < 0 || values.size() < 2;
                i++) {
            BigDecimal value =
                    BigDecimal.valueOf(FACTORS[i % FACTORS.length]).scaleByPowerOfTen(exponent + i / FACTORS.length);
            if (value.compareTo(low) <= 0) {
                values.clear();
            }
            values.add(value);
        }
        return values;
    }

    /** Where a number stands; outside of 0 to 1 after the ends. */
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

    /** 1, 2 or 5 times a power of ten, the least that gives no more ticks than wanted. */
    private static BigDecimal step(double[] ends, int wanted, double leastStep) {
        BigDecimal atLeast = new BigDecimal(Math.max(leastStep, (ends[1] - ends[0]) / wanted), MathContext.DECIMAL32);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(atLeast.precision() - atLeast.scale() - 1);
        for (int factor : FACTORS) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.compareTo(atLeast) >= 0) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static BigDecimal steps(double value, BigDecimal step, RoundingMode mode) {
        return new BigDecimal(value, MathContext.DECIMAL64).divide(step, 0, mode);
    }

    /** One notation for all ticks of an axis: chosen by the largest, with as many decimals as the step has. */
    private static String label(BigDecimal value, double largest, BigDecimal step) {
        if (value.signum() == 0) {
            return "0";
        }
        if (largest >= MAX_SUFFIXED || largest < MIN_PLAIN) {
            return Numbers.grouped(Text.scientific(value));
        }
        int power = (int) (Math.log10(largest) + EQUAL) / 3;
        int thousands = largest >= MAX_PLAIN ? Math.min(power, SUFFIXES.size() - 1) : 0;
        int decimals = Math.max(0, step.stripTrailingZeros().scale() + 3 * thousands);
        BigDecimal shown = value.movePointLeft(3 * thousands).setScale(decimals, RoundingMode.UNNECESSARY);
        return Numbers.grouped(shown.toPlainString()) + SUFFIXES.get(thousands);
    }
}
