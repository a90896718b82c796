package io.github.jqodi.cost;

/** What epochs and inference of one quantized model M_(a,q) cost. Thread-safe. */
public interface ModelCosts {
    /**
     * Cost of one epoch of fine-tuning.
     *
     * @param action server and cut
     * @param epoch k, from 1
     * @return time and energy, the same doubles whenever asked
     */
    Cost epoch(Action action, int epoch);

    /**
     * Cost of an inference without training, at the rates of epoch 1.
     *
     * @param action server and cut
     * @param samples how many
     * @return time and energy
     */
    Cost inference(Action action, double samples);

    /**
     * The first epoch from which costs stay the same; 1 if they never change. An over-estimate is safe, an under-estimate
     * is not.
     *
     * @return k, from 1
     */
    default int steadyFromEpoch() {
        return Integer.MAX_VALUE;
    }
}
