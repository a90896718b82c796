package io.github.jqodi.estimators;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Choice of past runs by the schedule of the learning rate: where enough of them dropped it when the run at hand does, those alone
 * are learned from, since what others did at their drops says when this one will not fall; else all of them are.
 */
final class ScheduledHistory implements FittedEstimator {
    private static final int ENOUGH = 8;

    private final List<Curve> history;
    private final Function<List<Curve>, FittedEstimator> learner;
    private final FittedEstimator all;
    private final Map<List<Integer>, FittedEstimator> bySchedule = new ConcurrentHashMap<>();

    ScheduledHistory(List<Curve> history, Function<List<Curve>, FittedEstimator> learner) {
        this.history = List.copyOf(history);
        this.learner = learner;
        this.all = learner.apply(history);
    }

    @Override
    public List<EpochForecast> forecasts(Curve observed, double... targets) {
        RunFeatures features = observed.features();
        return bySchedule
                .computeIfAbsent(features.dropEpochs(), drops -> learned(features))
                .forecasts(observed, targets);
    }

    private FittedEstimator learned(RunFeatures features) {
        List<Curve> chosen = chosen(history, features);
        return chosen.size() == history.size() ? all : learner.apply(chosen);
    }

    /** The runs of a schedule where there are {@value #ENOUGH} or more, else all. */
    static List<Curve> chosen(List<Curve> history, RunFeatures features) {
        List<Curve> matching = history.stream()
                .filter(run -> run.features().hasScheduleOf(features))
                .toList();
        return matching.size() < ENOUGH ? history : matching;
    }

    @Override
    public String toString() {
        return "of " + history.size() + " past runs those of the same schedule: " + all;
    }
}
