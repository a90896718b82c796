package io.github.jqodi.solve;

import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a solver.
 *
 * @param status is there a plan, and is it proven
 * @param solver who answered
 * @param rule what was minimised
 * @param warnings values that are legal but odd, and what the solver could not do
 * @param plan the best plan found
 * @param lowerBound no plan has a smaller objective, up to rounding; +∞ if there provably is none
 * @param alternatives the best plan of each other feasible candidate, by objective, then in order of models and widths
 * @param infeasibility why each other pair has no plan, in order of models and widths; where there is a plan and fewer
 *     alternatives are asked for than there are candidates, of the pairs that were no candidates alone, since the others may
 *     have been passed over unexamined
 * @param statistics what the solve took
 */
public record SolveResult(
        Status status,
        String solver,
        Rule rule,
        List<String> warnings,
        Optional<Plan> plan,
        double lowerBound,
        List<Alternative> alternatives,
        List<Infeasibility> infeasibility,
        Statistics statistics) {
    /**
     * Copies the lists.
     *
     * @param status is there a plan, and is it proven
     * @param solver who answered
     * @param rule what was minimised
     * @param warnings odd values
     * @param plan the best plan found
     * @param lowerBound no plan is below it
     * @param alternatives best plans of other candidates
     * @param infeasibility why other pairs have none
     * @param statistics what the solve took
     */
    public SolveResult {
        warnings = List.copyOf(warnings);
        alternatives = List.copyOf(alternatives);
        infeasibility = List.copyOf(infeasibility);
    }

    /**
     * {@return relative distance between objective and bound; 0 if the objective is 0, +∞ without a plan}
     */
    public double gap() {
        if (plan.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        return relativeGap(plan.get().objective(), lowerBound);
    }

    static double relativeGap(double objective, double lowerBound) {
        double distance = Math.max(0, objective - lowerBound);
        return distance == 0 ? 0 : distance / Math.abs(objective);
    }
}
