package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * Epochs in a row with one pair of model and quantization, from its first epoch until another pair runs.
 *
 * @param pair what was trained
 * @param epochsBefore how many epochs of the run were over when it began
 * @param epochsCarried how many of those count for this pair
 */
public record Stint(QuantizedModel pair, int epochsBefore, int epochsCarried) {
    /**
     * Checks the numbers.
     *
     * @param pair what was trained
     * @param epochsBefore at least 0
     * @param epochsCarried from 0 to epochsBefore
     */
    public Stint {
        Check.between("epochsBefore", epochsBefore, 0, Integer.MAX_VALUE);
        Check.between("epochsCarried", epochsCarried, 0, epochsBefore);
    }

    /** How many epochs of the pair are done after some of the run. */
    int epochsDone(int ofRun) {
        return epochsCarried + ofRun - epochsBefore;
    }
}
