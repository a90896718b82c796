package io.github.jqodi.estimators.trace;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.text.TextFormatException;
import java.util.Locale;

/**
 * Conversion of the counts of a file to epochs. What is measured after epoch k - 1 and until the end of epoch k belongs to epoch k;
 * the last of it counts. Epoch 0 is before training.
 *
 * @param unit counts in an epoch
 * @param first count of the first epoch, 0 or 1: from 0, a count means the end of the step or epoch it numbers
 */
record EpochCount(double unit, int first) {
    /** An epoch is over if less of it than this is missing; counts are often rounded sums. */
    private static final double ROUNDING = 1e-9;

    int epoch(long line, double count) {
        double epochs = epochs(count);
        if (!(epochs <= EpochEstimate.MAX_EPOCHS)) {
            throw new TextFormatException(
                    line,
                    "epoch " + (epochs < 1e15 ? Long.toString((long) Math.ceil(epochs)) : Text.number(epochs))
                            + String.format(
                                    Locale.ROOT,
                                    " must be at most %,d; if steps or samples are counted, the unit says how many make an epoch",
                                    EpochEstimate.MAX_EPOCHS));
        }
        return (int) Math.ceil(epochs - ROUNDING * Math.max(1, epochs));
    }

    /** Whether the epoch it belongs to is not over. */
    boolean isWithin(double count) {
        double epochs = epochs(count);
        return Math.abs(epochs - Math.rint(epochs)) > 1e-6 * Math.max(1, epochs);
    }

    /** Real epochs since training began. */
    double epochs(double count) {
        return (count + 1 - first) / unit;
    }
}
