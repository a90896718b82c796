package io.github.jqodi.solve;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a solver.
 *
 * @param status is there a plan, and is it proven
 * @param solver who answered
 * @param rule how the objective is weighed
 * @param objectiveKind what the objective counts
 * @param provenance which scenario was solved, by which version of the library
 * @param warnings what is assumed, what looks like a slip, and what the solver could not do
 * @param plan the best plan found
 * @param lowerBound no plan has a smaller objective, up to rounding; +∞ if there provably is none
 * @param alternatives the best plans of other candidates, as many as were asked for, by objective, then in order of models and
 *     widths
 * @param infeasibilities why each pair that is neither the plan's nor an alternative's is not listed, in order of models and
 *     widths; each pair of the problem is in one of the three places. Where more plans were found than asked for, candidates
 *     that cannot be among those listed are pruned unexamined, and are {@link Infeasibility.Reason#PRUNED}
 * @param statistics what the solve took
 */
public record SolveResult(
        Status status,
        String solver,
        Rule rule,
        ObjectiveKind objectiveKind,
        Provenance provenance,
        List<Warning> warnings,
        Optional<Plan> plan,
        double lowerBound,
        List<Alternative> alternatives,
        List<Infeasibility> infeasibilities,
        Statistics statistics) {
    /**
     * Copies the lists and checks that the parts belong together.
     *
     * @param status has a plan just where there is one
     * @param solver not blank
     * @param rule how the objective is weighed
     * @param objectiveKind what the objective counts
     * @param provenance where the result comes from
     * @param warnings what a reader should know before the decision
     * @param plan the best plan found
     * @param lowerBound no plan is below it, not NaN
     * @param alternatives best plans of other candidates; none without a plan
     * @param infeasibilities why other pairs have none
     * @param statistics what the solve took
     */
    public SolveResult {
        Check.name("solver", solver);
        Check.that(
                plan.isPresent() == status.hasPlan(),
                "status",
                status,
                "must tell whether there is a plan",
                "There is " + (plan.isPresent() ? "one." : "none."));
        Check.that(!Double.isNaN(lowerBound), "lowerBound", lowerBound, "must be a number");
        Check.that(
                plan.isEmpty() || plan.get().objectiveKind() == objectiveKind,
                "objectiveKind",
                objectiveKind,
                "must be that of the plan");
        Check.that(
                plan.isPresent() || alternatives.isEmpty(),
                "alternatives",
                alternatives.size() + " entries",
                "must not be there without a plan");
        warnings = List.copyOf(warnings);
        alternatives = List.copyOf(alternatives);
        infeasibilities = List.copyOf(infeasibilities);
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

    /**
     * Relative distance of a value and a bound.
     *
     * @param objective value of a plan
     * @param lowerBound no plan is below it
     * @return 0 if the bound is not below the value
     */
    public static double relativeGap(double objective, double lowerBound) {
        double distance = Math.max(0, objective - lowerBound);
        return distance == 0 ? 0 : distance / Math.abs(objective);
    }

    @Override
    public String toString() {
        String found =
                plan.map(best -> best + " (gap " + Text.number(gap()) + ")").orElseGet(this::whyNone);
        return status + ": " + found;
    }

    private String whyNone() {
        String none = "no plan for " + Text.count(infeasibilities.size(), "pair");
        return infeasibilities.isEmpty()
                ? none
                : none + ", as " + infeasibilities.get(0).pair() + ": "
                        + infeasibilities.get(0).message();
    }
}
