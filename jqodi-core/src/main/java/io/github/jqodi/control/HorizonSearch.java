package io.github.jqodi.control;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.control.Committed.Step;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.search.CandidateBound;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Search for the number of epochs that the rest of a run is planned for, and for its schedule: of several horizons the one whose
 * energy and price of a miss come to least, or the one that keeps a confidence.
 */
final class HorizonSearch {
    /** Of a mean of a few hundred epochs, several times over. */
    private static final double ROUNDING = 1e-9;

    private final RunAhead.Basis basis;
    private final Horizons horizons;
    private final RunAhead ahead;
    private final Map<QuantizedModel, EpochsLeft> open;
    /** Costs of those of the pairs that can be trained, in the order of the file. */
    private final List<Outlook> outlooks;
    /** Of a miss, in what the objective counts; 0 where a confidence is demanded. */
    private final double price;

    /**
     * Prepares a search.
     *
     * @param basis of the run, which solves problems like the rest
     * @param horizons how many epochs plans may have
     * @param ahead the rest of the run
     * @param open epochs that pairs still need
     * @param reference E_ref, in what the objective counts
     */
    HorizonSearch(
            RunAhead.Basis basis,
            Horizons horizons,
            RunAhead ahead,
            Map<QuantizedModel, EpochsLeft> open,
            double reference) {
        this.basis = basis;
        this.horizons = horizons;
        this.ahead = ahead;
        this.open = open;
        this.outlooks = ahead.outlooks(open.keySet());
        this.price = horizons.price() * reference;
    }

    /** A schedule of a pair, its probability of reaching the target with epochs that can be paid for, and what it is worth. */
    record Found(
            QuantizedModel pair, List<Segment> schedule, int epochs, double seconds, double chance, double value) {}

    /**
     * The schedule of least objective and price of a miss, of the horizons that the aim looks at. The farthest is usually the best
     * of those that fit; others are searched only where bounds leave them open.
     */
    Optional<Found> best() {
        Optional<Bounds> bounds = only().map(Bounds::new);
        Optional<Found> best = Optional.empty();
        Map<QuantizedModel, Integer> before = Map.of();
        for (Map<QuantizedModel, Integer> epochs : tried()) {
            double enough = best.map(Found::value).orElse(Double.POSITIVE_INFINITY);
            boolean isOpen = best.isEmpty()
                    || bounds.isEmpty()
                    || bounds.get().isOpen(epochs.values().iterator().next(), enough);
            if (!epochs.equals(before) && isOpen) {
                for (Found found : solve(epochs)) {
                    best = best.isEmpty() || isBetter(found, best.get()) ? Optional.of(found) : best;
                }
            }
            before = epochs;
        }
        return best.isEmpty() && horizons.arePriced() && !open.isEmpty()
                ? best(mostThatFit()).or(() -> best(fewest()))
                : best;
    }

    private Optional<Found> best(Map<QuantizedModel, Integer> epochs) {
        return solve(epochs).stream().min(Comparator.comparingDouble(Found::value));
    }

    /** Where a confidence is demanded, a plan that can be paid for to its end keeps it. */
    private boolean isBetter(Found found, Found known) {
        boolean isByValue = horizons.arePriced() || isWhole(found) == isWhole(known);
        return isByValue ? found.value < known.value : isWhole(found);
    }

    private boolean isWhole(Found found) {
        return found.chance >= left(found.pair).reach(found.epochs);
    }

    /** Epochs that plans are made for, by pair: at each level of the aim, the most first, and as many as can be paid for. */
    private List<Map<QuantizedModel, Integer>> tried() {
        if (open.isEmpty()) {
            return List.of();
        }
        List<Map<QuantizedModel, Integer>> tried = new ArrayList<>();
        int fitting = fitting();
        for (double level : horizons.levels(open.values().iterator().next())) {
            Map<QuantizedModel, Integer> epochs = new LinkedHashMap<>();
            open.forEach((pair, left) -> epochs.put(pair, Math.min(horizons.at(left, level), fitting)));
            tried.add(epochs);
        }
        if (horizons.arePriced() && ahead.isEnergyLimited()) {
            tried.add(mostThatFit());
        }
        return tried;
    }

    /** As many as the time and the energy left suffice for, of every pair: where these are short, no level may be so few. */
    private Map<QuantizedModel, Integer> mostThatFit() {
        Map<QuantizedModel, Integer> epochs = new LinkedHashMap<>();
        open.keySet().forEach(pair -> epochs.put(pair, 1));
        for (Outlook outlook : outlooks) {
            int far = horizons.farthest(left(outlook));
            int most = outlook.fitting(ahead.leftSeconds(), ahead.leftJoules(), far);
            epochs.put(outlook.candidate().pair(), Math.max(1, most));
        }
        return epochs;
    }

    /** The fewest that may reach the target. */
    private Map<QuantizedModel, Integer> fewest() {
        Map<QuantizedModel, Integer> epochs = new LinkedHashMap<>();
        open.forEach((pair, left) -> epochs.put(pair, Math.max(1, left.moreThan(0))));
        return epochs;
    }

    /** Costs of the only pair, if there are no others. */
    private Optional<Outlook> only() {
        return open.size() == 1 ? outlooks.stream().findFirst() : Optional.empty();
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
        private final double leastObjective;

        Bounds(Outlook outlook) {
            this.candidate = outlook.candidate();
            this.left = left(outlook);
            this.leastObjective = outlook.leastObjective(horizons.farthest(left));
        }

        /** Whether a plan of some epochs may be worth less than one known. */
        boolean isOpen(int epochs, double known) {
            double miss = price * (1 - left.reach(epochs));
            double cheapest = leastObjective * left.mean(epochs) * (1 - ROUNDING);
            if (miss + cheapest >= known) {
                return false;
            }
            Optional<CandidateBound> objective = bound(candidate, left, epochs, multiplier, known - miss);
            multiplier = objective.map(CandidateBound::multiplier).orElse(multiplier);
            return miss + objective.map(CandidateBound::value).orElse(0.0) < known;
        }
    }

    /** Of the objective of a plan of some epochs. */
    private Optional<CandidateBound> bound(
            Candidate candidate, EpochsLeft left, int epochs, double multiplier, double enough) {
        Candidate asked = endingAfter(candidate, left, epochs);
        Optional<CandidateBound> bound =
                CandidateBound.of(ahead.ending(), asked, Rule.EXPECTED, multiplier, Stopped.NEVER);
        bound.ifPresent(known -> known.ascend(multiplier, enough));
        return bound;
    }

    /**
     * The most epochs of a single pair that fit at all: between a horizon that does not fit and the next one looked at, that
     * may be the best. Without a limit where a confidence is demanded, or where there are several pairs.
     */
    private int fitting() {
        return horizons.arePriced()
                ? only().map(outlook ->
                                Math.max(1, outlook.fitting(ahead.leftSeconds(), horizons.farthest(left(outlook)))))
                        .orElse(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    /** Plans of so many epochs. A limit on the energy holds for their mean, and in a second search for all of them. */
    private List<Found> solve(Map<QuantizedModel, Integer> horizons) {
        List<Found> found = new ArrayList<>(solve(
                own -> endingAfter(own, left(own.pair()), Objects.requireNonNull(horizons.get(own.pair()))), false));
        if (ahead.isEnergyLimited()) {
            found.addAll(solve(own -> surely(own, Objects.requireNonNull(horizons.get(own.pair()))), true));
        }
        return found;
    }

    private List<Found> solve(UnaryOperator<Candidate> asked, boolean isSure) {
        List<Candidate> candidates =
                outlooks.stream().map(Outlook::candidate).map(asked).toList();
        SolveResult result = basis.solve(ahead.ending(), candidates);
        return Stream.concat(result.plan().map(Plan::toAlternative).stream(), result.alternatives().stream())
                .map(plan -> found(plan, isSure))
                .filter(found -> found.chance > 0)
                .toList();
    }

    /** A pair whose run has some more epochs. */
    private static Candidate surely(Candidate candidate, int epochs) {
        return candidate.withEpochs(
                EpochEstimate.of(epochs, epochs).at(Horizons.WHOLE).orElseThrow(), epochs);
    }

    /**
     * Whether some pair has a schedule of the fewest epochs that may reach the target, within what is left of limits, where links
     * and servers are at their best. Asked where bounds do not say so: time and energy that suffice each for itself need not do so
     * together, nor with switches or one action for all epochs.
     */
    boolean isAnyPossibleAtBest(RunState state) {
        boolean areBoundsExact = !ahead.isEnergyLimited()
                && basis.scenario().schedule() == SchedulePolicy.PER_EPOCH
                && Switches.areFree(basis.scenario());
        if (areBoundsExact) {
            return true;
        }
        PresentWorld best = PresentWorld.best(state);
        List<Candidate> candidates = ahead.outlooksIn(best, open.keySet()).stream()
                .map(Outlook::candidate)
                .filter(own -> left(own.pair()).reach(left(own.pair()).last()) > 0)
                .map(own -> surely(own, left(own.pair()).moreThan(0)))
                .toList();
        return !candidates.isEmpty()
                && basis.solve(ahead.endingIn(best), candidates).status() != Status.INFEASIBLE;
    }

    /** A pair whose run ends after some more epochs. */
    private static Candidate endingAfter(Candidate candidate, EpochsLeft left, int epochs) {
        EpochDistribution ending = left.endingAfter(epochs).at(Horizons.WHOLE).orElseThrow();
        return candidate.withEpochs(ending, ending.robustEpochs().orElseThrow());
    }

    private static int epochs(Alternative plan) {
        return plan.schedule().get(plan.schedule().size() - 1).toEpoch();
    }

    private Found found(Alternative plan, boolean isSure) {
        EpochsLeft left = left(plan.pair());
        double chance = left.reach(epochs(plan));
        double objective = plan.objective();
        if (ahead.isEnergyLimited()) {
            Outlook outlook = ahead.outlook(plan.pair()).orElseThrow();
            List<Step> steps = outlook.steps(plan.schedule());
            chance = left.reach(payable(outlook.candidate().setup().joules(), steps));
            objective -= isSure ? notNeeded(left, steps) : 0;
        }
        return new Found(
                plan.pair(), plan.schedule(), epochs(plan), plan.seconds(), chance, objective + price * (1 - chance));
    }

    /** How many epochs of a schedule the energy that is left suffices for. */
    private int payable(double setup, List<Step> steps) {
        double joules = setup;
        int epochs = 0;
        for (Step step : steps) {
            for (int i = 0; i < step.epochs(); i++) {
                joules += step.joules();
                if (joules >= ahead.leftJoules()) {
                    return epochs;
                }
                epochs++;
            }
        }
        return epochs;
    }

    /** The mean energy of those epochs of a schedule that come after the target is reached. */
    private static double notNeeded(EpochsLeft left, List<Step> steps) {
        double joules = 0;
        int epoch = 1;
        for (Step step : steps) {
            for (int i = 0; i < step.epochs(); i++) {
                joules += (1 - left.survival(epoch++)) * step.joules();
            }
        }
        return joules;
    }
}
