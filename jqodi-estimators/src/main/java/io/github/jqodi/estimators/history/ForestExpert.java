package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.Arrays;
import java.util.List;

/**
 * Direct regression of K on the features of a prefix and a target: a quantile regression forest over past runs and their targets.
 * Trees are cut by K, cut off after H, since continued runs are only guessed; what they hold is all of K. A past run is forecast by
 * the trees that have not seen it. Beliefs are asked for at fixed steps below the least loss, {@link TargetSteps}.
 */
final class ForestExpert implements Expert {
    private final int observed;
    private final QuantileForest forest;
    /** Of each row of the forest its K, or {@link PastTargets#NEVER}. */
    private final int[] epochs;
    /** Of each row of the forest the past run. */
    private final int[] runs;

    private final TargetSteps steps;

    /** 2H. */
    private final int last;

    /**
     * Grows the forest.
     *
     * @param history at least one row
     * @param features of prefixes and targets
     */
    ForestExpert(HistoryMatrix history, ForestFeatures features) {
        observed = features.observed();
        int horizon = history.horizon();
        last = 2 * horizon;
        PastExamples examples = PastExamples.of(history, features, 1);
        epochs = examples.epochs();
        runs = examples.runs();
        steps = new TargetSteps(features, examples.gaps());
        double[] outcomes = Arrays.stream(epochs)
                .mapToDouble(epoch -> epoch == PastTargets.NEVER ? horizon + 1 : Math.min(epoch, horizon + 1))
                .toArray();
        forest = new QuantileForest(examples.features(), outcomes, examples.starts());
    }

    @Override
    public List<EpochForecast> forecasts(Query query, double[] targets) {
        return steps.forecasts(query, targets, asked -> levels(asked, query));
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
}
