package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Score;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.ScoreReadings.EnergyBasis;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.plan.ScoreReadings.Risk;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.Figure5;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Algorithm 4 on the example of Figure 5, worked by hand. */
class PaperRuleTest {
    /** Equation 15 adds up energies and refuses a score. */
    private static final List<Solver> SCORING = Solvers.all().stream()
            .filter(solver -> !solver.name().equals("bellman"))
            .toList();

    private static final double ROUNDING = 1e-12;
    private static final Problem PROBLEM = Figure5.problem();

    /** The prose of Step 3 says that the path of least score leads to the lowest energy (READINGS #36). It does not. */
    @Test
    void theScorePicksAPlanThatIsNotLeastInEnergy() {
        for (Solver solver : SCORING) {
            Plan scored = plan(solver, Rule.PAPER, ScoreReadings.DEFAULT);
            Plan least = plan(solver, Rule.ROBUST, ScoreReadings.DEFAULT);
            assertEquals("8", scored.pair().quantization());
            assertEquals("4", least.pair().quantization());
            assertEquals(7, scored.robust().joules());
            assertEquals(6.5, least.robust().joules());
            assertEquals(7 * (3.0 / 2.0) * (0.034 / 0.033), scored.objective(), ROUNDING * scored.objective());
        }
    }

    @Test
    void everyReadingGivesItsOwnScore() {
        assertScore(ScoreReadings.DEFAULT.withRisk(Risk.ONE), 6.5 * (3.25 / 2.25), 4);
        assertScore(ScoreReadings.DEFAULT.withRisk(Risk.INVERSE), 6.5 * (3.25 / 2.25) * (0.027 / 0.033), 4);
        assertScore(ScoreReadings.DEFAULT.withRisk(Risk.ONE_CURVE), 6.5 * (3.25 / 2.25) * (0.033 / 0.027), 4);
        assertScore(new ScoreReadings(Opportunity.ONE, Risk.ONE, EnergyBasis.NOMINAL), 3, 8);
        assertScore(new ScoreReadings(Opportunity.ONE, Risk.ONE, EnergyBasis.ROBUST), 6.5, 4);
        assertScore(new ScoreReadings(Opportunity.INVERSE, Risk.ONE, EnergyBasis.ROBUST), 7 * (1.5 / 3), 8);
        assertScore(new ScoreReadings(Opportunity.LITERAL, Risk.ONE, EnergyBasis.NOMINAL), 3 * (3.0 / 2), 8);
    }

    /** The score that is known first is 1e16 times the least one: costs are told apart in parts of it. */
    @Test
    void aScoreFarBelowWhatIsKnownIsFound() {
        List<String> entries = List.of(
                "s0 1 3e-18 0",
                "s0 3 2e-18 3e-18",
                "s0 4 3e7 3e-6",
                "s2 1 10 0",
                "s2 4 1e9 1e-7",
                "s1 1 3e-27 1",
                "s1 3 0.01 1e-20",
                "s3 1 0.01 1e-11",
                "s3 3 3e-13 1000",
                "s3 4 0 1e-4",
                "s3 5 0 1e19");
        Problem problem = ScenarioJson.parse(
                """
                {"format": "jqodi-scenario/1", "name": "far below", "target": {"deadlineSeconds": 3.000001001e7, "loss": 0.05},
                 "edgeServers": [{"name": "s0"}, {"name": "s1"}, {"name": "s2"}, {"name": "s3"}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.04, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [%s]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 1, "robust": 5}}]}
                """.formatted(entries.stream().map(PaperRuleTest::entry).collect(Collectors.joining(", "))));
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.PAPER);
        double least = Solvers.exhaustive()
                .solve(problem, options)
                .plan()
                .orElseThrow()
                .objective();
        SolveResult exact = Solvers.exact().solve(problem, options);
        assertEquals(Status.OPTIMAL, exact.status());
        assertEquals(least, exact.plan().orElseThrow().objective(), ROUNDING * least);
    }

    /** Server, first epoch, seconds and joules. */
    private static String entry(String words) {
        String[] word = words.split(" ");
        return "{\"model\": \"m\", \"bits\": 8, \"server\": \"%s\", \"cut\": 1, \"epoch\": %s, \"seconds\": %s, \"joules\": %s}"
                .formatted((Object[]) word);
    }

    @Test
    void aSearchCutShortStaysTruthful() {
        for (Rule rule : Rule.values()) {
            SolveResult cut = Solvers.merged()
                    .solve(PROBLEM, SolveOptions.DEFAULT.withRule(rule).withMaxLabels(1));
            assertEquals(Status.FEASIBLE, cut.status());
            assertEquals(List.of(), ResultVerifier.verify(PROBLEM, cut));
            assertTrue(cut.lowerBound()
                    <= plan(Solvers.exact(), rule, ScoreReadings.DEFAULT).objective());
            SolveResult refused = Solvers.paths()
                    .solve(PROBLEM, SolveOptions.DEFAULT.withRule(rule).withMaxLabels(1));
            assertEquals(Status.UNKNOWN, refused.status());
        }
    }

    /** Two cuts that differ in the last digit of their energy, whichever comes first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void scoresThatAreNearlyEqualAreComparedExactly(int dearer) {
        double dear = Math.nextUp(5.0);
        Problem close = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "close", "target": {"deadlineSeconds": 9, "loss": 0.5},
                 "edgeServers": [{"name": "a"}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [1, 2]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": %s},
                   {"model": "m", "bits": 8, "server": "a", "cut": 2, "seconds": 1, "joules": %s}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 1, "robust": 1}}]}
                """.formatted(dearer == 1 ? dear : 5, dearer == 2 ? dear : 5));
        for (Solver solver : SCORING) {
            SolveOptions options = SolveOptions.DEFAULT
                    .withRule(Rule.PAPER)
                    .withReadings(ScoreReadings.DEFAULT.withRisk(Risk.ONE))
                    .withGap(0);
            Plan plan = solver.solve(close, options).plan().orElseThrow();
            assertEquals(5, plan.robust().joules(), solver.name());
        }
    }

    /** The ratio of the times is 0, or infinite, and a schedule meets the deadline. */
    @ParameterizedTest
    @EnumSource(value = Opportunity.class, names = "ONE", mode = EnumSource.Mode.EXCLUDE)
    void aScoreBeyondAllNumbersIsNone(Opportunity opportunity) {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "tiny", "target": {"deadlineSeconds": 99, "loss": 0.5},
                 "edgeServers": [{"name": "a"}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 5e-324, "joules": 1},
                   {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 9, "joules": 1, "epoch": 2}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 1, "robust": 2}}]}
                """);
        SolveOptions options = SolveOptions.DEFAULT
                .withRule(Rule.PAPER)
                .withReadings(ScoreReadings.DEFAULT.withOpportunity(opportunity));
        for (Solver solver : SCORING) {
            SolveResult result = solver.solve(problem, options);
            assertEquals(Status.UNKNOWN, result.status(), solver.name());
            assertEquals(
                    "the score of the best plan found is beyond all numbers",
                    result.infeasibilities().get(0).message());
            assertEquals(List.of(), ResultVerifier.verify(problem, result, options));
            assertEquals(result, PlanJson.parse(PlanJson.write(result)));
        }
    }

    /** 2 cuts in 40 epochs. */
    @Test
    void treesOfTooManyVerticesAreRefusedInWords() {
        Problem large = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "large", "target": {"deadlineSeconds": 999, "loss": 0.5},
                 "edgeServers": [{"name": "a"}], "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [1, 2]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
                   {"model": "m", "bits": 8, "server": "a", "cut": 2, "seconds": 2, "joules": 3}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 40, "robust": 40}}]}
                """);
        SolveResult refused = Solvers.paths().solve(large, SolveOptions.DEFAULT.withRule(Rule.PAPER));
        assertEquals(Status.UNKNOWN, refused.status());
        String message = refused.infeasibilities().get(0).message();
        assertTrue(message.contains("paths would have to build a tree of"), message);
        assertTrue(message.contains("its limit is 5000000 vertices"), message);
    }

    private static void assertScore(ScoreReadings readings, double expected, int bits) {
        for (Solver solver : SCORING) {
            Plan plan = plan(solver, Rule.PAPER, readings);
            Score score = plan.score().orElseThrow();
            String message = solver.name() + " " + readings + " " + plan;
            assertEquals(Integer.toString(bits), plan.pair().quantization(), message);
            assertEquals(expected, score.value(), ROUNDING * expected, message);
            assertEquals(readings, score.readings());
        }
    }

    private static Plan plan(Solver solver, Rule rule, ScoreReadings readings) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withReadings(readings);
        return solver.solve(PROBLEM, options).plan().orElseThrow();
    }
}
