package io.github.jqodi.bench.replay;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.CurveEstimators;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Loss curves of complete runs, from which jobs draw how training goes: K of a run is the first epoch whose loss is below the
 * target, and a run that has none never gets there. Runs that say their model and bits are those of that pair; the others are of
 * every pair that has none of its own. They are dealt into {@value #PARTS} parts. Jobs of a part draw from its runs, and believe
 * what the runs of the other parts say: at the start their table of K, and then what {@link CurveEstimators#standard()}, fitted to
 * them, makes of the losses seen. Immutable; thread-safe.
 */
public final class RecordedCurves {
    /** In how many parts the runs are dealt. */
    static final int PARTS = 5;

    private final List<Curve> runs;
    private final OptionalDouble target;

    private RecordedCurves(List<Curve> runs, OptionalDouble target) {
        this.runs = runs;
        this.target = target;
    }

    /**
     * Takes complete runs.
     *
     * @param runs at least one
     * @param target loss of theirs that stands for the target of a scenario, above 0; empty where they are losses of the scenario,
     *     or errors where that speaks of accuracies
     * @return the curves
     * @throws IllegalArgumentException if there is no run, a loss is negative or the target is not above 0
     */
    public static RecordedCurves of(List<Curve> runs, OptionalDouble target) {
        require(!runs.isEmpty(), "there must be recorded curves");
        for (Curve run : runs) {
            require(
                    run.minimum() >= 0,
                    "losses of recorded run '" + Text.escaped(run.name()) + "' must not be negative, as "
                            + Text.number(run.minimum()) + " is");
        }
        double stands = target.orElse(1);
        require(
                stands > 0 && stands < Double.POSITIVE_INFINITY,
                "the target of recorded curves must be above 0 and finite, not " + Text.number(stands));
        return new RecordedCurves(List.copyOf(runs), target);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }

    /**
     * The parts, for the pairs that the scenario and the curves allow.
     *
     * @throws IllegalArgumentException if no pair has enough runs that reach the target
     */
    List<CurvePart> parts(Problem problem) {
        Map<List<Curve>, FittedEstimator> fitted = new HashMap<>();
        Map<QuantizedModel, List<PairRuns>> dealt = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (Candidate candidate : problem.assess().candidates()) {
            List<PairRuns> parts = dealt(problem.scenario(), candidate.pair(), fitted);
            whyNot(problem.scenario(), candidate.pair(), parts)
                    .ifPresentOrElse(refused::add, () -> dealt.put(candidate.pair(), parts));
        }
        require(!dealt.isEmpty(), refused.isEmpty() ? "no pair can be trained" : refused.get(0));
        List<CurvePart> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            Map<QuantizedModel, PairRuns> pairs = new LinkedHashMap<>();
            for (Map.Entry<QuantizedModel, List<PairRuns>> entry : dealt.entrySet()) {
                pairs.put(entry.getKey(), entry.getValue().get(part));
            }
            parts.add(new CurvePart(problem.scenario(), pairs));
        }
        return parts;
    }

    private List<PairRuns> dealt(Scenario scenario, QuantizedModel pair, Map<List<Curve>, FittedEstimator> fitted) {
        List<Curve> own = runs(scenario, pair);
        List<PairRuns> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            List<Curve> drawn = new ArrayList<>();
            List<Curve> past = new ArrayList<>();
            for (int run = 0; run < own.size(); run++) {
                (run % PARTS == part ? drawn : past).add(own.get(run));
            }
            FittedEstimator estimator = fitted.computeIfAbsent(
                    past, history -> CurveEstimators.standard().fit(history));
            parts.add(new PairRuns(drawn, past, target(scenario, pair), estimator));
        }
        return parts;
    }

    /** Runs of a pair; where there are none those that do not say what they are of. */
    private List<Curve> runs(Scenario scenario, QuantizedModel pair) {
        double bits = scenario.quantization(pair.quantization()).weightBits();
        List<Curve> own = runs.stream()
                .filter(run -> run.features().model().equals(Optional.of(pair.model())))
                .filter(run -> run.features().bits().equals(OptionalDouble.of(bits)))
                .toList();
        return own.isEmpty()
                ? runs.stream().filter(run -> run.features().model().isEmpty()).toList()
                : own;
    }

    private double target(Scenario scenario, QuantizedModel pair) {
        return target.orElse(scenario.metric().error(scenario.lossTarget(pair)));
    }

    /** Why a pair cannot be played by its runs; empty if it can. */
    private Optional<String> whyNot(Scenario scenario, QuantizedModel pair, List<PairRuns> parts) {
        List<Curve> own = runs(scenario, pair);
        if (own.size() < PARTS) {
            return Optional.of(
                    Text.count(own.size(), "recorded run") + " of " + pair + " are too few, fewer than " + PARTS);
        }
        double target = target(scenario, pair);
        double least = own.stream().mapToDouble(Curve::minimum).min().orElseThrow();
        if (!(least < target)) {
            return Optional.of("no recorded run of " + pair + " gets below the target " + Text.number(target)
                    + ", the best one to " + Text.number(least)
                    + "; say which of their losses stands for the target");
        }
        double confidence = scenario.target().confidence();
        long reach = own.stream().filter(run -> run.minimum() < target).count();
        return parts.stream().allMatch(part -> part.suffices(confidence))
                ? Optional.empty()
                : Optional.of("only " + reach + " of " + Text.count(own.size(), "recorded run") + " of " + pair
                        + " get below the target " + Text.number(target) + ", too few for the confidence of "
                        + Text.number(confidence));
    }
}
