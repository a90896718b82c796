package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.numeric.LossScale;
import java.util.Arrays;

/**
 * Training targets of one past run for the forest: levels that it reached, at epochs spread evenly over those ahead, and levels
 * below everything it reached, by steps spread evenly on logarithmic scale. Where they begin differs from run to run, so that
 * nothing is learned of the places. K beyond H is that of the continued run.
 */
final class PastTargets {
    /** Not reached within 2H. */
    static final int NEVER = 0;

    private static final int REACHED = 12;
    private static final int UNREACHED = 6;
    /** Multiples of it, less their whole part, are a sequence of low discrepancy. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private static final double SMALLEST_STEP = 0.005;
    private static final double LARGEST_STEP = 0.2;

    private final double[] targets;
    private final int[] epochs;

    private PastTargets(double[] targets, int[] epochs) {
        this.targets = targets;
        this.epochs = epochs;
    }

    /**
     * The targets of one run.
     *
     * @param losses of epochs 1 to 2H
     * @param observed epochs of the prefix, less than H
     * @param row from 0, decides where the targets begin
     */
    static PastTargets of(double[] losses, int observed, int row) {
        int horizon = losses.length / 2;
        double start = (row + 1) * GOLDEN % 1;
        double[] targets = new double[REACHED + UNREACHED];
        double low = minimum(losses, observed);
        int size = 0;
        for (int level = 0; level < REACHED; level++) {
            int epoch = observed + 1 + (int) ((level + start) / REACHED * (horizon - observed));
            double target = minimum(losses, Math.min(horizon, epoch));
            if (target < low) {
                targets[size++] = target;
                low = target;
            }
        }
        double least = minimum(losses, horizon);
        double scale = LossScale.of(losses[0], least);
        for (int level = 0; level < UNREACHED; level++) {
            double step = SMALLEST_STEP * Math.pow(LARGEST_STEP / SMALLEST_STEP, (level + start) / UNREACHED);
            targets[size++] = least - step * scale;
        }
        double[] asked = Arrays.copyOf(targets, size);
        return new PastTargets(
                asked,
                Arrays.stream(asked).mapToInt(target -> epoch(losses, target)).toArray());
    }

    /** Losses, decreasing. */
    double[] targets() {
        return targets;
    }

    /** K of each target, {@link #NEVER} if not within 2H. */
    int[] epochs() {
        return epochs;
    }

    private static double minimum(double[] losses, int epochs) {
        double least = losses[0];
        for (int k = 1; k < epochs; k++) {
            least = Math.min(least, losses[k]);
        }
        return least;
    }

    private static int epoch(double[] losses, double target) {
        for (int k = 0; k < losses.length; k++) {
            if (losses[k] <= target) {
                return k + 1;
            }
        }
        return NEVER;
    }
}
