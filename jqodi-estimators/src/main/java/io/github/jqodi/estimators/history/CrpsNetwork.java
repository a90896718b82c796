package io.github.jqodi.estimators.history;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Feed-forward network for a distribution over ordered classes: two hidden layers of leaky rectifiers, then softmax. It is trained
 * on the ranked probability score Σ_c w_c·(P(class ≤ c) - 1[true class ≤ c])² [1] by Adam with decoupled weight decay [2, 3] and a
 * rate that falls by a cosine; noise on its inputs keeps it from learning single runs by heart [4]. Equal inputs and seeds make
 * equal networks. Immutable once trained.
 *
 * <p>[1] Epstein, A scoring system for probability forecasts of ranked categories, Journal of Applied Meteorology, 1969. [2]
 * Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015. [3] Loshchilov and Hutter, Decoupled weight decay
 * regularization, ICLR 2019. [4] Bishop, Training with noise is equivalent to Tikhonov regularization, Neural Computation, 1995.
 */
final class CrpsNetwork {
    private static final int HIDDEN = 20;
    private static final int STEPS = 800;
    private static final int BATCH = 64;
    private static final double RATE = 0.005;
    private static final double WEIGHT_DECAY = 0.2;
    private static final double MOMENTUM = 0.9;
    private static final double SQUARES = 0.99;
    private static final double TINY = 1e-8;

    private final DenseLayer first;
    private final DenseLayer second;
    private final DenseLayer last;

    private CrpsNetwork(int inputs, int[] frequencies, SplittableRandom random) {
        first = new DenseLayer(inputs, HIDDEN, random);
        second = new DenseLayer(HIDDEN, HIDDEN, random);
        last = new DenseLayer(HIDDEN, frequencies.length, random);
        int total = Arrays.stream(frequencies).sum();
        for (int c = 0; c < frequencies.length; c++) {
            last.setBias(c, Math.log((frequencies[c] + 0.5) / total));
        }
    }

    /**
     * Trains a network, O(steps · batch · weights).
     *
     * @param examples standardized inputs with their classes
     * @param rows the examples to learn from, at least one
     * @param seed of the first weights, the order and the noise
     */
    static CrpsNetwork trained(Examples examples, int[] rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] frequencies = new int[examples.weights.length];
        for (int row : rows) {
            frequencies[examples.classes[row]]++;
        }
        CrpsNetwork network = new CrpsNetwork(examples.noise.length, frequencies, random);
        network.train(examples, rows.clone(), random);
        return network;
    }

    /** The probability of each class. */
    double[] probabilities(double[] inputs) {
        return softmax(last.outputs(second.rectified(first.rectified(inputs))));
    }

    private void train(Examples examples, int[] order, SplittableRandom random) {
        int next = order.length;
        for (int step = 0; step < STEPS; step++) {
            for (int b = 0; b < BATCH; b++) {
                if (next == order.length) {
                    shuffle(order, random);
                    next = 0;
                }
                int row = order[next++];
                learn(noisy(examples.inputs[row], examples.noise, random), examples.classes[row], examples.weights);
            }
            double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * step / STEPS));
            for (DenseLayer layer : new DenseLayer[] {first, second, last}) {
                layer.step(new Adam(rate, step + 1));
            }
        }
    }

    private void learn(double[] inputs, int truth, double[] weights) {
        double[] low = first.rectified(inputs);
        double[] high = second.rectified(low);
        double[] probabilities = softmax(last.outputs(high));
        double[] slopes = last.backward(high, slopes(probabilities, truth, weights));
        slopes = second.backward(low, DenseLayer.throughRectifier(high, slopes));
        first.backward(inputs, DenseLayer.throughRectifier(low, slopes));
    }

    /** Of the score, with respect to what the softmax is taken of. */
    private static double[] slopes(double[] probabilities, int truth, double[] weights) {
        double[] slopes = new double[probabilities.length];
        double level = 0;
        for (int c = 0; c < slopes.length; c++) {
            level += probabilities[c];
            slopes[c] = 2 * weights[c] * (level - (truth <= c ? 1 : 0));
        }
        for (int c = slopes.length - 2; c >= 0; c--) {
            slopes[c] += slopes[c + 1];
        }
        double mean = 0;
        for (int c = 0; c < slopes.length; c++) {
            mean += probabilities[c] * slopes[c];
        }
        for (int c = 0; c < slopes.length; c++) {
            slopes[c] = probabilities[c] * (slopes[c] - mean);
        }
        return slopes;
    }

    private static double[] softmax(double[] logits) {
        double most = Arrays.stream(logits).max().orElse(0);
        double total = 0;
        for (int c = 0; c < logits.length; c++) {
            logits[c] = Math.exp(logits[c] - most);
            total += logits[c];
        }
        for (int c = 0; c < logits.length; c++) {
            logits[c] /= total;
        }
        return logits;
    }

    /** The sum of three uniform numbers, with standard deviations as given. */
    private static double[] noisy(double[] inputs, double[] noise, SplittableRandom random) {
        double[] moved = inputs.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += noise[i] * (2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3);
        }
        return moved;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** What is learned from. Holds its arrays. */
    static final class Examples {
        private final double[][] inputs;
        private final int[] classes;
        private final double[] noise;
        private final double[] weights;

        /**
         * Takes examples.
         *
         * @param inputs of each example
         * @param classes of each example
         * @param noise standard deviation on each input
         * @param weights of the levels of the classes; that of the last one does not matter
         */
        Examples(double[][] inputs, int[] classes, double[] noise, double[] weights) {
            this.inputs = inputs;
            this.classes = classes;
            this.noise = noise;
            this.weights = weights;
        }
    }

    /**
     * One step of Adam.
     *
     * @param rate of learning
     * @param count of steps with this one
     */
    record Adam(double rate, int count) {
        /**
         * Moves weights against their slopes and towards zero.
         *
         * @param weights to move
         * @param slopes summed over a batch; cleared
         * @param means of slopes so far
         * @param squares of slopes so far
         */
        void move(double[] weights, double[] slopes, double[] means, double[] squares) {
            double meanScale = 1 / (1 - Math.pow(MOMENTUM, count));
            double squareScale = 1 / (1 - Math.pow(SQUARES, count));
            for (int i = 0; i < weights.length; i++) {
                double slope = slopes[i] / BATCH;
                means[i] = MOMENTUM * means[i] + (1 - MOMENTUM) * slope;
                squares[i] = SQUARES * squares[i] + (1 - SQUARES) * slope * slope;
                double step = meanScale * means[i] / (Math.sqrt(squareScale * squares[i]) + TINY);
                weights[i] -= rate * (step + WEIGHT_DECAY * weights[i]);
            }
            Arrays.fill(slopes, 0);
        }
    }
}
