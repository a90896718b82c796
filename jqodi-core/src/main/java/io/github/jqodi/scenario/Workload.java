package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The device's private data and how often an epoch passes over it.
 *
 * @param trainSamples n_tr
 * @param validationSamples n_val
 * @param trainPasses passes per training sample: forward and backward count 3 forward passes
 * @param validationPasses passes per validation sample
 * @param inputElements elements of one raw sample, sent up where the cut is 0
 * @param inputBits bits per element of a raw sample
 * @param batchSize samples that are computed and sent together; empty if all of a kind are
 */
public record Workload(
        double trainSamples,
        double validationSamples,
        double trainPasses,
        double validationPasses,
        double inputElements,
        double inputBits,
        OptionalInt batchSize) {
    /** Forward and backward together cost about three forward passes. */
    public static final double DEFAULT_TRAIN_PASSES = 3;

    /** Validation is one forward pass. */
    public static final double DEFAULT_VALIDATION_PASSES = 1;

    /** Raw samples are bytes where nothing else is given. */
    public static final double DEFAULT_INPUT_BITS = 8;

    /**
     * Checks every number.
     *
     * @param trainSamples finite, {@code >= 0}
     * @param validationSamples finite, {@code >= 0}
     * @param trainPasses finite, {@code >= 0}
     * @param validationPasses finite, {@code >= 0}
     * @param inputElements finite, {@code >= 0}
     * @param inputBits finite, {@code >= 0}
     * @param batchSize at least 1 where given
     */
    public Workload {
        Objects.requireNonNull(batchSize, "batchSize");
        trainSamples = Check.nonNegative("trainSamples", trainSamples);
        validationSamples = Check.nonNegative("validationSamples", validationSamples);
        trainPasses = Check.nonNegative("trainPasses", trainPasses);
        validationPasses = Check.nonNegative("validationPasses", validationPasses);
        inputElements = Check.nonNegative("inputElements", inputElements);
        inputBits = Check.nonNegative("inputBits", inputBits);
        batchSize.ifPresent(size -> Check.between("batchSize", size, 1, Integer.MAX_VALUE));
    }

    /**
     * A workload with the default passes and no raw sample size.
     *
     * @param trainSamples n_tr
     * @param validationSamples n_val
     * @return the workload
     */
    public static Workload of(double trainSamples, double validationSamples) {
        return new Workload(
                trainSamples,
                validationSamples,
                DEFAULT_TRAIN_PASSES,
                DEFAULT_VALIDATION_PASSES,
                0,
                DEFAULT_INPUT_BITS,
                OptionalInt.empty());
    }

    /**
     * The same workload with the size of a raw sample.
     *
     * @param elements elements per sample
     * @param bits bits per element
     * @return a copy
     */
    public Workload withInput(double elements, double bits) {
        return new Workload(trainSamples, validationSamples, trainPasses, validationPasses, elements, bits, batchSize);
    }

    /**
     * The same workload with other passes.
     *
     * @param train passes per training sample
     * @param validation passes per validation sample
     * @return a copy
     */
    public Workload withPasses(double train, double validation) {
        return new Workload(trainSamples, validationSamples, train, validation, inputElements, inputBits, batchSize);
    }

    /**
     * The same workload in batches.
     *
     * @param size samples that are computed and sent together
     * @return a copy
     */
    public Workload withBatchSize(int size) {
        return new Workload(
                trainSamples,
                validationSamples,
                trainPasses,
                validationPasses,
                inputElements,
                inputBits,
                OptionalInt.of(size));
    }

    /**
     * {@return C = trainPasses·n_tr + validationPasses·n_val, forward passes per epoch}
     */
    public double passesPerEpoch() {
        return trainPasses * trainSamples + validationPasses * validationSamples;
    }

    /**
     * {@return N_tr, batches of training samples in an epoch: one where no size is given}
     */
    public double trainBatches() {
        return batches(trainSamples, batchSize);
    }

    /**
     * {@return N_val, batches of validation samples in an epoch: one where no size is given}
     */
    public double validationBatches() {
        return batches(validationSamples, batchSize);
    }

    /** A last batch may be smaller than the others. */
    static double batches(double samples, OptionalInt batchSize) {
        return samples == 0 ? 0 : batchSize.isPresent() ? Math.ceil(samples / batchSize.getAsInt()) : 1;
    }

    /**
     * {@return n_tr + n_val, samples that cross the cut upward in an epoch}
     */
    public double samples() {
        return trainSamples + validationSamples;
    }
}
