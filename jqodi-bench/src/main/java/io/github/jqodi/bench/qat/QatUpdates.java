package io.github.jqodi.bench.qat;

import io.github.jqodi.estimators.loss.PastRun;
import java.util.List;

/**
 * Run of which the loss was measured before and after the update of each epoch.
 *
 * @param name of the run
 * @param place model, quantization, data and seed
 * @param before validation loss at the end of the epoch before
 * @param requantized after the update from the full-precision weights
 * @param after at the end of the epoch
 */
public record QatUpdates(
        String name, QatPlace place, List<Double> before, List<Double> requantized, List<Double> after) {
    /**
     * Copies the lists.
     *
     * @param name of the run
     * @param place model, quantization, data and seed
     * @param before one for each epoch
     * @param requantized one for each epoch
     * @param after one for each epoch
     */
    public QatUpdates {
        before = List.copyOf(before);
        requantized = List.copyOf(requantized);
        after = List.copyOf(after);
    }

    /**
     * {@return the run as a past one with both parts of its gains}
     */
    public PastRun past() {
        return new PastRun(place.version(), place.quantization(), before.get(0), requantized, after);
    }
}
