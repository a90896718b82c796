package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.Objects;

/**
 * One-off cost of quantizing a model version on the cloud.
 *
 * @param quantization name of q; of a bit-width its number
 * @param seconds τ_(a,q)
 * @param joules ε_(a,q)
 */
public record Setup(String quantization, double seconds, double joules) {
    /**
     * Checks every number.
     *
     * @param quantization not blank
     * @param seconds from 0 to 1e290
     * @param joules from 0 to 1e290
     */
    public Setup {
        Objects.requireNonNull(quantization, "quantization");
        Check.name("quantization", quantization);
        seconds = Check.summand("seconds", seconds);
        joules = Check.summand("joules", joules);
    }

    /**
     * The cost of quantizing to a bit-width.
     *
     * @param bits π_q, in (0, 32]
     * @param seconds τ_(a,q), from 0 to 1e290
     * @param joules ε_(a,q), from 0 to 1e290
     * @return the setup of the quantization named by that number
     */
    public static Setup of(double bits, double seconds, double joules) {
        return new Setup(Quantization.of(bits).name(), seconds, joules);
    }
}
