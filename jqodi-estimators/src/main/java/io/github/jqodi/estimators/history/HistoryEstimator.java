package io.github.jqodi.estimators.history;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stacked forecast of K from complete past runs: nearest neighbours after an affine alignment, ridge regression on the principal
 * components of the prefix, and a quantile regression forest for K itself, stacked by their continuous ranked probability score,
 * half and half with an ensemble of small networks where there are enough runs, and calibrated inside the history. Runs that are
 * known to be of the same model version and bit-width may weigh more than others. Beyond the last epoch of the past runs, H, all of
 * them are continued by one slow power law up to 2H; part of what is reached only there is believed, the rest and what is not
 * reached by then counts as never. H is told with each forecast, so that "not by H" and "never" can be told apart.
 *
 * <p>Learning is done for each length of a prefix once, when it is first asked for.
 */
public final class HistoryEstimator implements CurveEstimator {
    /** The fewest past runs it works with. */
    public static final int FEWEST_RUNS = 4;

    /** The share that is believed of what is foreseen beyond the last epoch of past runs, where nothing was seen. */
    public static final double BELIEVED_BEYOND = 0.4;

    private final String name;
    private final String description;
    private final Method method;

    private HistoryEstimator(String name, String description, Method method) {
        this.name = name;
        this.description = description;
        this.method = method;
    }

    /**
     * {@return neighbours and regression, on plain and logarithmic scale, a forest and networks, stacked}
     */
    public static HistoryEstimator blended() {
        return new HistoryEstimator(
                "history",
                "past runs: neighbours, component regression, a forest and networks, stacked and calibrated",
                Method.STACKED);
    }

    /**
     * {@return neighbours alone}
     */
    public static HistoryEstimator neighbours() {
        return new HistoryEstimator(
                "neighbours", "past runs: the nearest ones after an affine alignment, calibrated", Method.NEIGHBOURS);
    }

    /**
     * {@return regression alone}
     */
    public static HistoryEstimator regression() {
        return new HistoryEstimator(
                "regression",
                "past runs: ridge regression on principal components of the prefix, calibrated",
                Method.REGRESSION);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public boolean needsHistory() {
        return true;
    }

    /**
     * How many epochs of a run past runs can say something about.
     *
     * @param history past runs
     * @return H, the common length of the usable past runs; 0 if there are fewer than {@value #FEWEST_RUNS}
     */
    public static int horizon(List<Curve> history) {
        HistoryMatrix matrix = HistoryMatrix.of(history);
        return matrix.size() < FEWEST_RUNS ? 0 : matrix.horizon();
    }

    /**
     * Takes past runs.
     *
     * @param history at least {@value #FEWEST_RUNS} runs of a common length that did not diverge; shorter ones are left out,
     *     longer ones cut
     * @return an estimator for runs that are shorter than the past ones
     * @throws io.github.jqodi.error.InvalidValueException if there are too few such runs, or losses above 1e100
     */
    @Override
    public FittedEstimator fit(List<Curve> history) {
        HistoryMatrix matrix = HistoryMatrix.of(history);
        Check.that(
                matrix.size() >= FEWEST_RUNS,
                "history",
                matrix.size() + " runs of common length " + matrix.horizon(),
                "must hold at least " + FEWEST_RUNS,
                "Use an estimator that works on one curve alone.");
        return new Fitted(matrix, method);
    }

    private enum Method {
        STACKED,
        NEIGHBOURS,
        REGRESSION;

        private static final int FEW = 10;
        private static final int SOME = 25;
        private static final int MANY = 60;
        private static final double LOCAL = 0.3;

        List<Expert> experts(HistoryMatrix history, int observed) {
            List<Expert> experts = new ArrayList<>();
            if (this != REGRESSION) {
                for (int count : new int[] {FEW, SOME, MANY}) {
                    experts.add(new AlignedNeighbours(history, observed, count, Scale.PLAIN));
                }
            }
            if (this != NEIGHBOURS) {
                experts.add(new PrincipalComponentRegression(history, observed, 1, Scale.PLAIN));
            }
            if (history.isPositive() && this != REGRESSION) {
                experts.add(new AlignedNeighbours(history, observed, SOME, Scale.LOGARITHMIC));
            }
            if (history.isPositive() && this != NEIGHBOURS) {
                experts.add(new PrincipalComponentRegression(history, observed, 1, Scale.LOGARITHMIC));
                experts.add(new PrincipalComponentRegression(history, observed, LOCAL, Scale.LOGARITHMIC));
            }
            if (this == STACKED) {
                ForestFeatures features = new ForestFeatures(history, observed);
                experts.add(new ForestExpert(history, features));
                if (history.size() >= NetworkExpert.FEWEST_RUNS) {
                    experts.add(new NetworkExpert(history, features));
                }
            }
            return experts;
        }
    }

    private static final class Fitted implements FittedEstimator {
        private final HistoryMatrix history;
        private final Method method;
        private final Map<Integer, StackedExperts> stacks = new ConcurrentHashMap<>();

        Fitted(HistoryMatrix history, Method method) {
            this.history = history;
            this.method = method;
        }

        @Override
        public List<EpochForecast> forecasts(Curve observed, double... targets) {
            int epochs = observed.lastEpoch();
            Check.that(
                    epochs < history.horizon(),
                    "observed",
                    epochs + " epochs",
                    "must be fewer than the past runs have, " + history.horizon(),
                    "Use an estimator that works on one curve alone.");
            HistoryMatrix.requireComputable(observed);
            if (observed.divergedAt().isPresent()) {
                return settled(observed, targets);
            }
            StackedExperts stack = stacks.computeIfAbsent(
                    epochs, length -> StackedExperts.fit(history, length, method.experts(history, length)));
            List<EpochForecast> ahead = stack.forecasts(observed.everyEpoch(), observed.features(), targets);
            List<EpochForecast> forecasts = new ArrayList<>();
            for (int t = 0; t < targets.length; t++) {
                OptionalInt reached = observed.firstAtOrBelow(targets[t]);
                forecasts.add(reached.isPresent() ? EpochForecast.reached(reached.getAsInt()) : ahead.get(t));
            }
            return forecasts;
        }

        private static List<EpochForecast> settled(Curve observed, double[] targets) {
            List<EpochForecast> forecasts = new ArrayList<>();
            for (double target : targets) {
                OptionalInt reached = observed.firstAtOrBelow(target);
                forecasts.add(
                        reached.isPresent()
                                ? EpochForecast.reached(reached.getAsInt())
                                : EpochForecast.never("the run diverged"));
            }
            return forecasts;
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
