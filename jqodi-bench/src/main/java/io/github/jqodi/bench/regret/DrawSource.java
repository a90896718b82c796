package io.github.jqodi.bench.regret;

import io.github.jqodi.estimate.EpochEstimate;
import java.util.List;
import java.util.SplittableRandom;

/** Draws how long training really takes, and what each estimator believes of it. */
interface DrawSource {
    /** Names of the estimators, in the order of their beliefs. */
    List<String> estimators();

    /**
     * One draw.
     *
     * @param pairs what may be trained
     * @param random all that is random comes from it
     */
    Draw draw(List<TrainedPair> pairs, SplittableRandom random);

    /**
     * One state of the world.
     *
     * @param truth K of each pair
     * @param beliefs for each estimator a belief about each pair
     */
    record Draw(List<Integer> truth, List<List<EpochEstimate>> beliefs) {
        /**
         * Copies the lists.
         *
         * @param truth K of each pair
         * @param beliefs for each estimator a belief about each pair
         */
        public Draw {
            truth = List.copyOf(truth);
            beliefs = beliefs.stream().map(List::copyOf).toList();
        }
    }
}
