package io.github.jqodi.base;

/**
 * The standard normal distribution, Φ and its inverse, to about 1e-15 absolute. Φ is by the rational functions of W. J. Cody,
 * Rational Chebyshev Approximations for the Error Function, Mathematics of Computation 23 (1969), 631-637, in three ranges.
 */
public final class NormalDistribution {
    private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);
    private static final double FAR_TAIL = 39;
    private static final int NEWTON_STEPS = 8;

    /** Φ⁻¹(¾). */
    private static final double CENTRE = 0.67448975;
    /** √32. */
    private static final double SHOULDER = 5.656854249492380;
    /** Numerators by falling power, then denominators without their leading 1. */
    private static final double[] CENTRE_OVER = {
        0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356
    };

    private static final double[] CENTRE_UNDER = {
        47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673
    };
    private static final double[] SHOULDER_OVER = {
        1.0765576773720192e-8,
        0.39894151208813466,
        8.883149794388377,
        93.50665613217785,
        597.2702763948002,
        2494.5375852903726,
        6848.190450536283,
        11602.65143764735,
        9842.714838383978
    };
    private static final double[] SHOULDER_UNDER = {
        22.266688044328117,
        235.387901782625,
        1519.3775994075547,
        6485.558298266761,
        18615.571640885097,
        34900.95272114598,
        38912.00328609327,
        19685.429676859992
    };
    private static final double[] TAIL_OVER = {
        0.023073441764940174,
        0.215898534057957,
        0.12740116116024736,
        0.022235277870649807,
        0.0014216191932278934,
        2.9112874951168793e-5
    };
    private static final double[] TAIL_UNDER = {
        1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5
    };
    /** The last quantile asked for: most callers ask for that of one confidence again and again. */
    private static volatile Quantile last = new Quantile(0.5, 0);

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
            throw Check.invalid("p", p, "must be in (0, 1)");
        }
        Quantile known = last;
        if (known.p != p) {
            known = new Quantile(p, p > 0.5 ? -lowerQuantile(1 - p) : lowerQuantile(p));
            last = known;
        }
        return known.z;
    }

    private record Quantile(double p, double z) {}

    /** Φ⁻¹ of at most ½. */
    private static double lowerQuantile(double p) {
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
        if (y <= CENTRE) {
            return 0.5 - y * ratio(y * y, CENTRE_OVER, CENTRE_UNDER);
        }
        double bell = Math.exp(-y * y / 2);
        if (y <= SHOULDER) {
            return bell * ratio(y, SHOULDER_OVER, SHOULDER_UNDER);
        }
        double z = 1 / (y * y);
        return bell * (1 / SQRT_2PI - z * ratio(z, TAIL_OVER, TAIL_UNDER)) / y;
    }

    /** A rational function by Horner's rule, both polynomials side by side. */
    private static double ratio(double x, double[] over, double[] under) {
        double numerator = over[0];
        double denominator = 1;
        for (int i = 0; i < under.length; i++) {
            numerator = numerator * x + over[i + 1];
            denominator = denominator * x + under[i];
        }
        return numerator / denominator;
    }
}
