package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * Exact fixed-point numbers for one set of doubles: every double of the set is a whole number of units, and every number is
 * a few base-2^62 digits, most significant first. Adding and comparing are exact, so no order of adding ever decides.
 */
final class TimeGrid {
    private static final int DIGIT_BITS = 62;
    private static final long DIGIT_MASK = (1L << DIGIT_BITS) - 1;
    private static final int MANTISSA_BITS = 52;
    private static final int LEAST_EXPONENT = -1074;
    /** Room for sums of a million of the largest numbers. */
    private static final int HEADROOM_BITS = 22;

    private final int unitExponent;
    private final int digits;
    /** What one in each digit is worth. */
    private final double[] worth;

    private TimeGrid(int unitExponent, int digits) {
        this.unitExponent = unitExponent;
        this.digits = digits;
        this.worth = new double[digits];
        for (int i = 0; i < digits; i++) {
            worth[i] = Math.scalb(1.0, unitExponent + DIGIT_BITS * (digits - 1 - i));
        }
    }

    /** The grid of all times of some instances. */
    static TimeGrid of(Instance... instances) {
        Builder builder = new Builder();
        for (Instance instance : instances) {
            double limit = instance.limit();
            builder.include(limit);
            builder.include(instance.spent(), limit);
            builder.include(instance.reserved(), limit);
            for (double[] row : instance.time()) {
                builder.include(row, limit);
            }
        }
        return builder.build();
    }

    /** Grows a grid over the doubles it is shown. */
    private static final class Builder {
        private int lowest = Integer.MAX_VALUE;
        private int highest = Integer.MIN_VALUE;

        /** Takes a finite number of at least 0 into account. */
        void include(double value) {
            if (value > 0) {
                long mantissa = mantissa(value);
                int exponent = exponent(value);
                lowest = Math.min(lowest, exponent + Long.numberOfTrailingZeros(mantissa));
                highest = Math.max(highest, exponent + Long.SIZE - Long.numberOfLeadingZeros(mantissa));
            }
        }

        void include(double[] values, double limit) {
            for (double value : values) {
                if (value < limit) {
                    include(value);
                }
            }
        }

        TimeGrid build() {
            if (lowest == Integer.MAX_VALUE) {
                return new TimeGrid(0, 1);
            }
            int bits = highest - lowest + HEADROOM_BITS;
            return new TimeGrid(lowest, (bits + DIGIT_BITS - 1) / DIGIT_BITS);
        }
    }

    /** How many digits each number has. */
    int digits() {
        return digits;
    }

    /** Writes a number of the set. */
    void encode(double value, long[] out, int at) {
        Arrays.fill(out, at, at + digits, 0);
        if (value == 0) {
            return;
        }
        long mantissa = mantissa(value);
        int shift = exponent(value) - unitExponent;
        if (shift < 0) {
            mantissa >>>= -shift;
            shift = 0;
        }
        int digit = at + digits - 1 - shift / DIGIT_BITS;
        int offset = shift % DIGIT_BITS;
        out[digit] = (mantissa << offset) & DIGIT_MASK;
        long carry = mantissa >>> (DIGIT_BITS - offset);
        if (carry != 0) {
            out[digit - 1] = carry;
        }
    }

    long[] encode(double value) {
        long[] out = new long[digits];
        encode(value, out, 0);
        return out;
    }

    /** The exact sum of numbers of the set. */
    long[] sum(double[] values) {
        long[] sum = new long[digits];
        for (double value : values) {
            add(sum, 0, encode(value), 0, sum, 0);
        }
        return sum;
    }

    /** The double nearest to a number, up to a few units in the last place. */
    double approximate(long[] number, int at) {
        double value = 0;
        for (int i = 0; i < digits; i++) {
            // what a digit of 0 is worth may be beyond all doubles
            value += number[at + i] == 0 ? 0 : number[at + i] * worth[i];
        }
        return value;
    }

    /** The double nearest to a - b, up to a few units in the last place of the difference. */
    double difference(long[] a, int aAt, long[] b, int bAt) {
        if (compare(a, aAt, b, bAt) < 0) {
            return -difference(b, bAt, a, aAt);
        }
        long[] difference = new long[digits];
        subtract(a, aAt, b, bAt, difference, 0);
        return approximate(difference, 0);
    }

    /** out = a + b; out may be a or b. */
    void add(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
        if (digits == 1) {
            out[outAt] = a[aAt] + b[bAt];
            return;
        }
        long carry = 0;
        for (int i = digits - 1; i >= 0; i--) {
            long sum = a[aAt + i] + b[bAt + i] + carry;
            out[outAt + i] = sum & DIGIT_MASK;
            carry = sum >>> DIGIT_BITS;
        }
    }

    /** out = a - b, where a ≥ b; out may be a or b. */
    void subtract(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
        long borrow = 0;
        for (int i = digits - 1; i >= 0; i--) {
            long difference = a[aAt + i] - b[bAt + i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            out[outAt + i] = difference & DIGIT_MASK;
        }
    }

    /** Compares two numbers. */
    int compare(long[] a, int aAt, long[] b, int bAt) {
        for (int i = 0; i < digits; i++) {
            int order = Long.compare(a[aAt + i], b[bAt + i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long mantissa(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        return Math.getExponent(value) < Double.MIN_EXPONENT ? fraction : fraction | (1L << MANTISSA_BITS);
    }

    private static int exponent(double value) {
        return Math.max(Math.getExponent(value) - MANTISSA_BITS, LEAST_EXPONENT);
    }
}
