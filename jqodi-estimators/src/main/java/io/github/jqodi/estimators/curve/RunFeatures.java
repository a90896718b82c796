package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Features of a run besides its losses; every part may be missing. Immutable.
 *
 * @param model name of the model version
 * @param bits π_q, in (0, 32]
 * @param learningRate at the start, {@code > 0}
 * @param dropEpochs epochs in which a lower learning rate first applied, increasing
 * @param samples training samples in one epoch, at least 1
 */
public record RunFeatures(
        Optional<String> model,
        OptionalDouble bits,
        OptionalDouble learningRate,
        List<Integer> dropEpochs,
        OptionalLong samples) {
    /** Nothing known. */
    public static final RunFeatures NONE = new RunFeatures(
            Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(), OptionalLong.empty());

    /**
     * Checks every part that is there.
     *
     * @param model not blank
     * @param bits in (0, 32]
     * @param learningRate finite, {@code > 0}
     * @param dropEpochs increasing, from 1
     * @param samples at least 1
     */
    public RunFeatures {
        model.ifPresent(name -> Check.name("model", name));
        bits.ifPresent(width ->
                Check.that(width > 0 && width <= 32, "bits", Text.shortest(width), "must be above 0 and at most 32"));
        learningRate.ifPresent(rate -> Check.positive("learningRate", rate));
        dropEpochs = increasing(dropEpochs);
        samples.ifPresent(count -> Check.that(count >= 1, "samples", count, "must be at least 1"));
    }

    /**
     * The same features with model version and bit-width.
     *
     * @param name of the version
     * @param width π_q
     * @return a copy
     */
    public RunFeatures withPair(String name, double width) {
        return new RunFeatures(Optional.of(name), OptionalDouble.of(width), learningRate, dropEpochs, samples);
    }

    /**
     * The same features with a learning rate.
     *
     * @param rate at the start
     * @return a copy
     */
    public RunFeatures withLearningRate(double rate) {
        return new RunFeatures(model, bits, OptionalDouble.of(rate), dropEpochs, samples);
    }

    /**
     * The same features with drops of the learning rate.
     *
     * @param epochs in which a lower rate first applied
     * @return a copy
     */
    public RunFeatures withDropEpochs(List<Integer> epochs) {
        return new RunFeatures(model, bits, learningRate, epochs, samples);
    }

    /**
     * The same features with a number of training samples.
     *
     * @param count samples in one epoch
     * @return a copy
     */
    public RunFeatures withSamples(long count) {
        return new RunFeatures(model, bits, learningRate, dropEpochs, OptionalLong.of(count));
    }

    /**
     * Whether the learning rate drops at the same points as in another run: as often, each time within a tenth of the epoch or one
     * epoch. Runs of which nothing is known match nothing but each other.
     *
     * @param other features of another run
     * @return true if the schedules match
     */
    public boolean hasScheduleOf(RunFeatures other) {
        if (dropEpochs.size() != other.dropEpochs.size()) {
            return false;
        }
        for (int i = 0; i < dropEpochs.size(); i++) {
            int epoch = dropEpochs.get(i);
            if (Math.abs(epoch - other.dropEpochs.get(i)) > Math.max(1, epoch / 10)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> increasing(List<Integer> epochs) {
        int last = 0;
        for (int i = 0; i < epochs.size(); i++) {
            int epoch = epochs.get(i);
            Check.that(epoch > last, "dropEpochs/" + i, epoch, "must be above the one before it, " + last);
            last = epoch;
        }
        return List.copyOf(epochs);
    }
}
