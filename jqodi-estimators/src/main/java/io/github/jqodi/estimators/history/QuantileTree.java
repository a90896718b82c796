package io.github.jqodi.estimators.history;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Regression tree whose leaves keep their rows. Each node is split where the sum of squared deviations falls most (Breiman,
 * Friedman, Olshen and Stone, Classification and Regression Trees, 1984), among a random third of the features. Immutable once
 * grown.
 */
final class QuantileTree {
    private static final int FEWEST_ROWS = 5;
    private static final int LEAF = -1;

    /** Rows in the order of the leaves. */
    private final int[] members;

    /** Of each node: the feature it is cut by, or {@link #LEAF}. */
    private int[] features = new int[64];
    /** Of each node: the last bin on its left side; of a leaf the first of its members. */
    private int[] cuts = new int[64];
    /** Of each node: its left child, followed by the right one; of a leaf the end of its members. */
    private int[] links = new int[64];

    private int size;

    private QuantileTree(int[] members) {
        this.members = members;
    }

    /**
     * Grows a tree.
     *
     * @param bins of each row and feature
     * @param outcomes of each row
     * @param drawn rows of the bootstrap sample, some more than once; taken over and reordered
     * @param random draws features
     */
    static QuantileTree grown(byte[][] bins, double[] outcomes, int[] drawn, RandomGenerator random) {
        QuantileTree tree = new QuantileTree(drawn);
        tree.grow(new SplitSearch(bins, outcomes, drawn, random));
        return tree;
    }

    /** Tells of each row in the leaf to which the bins lead what share it has of that leaf; rows drawn twice are told twice. */
    void tell(byte[] bins, QuantileForest.Shares shares) {
        int node = 0;
        while (features[node] != LEAF) {
            node = links[node] + (bins[features[node]] <= cuts[node] ? 0 : 1);
        }
        double share = 1.0 / (links[node] - cuts[node]);
        for (int i = cuts[node]; i < links[node]; i++) {
            shares.add(members[i], share);
        }
    }

    private void grow(SplitSearch search) {
        add(0, members.length);
        for (int node = 0; node < size; node++) {
            int from = cuts[node];
            int to = links[node];
            if (to - from >= 2 * FEWEST_ROWS && search.cut(from, to)) {
                int middle = search.partition(from, to);
                features[node] = search.feature;
                cuts[node] = search.bin;
                links[node] = size;
                add(from, middle);
                add(middle, to);
            }
        }
    }

    private void add(int from, int to) {
        if (size == features.length) {
            features = Arrays.copyOf(features, 2 * size);
            cuts = Arrays.copyOf(cuts, 2 * size);
            links = Arrays.copyOf(links, 2 * size);
        }
        features[size] = LEAF;
        cuts[size] = from;
        links[size++] = to;
    }

    /** Search for the best split of a node; not needed once the tree is grown. */
    private static final class SplitSearch {
        private static final double TINY = 1e-9;

        private final byte[][] bins;
        private final double[] outcomes;
        private final int[] members;
        private final RandomGenerator random;
        private final int[] candidates;
        private final int[] counts = new int[FeatureBins.MOST];
        private final double[] sums = new double[FeatureBins.MOST];
        private int feature;
        private int bin;
        private double most;

        SplitSearch(byte[][] bins, double[] outcomes, int[] members, RandomGenerator random) {
            this.bins = bins;
            this.outcomes = outcomes;
            this.members = members;
            this.random = random;
            candidates = new int[bins[0].length];
            Arrays.setAll(candidates, f -> f);
        }

        /** Finds the best cut of some members; false if none helps. */
        boolean cut(int from, int to) {
            double total = 0;
            double squares = 0;
            for (int i = from; i < to; i++) {
                double outcome = outcomes[members[i]];
                total += outcome;
                squares += outcome * outcome;
            }
            double level = total * total / (to - from);
            most = level + TINY * squares;
            double least = most;
            int tried = Math.max(1, candidates.length / 3);
            for (int c = 0; c < tried; c++) {
                draw(c);
                search(candidates[c], from, to, total);
            }
            return most > least;
        }

        int partition(int from, int to) {
            int left = from;
            int right = to;
            while (left < right) {
                int row = members[left];
                if (bins[row][feature] <= bin) {
                    left++;
                } else {
                    members[left] = members[--right];
                    members[right] = row;
                }
            }
            return left;
        }

        /** Moves a random one of the candidates from an index on to it. */
        private void draw(int index) {
            int other = index + random.nextInt(candidates.length - index);
            int chosen = candidates[other];
            candidates[other] = candidates[index];
            candidates[index] = chosen;
        }

        private void search(int tried, int from, int to, double total) {
            Arrays.fill(counts, 0);
            Arrays.fill(sums, 0);
            for (int i = from; i < to; i++) {
                int row = members[i];
                counts[bins[row][tried]]++;
                sums[bins[row][tried]] += outcomes[row];
            }
            int left = 0;
            double sum = 0;
            for (int b = 0; b < FeatureBins.MOST; b++) {
                left += counts[b];
                sum += sums[b];
                int right = to - from - left;
                if (right < FEWEST_ROWS) {
                    return;
                }
                if (left >= FEWEST_ROWS && counts[b] > 0) {
                    keep(tried, b, sum * sum / left + (total - sum) * (total - sum) / right);
                }
            }
        }

        private void keep(int tried, int end, double explained) {
            if (explained > most) {
                most = explained;
                feature = tried;
                bin = end;
            }
        }
    }
}
