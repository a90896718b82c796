package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.calibrate.CalibrationSample;
import io.github.jqodi.estimators.calibrate.LevelMap;
import io.github.jqodi.estimators.calibrate.PastQuestions;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Stacked ensemble of experts, calibrated, for prefixes of one length. In three steps:
 *
 * <ol>
 *   <li>Every past run, or as many as time allows, is forecast as if the history did not hold it.
 *   <li>From these forecasts come the weights of the experts by {@link CrpsStacking}, beside half of all for networks if there
 *       are any, and the decay of the similarity kernel, both by the least continuous ranked probability score.
 *   <li>And the map of levels by which the mixture becomes calibrated, {@link LevelMap}.
 * </ol>
 */
final class StackedExperts {
    private static final int MOST_CHECKED = 200;
    private static final int FEWEST_CHECKED = 60;
    /** The share of networks, more than their score on past runs gives, where but one of them could be asked. */
    private static final double NETWORK_SHARE = 0.5;
    /** Networks whose score is so many times that of all experts together have learned little: they get what the score gives. */
    private static final double WORST_NETWORK = 1.25;
    /** Losses of past runs that one expert walks through while all runs are forecast; long runs are checked less often. */
    private static final double MOST_WALKED = 3e7;

    private final HistoryMatrix history;
    private final List<Expert> experts;
    private final SimilarityKernel kernel;
    private final double[] weights;
    private final LevelMap levels;
    private final String basis;

    private StackedExperts(HistoryMatrix history, int observed, List<Expert> experts, LeaveOneOut trial) {
        this.history = history;
        this.experts = experts;
        this.kernel = trial.kernel;
        this.weights = trial.weights(experts);
        this.levels = trial.sample(history, weights).levelMap();
        this.basis = history.size() + " past runs of " + history.horizon() + " epochs, " + observed + " epochs seen";
    }

    static StackedExperts fit(HistoryMatrix history, int observed, List<Expert> experts) {
        double[] decays = SimilarityKernel.discriminates(history) ? SimilarityKernel.DECAYS : new double[] {1};
        LeaveOneOut best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double decay : decays) {
            LeaveOneOut trial = LeaveOneOut.run(history, observed, experts, new SimilarityKernel(decay));
            double score = trial.stack.score(trial.weights(experts));
            if (best == null || score < least) {
                best = trial;
                least = score;
            }
        }
        return new StackedExperts(history, observed, experts, Objects.requireNonNull(best));
    }

    List<EpochForecast> forecasts(double[] prefix, RunFeatures features, double[] targets) {
        Query query = Query.of(prefix, features, kernel.weights(history, features));
        List<EpochForecast> forecasts = new ArrayList<>();
        for (List<EpochForecast> parts : parts(experts, query, targets)) {
            EpochForecast mixed = EpochForecast.mix(parts, weights, basis);
            forecasts.add(withDivergence(levels.apply(mixed))
                    .believedBeyond(history.horizon(), HistoryEstimator.BELIEVED_BEYOND));
        }
        return forecasts;
    }

    /** A share of past runs diverged and reached nothing further; this one may as well. */
    private EpochForecast withDivergence(EpochForecast forecast) {
        double share = history.divergedCount() / (double) (history.divergedCount() + history.size());
        return share == 0 ? forecast : forecast.withLevels(level -> level * (1 - share));
    }

    /** For each target the forecast of each expert. */
    private static List<List<EpochForecast>> parts(List<Expert> experts, Query query, double[] targets) {
        List<List<EpochForecast>> parts = new ArrayList<>();
        for (int t = 0; t < targets.length; t++) {
            parts.add(new ArrayList<>());
        }
        for (Expert expert : experts) {
            List<EpochForecast> forecasts = expert.forecasts(query, targets);
            for (int t = 0; t < targets.length; t++) {
                parts.get(t).add(forecasts.get(t));
            }
        }
        return parts;
    }

    /** Leave-one-out forecasts of past runs with one kernel. */
    private static final class LeaveOneOut {
        private final SimilarityKernel kernel;
        private final CrpsStacking stack;
        /** By run, target and expert. */
        private final List<List<List<EpochForecast>>> forecasts = new ArrayList<>();
        /** By run and target. */
        private final List<List<OptionalInt>> epochs = new ArrayList<>();

        private LeaveOneOut(SimilarityKernel kernel, CrpsStacking stack) {
            this.kernel = kernel;
            this.stack = stack;
        }

        static LeaveOneOut run(HistoryMatrix history, int observed, List<Expert> experts, SimilarityKernel kernel) {
            LeaveOneOut trial =
                    new LeaveOneOut(kernel, new CrpsStacking(experts.size(), observed + 1, history.horizon()));
            int checked = checked(history);
            for (int i = 0; i < checked; i++) {
                trial.leaveOut(history, observed, experts, (int) ((long) i * history.size() / checked));
            }
            return trial;
        }

        /** Of the least score, given the share of networks if the last expert is one that has learned enough. */
        double[] weights(List<Expert> experts) {
            int last = experts.size() - 1;
            double[] free = stack.weights();
            if (!(experts.get(last) instanceof NetworkExpert)) {
                return free;
            }
            double[] network = new double[experts.size()];
            network[last] = 1;
            boolean good = stack.score(network) <= WORST_NETWORK * stack.score(free);
            return good ? stack.weightsBeside(NETWORK_SHARE) : free;
        }

        private static int checked(HistoryMatrix history) {
            double walked = 2.0 * history.horizon() * history.size();
            int affordable = (int) Math.max(FEWEST_CHECKED, MOST_WALKED / walked);
            return Math.min(history.size(), Math.min(MOST_CHECKED, affordable));
        }

        private void leaveOut(HistoryMatrix history, int observed, List<Expert> experts, int row) {
            Curve run = history.run(row).prefix(history.horizon());
            PastQuestions questions = PastQuestions.of(run, observed);
            double[] similarity = kernel.weights(history, run.features());
            double[] targets = questions.targetArray();
            Query query = Query.of(history.prefix(row, observed), run.features(), similarity)
                    .without(row);
            var parts = parts(experts, query, targets);
            for (int t = 0; t < targets.length; t++) {
                stack.add(parts.get(t), questions.epochs().get(t));
            }
            forecasts.add(parts);
            epochs.add(questions.epochs());
        }

        CalibrationSample sample(HistoryMatrix history, double[] weights) {
            CalibrationSample sample = new CalibrationSample(history.horizon());
            for (int i = 0; i < epochs.size(); i++) {
                List<EpochForecast> mixed = forecasts.get(i).stream()
                        .map(parts -> EpochForecast.mix(parts, weights, ""))
                        .toList();
                sample.add(mixed, epochs.get(i));
            }
            return sample;
        }
    }
}
