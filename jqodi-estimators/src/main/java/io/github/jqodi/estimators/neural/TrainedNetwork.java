package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Trained network in plain numbers: an LSTM [1] with forget gates [2], if there is a sequence, and two layers after it, as
 * {@link NetworkShape} says. Immutable; gives equal outputs on every machine.
 *
 * <p>[1] Hochreiter and Schmidhuber, Long short-term memory, Neural Computation, 1997. [2] Gers, Schmidhuber and Cummins, Learning
 * to forget: continual prediction with LSTM, Neural Computation, 2000.
 */
final class TrainedNetwork {
    private final NetworkShape shape;
    private final float[][] parameters;

    /** Takes parameters in the order of {@link NetworkShape#parameters}, row by row; not copied. */
    TrainedNetwork(NetworkShape shape, float[][] parameters) {
        this.shape = shape;
        this.parameters = parameters;
    }

    NetworkShape shape() {
        return shape;
    }

    /** The output for one sequence, empty for a network without one, and its context. */
    double[] outputs(float[][] steps, float[] context) {
        double[] joined = new double[shape.joined()];
        System.arraycopy(lastState(steps), 0, joined, 0, shape.state());
        for (int i = 0; i < context.length; i++) {
            joined[shape.state() + i] = context[i];
        }
        int layer = shape.firstLayer();
        double[] hidden = widened(parameters[layer + 1]);
        addProduct(joined, parameters[layer], hidden);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = StrictMath.tanh(hidden[i]);
        }
        double[] outputs = widened(parameters[layer + 3]);
        addProduct(hidden, parameters[layer + 2], outputs);
        addProduct(joined, parameters[layer + 4], outputs);
        return outputs;
    }

    void write(DataOutput out) throws IOException {
        shape.write(out);
        for (float[] parameter : parameters) {
            for (float value : parameter) {
                out.writeFloat(value);
            }
        }
    }

    static TrainedNetwork read(SavedNumbers in) throws IOException {
        NetworkShape shape = NetworkShape.read(in);
        in.requireLeft("parameters", shape.parameterCount(), Float.BYTES);
        int[][] sizes = shape.parameters();
        float[][] parameters = new float[sizes.length][];
        for (int p = 0; p < sizes.length; p++) {
            String name = "parameters/" + p;
            parameters[p] = in.floats(name, (long) sizes[p][0] * sizes[p][1]);
            for (float value : parameters[p]) {
                Check.finite(name, value);
            }
        }
        return new TrainedNetwork(shape, parameters);
    }

    private double[] lastState(float[][] steps) {
        double[] state = new double[shape.state()];
        double[] cell = new double[shape.state()];
        if (shape.hasSequence()) {
            for (float[] step : steps) {
                double[] gates = widened(parameters[2]);
                addProduct(widened(step), parameters[0], gates);
                addProduct(state, parameters[1], gates);
                advance(gates, cell, state);
            }
        }
        return state;
    }

    /** Input, forget, cell and output gates stand one after the other. */
    private static void advance(double[] gates, double[] cell, double[] state) {
        int units = state.length;
        for (int u = 0; u < units; u++) {
            double input = logistic(gates[u]);
            double forget = logistic(gates[units + u]);
            double candidate = StrictMath.tanh(gates[2 * units + u]);
            double output = logistic(gates[3 * units + u]);
            cell[u] = forget * cell[u] + input * candidate;
            state[u] = output * StrictMath.tanh(cell[u]);
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** Adds row × matrix to the sum; the matrix has a row for each entry of the row. */
    private static void addProduct(double[] row, float[] matrix, double[] sum) {
        for (int r = 0; r < row.length; r++) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += row[r] * matrix[r * sum.length + c];
            }
        }
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
