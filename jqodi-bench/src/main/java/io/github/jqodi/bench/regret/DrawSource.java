package io.github.jqodi.bench.regret;

import io.github.jqodi.bench.replay.SimulatedLosses;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws how long training really takes, and what each estimator believes of it. Thread-safe. */
interface DrawSource {
    /** Names of the estimators, in the order of their beliefs. */
    List<String> estimators();

    /** Whether beliefs learn from the losses that a run shows. */
    boolean learns();

    /** Whether K is drawn from what the scenario says. */
    boolean isOfScenario();

    /**
     * One draw.
     *
     * @param pairs what may be trained
     * @param correlation of the relative errors of any two pairs' beliefs, in [0, 1]
     * @param random all that is random comes from it
     */
    Draw draw(List<TrainedPair> pairs, double correlation, SplittableRandom random);

    /**
     * What each of some pairs gets: independent draws of one kind of which any two have a correlation. Each takes the common one
     * with probability √correlation, its own otherwise, so that what a single pair gets is the same whatever the correlation.
     */
    static <T> List<T> coupled(int pairs, double correlation, SplittableRandom random, Supplier<T> draw) {
        T common = draw.get();
        double share = Math.sqrt(correlation);
        return java.util.stream.Stream.generate(() -> {
                    T own = draw.get();
                    return random.nextDouble() < share ? common : own;
                })
                .limit(pairs)
                .toList();
    }

    /**
     * One state of the world.
     *
     * @param truth K of each pair
     * @param distribution that K of each pair was drawn from; empty where it is what the scenario says
     * @param losses that each pair shows, in multiples of its target; empty for power laws
     * @param beliefs one for each estimator
     */
    record Draw(
            List<Integer> truth,
            Optional<List<EpochEstimate>> distribution,
            List<SimulatedLosses> losses,
            List<Belief> beliefs) {
        /**
         * Copies the lists.
         *
         * @param truth K of each pair
         * @param distribution that it was drawn from
         * @param losses that each pair shows
         * @param beliefs one for each estimator
         */
        public Draw {
            truth = List.copyOf(truth);
            losses = List.copyOf(losses);
            beliefs = List.copyOf(beliefs);
        }
    }
}
