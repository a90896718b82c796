package io.github.jqodi.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomPractice;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** What holds of every strategy on random small problems. */
class StrategiesProperties {
    private static final double TOLERANCE = 1e-9;

    @Property(tries = 60, seed = "20261201", shrinking = ShrinkingMode.OFF)
    void everyOutcomeIsWhatItSays(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        try {
            Map<String, StrategyOutcome> outcomes = new TreeMap<>();
            for (Strategy strategy : Strategies.all(given.problem().scenario(), seed)) {
                StrategyOutcome outcome = strategy.plan(given.problem(), options);
                assertSound(outcome);
                assertEquals(
                        outcome.plan(), strategy.plan(given.problem(), options).plan());
                outcomes.put(strategy.name(), outcome);
            }
            collect(outcomes);
            assertJqodiIsTheExactSolver(given, outcomes);
            assertNoRestrictionIsBetter(given, outcomes);
            assertClairvoyanceCostsNothing(outcomes);
        } catch (AssertionError e) {
            throw new AssertionError(RandomProblems.describe(seed, given), e);
        }
    }

    @Property(tries = 100, seed = "20261202", shrinking = ShrinkingMode.OFF)
    void aPlanThatMissesTheDeadlineIsTheCheapestThereIs(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        Problem tight = given.problem().withDeadlineSeconds(1e-300);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        StrategyOutcome outcome = Strategies.jqodi(given.rule()).plan(tight, options);
        SolveResult free = Solvers.exhaustive().solve(tight.withDeadlineSeconds(1e300), options);
        if (free.plan().isPresent() && !outcome.feasible()) {
            Plan cheapest = free.plan().get();
            assertEquals(
                    cheapest.objective(),
                    outcome.plan().orElseThrow().objective(),
                    TOLERANCE * cheapest.objective(),
                    () -> RandomProblems.describe(seed, given));
            assertTrue(outcome.feasible()
                    || outcome.breaches().stream().allMatch(b -> b.kind() == ConstraintViolation.Kind.DEADLINE));
        }
    }

    /** Of all objectives, limits on the energy and inferences; with all that practice adds to the paper's world. */
    @Property(tries = 250, seed = "20261203", shrinking = ShrinkingMode.OFF)
    void everyObjectiveHasItsStrategies(@ForAll long seed) {
        RandomPractice.Case given = RandomPractice.of(seed);
        Problem problem = given.problem();
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        boolean isInference = problem.scenario().task() == Task.INFERENCE;
        try {
            Map<String, StrategyOutcome> outcomes = new TreeMap<>();
            for (Strategy strategy : Strategies.all(problem.scenario(), seed)) {
                StrategyOutcome outcome = strategy.plan(problem, options);
                assertSound(outcome);
                outcomes.put(strategy.name(), outcome);
            }
            String own = "jqodi-" + (isInference ? Rule.ROBUST : given.rule()).label();
            StrategyOutcome jqodi = get(outcomes, own);
            SolveResult exact = Solvers.exact().solve(problem, options);
            assertEquals(exact.status(), jqodi.status());
            exact.plan()
                    .ifPresent(plan -> assertEquals(
                            plan.objective(), jqodi.plan().orElseThrow().objective(), TOLERANCE * plan.objective()));
            assertNoneWithinIsBetter(outcomes, jqodi);
            assertEquals(!isInference, outcomes.containsKey("optimum"));
            collect(problem.scenario(), outcomes);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + given.describe(), e);
        }
    }

    private static void collect(Scenario scenario, Map<String, StrategyOutcome> outcomes) {
        String limit = scenario.target().joules().isPresent() ? ", limited" : "";
        String goal = scenario.task() == Task.INFERENCE
                ? "inference"
                : ObjectiveKind.of(scenario.objective()).label();
        Statistics.label("objective").collect(goal + limit);
        outcomes.values().stream()
                .flatMap(outcome -> outcome.breaches().stream())
                .forEach(breach -> Statistics.label("breach").collect(breach.kind()));
    }

    private static void assertNoneWithinIsBetter(Map<String, StrategyOutcome> outcomes, StrategyOutcome jqodi) {
        outcomes.forEach((name, outcome) -> {
            boolean within = name.startsWith("fixed-") || name.startsWith("random-") || name.equals("greedy");
            if (within && outcome.feasible()) {
                assertTrue(jqodi.feasible());
                double least = jqodi.plan().orElseThrow().objective();
                assertTrue(outcome.plan().orElseThrow().objective() >= least - TOLERANCE * Math.abs(least), name);
            }
        });
    }

    private static void assertSound(StrategyOutcome outcome) {
        assertTrue(outcome.plan().isPresent() != outcome.reason().isPresent());
        if (outcome.plan().isEmpty()) {
            assertEquals(List.of(), outcome.breaches());
            assertFalse(outcome.reason().orElseThrow().isBlank());
            return;
        }
        var findings = new PlanVerifier(outcome.problem()).verify(outcome.plan().get());
        assertEquals(outcome.feasible(), findings.isEmpty(), () -> outcome.strategy() + " " + findings + outcome);
        assertEquals(outcome.feasible(), outcome.status().hasPlan(), outcome.strategy());
        for (ConstraintViolation breach : outcome.breaches()) {
            assertTrue(isBroken(breach, outcome.problem().scenario().metric()), breach::toString);
        }
    }

    private static boolean isBroken(ConstraintViolation breach, Metric metric) {
        return switch (breach.kind()) {
            case NEVER -> breach.value() < breach.limit();
            case LOSS -> metric.error(breach.value()) >= metric.error(breach.limit());
            case DEADLINE, ENERGY -> breach.value() >= breach.limit();
        };
    }

    private static void assertJqodiIsTheExactSolver(RandomProblems.Case given, Map<String, StrategyOutcome> outcomes) {
        for (Rule rule : Rule.values()) {
            SolveResult exact = Solvers.exact().solve(given.problem(), SolveOptions.DEFAULT.withRule(rule));
            StrategyOutcome jqodi = get(outcomes, "jqodi-" + rule.label());
            assertEquals(exact.status(), jqodi.status());
            exact.plan().ifPresent(plan -> assertEquals(plan, jqodi.plan().orElseThrow()));
        }
    }

    private static void assertNoRestrictionIsBetter(RandomProblems.Case given, Map<String, StrategyOutcome> outcomes) {
        StrategyOutcome jqodi = get(outcomes, "jqodi-" + given.rule().label());
        assertNoneWithinIsBetter(outcomes, jqodi);
        assertTrue(!jqodi.feasible() || get(outcomes, "greedy").feasible(), "greedy keeps every deadline it can");
    }

    private static void assertClairvoyanceCostsNothing(Map<String, StrategyOutcome> outcomes) {
        StrategyOutcome optimum = get(outcomes, "optimum");
        StrategyOutcome jqodi = get(outcomes, "jqodi-nominal");
        if (jqodi.feasible()) {
            assertTrue(optimum.feasible());
            double least = optimum.plan().orElseThrow().nominal().joules();
            assertTrue(jqodi.plan().orElseThrow().nominal().joules() >= least * (1 - TOLERANCE));
        }
    }

    private static StrategyOutcome get(Map<String, StrategyOutcome> outcomes, String name) {
        return java.util.Objects.requireNonNull(outcomes.get(name), name);
    }

    private static void collect(Map<String, StrategyOutcome> outcomes) {
        Statistics.label("greedy").collect(kind(get(outcomes, "greedy")));
        Statistics.label("quantize-only").collect(kind(get(outcomes, "quantize-only")));
    }

    private static String kind(StrategyOutcome outcome) {
        return outcome.plan().isEmpty() ? "none" : outcome.breaches().isEmpty() ? "feasible" : "broken";
    }
}
