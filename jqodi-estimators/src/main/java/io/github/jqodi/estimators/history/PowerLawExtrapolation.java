package io.github.jqodi.estimators.history;

import java.util.Arrays;
import java.util.List;

/**
 * Extrapolation of past runs beyond their last epoch by a pooled power law. All fall by one power law of the epoch, whose exponent
 * is the mean over the last quarters of all runs, since the last quarter of one run alone is too noisy to tell a slow fall from
 * none; each run keeps its level and repeats the deviations of its last quarter.
 */
final class PowerLawExtrapolation {
    private static final int FEWEST_EPOCHS = 4;
    private static final double STEEPEST = -1;

    private final int horizon;
    private final int tail;
    private final double[] logEpochs;
    private final double exponent;

    /**
     * Fits the common exponent.
     *
     * @param curves losses of epochs 1 to H, all positive
     */
    PowerLawExtrapolation(List<double[]> curves) {
        horizon = curves.get(0).length;
        tail = Math.min(horizon, Math.max(FEWEST_EPOCHS, horizon / 4));
        logEpochs = new double[tail];
        for (int i = 0; i < tail; i++) {
            logEpochs[i] = Math.log(horizon - tail + 1.0 + i);
        }
        double sum = 0;
        for (double[] curve : curves) {
            sum += slope(Scale.LOGARITHMIC.of(curve));
        }
        exponent = Math.min(0, Math.max(STEEPEST, sum / curves.size()));
    }

    /** The curve up to twice its length. */
    double[] extended(double[] curve) {
        double[] logs = Scale.LOGARITHMIC.of(curve);
        double meanEpoch = mean(logEpochs);
        double level = 0;
        for (int i = 0; i < tail; i++) {
            level += logs[horizon - tail + i] / tail;
        }
        double[] longer = Arrays.copyOf(curve, 2 * horizon);
        for (int k = 0; k < horizon; k++) {
            int i = k % tail;
            double deviation = logs[horizon - tail + i] - level - exponent * (logEpochs[i] - meanEpoch);
            longer[horizon + k] = Math.exp(level + exponent * (Math.log(horizon + 1.0 + k) - meanEpoch) + deviation);
        }
        return longer;
    }

    private double slope(double[] logs) {
        double mean = mean(logEpochs);
        double cross = 0;
        double square = 0;
        for (int i = 0; i < tail; i++) {
            cross += (logEpochs[i] - mean) * logs[horizon - tail + i];
            square += (logEpochs[i] - mean) * (logEpochs[i] - mean);
        }
        return square > 0 ? cross / square : 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
