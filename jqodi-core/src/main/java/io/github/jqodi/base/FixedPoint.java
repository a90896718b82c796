package io.github.jqodi.base;

/**
 * Exact sums of doubles in arrays of longs. A format is made for a set of non-negative doubles, of which every one is a whole
 * number of units; a number is a few words of 62 bits, the most significant first, that lie one after the other in an array.
 * Adding and comparing are exact and take no memory. Sums of up to a million of the largest doubles fit.
 */
public final class FixedPoint {
    private static final int WORD_BITS = 62;
    private static final long MASK = (1L << WORD_BITS) - 1;
    private static final int HEADROOM_BITS = 21;
    private static final int DOUBLE_BITS = 53;

    private final int unitExponent;
    private final int words;

    private FixedPoint(int unitExponent, int words) {
        this.unitExponent = unitExponent;
        this.words = words;
    }

    /**
     * The format of some sets of doubles.
     *
     * @param sets non-negative doubles; infinite ones are pruned
     * @return a format in which all of them and their sums are exact
     */
    public static FixedPoint of(Iterable<double[]> sets) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (double[] set : sets) {
            for (double value : set) {
                if (value > 0 && value < Double.POSITIVE_INFINITY) {
                    lowest = Math.min(lowest, exponent(value) + Long.numberOfTrailingZeros(mantissa(value)));
                    highest = Math.max(highest, exponent(value) + DOUBLE_BITS);
                }
            }
        }
        if (lowest == Integer.MAX_VALUE) {
            return new FixedPoint(0, 1);
        }
        int bits = highest - lowest + HEADROOM_BITS;
        return new FixedPoint(lowest, (bits + WORD_BITS - 1) / WORD_BITS);
    }

    /**
     * {@return words a number takes}
     */
    public int words() {
        return words;
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
        long carry = addWord((mantissa << offset) & MASK, number, word);
        carry += offset == 0 ? 0 : mantissa >>> (WORD_BITS - offset);
        for (int i = word - 1; carry != 0; i--) {
            carry = addWord(carry, number, i);
        }
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
        long carry = 0;
        for (int i = words - 1; i >= 0; i--) {
            long sum = a[aAt + i] + b[bAt + i] + carry;
            out[outAt + i] = sum & MASK;
            carry = sum >>> WORD_BITS;
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
            value += Math.scalb((double) number[at + i], unitExponent + WORD_BITS * (words - 1 - i));
        }
        return value;
    }

    private static long addWord(long summand, long[] number, int word) {
        long sum = number[word] + summand;
        number[word] = sum & MASK;
        return sum >>> WORD_BITS;
    }

    private static long mantissa(double value) {
        long fraction = Double.doubleToRawLongBits(value) & ((1L << (DOUBLE_BITS - 1)) - 1);
        return Math.getExponent(value) < Double.MIN_EXPONENT ? fraction : fraction | (1L << (DOUBLE_BITS - 1));
    }

    private static int exponent(double value) {
        return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - (DOUBLE_BITS - 1);
    }
}
