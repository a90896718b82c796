package io.github.jqodi.estimators.bridge;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.history.PastEpochs;
import io.github.jqodi.scenario.Quantization;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts of runs before their first epoch, from complete past runs. Of a run that says its bits, past runs of the same model at
 * the same width decide where there are {@value PairHistory#FEWEST_OWN} or more, beside all others, which together count as one;
 * with fewer {@link BitWidthPrior} gives them the spread of a further run, and with none it carries those of other widths over; so
 * do {@link TracedEpochs}. Of a run that says no bits each past run counts alike, those of its model if it names one that has any;
 * few of them get that spread too. Runs that end short of the target count as {@link PastEpochs} has it.
 * {@link EpochForecast#basis} says which it was. Immutable.
 */
public final class UnbegunRuns {
    /** Stands for the model of runs that all name none. */
    private static final String ONE_MODEL = "model";
    /** Stands for the bits of runs that are taken for alike. */
    private static final double ANY_BITS = 32;

    private final List<Curve> past;

    private UnbegunRuns(List<Curve> past) {
        this.past = past;
    }

    /**
     * Takes past runs.
     *
     * @param past complete; may be empty
     * @return what forecasts
     */
    public static UnbegunRuns of(List<Curve> past) {
        return new UnbegunRuns(List.copyOf(past));
    }

    /**
     * K of a run that has not begun.
     *
     * @param run what is known of it: model and bits, either or both of them may be missing
     * @param target a loss, reached at or below it
     * @return the forecast; empty if there is no past run, or none that says its bits where this one does
     * @throws io.github.jqodi.error.InvalidValueException if this run says bits and no model, and past runs are of several models
     */
    public Optional<EpochForecast> forecast(RunFeatures run, double target) {
        if (run.bits().isPresent()) {
            String model = run.model().orElseGet(this::onlyModel);
            return ofPair(model, Quantization.of(run.bits().getAsDouble()), target);
        }
        List<Curve> own = past.stream()
                .filter(other ->
                        run.model().isPresent() && other.features().model().equals(run.model()))
                .toList();
        return own.isEmpty() ? equally(past, "", target) : equally(own, " of the model", target);
    }

    private Optional<EpochForecast> ofPair(String model, Quantization quantization, double target) {
        List<Curve> named = past.stream().map(run -> withModel(run, model)).toList();
        return new PairHistory(named).forecast(model, quantization, target);
    }

    private String onlyModel() {
        List<String> models = past.stream()
                .flatMap(other -> other.features().model().stream())
                .distinct()
                .toList();
        Check.that(
                models.size() <= 1,
                "model",
                "(missing)",
                "must stand beside the bits of a run that has not begun where past runs are of several models",
                "These are " + String.join(", ", models) + ".");
        return models.isEmpty() ? ONE_MODEL : models.get(0);
    }

    private static Curve withModel(Curve run, String model) {
        RunFeatures known = run.features();
        return known.model().isPresent() || known.bits().isEmpty()
                ? run
                : run.withFeatures(known.withPair(model, known.bits().getAsDouble()));
    }

    private static Optional<EpochForecast> equally(List<Curve> runs, String which, double target) {
        if (runs.size() < PairHistory.FEWEST_OWN) {
            return withSpread(runs, which, target);
        }
        PastEpochs past = new PastEpochs();
        runs.forEach(run -> past.add(run, target, 1));
        return Optional.of(past.forecast(Text.count(runs.size(), "past run") + which
                + PastEpochs.shortfall(runs, target) + ", before the first epoch"));
    }

    /** As if all were of one width. */
    private static Optional<EpochForecast> withSpread(List<Curve> runs, String which, double target) {
        Quantization any = Quantization.of(ANY_BITS);
        List<Curve> alike = runs.stream()
                .map(run -> run.withFeatures(run.features().withPair(ONE_MODEL, ANY_BITS)))
                .toList();
        String basis = Text.count(runs.size(), "past run") + which + PastEpochs.shortfall(runs, target)
                + ", with the spread of a further one, before the first epoch";
        return BitWidthPrior.of(alike).forecast(ONE_MODEL, any, target).map(forecast -> forecast.withBasis(basis));
    }

    @Override
    public String toString() {
        return "forecasts before the first epoch from " + Text.count(past.size(), "past run");
    }
}
