package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.numeric.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ensemble of small networks for P(K ≤ k) from the features of a prefix and a target. Each network learns from all past runs but
 * every fourth; a past run is forecast by the one that has not seen it, a new one by all of them together. Epochs up to H, and
 * those from there to 2H, are put into classes of about equal length. Beliefs are asked for at fixed steps below the least loss,
 * {@link TargetSteps}. Weights of the similarity of runs are not used: bit-width is among the features.
 */
final class NetworkExpert implements Expert {
    /** With fewer past runs networks learn little. */
    static final int FEWEST_RUNS = 25;

    private static final int NETWORKS = 4;
    private static final int MOST_CLASSES = 24;
    private static final int LATE_CLASSES = 6;
    /** What the levels of all epochs beyond H weigh together, those up to H being 1. */
    private static final double LATE_WEIGHT = 0.3;

    private static final int DRAWS = 3;
    /** With so many past runs or more their targets are drawn once. */
    private static final int MANY_RUNS = 400;
    /** In standard deviations of each feature. */
    private static final double NOISE = 1;

    private static final double NOISE_OF_TARGET = 0.2;

    private final TargetSteps steps;
    private final int observed;
    /** The last epoch of each class; the class after them is "not by 2H". */
    private final int[] ends;

    private final Standardization scaling;
    private final CrpsNetwork[] networks = new CrpsNetwork[NETWORKS];

    /**
     * Trains the networks.
     *
     * @param history at least {@value #FEWEST_RUNS} rows
     * @param features of prefixes and targets
     */
    NetworkExpert(HistoryMatrix history, ForestFeatures features) {
        observed = features.observed();
        PastExamples past = PastExamples.of(history, features, history.size() < MANY_RUNS ? DRAWS : 1);
        steps = new TargetSteps(features, past.gaps());
        int horizon = history.horizon();
        int[] early = ends(observed, horizon, MOST_CLASSES);
        int[] late = ends(horizon, 2 * horizon, LATE_CLASSES);
        ends = IntStream.concat(Arrays.stream(early), Arrays.stream(late)).toArray();
        double[] weights = new double[ends.length + 1];
        Arrays.fill(weights, 0, early.length, 1.0 / early.length);
        Arrays.fill(weights, early.length, ends.length, LATE_WEIGHT / late.length);
        int inputs = past.features()[0].length;
        scaling = Standardization.of(List.of(past.features()));
        double[] noise = new double[inputs];
        Arrays.fill(noise, NOISE);
        Arrays.fill(noise, inputs - ForestFeatures.OF_TARGET, inputs, NOISE_OF_TARGET);
        CrpsNetwork.Examples examples = new CrpsNetwork.Examples(
                Arrays.stream(past.features()).map(scaling::apply).toArray(double[][]::new),
                Arrays.stream(past.epochs()).map(this::classOf).toArray(),
                noise,
                weights);
        for (int n = 0; n < NETWORKS; n++) {
            int without = n;
            int[] rows = IntStream.range(0, past.runs().length)
                    .filter(i -> past.runs()[i] % NETWORKS != without)
                    .toArray();
            networks[n] = CrpsNetwork.trained(examples, rows, n);
        }
    }

    @Override
    public List<EpochForecast> forecasts(Query query, double[] targets) {
        return steps.forecasts(query, targets, asked -> levels(asked, query));
    }

    /** P(K ≤ k) of the epochs ahead up to 2H, evenly spread within a class. */
    private double[] levels(double[] asked, Query query) {
        double[] inputs = scaling.apply(asked);
        double[] shares = new double[ends.length + 1];
        int count = 0;
        for (int n = 0; n < NETWORKS; n++) {
            if (!query.leavesOut() || query.excluded() % NETWORKS == n) {
                double[] own = networks[n].probabilities(inputs);
                for (int c = 0; c < shares.length; c++) {
                    shares[c] += own[c];
                }
                count++;
            }
        }
        double[] levels = new double[ends[ends.length - 1] - observed];
        double level = 0;
        int at = 0;
        for (int c = 0; c < ends.length; c++) {
            int size = ends[c] - observed - at;
            for (int i = 0; i < size; i++) {
                level += shares[c] / count / size;
                levels[at++] = level;
            }
        }
        return levels;
    }

    /** The last epochs of at most so many classes. */
    private static int[] ends(int from, int to, int most) {
        int count = Math.min(most, to - from);
        return IntStream.rangeClosed(1, count)
                .map(c -> from + (int) Math.rint((double) c * (to - from) / count))
                .toArray();
    }

    private int classOf(int epoch) {
        if (epoch == PastTargets.NEVER) {
            return ends.length;
        }
        int c = 0;
        while (ends[c] < epoch) {
            c++;
        }
        return c;
    }
}
