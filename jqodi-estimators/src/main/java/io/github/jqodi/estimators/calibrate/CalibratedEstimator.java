package io.github.jqodi.estimators.calibrate;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cross-conformal calibration of any estimator on past runs: each is forecast as if it had just begun, by the estimator fitted to
 * the other half of them if it needs past runs, else to all, and the levels of its forecasts are moved as {@link LevelMap} says.
 * Learning is done for each number of observed epochs once, when it is first asked for.
 */
public final class CalibratedEstimator implements CurveEstimator {
    private static final int MOST_CHECKED = 120;

    private final CurveEstimator inner;

    private CalibratedEstimator(CurveEstimator inner) {
        this.inner = inner;
    }

    /**
     * Calibrates an estimator.
     *
     * @param inner what forecasts
     * @return the same with moved levels. One that needs past runs is fitted to either half of them too, and refuses them if half
     *     are too few for it; with fewer than two it stays as it is
     */
    public static CalibratedEstimator of(CurveEstimator inner) {
        return new CalibratedEstimator(inner);
    }

    @Override
    public String name() {
        return inner.name() + "-calibrated";
    }

    @Override
    public String description() {
        return inner.description() + ", calibrated on past runs";
    }

    @Override
    public boolean needsHistory() {
        return true;
    }

    @Override
    public FittedEstimator fit(List<Curve> history) {
        FittedEstimator fitted = fitted(history);
        if (!inner.needsHistory()) {
            return new Fitted(fitted, List.of(new Fold(fitted, history)));
        }
        return history.size() < 2 ? fitted : new Fitted(fitted, halves(history));
    }

    private List<Fold> halves(List<Curve> history) {
        List<Curve> even = new ArrayList<>();
        List<Curve> odd = new ArrayList<>();
        for (Curve run : history) {
            (even.size() <= odd.size() ? even : odd).add(run);
        }
        return List.of(new Fold(fitted(even), odd), new Fold(fitted(odd), even));
    }

    /** Runs to be checked with an estimator that has not seen them, or needs none. */
    private FittedEstimator fitted(List<Curve> history) {
        return CallerCode.given(() -> inner.name() + " estimator: fit", inner.fit(history));
    }

    private record Fold(FittedEstimator fitted, List<Curve> runs) {}

    private static final class Fitted implements FittedEstimator {
        private final FittedEstimator fitted;
        private final List<Fold> folds;
        private final Map<Integer, LevelMap> maps = new ConcurrentHashMap<>();

        Fitted(FittedEstimator fitted, List<Fold> folds) {
            this.fitted = fitted;
            this.folds = folds;
        }

        @Override
        public List<EpochForecast> forecasts(Curve observed, double... targets) {
            LevelMap map = maps.computeIfAbsent(observed.lastEpoch(), this::levelMap);
            List<EpochForecast> forecasts = new ArrayList<>();
            List<EpochForecast> raw = FittedEstimator.all(fitted, observed, targets);
            for (int t = 0; t < targets.length; t++) {
                boolean reached = observed.firstAtOrBelow(targets[t]).isPresent();
                forecasts.add(reached ? raw.get(t) : map.apply(raw.get(t)));
            }
            return forecasts;
        }

        private LevelMap levelMap(int observed) {
            int horizon = folds.stream()
                    .flatMap(fold -> fold.runs.stream())
                    .mapToInt(Curve::lastEpoch)
                    .max()
                    .orElse(0);
            CalibrationSample sample = new CalibrationSample(horizon);
            for (Fold fold : folds) {
                List<Curve> checked = fold.runs.stream()
                        .filter(run -> run.lastEpoch() == horizon && run.epoch(0) <= observed)
                        .filter(run -> observed < horizon && run.divergedAt().isEmpty())
                        .toList();
                int step = Math.max(1, checked.size() * folds.size() / MOST_CHECKED);
                for (int i = 0; i < checked.size(); i += step) {
                    PastQuestions questions = PastQuestions.of(checked.get(i), observed);
                    sample.add(
                            FittedEstimator.all(fold.fitted, questions.observed(), questions.targetArray()),
                            questions.epochs());
                }
            }
            return sample.levelMap();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
