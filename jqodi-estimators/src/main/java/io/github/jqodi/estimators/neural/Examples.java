package io.github.jqodi.estimators.neural;

import java.util.Random;

/** Source of the examples of a training. */
@FunctionalInterface
interface Examples {
    /** The next batch, drawn by the random numbers given and nothing else. */
    Batch next(Random random);

    /** Examples that are learned from together. Holds the arrays it is given; nobody changes them afterwards. */
    final class Batch {
        private final int count;
        private final int length;
        private final float[] steps;
        private final float[] context;
        private final float[] labels;

        /**
         * Takes examples.
         *
         * @param count how many
         * @param length steps in each sequence, 0 without one
         * @param steps sequences, example by example and step by step
         * @param context example by example
         * @param labels example by example; each is the number whose quantiles are sought
         */
        Batch(int count, int length, float[] steps, float[] context, float[] labels) {
            this.count = count;
            this.length = length;
            this.steps = steps;
            this.context = context;
            this.labels = labels;
        }

        int count() {
            return count;
        }

        int length() {
            return length;
        }

        float[] steps() {
            return steps;
        }

        float[] context() {
            return context;
        }

        float[] labels() {
            return labels;
        }
    }
}
