package io.github.jqodi.estimators.parametric;

/**
 * Kind of a shape parameter: its range, and the smooth way into it, ln p = ln lower + (ln upper - ln lower)/(1 + e^-u). The free
 * number u is believed to be standard normal, so that the middle of the range is the likeliest.
 */
enum ShapeParameter {
    /** Exponent of a power law; the field reports 0.1 to 1.5. */
    EXPONENT(0.03, 4, 0),
    /** Steepness of a sigmoid in the logarithm of the epoch, 1 for an exponential. */
    STEEPNESS(0.25, 4, 0),
    /** Epochs, relative to the last observed one. */
    TIME(0.05, 20, 1),
    /** One over epochs, relative to the last observed one. */
    RATE(0.05, 20, -1);

    private final double lower;
    private final double upper;
    private final int timePower;

    ShapeParameter(double lower, double upper, int timePower) {
        this.lower = lower;
        this.upper = upper;
        this.timePower = timePower;
    }

    /** The parameter of a free number, for a run whose last epoch is given. */
    double value(double free, double lastEpoch) {
        return lower * Math.exp(Math.log(upper / lower) * logistic(free)) * scale(lastEpoch);
    }

    /** The derivative of the parameter by the free number. */
    double slope(double free, double lastEpoch) {
        double share = logistic(free);
        return value(free, lastEpoch) * Math.log(upper / lower) * share * (1 - share);
    }

    private double scale(double lastEpoch) {
        return timePower == 0 ? 1 : timePower > 0 ? lastEpoch : 1 / lastEpoch;
    }

    private static double logistic(double free) {
        return 1 / (1 + Math.exp(-free));
    }
}
