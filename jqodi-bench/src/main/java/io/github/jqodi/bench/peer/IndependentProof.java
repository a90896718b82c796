package io.github.jqodi.bench.peer;

import io.github.jqodi.Solvers;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** The least value of a problem by methods that share neither bounds nor search with the exact solver. */
public final class IndependentProof {
    private IndependentProof() {}

    /**
     * Tries every schedule, in decimal arithmetic.
     *
     * @param problem any
     * @param rule any
     * @return the least value, +∞ if there is no plan; empty if there are too many schedules
     */
    public static OptionalDouble exhaustive(Problem problem, Rule rule) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withAlternatives(0);
        SolveResult result = Solvers.exhaustive().solve(problem, options);
        if (result.status() == Status.UNKNOWN || result.status() == Status.FEASIBLE) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(result.plan().map(plan -> plan.objective()).orElse(Double.POSITIVE_INFINITY));
    }

    /**
     * Fills every cell by the literal equations, and sets labels for the pairs in order of their linear bounds until the bound
     * exceeds the best value.
     *
     * @param problem that the loops of {@link LiteralCosts} can compute, with a schedule per epoch
     * @param rule not {@link Rule#PAPER}
     * @param mostLabels labels that may be made for each pair
     * @return the least value, +∞ if there is no plan; empty if there were too many labels
     */
    public static OptionalDouble labels(Problem problem, Rule rule, long mostLabels) {
        double least = Double.POSITIVE_INFINITY;
        for (Bounded pair : bounded(problem, rule)) {
            if (pair.bound > least) {
                break;
            }
            OptionalDouble cost = LabelSetting.solve(pair.instance, mostLabels);
            if (cost.isEmpty()) {
                return cost;
            }
            least = Math.min(least, pair.constant + cost.getAsDouble());
        }
        return OptionalDouble.of(least);
    }

    private static List<Bounded> bounded(Problem problem, Rule rule) {
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        RowScratch scratch = new RowScratch();
        double deadline = problem.scenario().target().deadlineSeconds();
        List<Bounded> pairs = new ArrayList<>();
        for (Candidate candidate : problem.assess().candidates()) {
            PairFronts fronts = PairFronts.of(problem, servers, candidate, scratch);
            if (fronts.exists()) {
                Instance instance = fronts.instance(rule, deadline);
                double constant = candidate.setup().joules();
                pairs.add(new Bounded(instance, constant, constant + LinearBound.of(instance)));
            }
        }
        pairs.sort(Comparator.comparingDouble(Bounded::bound));
        return pairs;
    }

    /** A pair's knapsack, the energy its schedule does not change, and the bound of the linear relaxation. */
    private record Bounded(Instance instance, double constant, double bound) {}
}
