package io.github.jqodi.estimators.neural;

/**
 * Settings of a training.
 *
 * @param steps batches
 * @param learningRate at the start; falls to 0 along half a cosine (Loshchilov and Hutter, SGDR, ICLR 2017)
 * @param decay share of the learning rate by which weights shrink in each step
 * @param seed of the first numbers and of the batches
 */
record TrainingSettings(int steps, double learningRate, double decay, long seed) {
    private static final int TABLE_STEPS = 400;
    private static final double TABLE_RATE = 1e-2;
    private static final double TABLE_DECAY = 0.02;

    /** For the small networks without a sequence. */
    static TrainingSettings ofTable(long seed) {
        return new TrainingSettings(TABLE_STEPS, TABLE_RATE, TABLE_DECAY, seed);
    }

    TrainingSettings withSeed(long other) {
        return new TrainingSettings(steps, learningRate, decay, other);
    }

    double learningRateAt(int step) {
        return learningRate * (0.5 + 0.5 * StrictMath.cos(Math.PI * step / steps));
    }
}
