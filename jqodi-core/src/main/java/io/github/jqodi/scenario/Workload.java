package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/**
 * The device's private data and how often an epoch passes over it.
 *
 * @param trainSamples n_tr
 * @param validationSamples n_val
 * @param trainPasses passes per training sample: forward and backward count 3 forward passes
 * @param validationPasses passes per validation sample
 * @param inputElements elements of one raw sample, sent up where the cut is 0
 * @param inputBits bits per element of a raw sample
 */
public record Workload(
        double trainSamples,
        double validationSamples,
        double trainPasses,
        double validationPasses,
        double inputElements,
        double inputBits) {
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
     */
    public Workload {
        trainSamples = Check.nonNegative("trainSamples", trainSamples);
        validationSamples = Check.nonNegative("validationSamples", validationSamples);
        trainPasses = Check.nonNegative("trainPasses", trainPasses);
        validationPasses = Check.nonNegative("validationPasses", validationPasses);
        inputElements = Check.nonNegative("inputElements", inputElements);
        inputBits = Check.nonNegative("inputBits", inputBits);
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
                DEFAULT_INPUT_BITS);
    }

    /**
     * The same workload with the size of a raw sample.
     *
     * @param elements elements per sample
     * @param bits bits per element
     * @return a copy
     */
    public Workload withInput(double elements, double bits) {
        return new Workload(trainSamples, validationSamples, trainPasses, validationPasses, elements, bits);
    }

    /**
     * {@return C = trainPasses·n_tr + validationPasses·n_val, forward passes per epoch}
     */
    public double passesPerEpoch() {
        return trainPasses * trainSamples + validationPasses * validationSamples;
    }

    /**
     * {@return N_tr + N_val, batches per epoch: one of training and one of validation, where there are samples of the kind}
     */
    public int batches() {
        return (trainSamples > 0 ? 1 : 0) + (validationSamples > 0 ? 1 : 0);
    }

    /**
     * {@return n_tr + n_val, samples that cross the cut upward in an epoch}
     */
    public double samples() {
        return trainSamples + validationSamples;
    }
}
