package io.github.jqodi.strategy;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.search.CandidateTask;
import io.github.jqodi.search.Schedules;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.strategy.ConstraintRelaxation.Relaxed;
import io.github.jqodi.strategy.RestrictedStrategy.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Ways to plan that look at one thing at a time. */
final class Heuristics {
    private static final int CELLS_BETWEEN_STOPS = 1 << 14;

    private Heuristics() {}

    /** The action of least time in every epoch of the run, for the candidate that is done first; energy breaks ties. */
    static Planned fastest(Problem problem, SolveOptions options) {
        return untilStopped(options, control -> fastest(problem, options, control));
    }

    private static Planned fastest(Problem problem, SolveOptions options, SearchControl control) {
        Optional<Plan> best = Optional.empty();
        Assessment assessment = ConstraintRelaxation.assess(problem, options, control);
        for (Candidate candidate : assessment.candidates()) {
            CandidateTask task = task(problem, candidate, options, control);
            for (int action = 0; action < task.table().actions().size(); action++) {
                Stopped.when(control::poll);
                Optional<Plan> plan = repeated(task, action);
                if (plan.isPresent() && (best.isEmpty() || isFaster(plan.get(), best.get()))) {
                    best = plan;
                }
            }
        }
        return best.map(Planned::of).orElseGet(() -> Planned.none(assessment));
    }

    /**
     * Epoch by epoch the cheapest action after which the fastest ones still keep the deadline; where time is minimised the
     * fastest one after which the most frugal ones keep the limit on the energy.
     */
    static Planned greedy(Problem problem, SolveOptions options) {
        return untilStopped(options, control -> greedy(problem, options, control));
    }

    private static Planned greedy(Problem problem, SolveOptions options, SearchControl control) {
        Optional<Plan> best = Optional.empty();
        Assessment assessment = ConstraintRelaxation.assess(problem, options, control);
        for (Candidate candidate : assessment.candidates()) {
            CandidateTask task = task(problem, candidate, options, control);
            if (Infeasibilities.explain(task.goal(), candidate, task.searched(), task.table(), control::poll)
                    .isPresent()) {
                continue;
            }
            Optional<Plan> plan =
                    problem.scenario().schedule() == SchedulePolicy.FIXED ? greedyFixed(task) : greedyPerEpoch(task);
            if (plan.isPresent()
                    && (best.isEmpty() || plan.get().objective() < best.get().objective())) {
                best = plan;
            }
        }
        return best.map(Planned::of).orElseGet(() -> Planned.none(assessment));
    }

    /** One candidate and one action per epoch, or one for the run where the schedule is fixed, by lot. */
    static Planned random(Problem problem, SolveOptions options, long seed) {
        return untilStopped(options, control -> random(problem, options, seed, control));
    }

    private static Planned random(Problem problem, SolveOptions options, long seed, SearchControl control) {
        Assessment assessment = ConstraintRelaxation.assess(problem, options, control);
        List<Candidate> candidates = assessment.candidates().stream()
                .filter(candidate -> runnable(task(problem, candidate, options, control)))
                .toList();
        if (candidates.isEmpty()) {
            return Planned.none(assessment);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Candidate candidate = candidates.get(random.nextInt(candidates.size()));
        CandidateTask task = task(problem, candidate, options, control);
        return problem.scenario().schedule() == SchedulePolicy.FIXED
                ? randomFixed(task, random).map(Planned::of).orElseGet(() -> Planned.none(assessment))
                : Planned.of(randomPerEpoch(task, random));
    }

    private static Optional<Plan> randomFixed(CandidateTask task, SplittableRandom random) {
        List<Plan> plans = new ArrayList<>();
        for (int action = 0; action < task.table().actions().size(); action++) {
            Stopped.when(task::isStopped);
            repeated(task, action).ifPresent(plans::add);
        }
        return plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(random.nextInt(plans.size())));
    }

    private static Plan randomPerEpoch(CandidateTask task, SplittableRandom random) {
        CostTable table = task.table();
        int[] columns = new int[task.searched().robustEpochs()];
        int epochsAtOnce = epochsBetweenStops(table);
        List<Integer> open = List.of();
        for (int k = 1; k <= columns.length; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(task::isStopped);
            }
            open = k <= table.rows() ? effective(table, table.rowOf(k)) : open;
            columns[k - 1] = open.get(random.nextInt(open.size()));
        }
        return plan(task, columns).orElseThrow();
    }

    private static boolean isFaster(Plan a, Plan b) {
        int order = Double.compare(a.robust().seconds(), b.robust().seconds());
        return order < 0 || (order == 0 && a.robust().joules() < b.robust().joules());
    }

    /** The action that is cheapest in epoch 1, of those whose whole run keeps the limits. */
    private static Optional<Plan> greedyFixed(CandidateTask task) {
        CostTable table = task.table();
        Optional<Plan> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int action = 0; action < table.actions().size(); action++) {
            Stopped.when(task::isStopped);
            if (table.joules(0)[action] < least) {
                Optional<Plan> plan = repeated(task, action)
                        .filter(p -> ConstraintRelaxation.overLimits(task.problem(), new Relaxed(p, task.problem()))
                                .isEmpty());
                if (plan.isPresent()) {
                    best = plan;
                    least = table.joules(0)[action];
                }
            }
        }
        return best;
    }

    private static Optional<Plan> greedyPerEpoch(CandidateTask task) {
        if (Switches.matter(task.problem().scenario(), task.searched().actions())) {
            return plan(task, GreedySwitching.columns(task));
        }
        CostTable table = task.table();
        int epochs = task.searched().robustEpochs();
        int epochsAtOnce = epochsBetweenStops(table);
        ExactSum slack = new ExactSum(task.limit());
        for (double spent : task.searched().spentSeconds()) {
            slack.add(-spent);
        }
        for (int k = 1; k <= epochs; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(task::isStopped);
            }
            slack.add(-table.leastSeconds(table.rowOf(k)));
        }
        int[] columns = new int[epochs];
        for (int k = 1; k <= epochs; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(task::isStopped);
            }
            int row = table.rowOf(k);
            slack.add(table.leastSeconds(row));
            int chosen = cheapestWithin(table, row, slack);
            slack.add(-table.seconds(row)[chosen]);
            columns[k - 1] = chosen;
        }
        return plan(task, columns);
    }

    /** The cheapest action that takes less than the time left, exactly; of equally cheap ones the fastest. */
    private static int cheapestWithin(CostTable table, int row, ExactSum secondsLeft) {
        int best = table.fastest(row);
        for (int action = 0; action < table.actions().size(); action++) {
            double saving = table.joules(row)[best] - table.joules(row)[action];
            boolean faster = table.seconds(row)[action] < table.seconds(row)[best];
            if ((saving > 0 || (saving == 0 && faster)) && secondsLeft.compareTo(table.seconds(row)[action]) > 0) {
                best = action;
            }
        }
        return best;
    }

    private static List<Integer> effective(CostTable table, int row) {
        List<Integer> open = new ArrayList<>();
        for (int action = 0; action < table.actions().size(); action++) {
            if (table.seconds(row)[action] < Double.POSITIVE_INFINITY) {
                open.add(action);
            }
        }
        return open;
    }

    /** Whether any schedule can be run, in time or not. */
    private static boolean runnable(CandidateTask task) {
        Scenario endless = ConstraintRelaxation.withoutLimits(task.problem()).scenario();
        return Infeasibilities.explain(
                        Goal.of(endless), task.candidate(), task.searched(), task.table(), task::isStopped)
                .isEmpty();
    }

    private static Optional<Plan> repeated(CandidateTask task, int action) {
        return !task.table().isEffective(action)
                ? Optional.empty()
                : task.planning()
                        .planIfComplete(Collections.nCopies(
                                task.searched().robustEpochs(),
                                task.table().actions().get(action)));
    }

    private static Optional<Plan> plan(CandidateTask task, int[] columns) {
        return task.planning().planIfComplete(Schedules.actions(task.table(), columns));
    }

    /** A candidate in the roles of what is minimised and limited. */
    private static CandidateTask task(
            Problem problem, Candidate candidate, SolveOptions options, SearchControl control) {
        Goal goal = Goal.of(problem.scenario());
        Candidate searched = goal.searched(candidate, control::poll);
        CostTable table = table(searched, options, control);
        return CandidateTask.of(problem, goal, candidate, searched, table, options, control);
    }

    private static CostTable table(Candidate candidate, SolveOptions options, SearchControl control) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs(), control.limits(options));
    }

    private static int epochsBetweenStops(CostTable table) {
        return 1 + CELLS_BETWEEN_STOPS / Math.max(1, table.actions().size());
    }

    /** What a way to plan finds; nothing is known if a limit ends it, because its best plan is that of all candidates. */
    private static Planned untilStopped(SolveOptions options, Function<SearchControl, Planned> planning) {
        SearchControl control = new SearchControl(options);
        try {
            return planning.apply(control);
        } catch (Stopped stopped) {
            return Planned.unknown(stopped.reason(control.reason()));
        }
    }
}
