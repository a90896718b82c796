package io.github.jqodi.estimators.parametric;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Random variates that fill their space evenly from one call of {@link #next} to the next: the coordinates of a Kronecker sequence
 * with the roots of x^(d+1) = x + 1, shifted at random (Cranley and Patterson, Randomization of number theoretic methods for
 * multiple integration, SIAM Journal on Numerical Analysis, 1976). Quantiles of a few hundred paths scatter from seed to seed far
 * less than with independent numbers. Beyond {@value #DIMENSIONS} variates of one path they are independent.
 */
final class EvenDraws extends Draws {
    private static final int DIMENSIONS = 6;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double[] STEPS = steps();

    private final double[] point = new double[DIMENSIONS];
    private int used;

    /** Shifts the sequence by the first numbers of a source and takes further ones from it. */
    EvenDraws(long seed) {
        super(seed);
        for (int i = 0; i < DIMENSIONS; i++) {
            point[i] = super.uniform();
        }
    }

    private static double[] steps() {
        double root = 1;
        for (int i = 0; i < 100; i++) {
            root = Math.pow(1 + root, 1.0 / (DIMENSIONS + 1));
        }
        double[] steps = new double[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            steps[i] = Math.pow(root, -(i + 1));
        }
        return steps;
    }

    /** Moves on to the variates of the next path. */
    EvenDraws next() {
        for (int i = 0; i < DIMENSIONS; i++) {
            double moved = point[i] + STEPS[i];
            point[i] = moved > 1 ? moved - 1 : moved;
        }
        used = 0;
        return this;
    }

    @Override
    double uniform() {
        return used < DIMENSIONS ? point[used++] : super.uniform();
    }

    @Override
    double gaussian() {
        return used < DIMENSIONS
                ? NORMAL.inverseCumulativeProbability(Math.min(point[used++], 1 - 0x1p-53))
                : super.gaussian();
    }
}
