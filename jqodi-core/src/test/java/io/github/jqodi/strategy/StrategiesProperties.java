package io.github.jqodi.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
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

    private static void assertSound(StrategyOutcome outcome) {
        assertTrue(outcome.plan().isPresent() != outcome.reason().isPresent());
        if (outcome.plan().isEmpty()) {
            assertEquals(List.of(), outcome.breaches());
            assertFalse(outcome.reason().orElseThrow().isBlank());
            return;
        }
        var findings = new PlanVerifier(outcome.problem()).verify(outcome.plan().get());
        assertEquals(outcome.feasible(), findings.isEmpty(), () -> outcome.strategy() + " " + findings);
        assertEquals(outcome.feasible(), outcome.status().hasPlan(), outcome.strategy());
        for (ConstraintViolation breach : outcome.breaches()) {
            boolean broken = breach.kind() == ConstraintViolation.Kind.NEVER
                    ? breach.value() < breach.limit()
                    : breach.value() >= breach.limit();
            assertTrue(broken, breach::toString);
        }
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
        outcomes.forEach((name, outcome) -> {
            boolean within = name.startsWith("fixed-") || name.startsWith("random-") || name.equals("greedy");
            if (within && outcome.feasible()) {
                double least = jqodi.plan().orElseThrow().objective();
                assertTrue(jqodi.feasible());
                assertTrue(outcome.plan().orElseThrow().objective() >= least * (1 - TOLERANCE), name);
            }
        });
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
