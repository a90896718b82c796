package io.github.jqodi.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.solve.SolveResult;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what two solvers answer to one problem. */
public final class Answers {
    /** Every solver sums exactly and rounds once or twice, so relative differences stay below this. */
    public static final double TOLERANCE = 1e-12;

    private Answers() {}

    /**
     * Demands the same values, and of two plans of the same pair by rule {@code nominal} the least time at the same energy, and then
     * the same robust energy. Energies that differ by less than a double shows may count as the same: then the dearer plan
     * has to be the faster one.
     *
     * @param problem that was solved
     * @param rule how the objective is weighed
     * @param expected of one solver
     * @param actual of the other
     */
    public static void assertSame(Problem problem, Rule rule, SolveResult expected, SolveResult actual) {
        assertSameValues(expected, actual);
        if (rule == Rule.NOMINAL && expected.plan().isPresent()) {
            Plan known = expected.plan().get();
            Plan found = actual.plan().orElseThrow();
            if (known.pair().equals(found.pair())) {
                assertTie(problem, known, found);
            }
        }
    }

    private static void assertTie(Problem problem, Plan known, Plan found) {
        int order = headObjective(problem, known).compareTo(headObjective(problem, found));
        if (order == 0 || known.nominal().seconds() == found.nominal().seconds()) {
            assertClose(known.nominal().seconds(), found.nominal().seconds());
            assertClose(known.robust().joules(), found.robust().joules());
        } else {
            Plan dearer = order > 0 ? known : found;
            Plan cheaper = order > 0 ? found : known;
            assertTrue(
                    dearer.nominal().seconds() < cheaper.nominal().seconds(),
                    () -> "slower and dearer: " + dearer + " beside " + cheaper);
        }
    }

    /** Exact sum that is minimised of the first K_exp epochs and the switches of the server between them. */
    private static BigDecimal headObjective(Problem problem, Plan plan) {
        Goal goal = Goal.of(problem.scenario());
        Candidate candidate =
                goal.searched(problem.assess().candidate(plan.pair()).orElseThrow(), Stopped.NEVER);
        ExactSum sum = new ExactSum();
        Optional<Action> before = Optional.empty();
        for (Segment segment : plan.schedule()) {
            Action action = candidate.actions().stream()
                    .filter(x ->
                            segment.server().map(x.server().name()::equals).orElse(true) && x.cut() == segment.cut())
                    .findFirst()
                    .orElseThrow();
            for (int k = segment.fromEpoch(); k <= Math.min(segment.toEpoch(), candidate.expectedEpochs()); k++) {
                sum.add(candidate.costs().epoch(action, k).joules());
                if (before.isPresent() && Switches.between(before.get(), action)) {
                    sum.add(goal.switchCost(action.server(), k));
                }
                before = Optional.of(action);
            }
        }
        return sum.toBigDecimal();
    }

    /**
     * Demands the same status, and the same pairs with the same objectives or the same reasons. Schedules may differ where
     * they come to the same.
     *
     * @param expected of one solver
     * @param actual of the other
     */
    public static void assertSameValues(SolveResult expected, SolveResult actual) {
        assertEquals(expected.status(), actual.status(), actual.solver());
        assertEquals(expected.plan().isPresent(), actual.plan().isPresent(), actual.solver());
        if (expected.plan().isEmpty()) {
            assertEquals(expected.infeasibilities(), actual.infeasibilities(), actual.solver());
            return;
        }
        double objective = actual.plan().orElseThrow().objective();
        assertClose(expected.plan().get().objective(), objective);
        assertTrue(actual.lowerBound() <= objective, actual.solver());
        Map<QuantizedModel, Double> objectives = objectives(expected);
        assertEquals(objectives.keySet(), objectives(actual).keySet(), actual.solver());
        objectives(actual).forEach((pair, found) -> assertClose(objectives.getOrDefault(pair, -1.0), found));
    }

    /**
     * Demands that two numbers differ by no more than {@link #TOLERANCE}.
     *
     * @param expected one
     * @param actual the other
     */
    public static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, TOLERANCE * Math.abs(expected));
    }

    /**
     * The objectives of all pairs that have a plan.
     *
     * @param result with a plan
     * @return by model and width
     */
    public static Map<QuantizedModel, Double> objectives(SolveResult result) {
        Map<QuantizedModel, Double> byPair = new HashMap<>();
        Plan plan = result.plan().orElseThrow();
        byPair.put(plan.pair(), plan.objective());
        for (Alternative other : result.alternatives()) {
            byPair.put(other.pair(), other.objective());
        }
        return byPair;
    }

    /**
     * A result that says the same of another plan.
     *
     * @param result what a solver answers
     * @param plan in place of its own
     * @return a copy
     */
    public static SolveResult withPlan(SolveResult result, Plan plan) {
        return new SolveResult(
                result.status(),
                result.solver(),
                result.rule(),
                result.objectiveKind(),
                result.provenance(),
                result.warnings(),
                Optional.of(plan),
                result.lowerBound(),
                result.alternatives(),
                result.infeasibilities(),
                result.statistics());
    }
}
