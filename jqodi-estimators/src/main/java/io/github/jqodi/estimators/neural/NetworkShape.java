package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Sizes of a network: an LSTM over the steps of a sequence, if there is one; its last state and the context together are the
 * input of a layer of tanh and of a linear one whose sum is the output.
 *
 * @param stepInputs numbers in each step of the sequence, 0 for a network without a sequence
 * @param state units of the LSTM, 0 for a network without a sequence
 * @param context numbers besides the sequence
 * @param hidden units of tanh
 * @param outputs how many numbers come out
 */
record NetworkShape(int stepInputs, int state, int context, int hidden, int outputs) {
    private static final int MOST = 1 << 12;
    private static final int GATES = 4;
    private static final int LSTM_PARAMETERS = 3;

    NetworkShape {
        Check.between("stepInputs", stepInputs, 0, MOST);
        Check.between("state", state, 0, MOST);
        Check.between("context", context, 0, MOST);
        Check.between("hidden", hidden, 1, MOST);
        Check.between("outputs", outputs, 1, MOST);
    }

    static NetworkShape feedForward(int inputs, int hidden, int outputs) {
        return new NetworkShape(0, 0, inputs, hidden, outputs);
    }

    boolean hasSequence() {
        return state > 0;
    }

    /** Numbers that go into the layer of tanh. */
    int joined() {
        return state + context;
    }

    /** Rows and columns of every parameter in order: input, recurrent and bias of the LSTM, if any; then of the layers. */
    int[][] parameters() {
        int[][] layers = {{joined(), hidden}, {1, hidden}, {hidden, outputs}, {1, outputs}, {joined(), outputs}};
        if (!hasSequence()) {
            return layers;
        }
        int[][] all = new int[LSTM_PARAMETERS + layers.length][];
        all[0] = new int[] {stepInputs, gates()};
        all[1] = new int[] {state, gates()};
        all[2] = new int[] {1, gates()};
        System.arraycopy(layers, 0, all, LSTM_PARAMETERS, layers.length);
        return all;
    }

    /** How many numbers all parameters have together. */
    long parameterCount() {
        long count = 0;
        for (int[] size : parameters()) {
            count += (long) size[0] * size[1];
        }
        return count;
    }

    /** Index of the first parameter after the LSTM. */
    int firstLayer() {
        return hasSequence() ? LSTM_PARAMETERS : 0;
    }

    /** Whether a parameter is added and not multiplied. */
    boolean isBias(int parameter) {
        int layer = parameter - firstLayer();
        return layer == 1 || layer == 3 || layer == -1;
    }

    /** Input, forget, cell and output gates of all units. */
    int gates() {
        return GATES * state;
    }

    void write(DataOutput out) throws IOException {
        for (int size : new int[] {stepInputs, state, context, hidden, outputs}) {
            out.writeInt(size);
        }
    }

    static NetworkShape read(SavedNumbers in) throws IOException {
        return new NetworkShape(in.integer(), in.integer(), in.integer(), in.integer(), in.integer());
    }
}
