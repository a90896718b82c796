package io.github.jqodi.control;

import io.github.jqodi.scenario.QuantizedModel;

/**
 * One epoch that is to be run.
 *
 * @param pair model and quantization; set up first where this is the first epoch
 * @param epoch k, from 1 at the start of the run
 * @param server name of the edge server
 * @param cut j
 * @param seconds it is expected to take, a setup not included
 * @param joules it is expected to take
 */
public record NextEpoch(QuantizedModel pair, int epoch, String server, int cut, double seconds, double joules) {
    /** The first epoch of a step, after those of a state. */
    static NextEpoch of(RunState state, QuantizedModel pair, Committed.Step step) {
        return new NextEpoch(pair, state.epochsDone() + 1, step.server(), step.cut(), step.seconds(), step.joules());
    }
}
