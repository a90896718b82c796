package io.github.jqodi.base;

/** The standard normal distribution, Φ and its inverse, to about 1e-15 absolute. */
public final class NormalDistribution {
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);
    private static final double SERIES_LIMIT = 3;
    private static final double FAR_TAIL = 39;
    private static final int NEWTON_STEPS = 8;
    private static final double[] ODD_RECIPROCALS = oddReciprocals(80);

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
        return between(from, tail(from), to, tail(to));
    }

    /**
     * The same from the tails beyond both ends, for neighbouring intervals that share them.
     *
     * @param from lower end
     * @param fromTail {@link #tail} of the lower end
     * @param to upper end, at least {@code from}
     * @param toTail {@link #tail} of the upper end
     * @return P(from &lt; Z ≤ to)
     */
    public static double between(double from, double fromTail, double to, double toTail) {
        if (from > 0) {
            return fromTail - toTail;
        }
        return to > 0 ? 1 - toTail - fromTail : toTail - fromTail;
    }

    /**
     * Probability of an interval of at most 1/1000, by Taylor's series of the density around its middle:
     * φ(m)·w·(1 + (m²-1)·w²/24 + (m⁴-6m²+3)·w⁴/1920), accurate to the last bits for |m| ≤ 10.
     *
     * @param middle m
     * @param width w
     * @return P(m - w/2 &lt; Z ≤ m + w/2)
     */
    public static double ofNarrow(double middle, double width) {
        double m = middle * middle;
        double w = width * width;
        double correction = 1 + w * ((m - 1) / 24 + w * ((m - 6) * m + 3) / 1920);
        return Math.exp(-m / 2) / SQRT_2PI * width * correction;
    }

    /**
     * Quantile function Φ⁻¹: a rough start, then Newton steps.
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
        double z = -Math.min(FAR_TAIL, roughQuantile(p));
        for (int i = 0; i < NEWTON_STEPS; i++) {
            double tail = lowerTail(z);
            double density = Math.exp(-z * z / 2) / SQRT_2PI;
            // Newton on the logarithm, which is nearly a parabola far out, converges from any start
            z = Math.min(0, z - Math.log(tail / p) * tail / density);
        }
        return z;
    }

    /** √(2·ln(1/p)) less its main correction; within a few tenths of -Φ⁻¹(p) for p ≤ ½. */
    private static double roughQuantile(double p) {
        double t = Math.sqrt(-2 * Math.log(p));
        return Math.max(0, t - (2.30753 + 0.27061 * t) / (1 + (0.99229 + 0.04481 * t) * t));
    }

    /**
     * Probability that |Z| exceeds a value on one side.
     *
     * @param x any number, infinities included
     * @return P(Z ≤ -|x|)
     */
    public static double tail(double x) {
        return lowerTail(-Math.abs(x));
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
        double square = y * y;
        for (int n = 1; n < ODD_RECIPROCALS.length && term > sum * 1e-17; n++) {
            term *= square * ODD_RECIPROCALS[n];
            sum += term;
        }
        return sum;
    }

    /** 1/(2n+1) for n = 0, 1, …; the series needs fewer than 60 of them below its limit. */
    private static double[] oddReciprocals(int count) {
        double[] reciprocals = new double[count];
        for (int n = 0; n < count; n++) {
            reciprocals[n] = 1.0 / (2 * n + 1);
        }
        return reciprocals;
    }

    /** 1 − Φ(y) = φ(y) / (y + 1/(y + 2/(y + 3/(y + …)))); from 3 on, 10 + 450/y² terms leave less than the last bit. */
    private static double continuedFraction(double y) {
        double value = y;
        for (int n = 10 + (int) (450 / (y * y)); n >= 1; n--) {
            value = y + n / value;
        }
        return value;
    }
}
