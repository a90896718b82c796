package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Optional;

/**
 * Plans of a fleet with a certified bound, and prices of what it shares. There is always one, since every device may be left
 * out.
 *
 * @param fleet what was planned
 * @param status {@link Status#OPTIMAL} if value and bound are within the gap asked for, else {@link Status#FEASIBLE}
 * @param rule how energies and loads were weighed
 * @param energyJoules of all plans, by the rule
 * @param rejectionJoules weights of what was left out
 * @param lowerBound no way to plan the fleet has a smaller sum of both; rounding is included
 * @param plans of the devices admitted, in their order
 * @param rejected the devices left out, in their order
 * @param resourceUses use and price of each, in their order
 * @param limitReached why the search ended early, empty if it did not
 * @param statistics of the work
 */
public record FleetResult(
        Fleet fleet,
        Status status,
        Rule rule,
        double energyJoules,
        double rejectionJoules,
        double lowerBound,
        List<FleetPlan> plans,
        List<Rejection> rejected,
        List<ResourceUse> resourceUses,
        Optional<String> limitReached,
        FleetStatistics statistics) {
    /**
     * Copies the lists.
     *
     * @param fleet what was planned
     * @param status whether it is proven
     * @param rule how energies and loads were weighed
     * @param energyJoules of all plans
     * @param rejectionJoules weights of what was left out
     * @param lowerBound no way to plan the fleet is below it
     * @param plans of the devices admitted
     * @param rejected the devices left out
     * @param resourceUses use and price of each
     * @param limitReached why the search ended early
     * @param statistics of the work
     */
    public FleetResult {
        plans = List.copyOf(plans);
        rejected = List.copyOf(rejected);
        resourceUses = List.copyOf(resourceUses);
    }

    /**
     * {@return energy and rejection weights together, which is what is minimised}
     */
    public double value() {
        return energyJoules + rejectionJoules;
    }

    /**
     * {@return (value - bound) / value, 0 where both are 0}
     */
    public double gap() {
        return SolveResult.relativeGap(value(), lowerBound);
    }

    /**
     * {@return how many devices are admitted, copies counted}
     */
    public long admittedCount() {
        return plans.stream().mapToLong(FleetPlan::count).sum();
    }

    /**
     * {@return how many devices are left out, copies counted}
     */
    public long rejectedCount() {
        return rejected.stream().mapToLong(Rejection::count).sum();
    }

    /**
     * The problem of a newcomer at the prices of this fleet: its least price is energy and what its loads are worth to the
     * others, under a deadline with waiting. Served well by one call of a planner; admitted if that price is below what leaving
     * it out weighs and its loads still fit.
     *
     * <pre>{@code
     * SolveResult plan = Planner.create().plan(result.priced(newcomer));
     * }</pre>
     *
     * @param problem of a device that uses resources of this fleet; what this fleet does not share is free
     * @return the problem, whose objective is a price
     * @throws IllegalArgumentException if the problem is at the prices of a fleet already, and would wait twice
     */
    public Problem priced(Problem problem) {
        Check.that(
                !(problem.costModel() instanceof StretchedCosts),
                "problem",
                problem.costModel(),
                "must not be priced already",
                "Give the newcomer's own problem.");
        Scenario scenario = problem.scenario();
        SharedRows rows = new SharedRows(fleet);
        double[] perRow = resourceUses.stream().mapToDouble(ResourceUse::price).toArray();
        Prices prices = rows.prices(scenario, 1, perRow);
        Problem shared = FleetPlanner.shared(problem, fleet, rows);
        return shared.withScenario(shared.scenario().withObjective(Objective.price(prices)));
    }

    @Override
    public String toString() {
        return status + ", " + Text.number(value()) + " J with a gap of " + Text.number(gap()) + ", "
                + Text.count(admittedCount(), "device") + " admitted, " + rejectedCount() + " left out";
    }
}
