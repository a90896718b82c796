package io.github.jqodi.search;

import io.github.jqodi.base.Concat;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.knapsack.Approximation;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.knapsack.ReducedInstance;
import io.github.jqodi.knapsack.ScoreSearch;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.solve.SolveOptions;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Proven optimal schedules. For weighted rules the epochs with weight are one multiple-choice knapsack, which leaves room
 * for the fastest rest; the epochs without weight are a second one in the time that is left, of least energy.
 */
final class ExactSearch implements CandidateSearch {
    /** How a knapsack is solved. */
    @FunctionalInterface
    interface Method {
        Outcome solve(ReducedInstance prepared, Limits limits);
    }

    /** Labels the score of Algorithm 4 may take; it has no dominance to keep them few. */
    private static final long SCORE_LABELS = 1_000_000;

    /** Scores that differ by a smaller part of themselves differ by rounding. */
    private static final double SAME_SCORE = 1e-9;

    private final Method method;
    /** Relative gap that will do whatever the options say. */
    private final double gap;

    private ExactSearch(Method method, double gap) {
        this.method = method;
        this.gap = gap;
    }

    static ExactSearch exact() {
        return new ExactSearch(Knapsack::solve, 0);
    }

    /** The same with knapsacks solved up to a factor 1 + ε. */
    static ExactSearch approximate(double epsilon) {
        return new ExactSearch(
                (prepared, limits) -> Approximation.solve(prepared, epsilon, limits), epsilon / (1 + epsilon));
    }

    /** Dominated actions serve no weighted sum, but they may serve a score. */
    @Override
    public boolean needsEveryAction(Rule rule) {
        return rule == Rule.PAPER;
    }

    @Override
    public BoundedSearch open(CandidateTask task) {
        if (Switches.matter(task.problem().scenario(), task.searched().actions())) {
            double enough = Math.max(gap, task.options().gap());
            return task.options().rule() == Rule.PAPER
                    ? () -> SwitchingSearch.byScore(task, leastEnergy(task, enough))
                    : SwitchingSearch.open(task, enough);
        }
        Run run = new Run(task);
        return task.options().rule() == Rule.PAPER ? run::byScore : new ByWeight(run, run.head());
    }

    /** The schedule of least energy, switches included, that Algorithm 4's score is worked out of. */
    private static CandidateResult leastEnergy(CandidateTask task, double gap) {
        Rule basis = task.options().readings().energyBasis().rule();
        return SwitchingSearch.open(task.withRule(basis), gap).run();
    }

    /** A weighted rule, whose knapsack is reduced and bounded before it is searched. */
    private static final class ByWeight implements BoundedSearch {
        private final Run run;
        private final ReducedInstance head;
        private final double lowerBound;

        ByWeight(Run run, ReducedInstance head) {
            this.run = run;
            this.head = head;
            this.lowerBound = run.schedules.bound(head.lowerBound());
        }

        @Override
        public double lowerBound() {
            return lowerBound;
        }

        @Override
        public CandidateResult run() {
            return run.byWeight(head);
        }
    }

    /** The search of one candidate with a schedule per epoch. */
    private final class Run {
        private final CandidateTask task;
        private final Candidate candidate;
        private final CostTable table;
        private final SolveOptions options;
        private final Limits limits;
        private final double deadline;
        private final Schedules schedules;
        /** K_rob. */
        private final int epochs;

        Run(CandidateTask task) {
            this.task = task;
            this.candidate = task.searched();
            this.table = task.table();
            this.options = task.options();
            this.limits = new Limits(task.maxLabels(), options.gap(), task::isStopped);
            this.epochs = candidate.robustEpochs();
            this.deadline = task.limit();
            this.schedules = new Schedules(task);
        }

        /** The epochs with weight, with room for the fastest rest; there is a choice, since the fastest schedule is in time. */
        ReducedInstance head() {
            double[] rest = schedules.fastestTimes(schedules.weighted + 1, epochs);
            return ReducedInstance.of(instance(1, schedules.weighted, schedules.weights, setupTimes(), rest), limits);
        }

        CandidateResult byWeight(ReducedInstance first) {
            Optional<Schedule> reserve = schedules.areLong() ? Optional.of(reserve(first)) : Optional.empty();
            Outcome head = method.solve(first, limits);
            try {
                return found(head, reserve);
            } catch (Stopped stopped) {
                Plan plan = reserve.orElseThrow().plan;
                return task.warned(
                        CandidateResult.feasible(plan, schedules.bound(head.lowerBound()), head.labels()), false);
            }
        }

        /** A schedule as columns of the table, and its plan. */
        @SuppressWarnings("ArrayRecordComponent") // a view of an array of the search, never compared
        private record Schedule(int[] columns, Plan plan) {}

        /** The first choice of the search, then the fastest actions. */
        private Schedule reserve(ReducedInstance first) {
            int[] columns = Concat.ints(first.firstChoice(), fastestRest());
            return new Schedule(columns, schedules.plan(columns, limits.stop()));
        }

        /** The plan of what a search found; stops only where there is another one in reserve. */
        private CandidateResult found(Outcome head, Optional<Schedule> reserve) {
            BooleanSupplier stop = reserve.isPresent() ? limits.stop() : Stopped.NEVER;
            Stopped.when(stop);
            int[] headItems = head.choice().orElseThrow();
            Optional<Outcome> tail = tail(headItems);
            int[] columns = Concat.ints(headItems, tail.flatMap(Outcome::choice).orElseGet(this::fastestRest));
            Plan plan = reserve.filter(known -> Arrays.equals(known.columns, columns))
                    .map(Schedule::plan)
                    .orElseGet(() -> schedules.plan(columns, stop));
            long labels = head.labels() + tail.map(Outcome::labels).orElse(0L);
            CandidateResult result = head.exhausted()
                    ? CandidateResult.optimal(plan, labels)
                    : CandidateResult.feasible(plan, schedules.bound(head.lowerBound()), labels);
            return task.warned(result, tail.map(Outcome::exhausted).orElse(false));
        }

        /** The epochs without weight in the time that is left; empty if a limit is reached first. */
        private Optional<Outcome> tail(int[] headItems) {
            try {
                Instance second = instance(schedules.weighted + 1, epochs, ones(), spent(headItems), new double[0]);
                return Optional.of(method.solve(ReducedInstance.of(second, limits), limits));
            } catch (Stopped stopped) {
                return Optional.empty();
            }
        }

        /** Minimises Algorithm 4's score; falls back on the best plan at hand where labels run out. */
        CandidateResult byScore() {
            ScoreReadings readings = options.readings();
            Run byEnergy = new Run(task.withRule(readings.energyBasis().rule()));
            CandidateResult energy = byEnergy.byWeight(byEnergy.head());
            Plan known = energy.plan().orElseThrow().scored(readings, schedules.risk);
            if (readings.opportunity() == Opportunity.ONE) {
                return byEnergyAlone(energy, known);
            }
            Optional<Plan> fixed = FixedSearch.search(task).plan();
            if (fixed.isPresent() && fixed.get().objective() < known.objective()) {
                known = fixed.get();
            }
            return limits.stop().getAsBoolean()
                    ? CandidateResult.stopped(Optional.of(known), energy.work().labels())
                    : byScore(energy, known);
        }

        /** An opportunity of 1 leaves the energy times the risk. */
        private CandidateResult byEnergyAlone(CandidateResult energy, Plan plan) {
            long labels = energy.work().labels();
            CandidateResult result = energy.isComplete()
                    ? CandidateResult.optimal(plan, labels)
                    : CandidateResult.feasible(plan, schedules.risk * energy.lowerBound(), labels);
            return energy.warning().map(result::withWarning).orElse(result);
        }

        /**
         * Costs are told apart in parts of the known score. A choice that does not come to what was claimed for it is far below
         * that: its own score is the known one of another search. If it is no better than that, nothing is proven.
         */
        private CandidateResult byScore(CandidateResult energy, Plan known) {
            long labels = energy.work().labels();
            Plan best = known;
            while (true) {
                Outcome outcome = scored(best.objective() / schedules.risk);
                labels += outcome.labels();
                if (!outcome.exhausted()) {
                    boolean literal = options.readings().opportunity() == Opportunity.LITERAL;
                    return CandidateResult.feasible(best, literal ? schedules.risk * energy.lowerBound() : 0, labels);
                }
                Optional<Plan> found = outcome.choice().map(schedules::plan);
                boolean isTrue = found.isEmpty() || isClaimed(found.get(), schedules.risk * outcome.cost());
                boolean isBetter = found.isPresent() && found.get().objective() < best.objective();
                best = isBetter ? found.get() : best;
                if (isTrue) {
                    return CandidateResult.optimal(best, labels);
                }
                if (!isBetter) {
                    return CandidateResult.feasible(best, 0, labels);
                }
            }
        }

        private static boolean isClaimed(Plan plan, double claimed) {
            return Math.abs(plan.objective() - claimed) <= SAME_SCORE * plan.objective();
        }

        private Outcome scored(double knownScore) {
            double[] weights = schedules.weights;
            int typical = candidate.expectedEpochs();
            double[] beforeTail = Concat.doubles(setupTimes(), schedules.fastestTimes(1, typical));
            return ScoreSearch.solve(
                    instance(1, typical, weights, setupTimes(), schedules.fastestTimes(typical + 1, epochs)),
                    instance(typical + 1, epochs, weights, new double[0], beforeTail),
                    schedules.constantCost,
                    options.readings().opportunity() == Opportunity.INVERSE,
                    knownScore,
                    new Limits(Math.min(SCORE_LABELS, limits.maxLabels()), 0, limits.stop()));
        }

        /** Some epochs that follow each other, of which there may be none; rows of others are left out. */
        private Instance instance(int from, int to, double[] weights, double[] spent, double[] reserved) {
            int first = table.rowOf(from);
            int end = to < from ? first : table.rowOf(to) + 1;
            double[][] time = Arrays.copyOfRange(table.allSeconds(), first, end);
            double[][] cost = Arrays.copyOfRange(table.allJoules(), first, end);
            int[] rows = new int[to - from + 1];
            Arrays.setAll(rows, i -> table.rowOf(from + i) - first);
            double[] weight = Arrays.copyOfRange(weights, from - 1, to);
            return Instance.builder(time, cost)
                    .classes(rows)
                    .weights(weight)
                    .spent(spent)
                    .reserved(reserved)
                    .limit(deadline)
                    .build();
        }

        private double[] setupTimes() {
            return candidate.spentSeconds();
        }

        private double[] ones() {
            double[] ones = new double[epochs];
            Arrays.fill(ones, 1);
            return ones;
        }

        /** The fastest items of the epochs without weight. */
        private int[] fastestRest() {
            int[] items = new int[epochs - schedules.weighted];
            Arrays.setAll(items, i -> table.fastest(table.rowOf(schedules.weighted + 1 + i)));
            return items;
        }

        /** The setup and the times of the items of the epochs with weight. */
        private double[] spent(int[] items) {
            double[] times = new double[items.length];
            Arrays.setAll(times, k -> table.seconds(table.rowOf(k + 1))[items[k]]);
            return Concat.doubles(setupTimes(), times);
        }
    }
}
