package io.github.jqodi.base;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Sum of doubles without rounding, kept as a non-overlapping expansion (Shewchuk 1997). The order of adding never
 * decides: equal multisets of summands compare as equal, whatever the order they came in. Sums must stay finite; products
 * are exact as long as they do not underflow.
 */
public final class ExactSum {
    /** From so many summands on they are sorted by exponent first. */
    private static final int MIN_SORTED = 1 << 12;
    /** As many halves of doubles of one exponent add up without rounding. */
    private static final int MAX_SORTED = 1 << 26;

    private static final int EXPONENTS = 1 << 11;
    private static final int DIGITS = 52;
    private static final long LOWER_HALF = (1L << 27) - 1;

    private double[] parts = new double[8];
    private int size;

    /** Starts at 0. */
    public ExactSum() {}

    /**
     * Starts at a value.
     *
     * @param start first summand, finite
     */
    public ExactSum(double start) {
        add(start);
    }

    /**
     * {@return a sum that starts where this one is}
     */
    public ExactSum copy() {
        ExactSum copy = new ExactSum();
        copy.parts = Arrays.copyOf(parts, parts.length);
        copy.size = size;
        return copy;
    }

    /**
     * Adds one summand; cost proportional to the parts held, usually 2 or 3.
     *
     * @param summand finite
     * @return this
     */
    public ExactSum add(double summand) {
        double x = summand;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double y = parts[i];
            double sum = x + y;
            double error = Math.abs(x) < Math.abs(y) ? x - (sum - y) : y - (sum - x);
            if (error != 0) {
                parts[kept++] = error;
            }
            x = sum;
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, 2 * kept);
        }
        if (x != 0 || kept == 0) {
            parts[kept++] = x;
        }
        size = kept;
        return this;
    }

    /**
     * Adds many summands. Of long arrays the upper and the lower halves of all numbers of one exponent are summed first, which
     * takes no rounding (Zhu and Hayes, Correct Rounding and a Hybrid Approach to Exact Floating-Point Summation, 2009).
     *
     * @param summands finite, each at most 1e290 in size
     * @param from index of the first one
     * @param to index after the last one
     * @return this
     */
    public ExactSum addAll(double[] summands, int from, int to) {
        int begin = from;
        while (to - begin >= MIN_SORTED) {
            int end = (int) Math.min(to, (long) begin + MAX_SORTED);
            addSorted(summands, begin, end);
            begin = end;
        }
        for (int i = begin; i < to; i++) {
            add(summands[i]);
        }
        return this;
    }

    private void addSorted(double[] summands, int from, int to) {
        double[] upper = new double[EXPONENTS];
        double[] lower = new double[EXPONENTS];
        for (int i = from; i < to; i++) {
            double x = summands[i];
            long bits = Double.doubleToRawLongBits(x);
            double half = Double.longBitsToDouble(bits & ~LOWER_HALF);
            int exponent = (int) (bits >>> DIGITS) & (EXPONENTS - 1);
            upper[exponent] += half;
            lower[exponent] += x - half;
        }
        for (int exponent = 0; exponent < EXPONENTS; exponent++) {
            if (upper[exponent] != 0) {
                add(upper[exponent]);
            }
            if (lower[exponent] != 0) {
                add(lower[exponent]);
            }
        }
    }

    /**
     * Adds a product of two numbers, rounded nowhere.
     *
     * @param a first factor
     * @param b second factor
     * @return this
     */
    public ExactSum addProduct(double a, double b) {
        double product = a * b;
        return add(product).add(Math.fma(a, b, -product));
    }

    /**
     * Adds the product of a number and another sum, rounded nowhere.
     *
     * @param a first factor
     * @param b second factor, not this sum
     * @return this
     */
    public ExactSum addProduct(double a, ExactSum b) {
        for (int i = 0; i < b.size; i++) {
            addProduct(a, b.parts[i]);
        }
        return this;
    }

    /**
     * {@return -1, 0 or 1 as the exact sum is below, equal to or above 0}
     */
    public int signum() {
        return size == 0 ? 0 : (int) Math.signum(parts[size - 1]);
    }

    /**
     * Compares the exact sum with a number.
     *
     * @param bound finite, or positive infinity
     * @return negative, zero or positive as the exact sum is below, equal to or above the bound
     */
    public int compareTo(double bound) {
        if (bound == Double.POSITIVE_INFINITY) {
            return -1;
        }
        if (bound == 0) {
            return signum();
        }
        ExactSum difference = new ExactSum();
        difference.parts = Arrays.copyOf(parts, Math.max(parts.length, size + 1));
        difference.size = size;
        difference.add(-bound);
        return difference.signum();
    }

    /**
     * {@return the double nearest to the exact sum, of two the even one}
     */
    public double value() {
        double nearest = 0;
        double error = 0;
        int i = size;
        while (i > 0 && error == 0) {
            double part = parts[--i];
            double sum = nearest + part;
            error = part - (sum - nearest);
            nearest = sum;
        }
        return (isHalfWay(nearest, error, i) ? nearest + 2 * error : nearest) + 0.0;
    }

    /**
     * Whether an error is exactly half the distance to the next double, so that the rounding to even looked at nothing after
     * it, and the parts below it say that the sum lies beyond the half.
     */
    private boolean isHalfWay(double nearest, double error, int below) {
        if (below == 0 || error == 0 || Math.signum(error) != Math.signum(parts[below - 1])) {
            return false;
        }
        double next = nearest + 2 * error;
        return next - nearest == 2 * error;
    }

    /**
     * {@return the smallest double strictly above the exact sum}
     */
    public double nextAbove() {
        double nearest = 0;
        double error = 0;
        int i = size;
        while (i > 0 && error == 0) {
            double part = parts[--i];
            double sum = nearest + part;
            error = part - (sum - nearest);
            nearest = sum;
        }
        // all parts left are together less than the error
        return error < 0 ? nearest : Math.nextUp(nearest);
    }

    /**
     * {@return the largest double not above the exact sum}
     */
    public double floor() {
        double candidate = value();
        return compareTo(candidate) < 0 ? Math.nextDown(candidate) : candidate;
    }

    /**
     * {@return the exact sum}
     */
    public BigDecimal toBigDecimal() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < size; i++) {
            sum = sum.add(new BigDecimal(parts[i]));
        }
        return sum;
    }

    /**
     * Sums an array.
     *
     * @param values finite numbers
     * @return their exact sum
     */
    public static ExactSum of(double... values) {
        return new ExactSum().addAll(values, 0, values.length);
    }
}
