package io.github.jqodi.base;

import java.util.Arrays;

/**
 * Exact numbers for one set of doubles, as words of longs. A format is built for non-negative doubles, of which every one is a
 * whole number of units; a number is a few words of 62 bits, the most significant first, that lie one after the other in an
 * array. Adding and comparing are exact and take no memory, so no order of adding ever decides. Sums of up to a million of the
 * largest doubles fit.
 */
public final class FixedPoint {
    private static final int WORD_BITS = 62;
    private static final long MASK = (1L << WORD_BITS) - 1;
    private static final int MANTISSA_BITS = 52;
    private static final int MIN_EXPONENT = -1074;
    /** Room for sums of a million of the largest numbers. */
    private static final int HEADROOM_BITS = 22;

    private final int unitExponent;
    private final int words;
    /** What one in each word is worth. */
    private final double[] worth;

    private FixedPoint(int unitExponent, int words) {
        this.unitExponent = unitExponent;
        this.words = words;
        this.worth = new double[words];
        for (int i = 0; i < words; i++) {
            worth[i] = Math.scalb(1.0, unitExponent + WORD_BITS * (words - 1 - i));
        }
    }

    /** Grows a format over the doubles it is shown. */
    public static final class Builder {
        private int lowest = Integer.MAX_VALUE;
        private int highest = Integer.MIN_VALUE;

        /** Of no doubles yet but 0. */
        public Builder() {}

        /**
         * Takes a double into account.
         *
         * @param value {@code >= 0} and finite
         * @return this
         */
        public Builder include(double value) {
            if (value > 0) {
                long mantissa = mantissa(value);
                int exponent = exponent(value);
                lowest = Math.min(lowest, exponent + Long.numberOfTrailingZeros(mantissa));
                highest = Math.max(highest, exponent + Long.SIZE - Long.numberOfLeadingZeros(mantissa));
            }
            return this;
        }

        /**
         * Takes all doubles up to a limit into account.
         *
         * @param values {@code >= 0}, infinite ones included
         * @param limit finite
         * @return this
         */
        public Builder includeUpTo(double limit, double... values) {
            for (double value : values) {
                if (value <= limit) {
                    include(value);
                }
            }
            return this;
        }

        /**
         * {@return a format in which all doubles that were shown and their sums are exact}
         */
        public FixedPoint build() {
            if (lowest == Integer.MAX_VALUE) {
                return new FixedPoint(0, 1);
            }
            int bits = highest - lowest + HEADROOM_BITS;
            return new FixedPoint(lowest, (bits + WORD_BITS - 1) / WORD_BITS);
        }
    }

    /**
     * {@return words a number takes}
     */
    public int words() {
        return words;
    }

    /**
     * Writes a double of the set.
     *
     * @param value finite, {@code >= 0}
     * @param out where the number goes
     * @param at its first word
     */
    public void encode(double value, long[] out, int at) {
        Arrays.fill(out, at, at + words, 0);
        add(value, out, at);
    }

    /**
     * Adds a double of the set to a number in place.
     *
     * @param value finite, {@code >= 0}
     * @param number where the number is
     * @param at its first word
     */
    public void add(double value, long[] number, int at) {
        if (value == 0) {
            return;
        }
        int shift = exponent(value) - unitExponent;
        long mantissa = shift < 0 ? mantissa(value) >>> -shift : mantissa(value);
        int word = at + words - 1 - Math.max(shift, 0) / WORD_BITS;
        int offset = Math.max(shift, 0) % WORD_BITS;
        long carry = addWord((mantissa << offset) & MASK, number, word) + (mantissa >>> (WORD_BITS - offset));
        for (int i = word - 1; carry != 0; i--) {
            carry = addWord(carry, number, i);
        }
    }

    private static long addWord(long summand, long[] number, int word) {
        long sum = number[word] + summand;
        number[word] = sum & MASK;
        return sum >>> WORD_BITS;
    }

    /**
     * A double of the set as a number of its own.
     *
     * @param value finite, {@code >= 0}
     * @return its words
     */
    public long[] encode(double value) {
        long[] out = new long[words];
        encode(value, out, 0);
        return out;
    }

    /**
     * The exact sum of doubles of the set.
     *
     * @param values finite, {@code >= 0}
     * @return its words
     */
    public long[] sum(double... values) {
        long[] sum = new long[words];
        for (double value : values) {
            add(value, sum, 0);
        }
        return sum;
    }

    /**
     * Writes the sum of two numbers.
     *
     * @param a where the first is
     * @param aAt its first word
     * @param b where the second is
     * @param bAt its first word
     * @param out where the sum goes; may be {@code a} or {@code b}
     * @param outAt its first word
     */
    public void add(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
        if (words == 1) {
            out[outAt] = a[aAt] + b[bAt];
            return;
        }
        long carry = 0;
        for (int i = words - 1; i >= 0; i--) {
            long sum = a[aAt + i] + b[bAt + i] + carry;
            out[outAt + i] = sum & MASK;
            carry = sum >>> WORD_BITS;
        }
    }

    /**
     * Writes the difference of two numbers.
     *
     * @param a where the first is
     * @param aAt its first word
     * @param b where the second is, not above the first
     * @param bAt its first word
     * @param out where the difference goes; may be {@code a} or {@code b}
     * @param outAt its first word
     */
    public void subtract(long[] a, int aAt, long[] b, int bAt, long[] out, int outAt) {
        long borrow = 0;
        for (int i = words - 1; i >= 0; i--) {
            long difference = a[aAt + i] - b[bAt + i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            out[outAt + i] = difference & MASK;
        }
    }

    /**
     * Compares two numbers.
     *
     * @param a where the first is
     * @param aAt its first word
     * @param b where the second is
     * @param bAt its first word
     * @return negative, zero or positive as the first is less than, equal to or greater than the second
     */
    public int compare(long[] a, int aAt, long[] b, int bAt) {
        for (int i = 0; i < words; i++) {
            int order = Long.compare(a[aAt + i], b[bAt + i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /**
     * Reads a number.
     *
     * @param number where it is
     * @param at its first word
     * @return the double next to it, up to a few units in the last place
     */
    public double value(long[] number, int at) {
        double value = 0;
        for (int i = 0; i < words; i++) {
            // what a word of 0 is worth may be beyond all doubles
            value += number[at + i] == 0 ? 0 : number[at + i] * worth[i];
        }
        return value;
    }

    /**
     * Reads the difference of two numbers.
     *
     * @param a where the first is
     * @param aAt its first word
     * @param b where the second is
     * @param bAt its first word
     * @return the double next to a - b, up to a few units in the last place of the difference
     */
    public double difference(long[] a, int aAt, long[] b, int bAt) {
        if (compare(a, aAt, b, bAt) < 0) {
            return -difference(b, bAt, a, aAt);
        }
        long[] difference = new long[words];
        subtract(a, aAt, b, bAt, difference, 0);
        return value(difference, 0);
    }

    private static long mantissa(double value) {
        long fraction = Double.doubleToRawLongBits(value) & ((1L << MANTISSA_BITS) - 1);
        return Math.getExponent(value) < Double.MIN_EXPONENT ? fraction : fraction | (1L << MANTISSA_BITS);
    }

    private static int exponent(double value) {
        return Math.max(Math.getExponent(value) - MANTISSA_BITS, MIN_EXPONENT);
    }
}
