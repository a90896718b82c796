package io.github.jqodi.estimators.neural;

/**
 * How a network is trained.
 *
 * @param steps batches
 * @param learningRate at the start; falls to 0 along half a cosine
 * @param decay share of the learning rate by which weights shrink in each step
 * @param seed of the first numbers and of the batches
 */
record TrainingSettings(int steps, double learningRate, double decay, long seed) {
    TrainingSettings withSeed(long other) {
        return new TrainingSettings(steps, learningRate, decay, other);
    }

    double learningRateAt(int step) {
        return learningRate * (0.5 + 0.5 * Math.cos(Math.PI * step / steps));
    }
}
