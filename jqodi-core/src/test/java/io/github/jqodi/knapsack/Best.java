package io.github.jqodi.knapsack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * Least cost, then least time, exactly, by trying every choice in whole numbers of some power of two.
 *
 * @param costTicks Σ weight·cost in units that are the same for one instance
 * @param timeTicks time with what is spent, in units that are the same for one instance
 * @param costUnit power of two that a unit of cost is
 */
record Best(BigInteger costTicks, BigInteger timeTicks, int costUnit) {
    private static final MathContext DIGITS = new MathContext(40);
    private static final int FRACTION_BITS = 52;

    static Optional<Best> of(Instance instance) {
        return new Search(instance).all();
    }

    static Optional<Best> ofChoice(Instance instance, int[] choice) {
        return new Search(instance).one(choice);
    }

    /** Σ weight·cost to 40 digits. */
    BigDecimal cost() {
        BigDecimal ticks = new BigDecimal(costTicks);
        BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(Math.abs(costUnit)));
        return costUnit < 0 ? ticks.divide(power, DIGITS) : ticks.multiply(power, DIGITS);
    }

    private boolean isBefore(Best other) {
        int order = costTicks.compareTo(other.costTicks);
        return order < 0 || (order == 0 && timeTicks.compareTo(other.timeTicks) < 0);
    }

    /** Power of two of which a finite double is a whole number. */
    private static int unit(double value) {
        return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - FRACTION_BITS;
    }

    private static int unit(int least, double[] values) {
        int unit = least;
        for (double value : values) {
            unit = value > 0 && value < Double.POSITIVE_INFINITY ? Math.min(unit, unit(value)) : unit;
        }
        return unit;
    }

    private static BigInteger ticks(double value, int unit) {
        if (value == 0) {
            return BigInteger.ZERO;
        }
        long mantissa = (long) Math.scalb(value, -unit(value));
        return BigInteger.valueOf(mantissa).shiftLeft(unit(value) - unit);
    }

    /** The choices of one instance. */
    private static final class Search {
        private final Instance instance;
        private final int timeUnit;
        private final int costUnit;
        private final int weightUnit;
        private final BigInteger[][] time;
        private final BigInteger[][] cost;
        /** What the times of a choice have to stay below, with what is spent but without what is reserved. */
        private final Optional<BigInteger> limit;

        private Optional<Best> best = Optional.empty();

        Search(Instance instance) {
            this.instance = instance;
            this.timeUnit = Best.unit(
                    Best.unit(unit(instance.limit(), instance.time()), instance.spent()), instance.reserved());
            this.costUnit = unit(1, instance.cost());
            this.weightUnit = Best.unit(0, instance.weight());
            this.time = new BigInteger[instance.classes()][];
            this.cost = new BigInteger[instance.classes()][];
            for (int k = 0; k < time.length; k++) {
                int row = instance.rowOf()[k];
                time[k] = new BigInteger[instance.time()[row].length];
                cost[k] = new BigInteger[time[k].length];
                for (int i = 0; i < time[k].length; i++) {
                    if (instance.time()[row][i] < Double.POSITIVE_INFINITY) {
                        time[k][i] = ticks(instance.time()[row][i], timeUnit);
                        cost[k][i] = ticks(instance.cost()[row][i], costUnit)
                                .multiply(ticks(instance.weight()[k], weightUnit));
                    }
                }
            }
            this.limit = instance.limit() == Double.POSITIVE_INFINITY
                    ? Optional.empty()
                    : Optional.of(ticks(instance.limit(), timeUnit).subtract(sum(instance.reserved())));
        }

        private static int unit(double some, double[][] rows) {
            int unit = some < Double.POSITIVE_INFINITY ? Best.unit(some) : 0;
            for (double[] row : rows) {
                unit = Best.unit(unit, row);
            }
            return unit;
        }

        private BigInteger sum(double[] values) {
            BigInteger sum = BigInteger.ZERO;
            for (double value : values) {
                sum = sum.add(ticks(value, timeUnit));
            }
            return sum;
        }

        Optional<Best> all() {
            extend(0, new Best(BigInteger.ZERO, sum(instance.spent()), costUnit + weightUnit));
            return best;
        }

        Optional<Best> one(int[] choice) {
            Best sums = new Best(BigInteger.ZERO, sum(instance.spent()), costUnit + weightUnit);
            for (int k = 0; k < choice.length; k++) {
                sums = plus(sums, k, choice[k]);
            }
            extend(choice.length, sums);
            return best;
        }

        private Best plus(Best sums, int k, int i) {
            return new Best(sums.costTicks.add(cost[k][i]), sums.timeTicks.add(time[k][i]), sums.costUnit);
        }

        private void extend(int k, Best sums) {
            if (k == time.length) {
                boolean fits = limit.isEmpty() || sums.timeTicks.compareTo(limit.get()) < 0;
                best = fits && (best.isEmpty() || sums.isBefore(best.get())) ? Optional.of(sums) : best;
                return;
            }
            for (int i = 0; i < time[k].length; i++) {
                if (time[k][i] != null) {
                    extend(k + 1, plus(sums, k, i));
                }
            }
        }
    }
}
