package io.github.jqodi.bench.reproduce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * One value of ours beside the published one.
 *
 * @param item what is told
 * @param unit of the values; empty for words
 * @param place where the paper tells it; empty where its text does not
 * @param published as printed; empty where its text tells nothing
 * @param ours computed by this run with the coefficients of the bundled paper scenarios; empty where nothing can be
 * @param spread what the other fitted coefficients make of it
 * @param kind standing of ours
 * @param why of that standing
 */
record Row(String item, String unit, String place, Value published, Value ours, Spread spread, Kind kind, String why) {
    private static final double PERCENT = 100;

    /**
     * The same value under every fitted parameter set. Words are said to agree with the published ones.
     *
     * @param lowest of numbers
     * @param highest of numbers
     * @param agreeing of words, how many sets say as the paper does
     * @param sets how many sets there are; 0 where the value does not depend on them
     */
    record Spread(OptionalDouble lowest, OptionalDouble highest, int agreeing, int sets) {
        static final Spread NONE = new Spread(OptionalDouble.empty(), OptionalDouble.empty(), 0, 0);

        /** Whether sets were counted that say as the paper does. */
        boolean counts() {
            return sets > 0 && lowest.isEmpty();
        }
    }

    /** Ours less the published number; empty where either is missing. */
    Value difference() {
        return areNumbers()
                ? Value.of(ours.number().getAsDouble() - published.number().getAsDouble())
                : Value.NONE;
    }

    /** Whether there is anything to agree with. */
    boolean isComparable() {
        return !published.isEmpty() && !ours.isEmpty();
    }

    /** Whether ours, rounded to the digits that are printed, is the published one. */
    boolean agrees() {
        if (!areNumbers()) {
            return isComparable() && published.words().equals(ours.words());
        }
        BigDecimal printed = new BigDecimal(published.words());
        BigDecimal rounded =
                new BigDecimal(ours.number().getAsDouble()).setScale(printed.scale(), RoundingMode.HALF_EVEN);
        return rounded.compareTo(printed) == 0;
    }

    private boolean areNumbers() {
        return published.number().isPresent() && ours.number().isPresent();
    }

    /** The difference as a percentage of the published number. */
    Value percent() {
        OptionalDouble base = published.number();
        OptionalDouble difference = difference().number();
        return base.isPresent() && difference.isPresent() && base.getAsDouble() != 0
                ? Value.of(PERCENT * difference.getAsDouble() / Math.abs(base.getAsDouble()))
                : Value.NONE;
    }
}
