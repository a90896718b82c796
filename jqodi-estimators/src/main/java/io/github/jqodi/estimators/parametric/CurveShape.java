package io.github.jqodi.estimators.parametric;

/**
 * Logarithm of a curve that is 1 at the last observed epoch m: ln(φ + (1 - φ)·g(x)/g(m)), with g of a family and x the epoch.
 *
 * @param family of g
 * @param rate exponent α of a power law, else ln(m/c)
 * @param steepness d; unused for a power law
 * @param asymptote φ as a share of the present loss above the floor
 */
record CurveShape(Family family, double rate, double steepness, double asymptote) {
    private static final double EXPONENT_OVERFLOW = 40;

    /** Families of g, after Viering and Loog, The shape of learning curves: a review (2022). */
    enum Family {
        /** x^-α, which is pow2 without and pow3 with an asymptote. */
        POWER,
        /** Hill's 1/(1 + (x/c)^d), which is mmf4. */
        HILL,
        /** Weibull's exp(-(x/c)^d), which is exp3, exp4 and Janoschek's. */
        WEIBULL
    }

    /** The logarithm of the curve at ln(x/m). */
    double at(double logRatio) {
        return above(logHeight(logRatio));
    }

    /** Logarithm of g(x)/g(m) at ln(x/m). */
    double logHeight(double logRatio) {
        return switch (family) {
            case POWER -> -rate * logRatio;
            case HILL -> Math.log1p(Math.exp(steepness * rate)) - Math.log1p(Math.exp(steepness * (rate + logRatio)));
            case WEIBULL -> Math.exp(steepness * rate) - Math.exp(steepness * (rate + logRatio));
        };
    }

    /** The logarithm of the curve where that of g(x)/g(m) is known. */
    double above(double logHeight) {
        if (asymptote == 0) {
            return logHeight;
        }
        return logHeight > EXPONENT_OVERFLOW
                ? Math.log1p(-asymptote) + logHeight
                : Math.log(asymptote + (1 - asymptote) * Math.exp(logHeight));
    }
}
