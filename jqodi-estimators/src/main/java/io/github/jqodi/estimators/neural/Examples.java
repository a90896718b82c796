package io.github.jqodi.estimators.neural;

import java.util.Random;

/** Where training takes its examples from. */
@FunctionalInterface
interface Examples {
    /** The next batch, drawn by the random numbers given and nothing else. */
    Batch next(Random random);

    /**
     * Examples that are learned from together.
     *
     * @param count how many
     * @param length steps in each sequence, 0 without one
     * @param steps sequences, example by example and step by step
     * @param context example by example
     * @param labels example by example; each is the number whose quantiles are sought
     */
    record Batch(int count, int length, float[] steps, float[] context, float[] labels) {}
}
