package io.github.jqodi.base;

/** The standard normal distribution, Φ and its inverse, to about 1e-15 absolute. */
public final class NormalDistribution {
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);
    private static final double SERIES_LIMIT = 3;
    private static final double FAR_TAIL = 39;
    private static final int CONTINUED_FRACTION_TERMS = 200;

    private NormalDistribution() {}

    /**
     * Distribution function Φ.
     *
     * @param x any number, infinities included
     * @return P(Z ≤ x), accurate in both tails relative to itself
     */
    public static double cumulative(double x) {
        return x > 0 ? 1 - lowerTail(-x) : lowerTail(x);
    }

    /**
     * Probability of an interval, accurate far out in either tail.
     *
     * @param from lower end
     * @param to upper end, at least {@code from}
     * @return P(from &lt; Z ≤ to)
     */
    public static double between(double from, double to) {
        return from > 0 ? lowerTail(-from) - lowerTail(-to) : cumulative(to) - cumulative(from);
    }

    /**
     * Quantile function Φ⁻¹ by bisection and Newton steps.
     *
     * @param p in (0, 1)
     * @return z with Φ(z) = p
     */
    public static double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new InvalidValueException("p", p, "must be in (0, 1)", "");
        }
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double low = -FAR_TAIL;
        double high = 0;
        for (int i = 0; i < 200 && low < high; i++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (lowerTail(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** P(Z ≤ x) for x ≤ 0. */
    private static double lowerTail(double x) {
        double y = -x;
        if (y > FAR_TAIL) {
            return 0;
        }
        double density = Math.exp(-y * y / 2) / SQRT_2PI;
        return y < SERIES_LIMIT ? 0.5 - density * series(y) : density / continuedFraction(y);
    }

    /** Φ(y) = ½ + φ(y)·(y + y³/3 + y⁵/(3·5) + …). */
    private static double series(double y) {
        double term = y;
        double sum = y;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= y * y / (2 * n + 1);
            sum += term;
        }
        return sum;
    }

    /** 1 − Φ(y) = φ(y) / (y + 1/(y + 2/(y + 3/(y + …)))). */
    private static double continuedFraction(double y) {
        double value = y;
        for (int n = CONTINUED_FRACTION_TERMS; n >= 1; n--) {
            value = y + n / value;
        }
        return value;
    }
}
