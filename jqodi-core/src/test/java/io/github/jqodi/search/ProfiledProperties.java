package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.RandomProfiles;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Problems whose layers were measured, made from random ones. */
class ProfiledProperties {
    private static final double TOLERANCE = 1e-9;
    private static final int SEEDS = 3000;
    /** Random deadlines may be the very time of a schedule, which sums of other summands miss by a rounding. */
    private static final double A_BIT_MORE = 1.0001;

    /** Three passes, of which two are backward, as profiles count them. */
    private static Optional<Problem> threePasses(RandomProblems.Case drawn) {
        Problem problem = drawn.problem();
        Optional<Workload> workload = problem.scenario().workload();
        if (workload.isEmpty() || !(problem.costModel() instanceof AnalyticCosts)) {
            return Optional.empty();
        }
        Scenario scenario = problem.scenario().toBuilder()
                .workload(workload.get().withPasses(3, workload.get().validationPasses()))
                .build();
        double deadline = scenario.target().deadlineSeconds();
        return Optional.of(problem.withScenario(scenario).withDeadlineSeconds(deadline * A_BIT_MORE));
    }

    /** What is measured is what speed and energy say, so that nothing changes. */
    @Test
    void profilesOfWorkOverSpeedChangeNothing() {
        int planned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Optional<Problem> computed = threePasses(drawn);
            if (computed.isEmpty()) {
                continue;
            }
            Problem measured = RandomProfiles.of(computed.get(), new SplittableRandom(seed), false);
            SolveResult before = plan(computed.get(), drawn.rule());
            SolveResult after = plan(measured, drawn.rule());
            String where = "seed " + seed;
            assertEquals(before.status(), after.status(), where);
            if (before.plan().isPresent()) {
                double objective = before.plan().get().objective();
                assertEquals(objective, after.plan().orElseThrow().objective(), TOLERANCE * objective, where);
                planned++;
            }
        }
        assertTrue(planned > SEEDS / 6, planned + " plans");
    }

    /** Times of their own for each node, servers sharing them or not. */
    @Test
    void exactAgreesWithExhaustive() {
        int planned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Optional<Problem> computed = threePasses(drawn);
            if (computed.isEmpty() || drawn.rule() == Rule.PAPER) {
                continue;
            }
            Problem measured = RandomProfiles.of(computed.get(), new SplittableRandom(seed), true);
            SolveOptions options = SolveOptions.DEFAULT.withRule(drawn.rule()).withGap(0);
            SolveResult exact = Solvers.exact().solve(measured, options);
            SolveResult reference = Solvers.exhaustive().solve(measured, options);
            String where = "seed " + seed;
            assertEquals(reference.plan().isPresent(), exact.plan().isPresent(), where);
            assertEquals(List.of(), ResultVerifier.verify(measured, exact), where);
            if (exact.plan().isPresent()) {
                double objective = reference.plan().orElseThrow().objective();
                assertEquals(objective, exact.plan().get().objective(), TOLERANCE * objective, where);
                planned++;
            }
        }
        assertTrue(planned > SEEDS / 6, planned + " plans");
    }

    @Test
    void theyAreReadAsTheyWereWritten() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            Optional<Problem> computed = threePasses(RandomProblems.of(seed));
            if (computed.isPresent()) {
                Problem measured = RandomProfiles.of(computed.get(), new SplittableRandom(seed), true);
                String text = ScenarioJson.write(measured);
                assertEquals(measured.costModel(), ScenarioJson.parse(text).costModel());
                assertEquals(measured.scenario(), ScenarioJson.parse(text).scenario());
            }
        }
    }

    private static SolveResult plan(Problem problem, Rule rule) {
        SolveResult result = Planner.create().withRule(rule).plan(problem);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result;
    }
}
