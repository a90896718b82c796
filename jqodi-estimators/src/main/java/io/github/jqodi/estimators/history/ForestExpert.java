package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Direct regression of K on the features of a prefix and a target: a quantile regression forest over past runs and their targets. Trees are cut by K,
 * cut off after H, since continued runs are only guessed; what they hold is all of K. A past run is forecast by the trees that
 * have not seen it. Beliefs are asked for at fixed steps below the least loss, sorted in each epoch so that a lower target is
 * never the more likely one, and interpolated. The forest knows nothing of targets further below than all it learned from: belief
 * in them falls to nothing at twice the largest step.
 */
final class ForestExpert implements Expert {
    private static final int STEPS = 32;

    private final int observed;
    private final ForestFeatures features;
    private final QuantileForest forest;
    /** Of each row of the forest its K, or {@link PastTargets#NEVER}. */
    private final int[] epochs;
    /** Of each row of the forest the past run. */
    private final int[] runs;
    /** How far below the least loss beliefs are asked for, increasing. */
    private final double[] steps;

    /** 2H. */
    private final int last;

    /**
     * Grows the forest.
     *
     * @param history at least one row
     * @param observed epochs of the prefix, less than H
     */
    ForestExpert(HistoryMatrix history, int observed) {
        this.observed = observed;
        int horizon = history.horizon();
        last = 2 * horizon;
        features = new ForestFeatures(history, observed);
        Rows rows = new Rows();
        double[][] losses = history.on(Scale.PLAIN);
        int[] starts = new int[losses.length];
        for (int i = 0; i < losses.length; i++) {
            starts[i] = rows.features.size();
            rows.add(i, features, history, PastTargets.of(losses[i], observed, i));
        }
        epochs = rows.epochs.stream().mapToInt(Integer::intValue).toArray();
        runs = rows.runs.stream().mapToInt(Integer::intValue).toArray();
        steps = spread(
                rows.gaps.stream().mapToDouble(Double::doubleValue).sorted().toArray());
        double[] outcomes = Arrays.stream(epochs)
                .mapToDouble(epoch -> epoch == PastTargets.NEVER ? horizon + 1 : Math.min(epoch, horizon + 1))
                .toArray();
        forest = new QuantileForest(rows.features.toArray(double[][]::new), outcomes, starts);
    }

    @Override
    public List<EpochForecast> forecasts(Query query, double[] targets) {
        double least = features.least(query.prefix());
        double[] gaps = new double[targets.length];
        for (int t = 0; t < gaps.length; t++) {
            gaps[t] = least - features.scale().of(targets[t]);
        }
        double[][] levels = sorted(query);
        List<EpochForecast> forecasts = new ArrayList<>();
        for (int t = 0; t < gaps.length; t++) {
            forecasts.add(forecast(between(levels, gaps[t])));
        }
        return forecasts;
    }

    /** P(K ≤ k) at each step, in each epoch not increasing from step to step. */
    private double[][] sorted(Query query) {
        double[][] asked = features.of(query.prefix(), query.features(), steps);
        double[][] levels = new double[steps.length][];
        for (int s = 0; s < steps.length; s++) {
            levels[s] = levels(asked[s], query);
        }
        double[] column = new double[steps.length];
        for (int k = 0; k < last - observed; k++) {
            for (int s = 0; s < column.length; s++) {
                column[s] = levels[s][k];
            }
            Arrays.sort(column);
            for (int s = 0; s < column.length; s++) {
                levels[s][k] = column[column.length - 1 - s];
            }
        }
        return levels;
    }

    /** P(K ≤ k) of the epochs ahead; 0 where no run of the leaves has any weight. */
    private double[] levels(double[] asked, Query query) {
        double[] levels = new double[last - observed];
        double[] never = new double[1];
        forest.tell(asked, query.excluded(), (row, share) -> {
            double weight = share * query.similarity(runs[row]);
            if (epochs[row] == PastTargets.NEVER) {
                never[0] += weight;
            } else {
                levels[epochs[row] - observed - 1] += weight;
            }
        });
        for (int k = 1; k < levels.length; k++) {
            levels[k] += levels[k - 1];
        }
        double total = levels[levels.length - 1] + never[0];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = total > 0 ? levels[k] / total : 0;
        }
        return levels;
    }

    /** Levels between those of two steps; before the first step its own, beyond the last one fewer and fewer. */
    private double[] between(double[][] levels, double gap) {
        int next = 0;
        while (next < steps.length && steps[next] < gap) {
            next++;
        }
        if (next == 0) {
            return levels[0];
        }
        double[] mixed = new double[last - observed];
        if (next < steps.length) {
            double share = (gap - steps[next - 1]) / (steps[next] - steps[next - 1]);
            for (int k = 0; k < mixed.length; k++) {
                mixed[k] = levels[next - 1][k] + share * (levels[next][k] - levels[next - 1][k]);
            }
        } else {
            double share = Math.max(0, 2 - gap / steps[next - 1]);
            for (int k = 0; k < mixed.length; k++) {
                mixed[k] = share * levels[next - 1][k];
            }
        }
        return mixed;
    }

    private EpochForecast forecast(double[] levels) {
        double[] ks = new double[levels.length + 1];
        double[] masses = new double[levels.length + 1];
        double before = 0;
        for (int k = 0; k < levels.length; k++) {
            ks[k] = observed + 1.0 + k;
            masses[k] = Math.max(0, levels[k] - before);
            before = Math.max(before, levels[k]);
        }
        ks[levels.length] = Double.POSITIVE_INFINITY;
        masses[levels.length] = 1 - before;
        return EpochForecast.ofSample(ks, masses, "");
    }

    /** Some of the values with as many of them between each two, the largest among them, equal ones once. */
    private static double[] spread(double[] sorted) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToDouble(s -> sorted[Math.min(sorted.length - 1, (int) ((s + 0.5) / STEPS * sorted.length))])
                .distinct()
                .toArray();
    }

    /** Rows of the forest while they are gathered. */
    private static final class Rows {
        private final List<double[]> features = new ArrayList<>();
        private final List<Double> gaps = new ArrayList<>();
        private final List<Integer> epochs = new ArrayList<>();
        private final List<Integer> runs = new ArrayList<>();

        void add(int row, ForestFeatures prefixes, HistoryMatrix history, PastTargets past) {
            double[] prefix = history.prefix(row, prefixes.observed());
            double least = prefixes.least(prefix);
            double[] below = Arrays.stream(past.targets())
                    .map(target -> least - prefixes.scale().of(target))
                    .toArray();
            features.addAll(List.of(prefixes.of(prefix, history.features(row), below)));
            for (int t = 0; t < below.length; t++) {
                gaps.add(below[t]);
                epochs.add(past.epochs()[t]);
                runs.add(row);
            }
        }
    }
}
