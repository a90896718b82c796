package io.github.jqodi.zoo;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Layer;
import java.util.Set;

/**
 * A block of a transformer: attention and a feed-forward part, each with a normalisation before or after it and a shortcut
 * around it. Attention without a mask is counted, as counters of multiply-adds do; softmax, normalisations and activations are
 * not, as they multiply no matrices.
 *
 * @param width d, elements of a token between blocks
 * @param keyValueWidth elements of a token's keys, and of its values; below d where heads share them
 * @param hiddenWidth elements of a token inside the feed-forward part
 * @param style which matrices, biases and normalisations there are
 */
public record TransformerBlock(int width, int keyValueWidth, int hiddenWidth, Style style) {
    /** What a block is made of besides its widths. */
    public enum Style {
        /** Two matrices in the feed-forward part, biases everywhere, normalisations with scale and shift: BERT, GPT-2, ViT. */
        CLASSIC,
        /** Three matrices in the feed-forward part, no biases, normalisations with a scale alone: Llama. */
        GATED,
        /** As {@link #GATED}, with biases of queries, keys and values: Qwen2. */
        GATED_WITH_ATTENTION_BIAS
    }

    /** A matrix of a block that low-rank adapters may be put beside. */
    public enum Matrix {
        /** To queries, d to d. */
        QUERY,
        /** To keys. */
        KEY,
        /** To values. */
        VALUE,
        /** After attention, d to d. */
        OUTPUT,
        /** The gate of the feed-forward part; of gated styles alone. */
        GATE,
        /** Into the feed-forward part. */
        UP,
        /** Out of the feed-forward part. */
        DOWN
    }

    /**
     * Checks the widths.
     *
     * @param width at least 1
     * @param keyValueWidth from 1 to the width
     * @param hiddenWidth at least 1
     * @param style which matrices, biases and normalisations there are
     */
    public TransformerBlock {
        Check.between("width", width, 1, Integer.MAX_VALUE);
        Check.between("keyValueWidth", keyValueWidth, 1, width);
        Check.between("hiddenWidth", hiddenWidth, 1, Integer.MAX_VALUE);
    }

    /**
     * A block of {@link Style#CLASSIC} style whose heads share nothing.
     *
     * @param width d
     * @param hiddenWidth of the feed-forward part, usually 4·d
     * @return the block
     */
    public static TransformerBlock classic(int width, int hiddenWidth) {
        return new TransformerBlock(width, width, hiddenWidth, Style.CLASSIC);
    }

    /**
     * {@return all weights: matrices, biases and normalisations}
     */
    public double parameters() {
        return matrixWeights() + biases() + 2 * normalisation();
    }

    /**
     * Forward multiply-adds of one sample.
     *
     * @param tokens n, at least 1
     * @return n times the matrices, and 2·n²·d for the scores of attention and what they weigh
     */
    public double macs(int tokens) {
        Check.between("tokens", tokens, 1, Integer.MAX_VALUE);
        return tokens * matrixWeights() + 2.0 * tokens * tokens * width;
    }

    /**
     * The block as a layer that puts out d elements for each token.
     *
     * @param name shown to people
     * @param tokens n, at least 1
     * @return the layer
     */
    public Layer layer(String name, int tokens) {
        return new Layer(name, macs(tokens), parameters(), (double) tokens * width);
    }

    /**
     * Weights of low-rank adapters (Hu and others, LoRA, 2022): beside a matrix of a times b elements rank·(a + b). Each is one
     * more multiply-add a token; all else of the block is frozen.
     *
     * @param rank at least 1
     * @param beside which matrices have one
     * @return their number in this block
     * @throws IllegalArgumentException if this style has no such matrix
     */
    public double adapterParameters(int rank, Set<Matrix> beside) {
        Check.between("rank", rank, 1, Integer.MAX_VALUE);
        return beside.stream().mapToDouble(matrix -> rank * perimeter(matrix)).sum();
    }

    private double perimeter(Matrix matrix) {
        Check.that(
                matrix != Matrix.GATE || style != Style.CLASSIC,
                "beside",
                matrix,
                "must be a matrix of this style, " + style,
                "Only gated blocks have one.");
        return switch (matrix) {
            case QUERY, OUTPUT -> 2.0 * width;
            case KEY, VALUE -> (double) width + keyValueWidth;
            case GATE, UP, DOWN -> (double) width + hiddenWidth;
        };
    }

    private double matrixWeights() {
        double attention = 2.0 * width * width + 2.0 * width * keyValueWidth;
        int forward = style == Style.CLASSIC ? 2 : 3;
        return attention + (double) forward * width * hiddenWidth;
    }

    private double biases() {
        double queryKeyValue = width + 2.0 * keyValueWidth;
        return switch (style) {
            case CLASSIC -> queryKeyValue + width + hiddenWidth + width;
            case GATED -> 0;
            case GATED_WITH_ATTENTION_BIAS -> queryKeyValue;
        };
    }

    /** Weights of one normalisation: scale and shift, or a scale alone. */
    double normalisation() {
        return style == Style.CLASSIC ? 2.0 * width : width;
    }

    @Override
    public String toString() {
        return "transformer block of width " + width + ", " + Text.number(parameters()) + " parameters";
    }
}
