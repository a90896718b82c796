package io.github.jqodi.bench.peer;

import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Knapsack;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.Outcome;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The straightforward exact solver: fill every cell of every pair and epoch by the literal equations, filter each row, bound
 * each pair by its linear relaxation, and run the planner's own exact core on the pairs in order of bound until the bound
 * reaches the best value found. What a planner saves beside it, it saves by not looking at cells.
 */
public final class PlainSolver {
    private final double gap;

    /**
     * Chooses the gap.
     *
     * @param gap relative distance between value and bound that counts as proven
     */
    public PlainSolver(double gap) {
        this.gap = gap;
    }

    /**
     * Solves a problem with a schedule per epoch.
     *
     * @param problem that the loops of {@link LiteralCosts} can compute
     * @param rule not {@link Rule#PAPER}
     * @return the best plan, empty if no pair is feasible
     */
    public Optional<Solution> solve(Problem problem, Rule rule) {
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        RowScratch scratch = new RowScratch();
        List<Bounded> bounded = new ArrayList<>();
        long cells = 0;
        long linearNanos = 0;
        for (Candidate candidate : problem.assess().candidates()) {
            PairFronts fronts = PairFronts.of(problem, servers, candidate, scratch);
            cells += fronts.cells();
            if (fronts.exists()) {
                long start = System.nanoTime();
                Instance instance =
                        fronts.instance(rule, problem.scenario().target().deadlineSeconds());
                double bound = candidate.setup().joules() + LinearBound.of(instance);
                bounded.add(new Bounded(fronts, instance, bound));
                linearNanos += System.nanoTime() - start;
            }
        }
        bounded.sort(Comparator.comparingDouble(Bounded::bound));
        return best(
                problem,
                rule,
                bounded,
                new Work(cells, scratch.tableNanos(), scratch.filterNanos(), linearNanos, 0, 0, 0));
    }

    private Optional<Solution> best(Problem problem, Rule rule, List<Bounded> bounded, Work before) {
        Optional<Plan> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        Work work = before;
        for (Bounded pair : bounded) {
            if (!(pair.bound < least)) {
                break;
            }
            long start = System.nanoTime();
            Outcome outcome = Knapsack.solve(pair.instance, new Limits(Long.MAX_VALUE, gap, () -> false));
            work = work.plus(System.nanoTime() - start, outcome.labels());
            double objective = pair.fronts.candidate().setup().joules() + outcome.cost();
            if (outcome.choice().isPresent() && objective < least) {
                least = objective;
                best = outcome.choice().map(choice -> pair.fronts.plan(problem, rule, choice));
            }
        }
        Work all = work;
        return best.map(plan -> new Solution(plan, all));
    }

    /** A pair with its knapsack and the bound of its linear relaxation. */
    private record Bounded(PairFronts fronts, Instance instance, double bound) {}

    /**
     * What a solve came to.
     *
     * @param plan of least value; epochs that do not weigh are as fast as can be, not as cheap as can be
     * @param work what it took
     */
    public record Solution(Plan plan, Work work) {}

    /**
     * What a solve took.
     *
     * @param cells cells computed
     * @param tableNanos time spent on them
     * @param filterNanos time spent on filtering them
     * @param linearNanos time spent on linear relaxations
     * @param coreNanos time spent in the exact core
     * @param labels partial choices kept there
     * @param pairs pairs solved there
     */
    public record Work(
            long cells, long tableNanos, long filterNanos, long linearNanos, long coreNanos, long labels, int pairs) {
        Work plus(long nanos, long moreLabels) {
            return new Work(
                    cells, tableNanos, filterNanos, linearNanos, coreNanos + nanos, labels + moreLabels, pairs + 1);
        }
    }
}
