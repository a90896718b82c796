package io.github.jqodi.estimators;

import io.github.jqodi.base.Check;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.baseline.Constant;
import io.github.jqodi.estimators.baseline.LastValue;
import io.github.jqodi.estimators.baseline.RecentTrend;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.history.HistoryEstimator;
import io.github.jqodi.estimators.neural.LstmEstimator;
import io.github.jqodi.estimators.parametric.CurveModelAverage;
import io.github.jqodi.estimators.parametric.FamilyEstimator;
import io.github.jqodi.estimators.seeds.SeedEstimator;
import io.github.jqodi.estimators.seeds.SeedSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Registry of all estimators by name. */
public final class CurveEstimators {
    private CurveEstimators() {}

    /**
     * {@return the estimator that works on one curve alone, where there is no history; runs that stand still are told so}
     */
    public static CurveEstimator alone() {
        return new PlateauAwareEstimator(CurveModelAverage.create());
    }

    /**
     * {@return the estimator to take if nobody says which}
     */
    public static CurveEstimator standard() {
        return new PlateauAwareEstimator(new DefaultEstimator(CurveModelAverage.create()));
    }

    /**
     * {@return every estimator of curves, the default first, then those that learn from past runs, then those that work on one
     * curve alone. All of these tell runs that stand still, rise again or diverge so; the baselines after {@code mix} - single
     * families, the trend, constants - say what their own rule says. The neural one can be asked for its name anywhere; {@link
     * CurveEstimator#fit} ends in an error that names the missing jars where it cannot be trained}
     */
    public static List<CurveEstimator> all() {
        List<CurveEstimator> all = new ArrayList<>();
        all.add(standard());
        Stream.of(
                        HistoryEstimator.blended(),
                        HistoryEstimator.neighbours(),
                        HistoryEstimator.regression(),
                        new LstmEstimator())
                .map(PlateauAwareEstimator::new)
                .forEach(all::add);
        all.add(alone());
        all.addAll(FamilyEstimator.all());
        all.add(new RecentTrend());
        all.add(new Constant());
        all.add(new LastValue());
        return List.copyOf(all);
    }

    /**
     * {@return every estimator of repeated seeds, the default first}
     */
    public static List<SeedEstimator> seeds() {
        return List.of(new SeedSpread());
    }

    /**
     * The estimator of curves of a name.
     *
     * @param name as {@link #all} has it
     * @return the estimator
     * @throws InvalidValueException if there is none, with the names there are
     */
    public static CurveEstimator named(String name) {
        return all().stream()
                .filter(estimator -> estimator.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        unknown(name, all().stream().map(CurveEstimator::name).toList()));
    }

    /**
     * The estimator of repeated seeds of a name.
     *
     * @param name as {@link #seeds} has it; {@code default} is the first
     * @return the estimator
     * @throws InvalidValueException if there is none, with the names there are
     */
    public static SeedEstimator namedSeeds(String name) {
        return seeds().stream()
                .filter(estimator -> estimator.name().equals(name) || name.equals("default"))
                .findFirst()
                .orElseThrow(() ->
                        unknown(name, seeds().stream().map(SeedEstimator::name).toList()));
    }

    private static InvalidValueException unknown(String name, List<String> names) {
        return Check.invalid("estimator", "'" + name + "'", "must be one of " + String.join(", ", names));
    }
}
