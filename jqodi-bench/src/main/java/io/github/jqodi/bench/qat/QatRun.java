package io.github.jqodi.bench.qat;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.loss.PastRun;
import io.github.jqodi.scenario.Quantization;
import java.util.List;

/**
 * Fine-tuning run, quantized in every epoch.
 *
 * @param name of the run
 * @param place model, quantization, data and seed
 * @param start validation loss right after quantization, before the first epoch
 * @param losses validation losses at the end of each epoch
 */
public record QatRun(String name, QatPlace place, double start, List<Double> losses) {
    /**
     * Copies the losses.
     *
     * @param name of the run
     * @param place model, quantization, data and seed
     * @param start validation loss before the first epoch
     * @param losses of each epoch
     */
    public QatRun {
        losses = List.copyOf(losses);
    }

    /**
     * {@return the run as a curve that carries its version and bits}
     */
    public Curve curve() {
        Quantization quantization = place.quantization();
        return Curve.ofLosses(
                        name, losses.stream().mapToDouble(Double::doubleValue).toArray())
                .withFeatures(RunFeatures.NONE.withPair(place.version(), quantization.weightBits()));
    }

    /**
     * {@return the run as a past one whose loss after the update was not measured}
     */
    public PastRun past() {
        return new PastRun(place.version(), place.quantization(), start, List.of(), losses);
    }
}
