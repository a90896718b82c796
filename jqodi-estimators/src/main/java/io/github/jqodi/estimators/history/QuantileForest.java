package io.github.jqodi.estimators.history;

import java.util.SplittableRandom;

/**
 * Quantile regression forest [1]: trees grown from bootstrap samples of groups of rows, and the shares that rows have of the
 * leaves to which a new one leads. Rows of one group are drawn together, so that a tree has seen all of a group or nothing, and
 * out-of-bag forecasts of a group [2] know none of it. Immutable and thread-safe; equal rows make equal forests.
 *
 * <p>[1] Meinshausen, Quantile regression forests, Journal of Machine Learning Research, 2006. [2] Breiman, Random forests,
 * Machine Learning, 2001.
 */
final class QuantileForest {
    private static final int TREES = 100;
    /** The most groups a tree is grown from; more cost time and memory and say little more. */
    private static final int MOST_DRAWN = 400;

    private static final long SEED = 20_060_617;

    private final FeatureBins bins;
    private final QuantileTree[] trees = new QuantileTree[TREES];
    /** Whether a tree has seen a group. */
    private final boolean[][] seen;

    private final int rows;

    /**
     * Grows the trees, O(trees · drawn rows · features · depth).
     *
     * @param features of each row, finite
     * @param outcomes of each row, finite
     * @param starts the first row of each group, increasing from 0; at least one group, none empty
     */
    QuantileForest(double[][] features, double[] outcomes, int[] starts) {
        rows = features.length;
        bins = new FeatureBins(features);
        seen = new boolean[TREES][starts.length];
        byte[][] binned = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            binned[i] = bins.of(features[i]);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int t = 0; t < TREES; t++) {
            SplittableRandom own = random.split();
            trees[t] = QuantileTree.grown(binned, outcomes, drawn(starts, seen[t], own), own);
        }
    }

    /**
     * Tells what share rows have in what is believed of a new one; the shares that are told add up to the number of trees
     * that were asked.
     *
     * @param features of the new row
     * @param group only trees that have not seen it are asked; below 0 all
     * @param shares told of each row once for each leaf that holds it
     */
    void tell(double[] features, int group, Shares shares) {
        byte[] binned = bins.of(features);
        for (int t = 0; t < TREES; t++) {
            if (group < 0 || !seen[t][group]) {
                trees[t].tell(binned, shares);
            }
        }
    }

    /** Takes the shares of rows. */
    @FunctionalInterface
    interface Shares {
        /** Adds a share, above 0, to what a row has. */
        void add(int row, double share);
    }

    private int[] drawn(int[] starts, boolean[] marks, SplittableRandom random) {
        int[] groups = random.ints(Math.min(MOST_DRAWN, starts.length), 0, starts.length)
                .toArray();
        int count = 0;
        for (int group : groups) {
            count += end(starts, group) - starts[group];
        }
        int[] drawn = new int[count];
        int at = 0;
        for (int group : groups) {
            marks[group] = true;
            for (int row = starts[group]; row < end(starts, group); row++) {
                drawn[at++] = row;
            }
        }
        return drawn;
    }

    private int end(int[] starts, int group) {
        return group + 1 < starts.length ? starts[group + 1] : rows;
    }
}
