package io.github.jqodi.estimators.testing;

import io.github.jqodi.estimators.curve.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Noisy power laws of different level, height and exponent. */
public final class SyntheticRuns {
    private SyntheticRuns() {}

    /** So many runs of so many epochs. */
    public static List<Curve> powerLaws(int count, int epochs, long seed) {
        Random random = new Random(seed);
        List<Curve> runs = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            double floor = 0.1 + 0.2 * random.nextDouble();
            double height = 0.8 + 0.4 * random.nextDouble();
            double exponent = 0.4 + 0.5 * random.nextDouble();
            double[] losses = new double[epochs];
            for (int k = 0; k < epochs; k++) {
                losses[k] = floor + height * Math.pow(k + 1, -exponent) + 0.004 * random.nextGaussian();
            }
            runs.add(Curve.ofLosses("run" + r, losses));
        }
        return runs;
    }
}
