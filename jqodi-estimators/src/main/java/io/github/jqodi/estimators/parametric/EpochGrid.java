package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;

/**
 * Grid of the epochs at which a continuation is looked at: every one at first, then ever wider steps, so that a long horizon
 * costs little and K is off by less than 2 % of the epochs ahead. Immutable.
 */
final class EpochGrid {
    private static final int SINGLE_STEPS = 64;

    private final int last;
    private final int[] epochs;
    private final double[] logRatios;

    private EpochGrid(int last, int[] epochs) {
        this.last = last;
        this.epochs = epochs;
        this.logRatios = new double[epochs.length];
        for (int i = 0; i < epochs.length; i++) {
            logRatios[i] = Math.log(epochs[i] / (double) last);
        }
    }

    /**
     * Epochs after the last observed one.
     *
     * @param last m, the last observed epoch
     * @param horizonFactor how many times m the horizon is
     * @return increasing, from m + 1 to the horizon; empty only for m at the limit of what an estimate may speak of
     */
    static EpochGrid after(int last, double horizonFactor) {
        int horizon = (int) Math.min(EpochEstimate.MAX_EPOCHS, Math.ceil(Math.max(last, 2) * horizonFactor));
        int[] epochs = new int[16];
        int size = 0;
        int epoch = last;
        while (epoch < horizon) {
            epoch = Math.min(horizon, epoch + Math.max(1, (epoch - last) / SINGLE_STEPS));
            epochs = size == epochs.length ? Arrays.copyOf(epochs, 2 * size) : epochs;
            epochs[size++] = epoch;
        }
        return new EpochGrid(last, Arrays.copyOf(epochs, size));
    }

    int size() {
        return epochs.length;
    }

    int epoch(int index) {
        return epochs[index];
    }

    /** Epochs from the point before, the last observed epoch before the first. */
    int step(int index) {
        return epochs[index] - (index == 0 ? last : epochs[index - 1]);
    }

    /** Logarithm of epoch over last observed epoch. */
    double logRatio(int index) {
        return logRatios[index];
    }
}
