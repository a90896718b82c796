package io.github.jqodi.estimators.history;

import java.util.SplittableRandom;

/** Fully connected layer with what its training needs. Not thread-safe while it is trained. */
final class DenseLayer {
    /** The slope of the leaky rectifier below 0. */
    private static final double LEAK = 0.1;

    private final int inputs;
    private final int outputs;
    /** Row by row, one for each output, each followed by its bias. */
    private final double[] weights;

    private final double[] slopes;
    private final double[] means;
    private final double[] squares;

    /** Draws weights uniformly with a variance of 1 over the inputs; biases are 0. */
    DenseLayer(int inputs, int outputs, SplittableRandom random) {
        this.inputs = inputs;
        this.outputs = outputs;
        weights = new double[outputs * (inputs + 1)];
        slopes = new double[weights.length];
        means = new double[weights.length];
        squares = new double[weights.length];
        double most = Math.sqrt(3.0 / inputs);
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                weights[o * (inputs + 1) + i] = most * (2 * random.nextDouble() - 1);
            }
        }
    }

    void setBias(int output, double bias) {
        weights[output * (inputs + 1) + inputs] = bias;
    }

    double[] outputs(double[] in) {
        double[] out = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            int row = o * (inputs + 1);
            double sum = weights[row + inputs];
            for (int i = 0; i < inputs; i++) {
                sum += weights[row + i] * in[i];
            }
            out[o] = sum;
        }
        return out;
    }

    double[] rectified(double[] in) {
        double[] out = outputs(in);
        for (int o = 0; o < outputs; o++) {
            out[o] = out[o] > 0 ? out[o] : LEAK * out[o];
        }
        return out;
    }

    /** Slopes before the rectifier, from what it gave and the slopes after it; in place. */
    static double[] throughRectifier(double[] rectified, double[] after) {
        for (int o = 0; o < after.length; o++) {
            after[o] = rectified[o] > 0 ? after[o] : LEAK * after[o];
        }
        return after;
    }

    /** Adds to the slopes of the weights; the slopes with respect to the inputs. */
    double[] backward(double[] in, double[] after) {
        double[] before = new double[inputs];
        for (int o = 0; o < outputs; o++) {
            int row = o * (inputs + 1);
            double slope = after[o];
            for (int i = 0; i < inputs; i++) {
                slopes[row + i] += slope * in[i];
                before[i] += slope * weights[row + i];
            }
            slopes[row + inputs] += slope;
        }
        return before;
    }

    void step(CrpsNetwork.Adam adam) {
        adam.move(weights, slopes, means, squares);
    }
}
