package io.github.jqodi.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.frontier.Frontier.Step;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomGoals;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The exact frontier beside solves of single deadlines. */
class ExactFrontierProperties {
    private static final int SEEDS = 150;
    private static final double TOLERANCE = 1e-9;

    @Test
    void itsStepsAreTheLeastOfEveryDeadline() {
        int between = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Rule rule = drawn.rule() == Rule.PAPER ? Rule.ROBUST : drawn.rule();
            Frontier frontier = Frontier.of(drawn.problem(), SolveOptions.DEFAULT.withRule(rule));
            ExactFrontier exact = frontier.exactSteps(Solvers.exact(), 10_000);
            assertTrue(exact.isComplete());
            between += exact.steps().size() > frontier.size() ? 1 : 0;
            assertFallsAndCovers(frontier, exact.steps(), "seed " + seed);
            assertSameAsSolves(drawn.problem(), rule, exact.steps(), seed);
            assertSharp(frontier, exact.steps(), "seed " + seed);
        }
        assertTrue(between > SEEDS / 10, between + " with steps between supported ones");
    }

    private static void assertFallsAndCovers(Frontier frontier, List<Step> steps, String message) {
        for (int i = 1; i < steps.size(); i++) {
            assertTrue(steps.get(i - 1).limit() < steps.get(i).limit(), message);
            assertTrue(steps.get(i - 1).objective() > steps.get(i).objective(), message);
        }
        for (Step supported : frontier.steps()) {
            double least = at(steps, supported.limit()).orElse(Double.POSITIVE_INFINITY);
            assertTrue(least <= supported.objective() * (1 + TOLERANCE) + TOLERANCE, message + ": " + supported);
        }
    }

    private static void assertSameAsSolves(Problem problem, Rule rule, List<Step> steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double last = steps.isEmpty() ? 100 : steps.get(steps.size() - 1).limit();
        for (int i = 0; i < 10; i++) {
            double deadline = Math.max(Double.MIN_VALUE, random.nextDouble() * 1.2 * last);
            OptionalDouble solved = Solvers.exact()
                    .solve(problem.withDeadlineSeconds(deadline), SolveOptions.DEFAULT.withRule(rule))
                    .plan()
                    .map(Plan::objective)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
            OptionalDouble step = at(steps, deadline);
            assertEquals(solved.isPresent(), step.isPresent(), "seed " + seed + " at " + deadline);
            if (step.isPresent()) {
                double scale = Math.max(1, Math.abs(step.getAsDouble()));
                assertEquals(solved.getAsDouble(), step.getAsDouble(), TOLERANCE * scale, "seed " + seed);
            }
        }
    }

    /** A step begins with the smallest limit that its plan is below, to the double. */
    private static void assertSharp(Frontier frontier, List<Step> steps, String message) {
        for (Step step : steps.subList(Math.max(0, steps.size() - 3), steps.size())) {
            double limit = step.limit();
            double below = Math.max(Double.MIN_VALUE, Math.nextDown(limit));
            List<SolveResult> solved = frontier.solve(Solvers.exact(), limit, below);
            assertEquals(step.objective(), solved.get(0).plan().orElseThrow().objective(), message);
            double less = solved.get(1).plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
            assertTrue(less > step.objective() || below == limit, message);
        }
    }

    private static OptionalDouble at(List<Step> steps, double deadline) {
        return steps.stream()
                .filter(step -> step.limit() <= deadline)
                .mapToDouble(Step::objective)
                .min();
    }

    @Test
    void whereTimeIsMinimisedLimitsAreJoules() {
        int several = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Problem problem = RandomGoals.time(seed).problem();
            Frontier frontier = Frontier.of(problem, SolveOptions.DEFAULT);
            ExactFrontier exact = frontier.exactSteps(Solvers.exact(), 10_000);
            assertFallsAndCovers(frontier, exact.steps(), "seed " + seed);
            assertSharp(frontier, exact.steps(), "seed " + seed);
            several += exact.steps().size() > 1 ? 1 : 0;
        }
        assertTrue(several > SEEDS / 5, several + " with several steps");
    }

    @Test
    void fewerStepsAreThoseOfTheLongestDeadlines() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Frontier frontier = Frontier.of(RandomProblems.of(seed).problem(), SolveOptions.DEFAULT);
            List<Step> all = frontier.exactSteps(Solvers.exact(), 10_000).steps();
            if (all.size() > 2) {
                ExactFrontier two = frontier.exactSteps(Solvers.exact(), 2);
                assertEquals(all.subList(all.size() - 2, all.size()), two.steps());
                assertFalse(two.isComplete());
                assertTrue(frontier.exactSteps(Solvers.exact(), all.size()).isComplete());
                assertThrows(IllegalArgumentException.class, () -> frontier.exactSteps(Solvers.exact(), 0));
                return;
            }
        }
        throw new AssertionError("no frontier has three steps");
    }
}
