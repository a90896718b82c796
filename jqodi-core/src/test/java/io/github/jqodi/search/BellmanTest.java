package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equation 15 by hand: a slow cheap and a fast dear server, K of 1, 2 or 3 epochs with probability a half, a quarter, a quarter. */
class BellmanTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("net", 8);

    private static Problem problem(double deadlineSeconds, EpochEstimate epochs) {
        Scenario scenario = Scenario.builder("by hand", Target.of(deadlineSeconds, 0.1))
                .edgeServer(EdgeServer.named("slow"))
                .edgeServer(EdgeServer.named("fast"))
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.05, List.of()).withCuts(List.of(1)))
                .build();
        MeasuredCosts costs = new MeasuredCosts(
                List.of(new Measurement(PAIR, "slow", 1, 4, 10, 1), new Measurement(PAIR, "fast", 1, 1, 30, 1)));
        return new Problem(
                scenario, Estimators.of(new EstimateTable(List.of(EstimateTable.Row.of(PAIR, epochs)))), costs);
    }

    private static Plan plan(double deadlineSeconds, Rule rule) {
        EpochEstimate epochs = EpochEstimate.pmf(List.of(0.5, 0.25, 0.25), 0);
        SolveResult result =
                Solvers.bellman().solve(problem(deadlineSeconds, epochs), SolveOptions.DEFAULT.withRule(rule));
        assertEquals(Status.OPTIMAL, result.status());
        return result.plan().orElseThrow();
    }

    /** In 9 s two epochs may be slow, no three: slow first costs 10 + 10/2 + 30/4, fast first 30 + 10/2 + 10/4. */
    @Test
    void dearEpochsComeLastWhereTheyMayNotBeNeeded() {
        Plan plan = plan(9.5, Rule.EXPECTED);
        assertEquals(22.5, plan.objective());
        assertEquals("slow", plan.schedule().get(0).server().orElseThrow());
        assertEquals("fast", plan.schedule().get(1).server().orElseThrow());
        assertEquals(3, plan.schedule().get(1).fromEpoch());
    }

    @Test
    void knownEpochsCostTheirWholeEnergy() {
        assertEquals(50, plan(9.5, Rule.ROBUST).objective());
        assertEquals(30, plan(12.5, Rule.ROBUST).objective());
        assertEquals(70, plan(9, Rule.ROBUST).objective(), "a deadline is met strictly");
    }

    @Test
    void largeInstancesAreRefusedInWords() {
        SolveResult result = Solvers.bellman()
                .solve(problem(1e9, EpochEstimate.of(600_000, 600_000)), SolveOptions.DEFAULT.withRule(Rule.ROBUST));
        assertEquals(Status.UNKNOWN, result.status());
        assertTrue(
                result.infeasibilities().get(0).message().contains("2 actions in 600000 epochs, its limit is 1000000"),
                result.infeasibilities().get(0).message());
    }

    @Test
    void scoresAreRefusedInWords() {
        SolveResult result = Solvers.bellman()
                .solve(problem(100, EpochEstimate.of(2, 3)), SolveOptions.DEFAULT.withRule(Rule.PAPER));
        assertEquals(Status.UNKNOWN, result.status());
        assertTrue(result.infeasibilities().get(0).message().contains("rule paper"));
    }

    @Test
    void aLimitOnLabelsEndsUndecided() {
        SolveResult result = Solvers.bellman()
                .solve(
                        problem(100, EpochEstimate.of(40, 40)),
                        SolveOptions.DEFAULT.withRule(Rule.ROBUST).withMaxLabels(10));
        assertEquals(Status.UNKNOWN, result.status());
        assertTrue(result.infeasibilities().get(0).message().contains("more than 10 labels"));
        assertEquals(0, result.lowerBound());
    }
}
