package io.github.jqodi.solve;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.RestrictedStrategy.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Ways to plan that look at one thing at a time. */
final class Heuristics {
    private Heuristics() {}

    /** The action of least time in every epoch of the run, for the candidate that is done first; energy breaks ties. */
    static Planned fastest(Problem problem, SolveOptions options) {
        Optional<Plan> best = Optional.empty();
        for (Candidate candidate : problem.assess().candidates()) {
            CostTable table = table(candidate);
            for (int action = 0; action < table.actions().size(); action++) {
                Optional<Plan> plan = repeated(problem, candidate, table, action, options);
                if (plan.isPresent() && (best.isEmpty() || isFaster(plan.get(), best.get()))) {
                    best = plan;
                }
            }
        }
        return best.map(Planned::of).orElseGet(() -> Planned.none(problem));
    }

    /** Epoch by epoch the cheapest action after which the fastest ones still keep the deadline. */
    static Planned greedy(Problem problem, SolveOptions options) {
        Optional<Plan> best = Optional.empty();
        for (Candidate candidate : problem.assess().candidates()) {
            CostTable table = table(candidate);
            if (CandidateSolve.impossible(problem.scenario(), candidate, table).isPresent()) {
                continue;
            }
            Optional<Plan> plan = problem.scenario().schedule() == SchedulePolicy.FIXED
                    ? greedyFixed(problem, candidate, table, options)
                    : greedyPerEpoch(problem, candidate, table, options);
            if (plan.isPresent()
                    && (best.isEmpty() || plan.get().objective() < best.get().objective())) {
                best = plan;
            }
        }
        return best.map(Planned::of).orElseGet(() -> Planned.none(problem));
    }

    /** One candidate and one action per epoch, or one for the run where the schedule is fixed, by lot. */
    static Planned random(Problem problem, SolveOptions options, long seed) {
        List<Candidate> candidates = problem.assess().candidates().stream()
                .filter(candidate -> runnable(problem, candidate, table(candidate)))
                .toList();
        if (candidates.isEmpty()) {
            return Planned.none(problem);
        }
        SplittableRandom random = new SplittableRandom(seed);
        Candidate candidate = candidates.get(random.nextInt(candidates.size()));
        CostTable table = table(candidate);
        if (problem.scenario().schedule() == SchedulePolicy.FIXED) {
            List<Plan> plans = new ArrayList<>();
            for (int action = 0; action < table.actions().size(); action++) {
                repeated(problem, candidate, table, action, options).ifPresent(plans::add);
            }
            return plans.isEmpty() ? Planned.none(problem) : Planned.of(plans.get(random.nextInt(plans.size())));
        }
        List<Action> actions = new ArrayList<>();
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            List<Integer> open = effective(table, table.rowOf(k));
            actions.add(table.actions().get(open.get(random.nextInt(open.size()))));
        }
        return Planned.of(Plans.of(problem, candidate, options.rule(), actions).orElseThrow());
    }

    private static boolean isFaster(Plan a, Plan b) {
        int order = Double.compare(a.robust().seconds(), b.robust().seconds());
        return order < 0 || (order == 0 && a.robust().joules() < b.robust().joules());
    }

    /** The action that is cheapest in epoch 1, of those whose whole run keeps the deadline. */
    private static Optional<Plan> greedyFixed(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options) {
        Optional<Plan> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int action = 0; action < table.actions().size(); action++) {
            if (table.joules(0)[action] < least) {
                Optional<Plan> plan = repeated(problem, candidate, table, action, options)
                        .filter(p -> ConstraintRelief.breaches(problem, p).isEmpty());
                if (plan.isPresent()) {
                    best = plan;
                    least = table.joules(0)[action];
                }
            }
        }
        return best;
    }

    private static Optional<Plan> greedyPerEpoch(
            Problem problem, Candidate candidate, CostTable table, SolveOptions options) {
        int epochs = candidate.robustEpochs();
        ExactSum slack = new ExactSum(problem.scenario().target().deadlineSeconds())
                .add(-candidate.setup().seconds());
        for (int k = 1; k <= epochs; k++) {
            double[] seconds = table.seconds(table.rowOf(k));
            slack.add(-seconds[fastest(table, table.rowOf(k))]);
        }
        List<Action> actions = new ArrayList<>();
        for (int k = 1; k <= epochs; k++) {
            int row = table.rowOf(k);
            slack.add(table.seconds(row)[fastest(table, row)]);
            int chosen = cheapestWithin(table, row, slack);
            slack.add(-table.seconds(row)[chosen]);
            actions.add(table.actions().get(chosen));
        }
        return Plans.of(problem, candidate, options.rule(), actions);
    }

    /** The cheapest action that takes less than the time left, exactly; of equally cheap ones the fastest. */
    private static int cheapestWithin(CostTable table, int row, ExactSum secondsLeft) {
        int best = fastest(table, row);
        for (int action = 0; action < table.actions().size(); action++) {
            double saving = table.joules(row)[best] - table.joules(row)[action];
            boolean faster = table.seconds(row)[action] < table.seconds(row)[best];
            if ((saving > 0 || (saving == 0 && faster)) && secondsLeft.compareTo(table.seconds(row)[action]) > 0) {
                best = action;
            }
        }
        return best;
    }

    private static int fastest(CostTable table, int row) {
        int best = 0;
        for (int action = 1; action < table.actions().size(); action++) {
            if (table.seconds(row)[action] < table.seconds(row)[best]) {
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
    private static boolean runnable(Problem problem, Candidate candidate, CostTable table) {
        return CandidateSolve.impossible(
                        ConstraintRelief.withoutDeadline(problem).scenario(), candidate, table)
                .isEmpty();
    }

    private static Optional<Plan> repeated(
            Problem problem, Candidate candidate, CostTable table, int action, SolveOptions options) {
        return !table.isEffective(action)
                ? Optional.empty()
                : Plans.of(
                        problem,
                        candidate,
                        options.rule(),
                        Collections.nCopies(
                                candidate.robustEpochs(), table.actions().get(action)));
    }

    private static CostTable table(Candidate candidate) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
    }
}
