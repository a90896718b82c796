package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.assertSameValues;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomPractice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * All fields of a truthful epoch at once: the exact solver against trying every schedule and against merged states, files and
 * the verifier too. More of them with {@code -Djqodi.tries=FACTOR}.
 */
class PracticeProperties {
    /** A change of the objective that no rounding explains. */
    private static final double TAMPERED = 1 + 1e-6;

    @Test
    void exactAgreesWithExhaustive() {
        Map<String, Integer> drawn = new TreeMap<>();
        Inputs seeds = Inputs.from(0, 1000);
        for (long seed : seeds) {
            RandomPractice.Case given = RandomPractice.of(seed);
            try {
                SolveResult exact = assertAgreement(given, Solvers.exact(), Solvers.exhaustive());
                count(given, exact).forEach((kind, times) -> drawn.merge(kind, times, Integer::sum));
                assertVerified(given.problem(), exact);
                assertEquals(exact, PlanJson.parse(PlanJson.write(exact)));
                assertEquals(
                        given.problem().scenario(),
                        ScenarioJson.parse(ScenarioJson.write(given.problem())).scenario());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(RandomPractice.describe(seed, given), e);
            }
        }
        System.out.println("problems over every field: " + seeds + ", " + drawn);
        for (String kind :
                List.of("planned", "infeasible", "inference", "profiled", "switching", "switched", "mixed")) {
            assertTrue(drawn.getOrDefault(kind, 0) >= seeds.drawn() / 20, kind + " in " + drawn);
        }
    }

    @Test
    void exactAgreesWithMergedStates() {
        for (long seed : Inputs.from(1_000_000, 200)) {
            RandomPractice.Case given = RandomPractice.of(seed);
            try {
                assertAgreement(given, Solvers.exact(), Solvers.merged());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(RandomPractice.describe(seed, given), e);
            }
        }
    }

    private static SolveResult assertAgreement(RandomPractice.Case given, Solver solver, Solver other) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult result = solver.solve(given.problem(), options);
        SolveResult reference = other.solve(given.problem(), options);
        assertSameValues(reference, result);
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), reference, options));
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), result, options));
        return result;
    }

    private static void assertVerified(Problem problem, SolveResult result) {
        if (result.plan().isEmpty()) {
            return;
        }
        Plan plan = result.plan().get();
        PlanVerifier verifier = new PlanVerifier(problem);
        assertEquals(List.of(), verifier.verify(plan));
        Plan tampered = plan.toBuilder()
                .objective(plan.objective() * TAMPERED + Double.MIN_NORMAL)
                .build();
        if (plan.objective() > 0) {
            assertFalse(verifier.verify(tampered).isEmpty(), "objective of " + plan);
        }
    }

    private static Map<String, Integer> count(RandomPractice.Case given, SolveResult result) {
        Map<String, Integer> kinds = new TreeMap<>();
        kinds.put(result.status() == Status.INFEASIBLE ? "infeasible" : "planned", 1);
        kinds.put("objective " + result.objectiveKind(), 1);
        if (given.isInference()) {
            kinds.put("inference", 1);
        }
        if (given.isProfiled()) {
            kinds.put("profiled", 1);
        }
        if (given.switches()) {
            kinds.put("switching", 1);
        }
        result.plan().ifPresent(plan -> {
            long servers = plan.schedule().stream()
                    .map(segment -> segment.server())
                    .distinct()
                    .count();
            if (plan.schedule().size() > 1) {
                kinds.put("mixed", 1);
            }
            if (servers > 1) {
                kinds.put("switched", 1);
            }
        });
        return kinds;
    }
}
