package io.github.jqodi.estimators.bridge;

import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Empirical distribution of K over past runs of the same model and bit-width that differ in their seed alone. Immutable.
 */
public final class RepeatedRuns implements EpochEstimator {
    private final Map<Key, EpochEstimate> estimates;

    private RepeatedRuns(Map<Key, EpochEstimate> estimates) {
        this.estimates = Map.copyOf(estimates);
    }

    /**
     * Groups past runs.
     *
     * @param runs in any order
     * @return the estimator
     * @throws IllegalArgumentException if a run took less than one epoch
     */
    public static RepeatedRuns of(List<Run> runs) {
        Map<Key, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            groups.computeIfAbsent(new Key(run.model(), run.bits()), key -> new ArrayList<>())
                    .add(run);
        }
        Map<Key, EpochEstimate> estimates = new LinkedHashMap<>();
        groups.forEach((key, group) -> estimates.put(key, empirical(group)));
        return new RepeatedRuns(estimates);
    }

    /**
     * The distribution of K over the runs of this model and width.
     *
     * @param scenario not asked
     * @param model M_a, by name
     * @param bits π_q
     * @return each past run with equal weight; empty if there was none
     */
    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, ModelVersion model, int bits) {
        return Optional.ofNullable(estimates.get(new Key(model.name(), bits)));
    }

    private static EpochEstimate empirical(List<Run> runs) {
        int[] reached = runs.stream().flatMapToInt(run -> run.epochs().stream()).toArray();
        return EpochEstimate.samples(reached, runs.size() - reached.length);
    }

    private record Key(String model, int bits) {}

    /**
     * One past run.
     *
     * @param model name of the version
     * @param bits π_q
     * @param epochs K; empty if the target was never reached
     */
    public record Run(String model, int bits, OptionalInt epochs) {
        /**
         * A run that reached the target.
         *
         * @param model name of the version
         * @param bits π_q
         * @param epochs K, at least 1
         * @return the run
         */
        public static Run reached(String model, int bits, int epochs) {
            return new Run(model, bits, OptionalInt.of(epochs));
        }

        /**
         * A run that did not reach the target.
         *
         * @param model name of the version
         * @param bits π_q
         * @return the run
         */
        public static Run missed(String model, int bits) {
            return new Run(model, bits, OptionalInt.empty());
        }
    }
}
