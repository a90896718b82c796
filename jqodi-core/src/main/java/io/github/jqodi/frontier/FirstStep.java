package io.github.jqodi.frontier;

import io.github.jqodi.plan.Plan;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * Plan of the shortest limit that any plan is within, between a limit that is too short and one that will do: limits between
 * them are halved, and the one just below what a plan needs shows whether there is a shorter one.
 */
final class FirstStep {
    private final DoubleFunction<SolveResult> solve;
    private final ToDoubleFunction<Plan> needed;
    private Optional<Plan> plan = Optional.empty();
    private boolean proven = true;

    /**
     * Prepares the search.
     *
     * @param solve answers limits
     * @param needed the smallest limit that a plan is within
     */
    FirstStep(DoubleFunction<SolveResult> solve, ToDoubleFunction<Plan> needed) {
        this.solve = solve;
        this.needed = needed;
    }

    /** Searches; to be called once. */
    void between(double tooShort, double enough) {
        double low = tooShort;
        double high = enough;
        boolean halve = false;
        while (proven && Math.nextUp(low) < high) {
            double limit = halve ? low + (high - low) / 2 : Math.nextDown(high);
            SolveResult result = solve.apply(limit);
            proven = result.status() == Status.OPTIMAL || result.status() == Status.INFEASIBLE;
            if (result.plan().isPresent()) {
                plan = result.plan();
                high = needed.applyAsDouble(plan.get());
                halve = !halve;
            } else {
                low = limit;
                halve = true;
            }
        }
    }

    /** The plan; empty if the longer limit is the shortest one. */
    Optional<Plan> plan() {
        return plan;
    }

    /** Whether no limit ended the search. */
    boolean isProven() {
        return proven;
    }
}
