package io.github.jqodi.frontier;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.search.CandidateBound;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.search.SolverCatalog;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.SolveListener;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Least objective for every limit, a falling staircase of plans over all candidates: energy or price by deadlines, time by limits
 * of the energy. {@link #of} takes the supported plans of each, those that are best for some price of a second; between two of them
 * a better plan may exist, and {@link #solve} finds it for one limit, {@link #exactSteps} all of them. Where the objective is
 * limited too, the first step is at the least deadline, or limit of the energy, for which any plan keeps that limit, supported or
 * not. With a fixed schedule every plan is supported and the staircase is exact. Immutable.
 */
public final class Frontier {
    private final Problem problem;
    private final SolveOptions options;
    private final List<Candidate> candidates;
    private final FrontierSteps steps;
    private final boolean complete;

    private Frontier(
            Problem problem, SolveOptions options, List<Candidate> candidates, FrontierSteps steps, boolean complete) {
        this.complete = complete;
        this.problem = problem;
        this.options = options;
        this.candidates = candidates;
        this.steps = steps;
    }

    /**
     * The supported plans of a problem, whatever its deadline; O(steps·log steps) for all candidates, epochs and hull steps.
     *
     * @param problem what is to be planned; its deadline is not looked at
     * @param options the rule: expected, nominal or robust; and when to give up
     * @return the staircase, {@link #isComplete()} unless a limit was reached
     * @throws IllegalArgumentException if the rule is paper, whose score is no sum, or the estimates contradict themselves
     */
    public static Frontier of(Problem problem, SolveOptions options) {
        return ofRule(problem, options.forScenario(problem.scenario()));
    }

    private static Frontier ofRule(Problem problem, SolveOptions options) {
        if (options.rule() == Rule.PAPER) {
            throw new IllegalArgumentException(
                    "rule (paper) must be expected, nominal or robust. Its score is not monotone in time, so it has no frontier.");
        }
        SearchControl control = new SearchControl(options);
        Assessment assessment = problem.assess(control.limits(options));
        boolean complete = assessment.excluded().stream().noneMatch(why -> why.reason() == Reason.UNDECIDED);
        List<Candidate> candidates = assessment.candidates();
        List<Bounded> candidatesByBound = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            candidatesByBound.add(
                    new Bounded(i, CandidateBound.of(problem, candidates.get(i), options.rule(), 0, control::poll)));
        }
        candidatesByBound.sort(Comparator.comparingDouble(Bounded::value).thenComparingInt(Bounded::index));
        FrontierSteps steps = new FrontierSteps();
        double[] multipliers = {};
        double openAbove = Double.POSITIVE_INFINITY;
        for (Bounded bounded : candidatesByBound) {
            if (!bounded.cannotLower(steps, multipliers)) {
                Optional<FrontierPoints> points = points(problem, options, candidates.get(bounded.index), control);
                points.ifPresent(own -> steps.merge(own.limits(), own.objectives(), bounded.index));
                complete &= points.isPresent();
                openAbove = Math.min(
                        openAbove, points.map(FrontierPoints::openAbove).orElse(Double.POSITIVE_INFINITY));
            }
            if (multipliers.length == 0) {
                multipliers = steps.slopes(FrontierBound.MAX_LINES);
            }
        }
        return new Frontier(problem, options, candidates, steps, complete).withFirstStep(openAbove, control);
    }

    /** The plans of one candidate; empty if a limit ended that. */
    private static Optional<FrontierPoints> points(
            Problem problem, SolveOptions options, Candidate candidate, SearchControl control) {
        try {
            Stopped.when(control::poll);
            return Optional.of(FrontierPoints.of(problem, options, candidate, control));
        } catch (Stopped stopped) {
            return Optional.empty();
        }
    }

    /** The same with the plan of the shortest limit as its first step, which is known to be above some limit. */
    private Frontier withFirstStep(double tooShort, SearchControl control) {
        if (tooShort == Double.POSITIVE_INFINITY) {
            return this;
        }
        PreparedSolver prepared = SolverCatalog.exact().prepare(problem);
        SolveOptions quiet = options.withAlternatives(0).withListener(SolveListener.NONE);
        FirstStep first = new FirstStep(limit -> prepared.solve(within(limit), control.remaining(quiet)), this::needed);
        first.between(tooShort, steps.limit(0));
        first.plan()
                .ifPresent(plan -> steps.merge(
                        new double[] {needed(plan)}, new double[] {plan.objective()}, indexOf(plan.pair())));
        return new Frontier(problem, options, candidates, steps, complete && first.isProven());
    }

    /**
     * {@return whether all candidates were looked at; if a limit or an interruption ended that, every step is still a plan, but
     * less energy may suffice}
     */
    public boolean isComplete() {
        return complete;
    }

    /** A candidate and its bounds, where the cost model has any. */
    private record Bounded(int index, Optional<CandidateBound> bound) {
        double value() {
            return bound.map(CandidateBound::value).orElse(0.0);
        }

        /** Whether the candidate cannot lower the steps at any limit. */
        boolean cannotLower(FrontierSteps steps, double[] multipliers) {
            return bound.isPresent()
                    && multipliers.length > 0
                    && new FrontierBound(bound.get(), multipliers).staysAbove(steps);
        }
    }

    /**
     * {@return the problem whose frontier it is}
     */
    public Problem problem() {
        return problem;
    }

    /**
     * {@return the rule by which objectives are weighed}
     */
    public Rule rule() {
        return options.rule();
    }

    /**
     * {@return what objectives count; limits are joules where that is time, and else seconds}
     */
    public ObjectiveKind objectiveKind() {
        return ObjectiveKind.of(problem.scenario().objective());
    }

    /**
     * {@return how many steps the staircase has}
     */
    public int size() {
        return steps.size();
    }

    /**
     * One step.
     *
     * @param i from 0, the lowest limit
     * @return from which limit on which objective suffices
     * @throws IndexOutOfBoundsException if there are no so many
     */
    public Step step(int i) {
        Objects.checkIndex(i, size());
        Candidate candidate = candidates.get(steps.owner(i));
        return new Step(steps.limit(i), steps.objective(i), candidate.pair(), objectiveKind());
    }

    /**
     * {@return all steps, by rising limit}
     */
    public List<Step> steps() {
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            all.add(step(i));
        }
        return List.copyOf(all);
    }

    /**
     * The step of a limit; O(log size).
     *
     * @param limit T_max, seconds; joules where time is minimised
     * @return the last step that keeps it, empty if none does
     */
    public Optional<Step> at(double limit) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.limit(middle) <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(step(low - 1));
    }

    private PreparedSolver prepared(Solver solver) {
        return CallerCode.given(() -> solver.name() + " solver: prepared solver", solver.prepare(problem));
    }

    /**
     * The least objective of some limits, proven.
     *
     * @param solver what proves it
     * @param limits T_max, seconds, or limits of the energy where time is minimised, each above 0
     * @return the answers in order
     */
    public List<SolveResult> solve(Solver solver, double... limits) {
        PreparedSolver prepared = prepared(solver);
        List<SolveResult> results = new ArrayList<>();
        for (double limit : limits) {
            results.add(prepared.solve(within(limit), options.withAlternatives(0)));
        }
        return List.copyOf(results);
    }

    /**
     * All steps of the least objective, supported or not, from the longest limit down: each solve looks for a plan below what
     * the one before it took. There can be very many.
     *
     * @param solver what proves each step
     * @param most how many steps to work out at most, at least 1
     * @return the steps
     */
    public ExactFrontier exactSteps(Solver solver, int most) {
        Check.between("most", most, 1, Integer.MAX_VALUE);
        if (size() == 0) {
            return new ExactFrontier(problem, options.rule(), List.of(), complete);
        }
        PreparedSolver prepared = prepared(solver);
        ArrayDeque<Step> exact = new ArrayDeque<>();
        double limit = step(size() - 1).limit();
        boolean proven = complete;
        while (limit > 0) {
            SolveResult result = prepared.solve(within(limit), options.withAlternatives(0));
            proven &= result.status() == Status.OPTIMAL || result.status() == Status.INFEASIBLE;
            if (result.plan().isEmpty()) {
                return new ExactFrontier(problem, options.rule(), List.copyOf(exact), proven);
            }
            Plan plan = result.plan().get();
            if (!exact.isEmpty() && plan.objective() <= exact.getFirst().objective()) {
                exact.removeFirst();
            } else if (exact.size() == most) {
                return new ExactFrontier(problem, options.rule(), List.copyOf(exact), false);
            }
            double needed = needed(plan);
            exact.addFirst(new Step(needed, plan.objective(), plan.pair(), objectiveKind()));
            limit = Math.nextDown(needed);
        }
        return new ExactFrontier(problem, options.rule(), List.copyOf(exact), proven);
    }

    /** The smallest limit that a plan is below. */
    private double needed(Plan plan) {
        Candidate candidate = candidates.get(indexOf(plan.pair()));
        Planning planning = Planning.of(problem, candidate, options.rule()).withCheapestInference();
        return objectiveKind() == ObjectiveKind.TIME
                ? planning.leastJoules(plan.schedule())
                : planning.leastDeadline(plan.schedule());
    }

    private int indexOf(QuantizedModel pair) {
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).pair().equals(pair))
                .findFirst()
                .orElseThrow();
    }

    private Problem within(double limit) {
        Scenario scenario = problem.scenario();
        return objectiveKind() == ObjectiveKind.TIME
                ? problem.withScenario(scenario.withTarget(scenario.target().withJoules(limit)))
                : problem.withDeadlineSeconds(limit);
    }

    @Override
    public String toString() {
        String text = Text.count(size(), "step") + (size() == 0 ? "" : " from " + step(0) + " to " + step(size() - 1));
        return complete ? text : text + ", not complete";
    }

    /**
     * One step of the staircase.
     *
     * @param limit the smallest deadline that the plan meets, seconds: the smallest double above the exact sum of its times; the
     *     smallest limit of the energy, joules, where time is minimised
     * @param objective value of the rule, the double nearest to the exact sum
     * @param pair model and quantization by name
     * @param objectiveKind what the objective counts
     */
    public record Step(double limit, double objective, QuantizedModel pair, ObjectiveKind objectiveKind) {
        @Override
        public String toString() {
            String value = (Text.number(objective) + " " + objectiveKind.unit()).strip();
            String below = objectiveKind == ObjectiveKind.TIME ? " below " : " in ";
            return pair + ", " + value + below + Text.number(limit)
                    + (objectiveKind == ObjectiveKind.TIME ? " J" : " s");
        }
    }
}
