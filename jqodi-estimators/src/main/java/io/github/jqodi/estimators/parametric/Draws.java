package io.github.jqodi.estimators.parametric;

import java.util.SplittableRandom;

/** Random variates from one seed. One source for each forecast, so that no state is shared. */
class Draws {
    private static final int MOST_COMPARED = 8;

    private final SplittableRandom random;

    Draws(long seed) {
        this(new SplittableRandom(seed));
    }

    private Draws(SplittableRandom random) {
        this.random = random;
    }

    /** Numbers of their own, so that how many one path takes does not change the next. */
    Draws split() {
        return new Draws(random.split());
    }

    /** Uniform in (0, 1]. */
    double uniform() {
        return 1 - random.nextDouble();
    }

    /** Standard normal. */
    double gaussian() {
        return random.nextGaussian();
    }

    /** The least of several standard normals; more than eight count as eight. */
    double leastGaussian(int count) {
        double least = gaussian();
        for (int i = 1; i < Math.min(count, MOST_COMPARED); i++) {
            least = Math.min(least, gaussian());
        }
        return least;
    }

    /**
     * χ² with any number of degrees of freedom above 0, after Marsaglia and Tsang, A simple method for generating gamma variables
     * (2000).
     */
    double chiSquared(double degrees) {
        double shape = degrees / 2;
        if (shape < 1) {
            return chiSquared(degrees + 2) * Math.pow(uniform(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return 2 * d * v;
            }
        }
    }

    /** An epoch relative to the present one, at a constant hazard per unit of its logarithm; the logarithm is returned. */
    double logTime(double hazard) {
        return hazard > 0 ? -Math.log(uniform()) / hazard : Double.POSITIVE_INFINITY;
    }
}
