package io.github.jqodi.bench.regret;

import io.github.jqodi.control.CurveBelief;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.List;

/**
 * Belief about the epochs of all pairs.
 *
 * @param start of each pair, before anything is run
 * @param shown how many epochs of each pair had to be run to believe it; 0 where none
 * @param learning what is believed once the run itself has shown losses; {@link CurveBelief#NONE} where nothing is learnt from them
 */
record Belief(List<EpochEstimate> start, List<Integer> shown, CurveBelief learning) {
    /**
     * Copies the lists.
     *
     * @param start of each pair
     * @param shown how many epochs of each pair had to be run
     * @param learning what is believed later
     */
    Belief {
        start = List.copyOf(start);
        shown = List.copyOf(shown);
    }

    /** A belief that took no epochs and learns nothing. */
    static Belief of(List<EpochEstimate> start) {
        return new Belief(start, start.stream().map(any -> 0).toList(), CurveBelief.NONE);
    }
}
