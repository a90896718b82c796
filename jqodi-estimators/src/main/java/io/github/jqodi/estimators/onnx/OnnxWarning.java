package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;

/**
 * Something that was assumed or left out, and what that changes.
 *
 * @param kind what sort of thing
 * @param text one line for people
 */
public record OnnxWarning(Kind kind, String text) {
    /**
     * Makes a line of bounded length without control characters, since names of a file may be anything.
     *
     * @param kind what sort of thing
     * @param text shown to people
     */
    public OnnxWarning {
        text = Text.shown(text, 2000);
    }

    /** Sorts of warnings. */
    public enum Kind {
        /** Operators that are not known count as zero. */
        UNKNOWN_OPERATOR,
        /** A node that multiplies, or an output, counts as zero, as sizes are not known. */
        UNKNOWN_SHAPE,
        /** A size that nobody stated was taken to be 1. */
        ASSUMED_SIZE,
        /** The first axis of the input is fixed above 1, so that numbers may be those of a batch. */
        FIXED_BATCH,
        /** The body of a loop counts once, as nobody knows how often it runs. */
        BODY_COUNTED_ONCE,
        /** Of the branches of a condition the dearer one counts. */
        DEARER_BRANCH,
        /** An input is no tensor; what reads it counts as zero. */
        NOT_A_TENSOR,
        /** Weights are stored as integers. */
        QUANTIZED_WEIGHTS,
        /** Normalisations whose scale and shift the layer after them repeats are taken as fixed. */
        FIXED_NORMALIZATION,
        /** Weights are in other files, which are not needed. */
        EXTERNAL_WEIGHTS,
        /** Weights were left out of the file; shapes are there. */
        WEIGHTS_LEFT_OUT,
        /** Tensors of the file that nothing reads are not counted. */
        UNUSED_TENSORS,
        /** Weights that several blocks share count in the first alone. */
        SHARED_WEIGHTS,
        /** Nodes that lead to no output are left out. */
        UNUSED_NODES,
        /** Inputs besides the first take part in what crosses a cut. */
        SEVERAL_INPUTS,
        /** An output that is put out early stays to the end, so that no cut lies after it. */
        SEVERAL_OUTPUTS,
        /** A graph for training was skipped. */
        TRAINING_GRAPH,
        /** Nowhere does a single tensor cross. */
        NO_CUT
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
