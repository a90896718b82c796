package io.github.jqodi.knapsack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/**
 * Least cost, then least time, exactly, by trying every choice in whole numbers of the least double and of its square.
 *
 * @param costTicks Σ weight·cost in units of 2^-2148
 * @param timeTicks time with what is spent in units of 2^-1074
 */
record Best(BigInteger costTicks, BigInteger timeTicks) {
    private static final int LEAST_EXPONENT = -1074;
    private static final MathContext DIGITS = new MathContext(40);

    static Optional<Best> of(Instance instance) {
        return new Search(instance).all();
    }

    static Optional<Best> ofChoice(Instance instance, int[] choice) {
        return new Search(instance).one(choice);
    }

    /** Σ weight·cost to 40 digits. */
    BigDecimal cost() {
        BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(-2 * LEAST_EXPONENT));
        return new BigDecimal(costTicks).divide(unit, DIGITS);
    }

    /** Whether the cost is at least a number, exactly. */
    boolean isAtLeast(double bound) {
        return costTicks.compareTo(ticks(bound).shiftLeft(-LEAST_EXPONENT)) >= 0;
    }

    private boolean isBefore(Best other) {
        int order = costTicks.compareTo(other.costTicks);
        return order < 0 || (order == 0 && timeTicks.compareTo(other.timeTicks) < 0);
    }

    /** How many times the least double a number is. */
    private static BigInteger ticks(double value) {
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        long mantissa = (long) Math.scalb(value, -exponent);
        return BigInteger.valueOf(mantissa).shiftLeft(exponent - LEAST_EXPONENT);
    }

    /** The choices of one instance. */
    private static final class Search {
        private final Instance instance;
        private final BigInteger[][] time;
        private final BigInteger[][] cost;
        /** What the times of a choice have to stay below, with what is spent but without what is reserved. */
        private final Optional<BigInteger> limit;

        private Optional<Best> best = Optional.empty();

        Search(Instance instance) {
            this.instance = instance;
            this.time = new BigInteger[instance.classes()][];
            this.cost = new BigInteger[instance.classes()][];
            for (int k = 0; k < time.length; k++) {
                int row = instance.rowOf()[k];
                time[k] = new BigInteger[instance.time()[row].length];
                cost[k] = new BigInteger[time[k].length];
                for (int i = 0; i < time[k].length; i++) {
                    if (instance.time()[row][i] < Double.POSITIVE_INFINITY) {
                        time[k][i] = ticks(instance.time()[row][i]);
                        cost[k][i] = ticks(instance.cost()[row][i]).multiply(ticks(instance.weight()[k]));
                    }
                }
            }
            this.limit = instance.limit() == Double.POSITIVE_INFINITY
                    ? Optional.empty()
                    : Optional.of(ticks(instance.limit()).subtract(sum(instance.reserved())));
        }

        private static BigInteger sum(double[] values) {
            BigInteger sum = BigInteger.ZERO;
            for (double value : values) {
                sum = sum.add(ticks(value));
            }
            return sum;
        }

        Optional<Best> all() {
            extend(0, new Best(BigInteger.ZERO, sum(instance.spent())));
            return best;
        }

        Optional<Best> one(int[] choice) {
            Best sums = new Best(BigInteger.ZERO, sum(instance.spent()));
            for (int k = 0; k < choice.length; k++) {
                sums = plus(sums, k, choice[k]);
            }
            extend(choice.length, sums);
            return best;
        }

        private Best plus(Best sums, int k, int i) {
            return new Best(sums.costTicks.add(cost[k][i]), sums.timeTicks.add(time[k][i]));
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
