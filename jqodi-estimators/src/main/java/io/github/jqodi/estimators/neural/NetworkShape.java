package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import java.io.DataInput;
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

    /** Rows and columns of every parameter in order: of the LSTM input, recurrent, two biases; then of the layers. */
    int[][] parameters() {
        int gates = GATES * state;
        int[][] layers = {{joined(), hidden}, {1, hidden}, {hidden, outputs}, {1, outputs}, {joined(), outputs}};
        if (!hasSequence()) {
            return layers;
        }
        int[][] all = new int[GATES + layers.length][];
        all[0] = new int[] {gates, stepInputs};
        all[1] = new int[] {gates, state};
        all[2] = new int[] {1, gates};
        all[3] = new int[] {1, gates};
        System.arraycopy(layers, 0, all, GATES, layers.length);
        return all;
    }

    /** Index of the first parameter behind the LSTM. */
    int firstLayer() {
        return hasSequence() ? GATES : 0;
    }

    void write(DataOutput out) throws IOException {
        for (int size : new int[] {stepInputs, state, context, hidden, outputs}) {
            out.writeInt(size);
        }
    }

    static NetworkShape read(DataInput in) throws IOException {
        return new NetworkShape(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }
}
