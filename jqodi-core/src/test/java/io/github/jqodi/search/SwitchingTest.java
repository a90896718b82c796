package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * Worked by hand: three epochs on two servers with one cut. On a they take 1 s each and 1, 1 and 20 J; on b each takes 3 s and
 * 4 J. Switching to a costs 1 s and 5 J, to b 0.5 s and 2 J.
 */
class SwitchingTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);
    private static final List<Solver> SOLVERS =
            List.of(Solvers.exact(), Solvers.merged(), Solvers.paths(), Solvers.exhaustive());

    @Test
    void theLastEpochChangesTheServerAndPaysForIt() {
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, problem(10), Rule.ROBUST);
            assertEquals(List.of(new Segment(1, 2, "a", 0), new Segment(3, 3, "b", 0)), plan.schedule(), solver.name());
            assertEquals(1 + 1 + 4 + 2, plan.objective(), solver.name());
            assertEquals(1 + 1 + 3 + 0.5, plan.robust().seconds(), solver.name());
            assertEquals(
                    List.of(
                            new CostItem("a", Phase.MEASURED, 2, 2),
                            new CostItem("b", Phase.MEASURED, 3, 4),
                            new CostItem("b", Phase.SWITCH, 0.5, 2)),
                    plan.bill(),
                    solver.name());
            assertEquals(List.of(), new PlanVerifier(problem(10)).verify(plan), solver.name());
        }
    }

    @Test
    void theSecondsOfASwitchCountForTheDeadline() {
        for (Solver solver : SOLVERS) {
            assertEquals(22, plan(solver, problem(5.5), Rule.ROBUST).objective(), solver.name());
            assertEquals(8, plan(solver, problem(Math.nextUp(5.5)), Rule.ROBUST).objective(), solver.name());
        }
    }

    /** On a, where the run was before, the cheapest epoch takes 9 J and 2 s; on b 7 J, 2 J for the change, and 1 s. */
    @Test
    void ofSchedulesOfEqualEnergyTheNominalOneIsTheFastest() {
        Problem begun = ScenarioJson.parse("""
                        {"format": "jqodi-scenario/1", "name": "equal", "target": {"deadlineSeconds": 6, "loss": 0.5},
                         "edgeServers": [{"name": "a"}, {"name": "b", "switchJoules": 2}], "bitWidths": [8],
                         "models": [{"name": "m", "loss": 0.9, "cuts": [1, 2]}],
                         "costs": {"kind": "measured", "entries": [
                           {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 2, "joules": 9},
                           {"model": "m", "bits": 8, "server": "a", "cut": 2, "seconds": 1, "joules": 10},
                           {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 10},
                           {"model": "m", "bits": 8, "server": "b", "cut": 2, "seconds": 1, "joules": 7}]},
                         "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 2}}]}
                        """)
                .withProgress(RunInProgress.of(PAIR, 1, 2, 9).withLastServer("a"));
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, begun, Rule.NOMINAL);
            assertEquals(9, plan.objective(), solver.name());
            assertEquals(1, plan.nominal().seconds(), solver.name());
        }
    }

    /** P(K ≥ k) is 1, 0.5, 0.5. */
    @Test
    void theMeanWeighsASwitchLikeItsEpoch() {
        for (Solver solver : SOLVERS) {
            Plan plan = plan(solver, problem(10), Rule.EXPECTED);
            assertEquals(1 + 0.5 * 1 + 0.5 * (4 + 2), plan.objective(), solver.name());
            assertEquals(1 + 0.5 * 1 + 0.5 * (3 + 0.5), plan.expected().seconds(), solver.name());
        }
    }

    @Test
    void theFastestScheduleStaysWhereASwitchTakesLonger() {
        Problem slow = problem(3);
        for (Solver solver : SOLVERS) {
            SolveResult result = solver.solve(slow, SolveOptions.DEFAULT.withRule(Rule.ROBUST));
            assertEquals(Status.INFEASIBLE, result.status(), solver.name());
            assertEquals(
                    OptionalDouble.of(Math.nextUp(3.0)),
                    result.infeasibilities().get(0).smallestDeadlineSeconds(),
                    solver.name());
        }
    }

    @Test
    void aFixedScheduleNeverPays() {
        Scenario fixed = problem(10).scenario().toBuilder()
                .schedule(SchedulePolicy.FIXED)
                .build();
        Plan plan = plan(Solvers.exact(), problem(10).withScenario(fixed), Rule.ROBUST);
        assertEquals(12, plan.objective());
        assertTrue(plan.bill().stream().noneMatch(item -> item.phase() == Phase.SWITCH));
    }

    @Test
    void theVerifierMissesASwitchThatIsLeftOut() {
        Plan plan = plan(Solvers.exact(), problem(10), Rule.ROBUST);
        Plan cheaper = plan.toBuilder()
                .bill(plan.bill().stream()
                        .filter(item -> item.phase() != Phase.SWITCH)
                        .toList())
                .build();
        List<Finding> findings = new PlanVerifier(problem(10)).verify(cheaper);
        assertTrue(findings.stream().anyMatch(finding -> finding.field().startsWith("/bill")), findings.toString());
        Problem tight = problem(5.5);
        assertTrue(new PlanVerifier(tight)
                .verify(plan).stream().anyMatch(finding -> finding.field().equals("/schedule")));
    }

    @Test
    void aSwitchMayNotBeNegative() {
        EdgeServer server = EdgeServer.named("a");
        assertThrows(IllegalArgumentException.class, () -> server.withSwitching(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> server.withSwitching(0, Double.NaN));
        assertEquals(EdgeServer.named("a").withSwitching(1, 2), server.withSwitching(1, 2));
    }

    private static Plan plan(Solver solver, Problem problem, Rule rule) {
        SolveResult result =
                solver.solve(problem, SolveOptions.DEFAULT.withRule(rule).withGap(0));
        assertEquals(Status.OPTIMAL, result.status(), solver.name());
        return result.plan().orElseThrow();
    }

    private static Problem problem(double deadlineSeconds) {
        Scenario scenario = Scenario.builder("two servers", Target.of(deadlineSeconds, 0.5))
                .edgeServers(List.of(
                        EdgeServer.named("a").withSwitching(1, 5),
                        EdgeServer.named("b").withSwitching(0.5, 2)))
                .bitWidths(8)
                .models(List.of(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(0))))
                .build();
        MeasuredCosts costs = new MeasuredCosts(List.of(
                new Measurement(PAIR, "a", 0, 1, 1, 1),
                new Measurement(PAIR, "a", 0, 1, 20, 3),
                new Measurement(PAIR, "b", 0, 3, 4, 1)));
        EpochEstimate epochs = EpochEstimate.pmf(List.of(0.5, 0.0, 0.5), 0);
        return new Problem(
                scenario, Estimators.of(new EstimateTable(List.of(EstimateTable.Row.of(PAIR, epochs)))), costs);
    }
}
