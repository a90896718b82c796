package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.RunFeatures;

/** Question to the experts: a run that has begun, and how the past runs stand to it. Holds the arrays it is given. */
final class Query {
    private static final int NONE = -1;

    private final double[] prefix;
    private final RunFeatures features;
    private final double[] similarity;
    private final int excluded;

    private Query(double[] prefix, RunFeatures features, double[] similarity, int excluded) {
        this.prefix = prefix;
        this.features = features;
        this.similarity = similarity;
        this.excluded = excluded;
    }

    /**
     * A question to all past runs.
     *
     * @param prefix losses of the first epochs of a run
     * @param features what else is known of it
     * @param similarity what each row weighs besides the likeness of its losses
     */
    static Query of(double[] prefix, RunFeatures features, double[] similarity) {
        return new Query(prefix, features, similarity, NONE);
    }

    /** The same as if the history did not hold a row. */
    Query without(int row) {
        return new Query(prefix, features, similarity, row);
    }

    double[] prefix() {
        return prefix;
    }

    RunFeatures features() {
        return features;
    }

    double similarity(int row) {
        return similarity[row];
    }

    /** Whether a row is left out. */
    boolean leavesOut() {
        return excluded != NONE;
    }

    /** Whether this row is left out. */
    boolean leavesOut(int row) {
        return row == excluded;
    }

    /** The row that is left out, below 0 for none. */
    int excluded() {
        return excluded;
    }
}
