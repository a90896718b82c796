package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A trained network in plain numbers. Immutable; gives equal outputs on every machine. */
final class Network {
    private final NetworkShape shape;
    private final float[][] parameters;

    /** Takes parameters in the order of {@link NetworkShape#parameters}, row by row; not copied. */
    Network(NetworkShape shape, float[][] parameters) {
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

    static Network read(DataInput in) throws IOException {
        NetworkShape shape = NetworkShape.read(in);
        int[][] sizes = shape.parameters();
        float[][] parameters = new float[sizes.length][];
        for (int p = 0; p < sizes.length; p++) {
            parameters[p] = new float[sizes[p][0] * sizes[p][1]];
            for (int i = 0; i < parameters[p].length; i++) {
                parameters[p][i] = in.readFloat();
                Check.finite("parameters/" + p + "/" + i, parameters[p][i]);
            }
        }
        return new Network(shape, parameters);
    }

    private double[] lastState(float[][] steps) {
        double[] state = new double[shape.state()];
        double[] cell = new double[shape.state()];
        double[] gates = new double[4 * shape.state()];
        if (shape.hasSequence()) {
            for (float[] step : steps) {
                gates(step, state, gates);
                advance(gates, cell, state);
            }
        }
        return state;
    }

    /** Input, forget, cell and output gate one behind the other, as PyTorch orders them. */
    private void gates(float[] step, double[] state, double[] gates) {
        float[] fromInput = parameters[0];
        float[] fromState = parameters[1];
        for (int g = 0; g < gates.length; g++) {
            double sum = parameters[2][g] + (double) parameters[3][g];
            for (int i = 0; i < step.length; i++) {
                sum += fromInput[g * step.length + i] * (double) step[i];
            }
            for (int i = 0; i < state.length; i++) {
                sum += fromState[g * state.length + i] * state[i];
            }
            gates[g] = sum;
        }
    }

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
