package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.EstimateTable.Row;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances on which rounding once decided: a bound, a deadline, a loss, or a point of the frontier. */
class RoundingTest {
    /** Of the 20 epochs some can only be run within 1e-16 s of what the last one leaves of half a second. */
    private static Problem tinyStepsUnderHalfASecond() {
        return problem(
                0.5000000000000008,
                EpochEstimate.of(11, 20),
                Setup.of(8, 0, 0),
                at("s0", 1, 9.4e-17, 1),
                at("s0", 10, 3e-16, 6),
                at("s0", 14, 1, 6),
                at("s1", 1, 0, 2),
                at("s1", 11, 1, 5),
                at("s1", 12, 1e-17, 6),
                at("s1", 20, 0.5, 3));
    }

    /** What a setup leaves of the deadline is 1.2e-12 s, of which epochs take from nothing to 1e-13 s. */
    private static Problem tinyStepsAfterASetup() {
        return problem(
                0.3000000010011971,
                EpochEstimate.of(5, 20),
                Setup.of(8, 0.300000001, 0),
                at("s0", 1, 0, 5),
                at("s0", 4, 1, 6),
                at("s1", 1, 8.9e-21, 1),
                at("s1", 3, 4.3e-22, 0),
                at("s1", 4, 1, 5),
                at("s1", 6, 0, 2),
                at("s1", 7, 1, 2),
                at("s1", 8, 0, 5),
                at("s1", 9, 1, 4),
                at("s1", 15, 0, 1),
                at("s1", 16, 1, 5),
                at("s2", 1, 8.550557261334849e-14, 0));
    }

    @Test
    void aStepFarBelowAnUlpOfTheDeadlineLeavesNoClassWithoutItems() {
        Problem problem = tinyStepsUnderHalfASecond();
        for (Solver solver : List.of(Solvers.exact(), Solvers.merged())) {
            SolveResult result = solver.solve(problem, SolveOptions.DEFAULT.withRule(Rule.NOMINAL));
            assertEquals(Status.OPTIMAL, result.status(), solver.name());
            assertEquals(22, result.plan().orElseThrow().objective(), solver.name());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.1})
    void theProvenFactorHoldsUnderRoundedTimes(double epsilon) {
        SolveOptions robust = SolveOptions.DEFAULT.withRule(Rule.ROBUST);
        SolveResult optimum = Solvers.exact().solve(tinyStepsAfterASetup(), robust);
        SolveResult result = Solvers.approximate(epsilon).solve(tinyStepsAfterASetup(), robust);
        assertEquals(10, optimum.plan().orElseThrow().objective());
        assertEquals(10, result.plan().orElseThrow().objective());
        assertTrue(result.lowerBound() <= 10 && result.lowerBound() >= 10 / (1 + epsilon) * (1 - 1e-11));
    }

    @Test
    void onlyNominalPlansHaveATailThatMayBeUnproven() {
        Solver approximate = Solvers.approximate(0.01);
        for (Rule rule : List.of(Rule.EXPECTED, Rule.ROBUST)) {
            SolveResult result = approximate.solve(tinyStepsAfterASetup(), SolveOptions.DEFAULT.withRule(rule));
            assertEquals(List.of(), tails(result), rule.label());
        }
        SolveResult open = approximate.solve(tinyStepsAfterASetup(), SolveOptions.DEFAULT.withRule(Rule.NOMINAL));
        assertTrue(tails(open).get(0).text().endsWith("after K_exp is not proven least"));
        Problem loose = tinyStepsAfterASetup().withDeadlineSeconds(100);
        SolveResult proven = approximate.solve(loose, SolveOptions.DEFAULT.withRule(Rule.NOMINAL));
        assertEquals(List.of(), tails(proven));
    }

    private static List<Warning> tails(SolveResult result) {
        return result.warnings().stream()
                .filter(warning -> warning.code() == Warning.Code.UNPROVEN_TAIL)
                .toList();
    }

    @Test
    void frontierPointsAreNotStepsTakenOffTheFastestPlan() {
        assertEquals(0.007, leastEnergy(7, 1e6, 1e-3));
        assertEquals(3 * 1e-9, leastEnergy(3, 1e8, 1e-9));
    }

    private static double leastEnergy(int epochs, double dear, double cheap) {
        Problem problem = problem(
                1e6, EpochEstimate.of(epochs, epochs), Setup.of(8, 0, 0), at("s0", 1, 1, dear), at("s1", 1, 2, cheap));
        return Frontier.of(problem, SolveOptions.DEFAULT.withRule(Rule.ROBUST))
                .at(100)
                .orElseThrow()
                .objective();
    }

    @ParameterizedTest
    @EnumSource(SchedulePolicy.class)
    void aFrontierDeadlineIsTheSmallestThatIsMet(SchedulePolicy policy) {
        Problem one =
                problem(1e6, EpochEstimate.of(100_000, 100_000), Setup.of(8, 0, 0), at("s0", 1, 0.7472912662232836, 1));
        Problem problem = one.withScenario(one.scenario().withSchedule(policy));
        double deadline = Frontier.of(problem, SolveOptions.DEFAULT).step(0).limit();
        assertEquals(74729.12662232836, deadline);
        assertEquals(Status.OPTIMAL, plan(problem.withDeadlineSeconds(deadline)).status());
        assertEquals(
                Status.INFEASIBLE,
                plan(problem.withDeadlineSeconds(Math.nextDown(deadline))).status());
    }

    @Test
    void theExactSumOfLossesIsComparedWithTheTarget() {
        SolveResult met = plan(losses(0.197));
        assertEquals(Status.OPTIMAL, met.status());
        assertEquals(0.197, met.plan().orElseThrow().robust().loss().orElseThrow());
    }

    @Test
    void theLossTargetNeededIsTheSmallestThatDoes() {
        Infeasibility why = plan(losses(0.19)).infeasibilities().get(0);
        double needed = why.lossTargetNeeded().orElseThrow();
        assertEquals(0.197, needed);
        assertEquals(Status.OPTIMAL, plan(losses(needed)).status());
        assertEquals(Status.INFEASIBLE, plan(losses(Math.nextDown(needed))).status());
    }

    private static Problem losses(double target) {
        Problem problem = problem(100, EpochEstimate.of(3, 3), Setup.of(8, 0, 0), at("s0", 1, 1, 1));
        Trajectory trajectory = new Trajectory(
                new GainSeries(List.of(-0.001, -0.003, -0.003), List.of(-0.001, -0.009, -0.005)),
                new GainSeries(List.of(-0.004, -0.01, -0.002), List.of(-0.004, -0.005, -0.004)));
        Row row = Row.of(QuantizedModel.of("model", 8), EpochEstimate.of(3, 3))
                .withLosses(new LossEstimate(0, 0.125), trajectory);
        List<ModelVersion> models = List.of(
                ModelVersion.of("model", 0.1, List.of()).withCuts(List.of(1)).withLossTarget(target));
        return problem.withScenario(
                        problem.scenario().toBuilder().models(models).build())
                .withEstimators(Estimators.of(new EstimateTable(List.of(row))));
    }

    /** Under rule paper the known plan is the best fixed one, whose action is not where an inference is cheapest. */
    @Test
    void theInferenceIsNotTiedToTheSchedule() throws IOException {
        Problem problem = inferenceAway();
        SolveOptions paper = SolveOptions.DEFAULT.withRule(Rule.PAPER);
        for (Solver solver : List.of(Solvers.exact(), Solvers.merged())) {
            SolveResult result = solver.solve(problem, paper);
            Plan plan = result.plan().orElseThrow();
            assertEquals(18.7753, plan.objective(), 5e-5, solver.name());
            assertEquals(Optional.of("s3"), plan.inference().orElseThrow().server());
            assertEquals(List.of(), ResultVerifier.verify(problem, result));
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aFixedScheduleInfersWhereItIsCheapest(Rule rule) throws IOException {
        Problem problem = inferenceAway();
        Problem fixed = problem.withScenario(problem.scenario().withSchedule(SchedulePolicy.FIXED));
        for (Solver solver : List.of(Solvers.exact(), Solvers.merged(), Solvers.paths(), Solvers.exhaustive())) {
            SolveResult result = solver.solve(fixed, SolveOptions.DEFAULT.withRule(rule));
            Plan plan = result.plan().orElseThrow();
            assertEquals(Optional.of("s3"), plan.inference().orElseThrow().server(), solver.name());
            assertEquals(0, plan.inference().orElseThrow().cut(), solver.name());
            assertEquals(Optional.of("s2"), plan.schedule().get(0).server(), solver.name());
            assertEquals(List.of(), ResultVerifier.verify(fixed, result), solver.name());
        }
    }

    private static Problem inferenceAway() throws IOException {
        try (InputStream in = Objects.requireNonNull(RoundingTest.class.getResourceAsStream("inference-away.json"))) {
            return ScenarioJson.read(in);
        }
    }

    /** The dear action must not make the ticks so coarse that the others cost nothing. */
    @Test
    void aScoreIsFoundBesideAnActionThatIsDearerByFarThanAll() {
        Problem problem = problem(
                100,
                EpochEstimate.of(1, 2),
                Setup.of(8, 0, 0),
                at("s0", 1, 1, 1),
                at("s1", 1, 2, 1.2),
                at("s2", 1, 0.9, 1e30));
        for (Solver solver : List.of(Solvers.exact(), Solvers.merged(), Solvers.exhaustive())) {
            SolveResult result = solver.solve(problem, SolveOptions.DEFAULT.withRule(Rule.PAPER));
            assertEquals(3.3, result.plan().orElseThrow().objective(), 1e-12, solver.name());
        }
    }

    @Test
    void greedyTakesWhatFitsExactly() {
        Problem tenths = problem(
                Math.nextUp(0.1 * 3),
                EpochEstimate.of(3, 3),
                Setup.of(8, 0, 0),
                at("s0", 1, 0, 2),
                at("s1", 1, 0.1, 1));
        Plan plan = Strategies.greedy()
                .plan(tenths, SolveOptions.DEFAULT.withRule(Rule.ROBUST))
                .plan()
                .orElseThrow();
        assertEquals(3, plan.robust().joules());
    }

    private static SolveResult plan(Problem problem) {
        return Solvers.exact().solve(problem, SolveOptions.DEFAULT);
    }

    private static Measurement at(String server, int fromEpoch, double seconds, double joules) {
        return new Measurement(QuantizedModel.of("model", 8), server, 1, seconds, joules, fromEpoch);
    }

    private static Problem problem(double deadline, EpochEstimate epochs, Setup setup, Measurement... entries) {
        Scenario scenario = Scenario.builder("rounding", Target.of(deadline, 0.05))
                .edgeServers(Arrays.stream(entries)
                        .map(entry -> entry.server().orElseThrow())
                        .distinct()
                        .map(EdgeServer::named)
                        .toList())
                .bitWidths(8)
                .model(ModelVersion.of("model", 0.04, List.of())
                        .withCuts(List.of(1))
                        .withSetup(List.of(setup)))
                .build();
        Estimators beliefs = Estimators.of(new EstimateTable(List.of(Row.of(QuantizedModel.of("model", 8), epochs))));
        return new Problem(scenario, beliefs, new MeasuredCosts(List.of(entries)));
    }
}
