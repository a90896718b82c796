package io.github.jqodi.estimators.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Training examples of direct experts: one for each past run and target. Hands out the arrays it holds. */
final class PastExamples {
    private final double[][] features;
    private final double[] gaps;
    private final int[] epochs;
    private final int[] runs;

    private PastExamples(double[][] features, double[] gaps, int[] epochs, int[] runs) {
        this.features = features;
        this.gaps = gaps;
        this.epochs = epochs;
        this.runs = runs;
    }

    /**
     * The examples of all past runs, those of a run next to each other.
     *
     * @param history at least one row
     * @param features of prefixes and targets
     * @param draws how many times the targets of a run are drawn, at least 1; each time elsewhere
     */
    static PastExamples of(HistoryMatrix history, ForestFeatures features, int draws) {
        double[][] losses = history.on(Scale.PLAIN);
        List<double[]> rows = new ArrayList<>();
        List<double[]> gaps = new ArrayList<>();
        List<int[]> epochs = new ArrayList<>();
        List<int[]> runs = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            for (int draw = 0; draw < draws; draw++) {
                PastTargets past = PastTargets.of(losses[i], features.observed(), i + draw * losses.length);
                double[] prefix = history.prefix(i, features.observed());
                double[] below = features.gaps(prefix, past.targets());
                int[] run = new int[below.length];
                Arrays.fill(run, i);
                rows.addAll(List.of(features.of(prefix, history.features(i), below)));
                gaps.add(below);
                epochs.add(past.epochs());
                runs.add(run);
            }
        }
        return new PastExamples(
                rows.toArray(double[][]::new),
                gaps.stream().flatMapToDouble(Arrays::stream).toArray(),
                epochs.stream().flatMapToInt(Arrays::stream).toArray(),
                runs.stream().flatMapToInt(Arrays::stream).toArray());
    }

    /** The features of each example. */
    double[][] features() {
        return features;
    }

    /** How far below the least loss of the prefix the target lies. */
    double[] gaps() {
        return gaps;
    }

    /** K, or {@link PastTargets#NEVER}. */
    int[] epochs() {
        return epochs;
    }

    /** The past run of each example. */
    int[] runs() {
        return runs;
    }

    /** The first example of each run. */
    int[] starts() {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            if (i == 0 || runs[i] != runs[i - 1]) {
                starts.add(i);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }
}
