package io.github.jqodi.control;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.search.CandidateBound;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Search for the number of epochs that the rest of a run is planned for, and for its schedule: of several horizons the one whose
 * energy and price of a miss come to least, or the one that keeps a confidence.
 */
final class HorizonSearch {
    /** With which plans of a stated number of epochs end there: nearly all of their distribution lies before. */
    private static final double WHOLE = 1 - 1e-9;
    /** Of a mean of a few hundred epochs, several times over. */
    private static final double ROUNDING = 1e-9;

    private final PreparedSolver solver;
    private final SolveOptions solving;
    private final Aim aim;
    private final double confidence;
    private final double leftSeconds;
    private final Problem rest;
    private final Map<QuantizedModel, EpochsLeft> open;
    private final Optional<Outlook> only;
    /** Of a miss, joules; 0 where a confidence is demanded. */
    private final double price;

    /**
     * Prepares a search.
     *
     * @param solver of problems like the rest
     * @param solving how far it may go
     * @param aim how energy is weighed against missing the deadline
     * @param confidence of the target of the whole run
     * @param leftSeconds time left to the deadline
     * @param rest of the run
     * @param open epochs that pairs still need
     * @param only costs of the pair, where a single one that can be trained is open
     * @param reference E_ref, joules
     */
    HorizonSearch(
            PreparedSolver solver,
            SolveOptions solving,
            Aim aim,
            double confidence,
            double leftSeconds,
            Problem rest,
            Map<QuantizedModel, EpochsLeft> open,
            Optional<Outlook> only,
            double reference) {
        this.solver = solver;
        this.solving = solving;
        this.aim = aim;
        this.confidence = confidence;
        this.leftSeconds = leftSeconds;
        this.rest = rest;
        this.open = open;
        this.only = only;
        this.price = aim instanceof Aim.PricedMiss priced ? priced.price() * reference : 0;
    }

    /** A schedule of a pair and what it is worth. */
    record Found(QuantizedModel pair, List<Segment> schedule, int epochs, double seconds, double value) {}

    /**
     * The schedule of least energy and price of a miss, of the horizons that the aim looks at. The farthest is usually the best
     * of those that fit; others are searched only where bounds leave them open.
     */
    Optional<Found> best() {
        Optional<Bounds> bounds = only.map(Bounds::new);
        int fitting = fitting();
        Optional<Found> best = Optional.empty();
        Map<QuantizedModel, Integer> before = Map.of();
        for (double level : open.isEmpty() ? List.<Double>of() : levels()) {
            Map<QuantizedModel, Integer> epochs = new LinkedHashMap<>();
            open.forEach((pair, left) -> epochs.put(pair, Math.min(horizon(left, level), fitting)));
            double enough = best.map(Found::value).orElse(Double.POSITIVE_INFINITY);
            boolean isOpen = best.isEmpty()
                    || bounds.isEmpty()
                    || bounds.get().isOpen(epochs.values().iterator().next(), enough);
            if (!epochs.equals(before) && isOpen) {
                for (Found found : solve(epochs)) {
                    best = best.isEmpty() || found.value < best.get().value ? Optional.of(found) : best;
                }
            }
            before = epochs;
        }
        return best;
    }

    private EpochsLeft left(Outlook outlook) {
        return left(outlook.candidate().pair());
    }

    private EpochsLeft left(QuantizedModel pair) {
        return Objects.requireNonNull(open.get(pair));
    }

    /** Bounds of what plans of a pair are worth. */
    private final class Bounds {
        private final Candidate candidate;
        private final EpochsLeft left;
        private double multiplier;
        /** Of one epoch. */
        private final double leastJoules;

        Bounds(Outlook outlook) {
            this.candidate = outlook.candidate();
            this.left = left(outlook);
            this.leastJoules = outlook.leastJoules(left.last());
        }

        /** Whether a plan of some epochs may be worth less than one known. */
        boolean isOpen(int epochs, double known) {
            double miss = price * (1 - left.reach(epochs));
            double cheapest = leastJoules * left.mean(epochs) * (1 - ROUNDING);
            if (miss + cheapest >= known) {
                return false;
            }
            Optional<CandidateBound> energy = bound(candidate, left, epochs, multiplier, known - miss);
            multiplier = energy.map(CandidateBound::multiplier).orElse(multiplier);
            return miss + energy.map(CandidateBound::value).orElse(0.0) < known;
        }
    }

    /** Of the energy of a plan of some epochs. */
    private Optional<CandidateBound> bound(
            Candidate candidate, EpochsLeft left, int epochs, double multiplier, double enough) {
        EpochDistribution ending = left.endingAfter(epochs).at(WHOLE).orElseThrow();
        Candidate asked = new Candidate(
                candidate.model(),
                candidate.quantization(),
                ending,
                epochs,
                Optional.empty(),
                candidate.setup(),
                candidate.costs(),
                candidate.actions());
        Optional<CandidateBound> bound = CandidateBound.of(rest, asked, Rule.EXPECTED, multiplier, Stopped.NEVER);
        bound.ifPresent(known -> known.ascend(multiplier, enough));
        return bound;
    }

    /** Probabilities of reaching the target within a plan, the highest first. */
    private List<Double> levels() {
        if (aim instanceof Aim.PricedMiss priced) {
            return priced.quantiles().stream().sorted(Comparator.reverseOrder()).toList();
        }
        double survived = open.values().iterator().next().open();
        double kept = survived > 0 ? 1 - (1 - confidence) / survived : confidence;
        return List.of(Math.max(0.501, kept));
    }

    /**
     * The most epochs of a single pair that fit at all: between a horizon that does not fit and the next one looked at, that
     * may be the best. Without a limit where a confidence is demanded, or where there are several pairs.
     */
    private int fitting() {
        return aim instanceof Aim.PricedMiss && only.isPresent()
                ? Math.max(1, only.get().fitting(leftSeconds, left(only.get()).last()))
                : Integer.MAX_VALUE;
    }

    /** Levels of priced misses are those of a run that gets there: what never does is missed with any horizon. */
    private int horizon(EpochsLeft left, double level) {
        boolean priced = aim instanceof Aim.PricedMiss;
        return left.quantile(priced ? level * left.reach(left.last()) : level);
    }

    private List<Found> solve(Map<QuantizedModel, Integer> horizons) {
        Map<QuantizedModel, EpochEstimate> estimates = new HashMap<>();
        horizons.forEach((pair, epochs) -> estimates.put(pair, left(pair).endingAfter(epochs)));
        SolveResult result = solver.solve(ending(rest, estimates), solving.withAlternatives(open.size() - 1));
        return Stream.concat(result.plan().map(Plan::toAlternative).stream(), result.alternatives().stream())
                .filter(plan -> chance(plan) > 0)
                .map(this::found)
                .toList();
    }

    /** Of reaching the target before a plan ends: a deadline may leave room only for epochs that are surely too few. */
    private double chance(Alternative plan) {
        return left(plan.pair()).reach(epochs(plan));
    }

    private static int epochs(Alternative plan) {
        return plan.schedule().get(plan.schedule().size() - 1).toEpoch();
    }

    private Found found(Alternative plan) {
        double miss = price * (1 - chance(plan));
        return new Found(plan.pair(), plan.schedule(), epochs(plan), plan.seconds(), plan.objective() + miss);
    }

    /** The candidates of a rest that ends after some epochs of each pair. */
    static Problem ending(Problem rest, Map<QuantizedModel, EpochEstimate> horizons) {
        Scenario scenario = rest.scenario();
        return rest.withScenario(scenario.withTarget(scenario.target().withConfidence(WHOLE)))
                .withEstimators(Estimators.of((asked, pair) -> Optional.ofNullable(horizons.get(pair))));
    }
}
