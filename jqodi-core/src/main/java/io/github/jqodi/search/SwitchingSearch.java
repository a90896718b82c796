package io.github.jqodi.search;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.GroupedKnapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Proven optimal schedules that pay for switches of the server: the epochs are classes of a knapsack whose groups are the
 * servers. The epochs without weight are part of it by their fastest path; what they cost is made least after the best epochs
 * with weight, a second knapsack.
 */
final class SwitchingSearch implements BoundedSearch {
    private final CandidateTask task;
    private final Candidate candidate;
    private final Schedules schedules;
    private final Limits limits;
    private final int epochs;
    private final GroupedKnapsack knapsack;

    private SwitchingSearch(CandidateTask task, double gap) {
        this.task = task;
        this.candidate = task.searched();
        this.schedules = new Schedules(task);
        this.limits = new Limits(task.maxLabels(), gap, task::isStopped);
        this.epochs = candidate.robustEpochs();
        double[] setup = candidate.spentSeconds();
        this.knapsack = GroupedKnapsack.of(instance(1, schedules.weights, setup, GroupedInstance.NONE_BEFORE), limits);
    }

    /**
     * Begins the search of a candidate; where its graph would take too much memory, the best fixed schedule has to do.
     *
     * @param task which candidate
     * @param gap relative distance of value and bound that will do
     */
    static BoundedSearch open(CandidateTask task, double gap) {
        try {
            return new SwitchingSearch(task, gap);
        } catch (Stopped stopped) {
            if (task.isStopped()) {
                throw stopped;
            }
            return () -> CandidateResult.stopped(FixedSearch.search(task).plan(), 0);
        }
    }

    @Override
    public double lowerBound() {
        return schedules.bound(knapsack.lowerBound());
    }

    @Override
    public CandidateResult run() {
        Optional<Plan> reserve = schedules.areLong()
                ? Optional.of(schedules.plan(knapsack.firstChoice().orElseThrow(), limits.stop()))
                : Optional.empty();
        Outcome head = knapsack.solve(limits);
        try {
            return found(head, reserve.isPresent() ? limits.stop() : Stopped.NEVER);
        } catch (Stopped stopped) {
            return task.warned(
                    CandidateResult.feasible(reserve.orElseThrow(), schedules.bound(head.lowerBound()), head.labels()),
                    false);
        }
    }

    private CandidateResult found(Outcome head, BooleanSupplier stop) {
        Stopped.when(stop);
        Completed completed = completed(head.choice().orElseThrow());
        Plan plan = schedules.plan(completed.columns, stop);
        long labels = head.labels() + completed.labels;
        CandidateResult result = head.exhausted()
                ? CandidateResult.optimal(plan, labels)
                : CandidateResult.feasible(plan, schedules.bound(head.lowerBound()), labels);
        return task.warned(result, completed.proven);
    }

    /** A schedule with the epochs without weight, and whether what they cost is least. */
    @SuppressWarnings("ArrayRecordComponent") // a view of an array of the search, never compared
    private record Completed(int[] columns, double cost, boolean proven, long labels) {}

    /** Of the schedules that cost as little the one of least time, which rule nominal promises. */
    private int[] fastest(int[] best) {
        int[] fastest = best;
        for (int[] other : knapsack.fastestOf(best, limits)) {
            ExactSum less = ExactSum.of(schedules.spent(other)).addProduct(-1, ExactSum.of(schedules.spent(fastest)));
            fastest = less.signum() < 0 ? other : fastest;
        }
        return fastest;
    }

    /** Of the schedules that are equal in the epochs with weight the one of least energy after them. */
    private Completed completed(int[] best) {
        if (schedules.weighted == 0) {
            return new Completed(best, 0, true, 0);
        }
        if (schedules.weighted == epochs) {
            return new Completed(task.options().rule() == Rule.NOMINAL ? fastest(best) : best, 0, true, 0);
        }
        Completed least = new Completed(best, Double.POSITIVE_INFINITY, false, 0);
        boolean proven = true;
        long labels = 0;
        List<int[]> heads = knapsack.fastestOf(best, limits);
        for (int[] head : heads) {
            Completed own = completedAfter(head);
            labels += own.labels;
            proven &= own.proven;
            least = own.cost < least.cost ? own : least;
        }
        return new Completed(least.columns, least.cost, proven, labels);
    }

    private Completed completedAfter(int[] head) {
        int from = schedules.weighted + 1;
        double[] ones = new double[epochs];
        Arrays.fill(ones, 1);
        try {
            Stopped.when(limits.stop());
            int[] columns = Arrays.copyOf(head, schedules.weighted);
            int last = schedules.groups().server(columns[columns.length - 1]);
            GroupedKnapsack tail = GroupedKnapsack.of(instance(from, ones, schedules.spent(columns), last), limits);
            Outcome outcome = tail.solve(limits);
            int[] rest = outcome.choice().orElseThrow();
            int[] whole = Arrays.copyOf(columns, epochs);
            System.arraycopy(rest, 0, whole, columns.length, rest.length);
            return new Completed(whole, outcome.cost(), outcome.exhausted(), outcome.labels());
        } catch (Stopped stopped) {
            return new Completed(head, Double.MAX_VALUE, false, 0);
        }
    }

    /**
     * Algorithm 4's score: the best schedule where few labels find it, else the better one of the schedule of least energy and
     * the best fixed one. Where no opportunity is above 1 the least energy is a bound.
     *
     * @param task which candidate, of the rule {@code paper}
     * @param energy the schedule of least energy and its bound
     */
    static CandidateResult byScore(CandidateTask task, CandidateResult energy) {
        ScoreReadings readings = task.options().readings();
        double risk = readings.risk(task.searched().losses());
        Optional<Plan> scored = energy.plan().map(plan -> plan.scored(readings, risk));
        long labels = energy.work().labels();
        if (scored.isPresent() && readings.opportunity() == Opportunity.ONE) {
            return energy.isComplete()
                    ? CandidateResult.optimal(scored.get(), labels)
                    : CandidateResult.feasible(scored.get(), risk * energy.lowerBound(), labels);
        }
        Optional<Plan> least = MergedSwitching.scored(task);
        if (least.isPresent()) {
            return CandidateResult.optimal(least.get(), labels);
        }
        Optional<Plan> best = better(scored, FixedSearch.search(task).plan());
        boolean literal = readings.opportunity() == Opportunity.LITERAL;
        return best.map(plan -> CandidateResult.feasible(plan, literal ? risk * energy.lowerBound() : 0, labels))
                .orElseGet(() -> CandidateResult.stopped(best, labels));
    }

    private static Optional<Plan> better(Optional<Plan> a, Optional<Plan> b) {
        boolean second =
                b.isPresent() && (a.isEmpty() || b.get().objective() < a.get().objective());
        return second ? b : a;
    }

    /** The epochs from one on. */
    private GroupedInstance instance(int from, double[] weights, double[] spent, int before) {
        return schedules.groups().instance(from, weights, spent, before, task.limit());
    }
}
