package io.github.jqodi.estimators.parametric;

import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;

/**
 * The epochs at which a continuation is looked at: every one at first, then ever wider steps, so that a long horizon costs
 * little and K is off by less than 2 % of the epochs ahead.
 */
final class EpochGrid {
    private static final int SINGLE_STEPS = 64;

    private EpochGrid() {}

    /**
     * Epochs after the last observed one.
     *
     * @param last m, the last observed epoch
     * @param horizonFactor how many times m the horizon is
     * @return increasing, from m + 1 to the horizon; empty only for m at the limit of what an estimate may speak of
     */
    static int[] after(int last, double horizonFactor) {
        int horizon = (int) Math.min(EpochEstimate.MAX_EPOCHS, Math.ceil(Math.max(last, 2) * horizonFactor));
        int[] epochs = new int[16];
        int size = 0;
        int epoch = last;
        while (epoch < horizon) {
            epoch = Math.min(horizon, epoch + Math.max(1, (epoch - last) / SINGLE_STEPS));
            epochs = size == epochs.length ? Arrays.copyOf(epochs, 2 * size) : epochs;
            epochs[size++] = epoch;
        }
        return Arrays.copyOf(epochs, size);
    }
}
