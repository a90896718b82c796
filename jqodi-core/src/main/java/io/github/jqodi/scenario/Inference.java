package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.OptionalInt;

/**
 * Inference of some samples, without training.
 *
 * @param samples how many
 * @param batchSize samples that are computed and sent together; empty if all are
 */
public record Inference(double samples, OptionalInt batchSize) {
    /** One sample, as an inference has where nothing else is said. */
    public static final Inference ONE = of(1);

    /**
     * Checks the numbers.
     *
     * @param samples finite, {@code >= 0}
     * @param batchSize at least 1 where given
     */
    public Inference {
        samples = Check.nonNegative("samples", samples);
        batchSize.ifPresent(size -> Check.between("batchSize", size, 1, Integer.MAX_VALUE));
    }

    /**
     * Samples that are all computed and sent together.
     *
     * @param samples how many
     * @return the inference
     */
    public static Inference of(double samples) {
        return new Inference(samples, OptionalInt.empty());
    }

    /**
     * The same samples in batches.
     *
     * @param size samples that are computed and sent together
     * @return a copy
     */
    public Inference withBatchSize(int size) {
        return new Inference(samples, OptionalInt.of(size));
    }

    /**
     * {@return how many batches there are: one where no size is given, none of no samples}
     */
    public double batches() {
        return Workload.batches(samples, batchSize);
    }

    /**
     * {@return samples of the largest batch}
     */
    public double batchSamples() {
        return batchSize.isPresent() ? Math.min(samples, batchSize.getAsInt()) : samples;
    }
}
