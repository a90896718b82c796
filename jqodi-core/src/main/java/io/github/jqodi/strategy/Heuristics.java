package io.github.jqodi.strategy;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibilities;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.search.Plans;
import io.github.jqodi.search.Schedules;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
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
        Assessment assessment = assess(problem, options, control);
        for (Candidate candidate : assessment.candidates()) {
            CostTable table = table(candidate, options, control);
            for (int action = 0; action < table.actions().size(); action++) {
                Stopped.when(control::stop);
                Optional<Plan> plan = repeated(problem, candidate, table, action, options, control);
                if (plan.isPresent() && (best.isEmpty() || isFaster(plan.get(), best.get()))) {
                    best = plan;
                }
            }
        }
        return best.map(Planned::of).orElseGet(() -> Planned.none(assessment));
    }

    /** Epoch by epoch the cheapest action after which the fastest ones still keep the deadline. */
    static Planned greedy(Problem problem, SolveOptions options) {
        return untilStopped(options, control -> greedy(problem, options, control));
    }

    private static Planned greedy(Problem problem, SolveOptions options, SearchControl control) {
        Optional<Plan> best = Optional.empty();
        Assessment assessment = assess(problem, options, control);
        for (Candidate candidate : assessment.candidates()) {
            CostTable table = table(candidate, options, control);
            if (Infeasibilities.of(problem.scenario(), candidate, table, control::stop)
                    .isPresent()) {
                continue;
            }
            Optional<Plan> plan = problem.scenario().schedule() == SchedulePolicy.FIXED
                    ? greedyFixed(problem, candidate, table, options, control)
                    : greedyPerEpoch(problem, candidate, table, options, control);
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
        Assessment assessment = assess(problem, options, control);
        List<Candidate> candidates = assessment.candidates().stream()
                .filter(candidate -> runnable(problem, candidate, table(candidate, options, control), control))
                .toList();
        if (candidates.isEmpty()) {
            return Planned.none(assessment);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Candidate candidate = candidates.get(random.nextInt(candidates.size()));
        CostTable table = table(candidate, options, control);
        if (problem.scenario().schedule() == SchedulePolicy.FIXED) {
            List<Plan> plans = new ArrayList<>();
            for (int action = 0; action < table.actions().size(); action++) {
                Stopped.when(control::stop);
                repeated(problem, candidate, table, action, options, control).ifPresent(plans::add);
            }
            return plans.isEmpty() ? Planned.none(assessment) : Planned.of(plans.get(random.nextInt(plans.size())));
        }
        int[] columns = new int[candidate.robustEpochs()];
        int epochsAtOnce = epochsBetweenStops(table);
        List<Integer> open = List.of();
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(control::stop);
            }
            open = k <= table.rows() ? effective(table, table.rowOf(k)) : open;
            columns[k - 1] = open.get(random.nextInt(open.size()));
        }
        return Planned.of(Plans.of(problem, candidate, options.rule(), Schedules.actions(table, columns), control::stop)
                .orElseThrow());
    }

    private static boolean isFaster(Plan a, Plan b) {
        int order = Double.compare(a.robust().seconds(), b.robust().seconds());
        return order < 0 || (order == 0 && a.robust().joules() < b.robust().joules());
    }

    /** The action that is cheapest in epoch 1, of those whose whole run keeps the deadline. */
    private static Optional<Plan> greedyFixed(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options, SearchControl control) {
        Optional<Plan> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int action = 0; action < table.actions().size(); action++) {
            Stopped.when(control::stop);
            if (table.joules(0)[action] < least) {
                Optional<Plan> plan = repeated(problem, candidate, table, action, options, control)
                        .filter(p -> ConstraintRelaxation.deadline(problem, p).isEmpty());
                if (plan.isPresent()) {
                    best = plan;
                    least = table.joules(0)[action];
                }
            }
        }
        return best;
    }

    private static Optional<Plan> greedyPerEpoch(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options, SearchControl control) {
        int epochs = candidate.robustEpochs();
        int epochsAtOnce = epochsBetweenStops(table);
        ExactSum slack = new ExactSum(problem.scenario().target().deadlineSeconds())
                .add(-candidate.setup().seconds());
        for (int k = 1; k <= epochs; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(control::stop);
            }
            slack.add(-table.leastSeconds(table.rowOf(k)));
        }
        int[] columns = new int[epochs];
        for (int k = 1; k <= epochs; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(control::stop);
            }
            int row = table.rowOf(k);
            slack.add(table.leastSeconds(row));
            int chosen = cheapestWithin(table, row, slack);
            slack.add(-table.seconds(row)[chosen]);
            columns[k - 1] = chosen;
        }
        return Plans.of(problem, candidate, options.rule(), Schedules.actions(table, columns), control::stop);
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
    private static boolean runnable(Problem problem, Candidate candidate, CostTable table, SearchControl control) {
        return Infeasibilities.of(
                        ConstraintRelaxation.withoutDeadline(problem).scenario(), candidate, table, control::stop)
                .isEmpty();
    }

    private static Optional<Plan> repeated(
            Problem problem,
            Candidate candidate,
            CostTable table,
            int action,
            SolveOptions options,
            SearchControl control) {
        return !table.isEffective(action)
                ? Optional.empty()
                : Plans.of(
                        problem,
                        candidate,
                        options.rule(),
                        Collections.nCopies(
                                candidate.robustEpochs(), table.actions().get(action)),
                        control::stop);
    }

    private static Assessment assess(Problem problem, SolveOptions options, SearchControl control) {
        Assessment assessment = problem.assess(control.limits(options));
        Stopped.when(control::stop);
        return assessment;
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
