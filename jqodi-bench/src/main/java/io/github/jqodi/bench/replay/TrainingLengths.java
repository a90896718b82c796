package io.github.jqodi.bench.replay;

import io.github.jqodi.scenario.QuantizedModel;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Source of the epochs that runs really need. */
@FunctionalInterface
interface TrainingLengths {
    /** Of the pair's own belief. */
    TrainingLengths BELIEVED = (world, pair, random) -> {
        if (random.nextDouble() < world.never(pair)) {
            return TrainingRun.of(Job.NEVER);
        }
        double reached = 1 - world.finite(pair).neverProbability();
        double p = Math.max(Double.MIN_NORMAL, random.nextDouble() * reached);
        return TrainingRun.of(
                world.finite(pair).quantile(p).orElse(world.finite(pair).lastEpoch()));
    };

    /** A run of a pair. */
    TrainingRun draw(ReplayWorld world, QuantizedModel pair, SplittableRandom random);

    /**
     * Of recorded runs: each as many times the pair's expected epochs as it took of the recorded mean.
     *
     * @param recorded epochs of runs of one configuration each, 0 for one that never got there
     */
    static TrainingLengths recorded(double[] recorded) {
        double mean = Arrays.stream(recorded).filter(k -> k > 0).average().orElse(1);
        return (world, pair, random) -> {
            double drawn = recorded[random.nextInt(recorded.length)];
            return TrainingRun.of(
                    drawn > 0
                            ? (int) Math.max(
                                    1,
                                    Math.round(drawn / mean * world.finite(pair).expectedEpochs()))
                            : Job.NEVER);
        };
    }
}
