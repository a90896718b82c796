package io.github.jqodi.tree;

/**
 * A vertex of a {@link Diagram}, by its place.
 *
 * @param kind which of the four kinds
 * @param pair place of the pair (a,q) in {@link Diagram#pairs()}; of M_a itself its place in {@link Diagram#models()}; 0 for Θ
 * @param epoch k, for states; 0 for the others
 * @param index place in the level, for states; 0 for the others
 */
public record Vertex(Kind kind, int pair, int epoch, int index) {
    /** The virtual vertex Θ, where all feasible paths end. */
    public static final Vertex THETA = new Vertex(Kind.THETA, 0, 0, 0);

    /** The kinds of Section IV, step 1. */
    public enum Kind {
        /** A model, v_m. */
        MODEL,
        /** A quantized model, v_q. */
        QUANTIZED,
        /** A state, v_e. */
        STATE,
        /** The virtual vertex. */
        THETA
    }
}
