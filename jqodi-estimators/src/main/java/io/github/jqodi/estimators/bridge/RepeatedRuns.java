package io.github.jqodi.estimators.bridge;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Empirical distribution of K over past runs of the same model and quantization that differ in their seed alone. Immutable.
 */
public final class RepeatedRuns implements EpochEstimator {
    private final Map<QuantizedModel, EpochEstimate> estimates;

    private RepeatedRuns(Map<QuantizedModel, EpochEstimate> estimates) {
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
        Map<QuantizedModel, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            groups.computeIfAbsent(run.pair(), pair -> new ArrayList<>()).add(run);
        }
        Map<QuantizedModel, EpochEstimate> estimates = new LinkedHashMap<>();
        groups.forEach((pair, group) -> estimates.put(pair, empirical(group)));
        return new RepeatedRuns(estimates);
    }

    /**
     * The distribution of K over the runs of this pair.
     *
     * @param scenario not asked
     * @param pair model and quantization by name
     * @return each past run with equal weight; empty if there was none
     */
    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        return Optional.ofNullable(estimates.get(pair));
    }

    /**
     * Nothing is known of the target that the runs had.
     *
     * @param scenario not asked
     * @param pair not asked
     * @return {@link Reach#UNSTATED}, so that a result warns that the runs are taken for whatever the target is
     */
    @Override
    public Reach reach(Scenario scenario, QuantizedModel pair) {
        return Reach.UNSTATED;
    }

    private static EpochEstimate empirical(List<Run> runs) {
        int[] reached = runs.stream().flatMapToInt(run -> run.epochs().stream()).toArray();
        return EpochEstimate.samples(reached, runs.size() - reached.length);
    }

    /**
     * One past run.
     *
     * @param pair model and quantization by name
     * @param epochs K; empty if the target was never reached
     */
    public record Run(QuantizedModel pair, OptionalInt epochs) {
        /**
         * A run that reached the target.
         *
         * @param pair model and quantization by name
         * @param epochs K, at least 1
         * @return the run
         */
        public static Run reached(QuantizedModel pair, int epochs) {
            return new Run(pair, OptionalInt.of(epochs));
        }

        /**
         * A run that did not reach the target.
         *
         * @param pair model and quantization by name
         * @return the run
         */
        public static Run missed(QuantizedModel pair) {
            return new Run(pair, OptionalInt.empty());
        }
    }

    @Override
    public String toString() {
        return "repeated runs of " + Text.count(estimates.size(), "pair");
    }
}
