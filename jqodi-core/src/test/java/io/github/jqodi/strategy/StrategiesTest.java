package io.github.jqodi.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.Status;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each strategy on problems small enough to be read. */
class StrategiesTest {
    /** 4 epochs of 2 s reach 0.05 and take 8 s, not below 7; that 2 epochs reach 0.3 does not make them a plan for 0.05. */
    @Test
    void aStrategyDoesNotPassForOneThatReachesMore() {
        QuantizedModel pair = QuantizedModel.of("net", 8);
        Scenario scenario = Scenario.builder("levels", Target.of(7, 0.05))
                .edgeServers(List.of(EdgeServer.named("box")))
                .bitWidths(8)
                .models(List.of(ModelVersion.of("net", 0.5, List.of()).withCuts(List.of(0))))
                .build();
        EstimateTable table = new EstimateTable(List.of(
                EstimateTable.Row.of(pair, EpochEstimate.of(4, 4)).withReaches(0.05),
                EstimateTable.Row.of(pair, EpochEstimate.of(2, 2)).withReaches(0.3)));
        Problem problem = new Problem(
                scenario, Estimators.of(table), new MeasuredCosts(List.of(new Measurement(pair, "box", 0, 2, 1, 1))));
        StrategyOutcome outcome = Strategies.jqodi(Rule.EXPECTED).plan(problem, SolveOptions.DEFAULT);
        assertFalse(outcome.breaches().isEmpty());
        assertEquals(4, outcome.plan().orElseThrow().robust().epochs());
    }

    @Test
    void fullAndMinimalModelUseTheirOwnWidths() {
        Problem problem = analytic(1e6);
        Plan full = feasible(Strategies.fullModel(), problem);
        Plan minimal = feasible(Strategies.minimalModel(), problem);
        assertEquals("32", full.pair().quantization());
        assertEquals(6, full.robust().epochs());
        assertEquals("1", minimal.pair().quantization());
        assertEquals(40, minimal.robust().epochs());
    }

    @Test
    void pinnedWidthsDoNotBindFullAndMinimalModel() {
        Problem problem = analytic(1e6);
        Problem pinned = problem.withScenario(
                problem.scenario().withChoices(Choices.ALL.withQuantizations(Selection.only(List.of("8")))));
        assertEquals("32", feasible(Strategies.fullModel(), pinned).pair().quantization());
        assertEquals("1", feasible(Strategies.minimalModel(), pinned).pair().quantization());
        assertEquals(
                "8", feasible(Strategies.jqodi(Rule.NOMINAL), pinned).pair().quantization());
    }

    @Test
    void withoutAnEstimateAtTheirWidthThereIsNoPlanButAReason() {
        Problem problem = analytic(1e6)
                .withEstimators(Estimators.of(new EstimateTable(
                        List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(5, 6))))));
        StrategyOutcome outcome = Strategies.fullModel().plan(problem, SolveOptions.DEFAULT);
        assertTrue(outcome.plan().isEmpty());
        assertEquals(Status.INFEASIBLE, outcome.status());
        assertEquals(
                "net at 32 bits: there is no estimate of its epochs",
                outcome.reason().orElseThrow());
    }

    @Test
    void aWidthThatCannotBeCostedIsAnError() {
        Problem problem = analytic(1e6);
        Problem table = new Problem(
                problem.scenario(),
                problem.estimators(),
                AnalyticCosts.PAPER.withBitScaling(new BitScaling.Table(Map.of("4", 0.4, "8", 0.5))));
        assertThrows(
                IllegalArgumentException.class, () -> Strategies.fullModel().plan(table, SolveOptions.DEFAULT));
        assertTrue(
                Strategies.jqodi(Rule.NOMINAL).plan(table, SolveOptions.DEFAULT).feasible());
    }

    @Test
    void aMissedDeadlineIsMarkedWithItsExcess() {
        Problem loose = analytic(1e6);
        Plan cheapest = feasible(Strategies.fullModel(), loose);
        double seconds = cheapest.robust().seconds();
        Problem tight = loose.withDeadlineSeconds(seconds);
        StrategyOutcome outcome = Strategies.fullModel().plan(tight.withDeadlineSeconds(1e-3), SolveOptions.DEFAULT);
        assertEquals(Status.INFEASIBLE, outcome.status());
        assertFalse(outcome.feasible());
        assertEquals(cheapest, outcome.plan().orElseThrow());
        ConstraintViolation breach = outcome.breaches().get(0);
        assertEquals(ConstraintViolation.Kind.DEADLINE, breach.kind());
        assertEquals("deadline", breach.kind().label());
        assertEquals(1e-3, breach.limit());
        assertEquals(seconds, breach.value());
        assertTrue(breach.message().contains("s more than the deadline of 0.001 s"), breach.message());
    }

    @Test
    void anUnreachedTargetIsMarkedAndRunsUntilTheDeadline() {
        Problem problem = measured(10.5, SchedulePolicy.PER_EPOCH)
                .withEstimators(Estimators.of(new EstimateTable(List.of(
                        EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.pmf(List.of(0.5), 0.5))))));
        StrategyOutcome outcome = Strategies.jqodi(Rule.NOMINAL).plan(problem, SolveOptions.DEFAULT);
        Plan plan = outcome.plan().orElseThrow();
        // the action of least energy takes 3 s and 1 J
        assertEquals(3, plan.robust().epochs());
        assertEquals(9, plan.robust().seconds(), 1e-12);
        assertEquals(3, plan.robust().joules(), 1e-12);
        assertEquals(1, outcome.breaches().size());
        assertEquals(ConstraintViolation.Kind.NEVER, outcome.breaches().get(0).kind());
        assertEquals(0.95, outcome.breaches().get(0).limit());
        assertEquals(0.5, outcome.breaches().get(0).value());
    }

    @Test
    void anUnreachedTargetStillRunsOneEpoch() {
        Problem problem = measured(0.5, SchedulePolicy.PER_EPOCH)
                .withEstimators(Estimators.of(new EstimateTable(
                        List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.never())))));
        StrategyOutcome outcome = Strategies.jqodi(Rule.NOMINAL).plan(problem, SolveOptions.DEFAULT);
        assertEquals(1, outcome.plan().orElseThrow().robust().epochs());
        assertEquals(
                List.of(ConstraintViolation.Kind.NEVER, ConstraintViolation.Kind.DEADLINE),
                outcome.breaches().stream().map(ConstraintViolation::kind).toList());
    }

    @Test
    void aLossAboveTheTargetIsMarked() {
        GainSeries none = new GainSeries(Collections.nCopies(4, 0.0), Collections.nCopies(4, 0.0));
        EstimateTable.Row row = EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(3, 4))
                .withLosses(new LossEstimate(0.01, 0.02), new Trajectory(none, none));
        Problem problem =
                measured(100, SchedulePolicy.PER_EPOCH).withEstimators(Estimators.of(new EstimateTable(List.of(row))));
        StrategyOutcome outcome = Strategies.jqodi(Rule.NOMINAL).plan(problem, SolveOptions.DEFAULT);
        ConstraintViolation breach = outcome.breaches().get(0);
        assertEquals(ConstraintViolation.Kind.LOSS, breach.kind());
        assertEquals(0.05, breach.limit());
        assertEquals(0.06, breach.value(), 1e-12);
        StrategyOutcome both =
                Strategies.jqodi(Rule.NOMINAL).plan(problem.withDeadlineSeconds(0.1), SolveOptions.DEFAULT);
        assertEquals(
                List.of(ConstraintViolation.Kind.LOSS, ConstraintViolation.Kind.DEADLINE),
                both.breaches().stream().map(ConstraintViolation::kind).toList());
    }

    @Test
    void theOptimumKnowsTheTruth() {
        Problem problem = analytic(1e6);
        EstimateTable truth = new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("net", 4), EpochEstimate.of(3, 3)),
                EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(50, 50))));
        Plan optimum = feasible(Strategies.optimum(truth), problem);
        assertEquals("4", optimum.pair().quantization());
        assertEquals(3, optimum.robust().epochs());
        assertEquals("8", feasible(Strategies.optimum(), problem).pair().quantization());
        assertEquals(5, feasible(Strategies.optimum(), problem).robust().epochs());
    }

    @Test
    void whatIsFixedMustBeOfTheScenario() {
        Problem problem = analytic(1e6);
        assertEquals(
                "server ('fa') is not in this scenario. Did you mean 'far'? Known are near, far.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Strategies.fixedServer("fa").plan(problem, SolveOptions.DEFAULT))
                        .getMessage());
        assertEquals(
                "cut (7) must be a cut of some model.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Strategies.fixedCut(7).plan(problem, SolveOptions.DEFAULT))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Strategies.fixedCut(-1));
    }

    @Test
    void fixedServerAndFixedCutRespectClosedChoices() {
        Problem problem = analytic(1e6);
        assertEquals(
                "far",
                feasible(Strategies.fixedServer("far"), problem)
                        .schedule()
                        .get(0)
                        .server()
                        .orElseThrow());
        assertEquals(
                2, feasible(Strategies.fixedCut(2), problem).schedule().get(0).cut());
        Problem closed = problem.withScenario(
                problem.scenario().withChoices(Choices.ALL.withServers(Selection.except(List.of("far")))));
        StrategyOutcome outcome = Strategies.fixedServer("far").plan(closed, SolveOptions.DEFAULT);
        assertTrue(outcome.plan().isEmpty());
        assertTrue(outcome.reason().orElseThrow().contains("no server and cut is open"));
        Problem between =
                problem.withScenario(problem.scenario().withChoices(Choices.ALL.withCuts(Selection.only(List.of(1)))));
        assertTrue(Strategies.fixedCut(2)
                .plan(between, SolveOptions.DEFAULT)
                .plan()
                .isEmpty());
        assertTrue(Strategies.quantizeOnly()
                .plan(between, SolveOptions.DEFAULT)
                .plan()
                .isEmpty());
    }

    @Test
    void quantizeOnlyKeepsTheModelWhole() {
        Problem problem = analytic(1e6);
        Plan plan = feasible(Strategies.quantizeOnly(), problem);
        int cut = plan.schedule().get(0).cut();
        assertTrue(cut == 0 || cut == 3);
        List<ModelVersion> open = problem.scenario().models().stream()
                .map(model -> model.withCuts(List.of(0, 1, 2)))
                .toList();
        Problem privateData = problem.withScenario(problem.scenario().toBuilder()
                .models(open)
                .choices(Choices.ALL.withCuts(Selection.except(List.of(0))))
                .build());
        assertEquals(
                3,
                feasible(Strategies.quantizeOnly(), privateData)
                        .schedule()
                        .get(0)
                        .cut());
    }

    @Test
    void partitionOnlyIsTheFastestAtFullPrecision() {
        Problem problem = analytic(1e6);
        Plan fastest = feasible(Strategies.partitionOnly(), problem);
        assertEquals("32", fastest.pair().quantization());
        for (String server : List.of("near", "far")) {
            for (int cut : List.of(1, 2)) {
                Problem pinned = problem.withScenario(problem.scenario().toBuilder()
                        .bitWidths(32)
                        .choices(Choices.ALL
                                .withServers(Selection.only(List.of(server)))
                                .withCuts(Selection.only(List.of(cut))))
                        .build());
                Plan other = feasible(Strategies.jqodi(Rule.NOMINAL), pinned);
                assertTrue(fastest.robust().seconds() <= other.robust().seconds());
            }
        }
    }

    /** Greedy spends its slack at once and then has to pay; the optimum spreads it. */
    @Test
    void greedyPaysForItsShortSight() {
        List<Measurement> entries = List.of(
                new Measurement(QuantizedModel.of("net", 8), "near", 1, 3, 9, 1),
                new Measurement(QuantizedModel.of("net", 8), "near", 2, 1, 10, 1),
                new Measurement(QuantizedModel.of("net", 8), "near", 1, 3, 1, 2),
                new Measurement(QuantizedModel.of("net", 8), "near", 2, 1, 10, 2));
        Problem problem = new Problem(
                measured(6.5, SchedulePolicy.PER_EPOCH).scenario(),
                Estimators.of((scenario, pair) -> java.util.Optional.of(EpochEstimate.of(3, 3))),
                new MeasuredCosts(entries));
        assertEquals(21, feasible(Strategies.jqodi(Rule.NOMINAL), problem).objective(), 1e-12);
        assertEquals(29, feasible(Strategies.greedy(), problem).objective(), 1e-12);
    }

    @Test
    void greedyTakesOneActionWhereTheScheduleIsFixed() {
        Plan plan = feasible(Strategies.greedy(), measured(1e3, SchedulePolicy.FIXED));
        assertEquals(1, plan.schedule().size());
        assertEquals(1, plan.schedule().get(0).cut());
        // 4 epochs of 3 s do not fit, 4 of 1 s do
        assertEquals(
                2,
                feasible(Strategies.greedy(), measured(5, SchedulePolicy.FIXED))
                        .schedule()
                        .get(0)
                        .cut());
    }

    @Test
    void randomDependsOnItsSeedAlone() {
        Problem problem = analytic(1e6);
        assertEquals(feasible(Strategies.random(7), problem), feasible(Strategies.random(7), problem));
        long different = java.util.stream.LongStream.range(0, 20)
                .mapToObj(seed -> feasible(Strategies.random(seed), problem))
                .distinct()
                .count();
        assertTrue(different > 5, "of 20 seeds only " + different + " plans");
    }

    @Test
    void allNamesAreDistinctAndDescribed() {
        List<Strategy> all = Strategies.all(analytic(1e6).scenario(), 3);
        assertEquals(
                List.of(
                        "optimum",
                        "jqodi-expected",
                        "jqodi-nominal",
                        "jqodi-robust",
                        "jqodi-paper",
                        "full-model",
                        "minimal-model",
                        "fixed-server-near",
                        "fixed-server-far",
                        "fixed-cut-1",
                        "fixed-cut-2",
                        "quantize-only",
                        "partition-only",
                        "greedy",
                        "random-3"),
                all.stream().map(Strategy::name).toList());
        assertTrue(all.stream().noneMatch(strategy -> strategy.description().isBlank()));
    }

    @Test
    void ofManyCutsEightAreFixedSpreadEvenly() {
        List<Layer> layers = java.util.stream.IntStream.range(0, 31)
                .mapToObj(i -> layer(1e6))
                .toList();
        Scenario deep = analytic(1e6).scenario().toBuilder()
                .models(List.of(ModelVersion.of("net", 0.04, layers)))
                .build();
        assertEquals(
                List.of(
                        "fixed-cut-1",
                        "fixed-cut-5",
                        "fixed-cut-9",
                        "fixed-cut-13",
                        "fixed-cut-17",
                        "fixed-cut-21",
                        "fixed-cut-25",
                        "fixed-cut-30"),
                Strategies.all(deep, 1).stream()
                        .map(Strategy::name)
                        .filter(name -> name.startsWith("fixed-cut"))
                        .toList());
        assertEquals(Optional.of("Fixed in turn are 8 of 30 cuts, spread evenly."), Strategies.fixedOf(deep));
        assertEquals(Optional.empty(), Strategies.fixedOf(analytic(1e6).scenario()));
    }

    @Test
    void aLimitIsTheReasonWhereItEndsTheSearch() {
        Thread.currentThread().interrupt();
        StrategyOutcome outcome;
        try {
            outcome = Strategies.jqodi(Rule.NOMINAL).plan(analytic(1e6), SolveOptions.DEFAULT);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(Status.UNKNOWN, outcome.status());
        assertTrue(outcome.reason().orElseThrow().contains("interrupted"), outcome::toString);
    }

    private static Plan feasible(Strategy strategy, Problem problem) {
        StrategyOutcome outcome = strategy.plan(problem, SolveOptions.DEFAULT);
        assertTrue(outcome.feasible(), outcome::toString);
        Plan plan = outcome.plan().orElseThrow();
        assertEquals(List.of(), new PlanVerifier(outcome.problem()).verify(plan));
        return plan;
    }

    private static Problem analytic(double deadlineSeconds) {
        Scenario scenario = Scenario.builder("strategies", Target.of(deadlineSeconds, 0.05))
                .cloud(Cloud.of("cloud", 1e12, 1e-10))
                .device(Device.of("device", 1e10, 5e-10))
                .edgeServer(EdgeServer.of("near", new Processor(3e11, 3e-10), Link.of(1e7, 3e-6), Link.of(1e8, 1e-8)))
                .edgeServer(EdgeServer.of("far", new Processor(2e12, 9e-10), Link.of(2e7, 4e-6), Link.of(1e7, 9e-8)))
                .bitWidths(4, 8)
                .workload(Workload.of(2000, 500).withInput(3072, 8))
                .model(ModelVersion.of("net", 0.04, List.of(layer(2e6), layer(2e7), layer(1e7))))
                .build();
        EstimateTable table = new EstimateTable(List.of(
                EstimateTable.Row.of(QuantizedModel.of("net", 1), EpochEstimate.of(30, 40)),
                EstimateTable.Row.of(QuantizedModel.of("net", 4), EpochEstimate.of(20, 22)),
                EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(5, 6)),
                EstimateTable.Row.of(QuantizedModel.of("net", 32), EpochEstimate.of(5, 6))));
        return new Problem(
                scenario, Estimators.of(table), AnalyticCosts.PAPER.withBitScaling(new BitScaling.Floor(0.4)));
    }

    /** Cut 1 takes 3 s and 1 J, cut 2 takes 1 s and 10 J; 3 expected and 4 robust epochs. */
    private static Problem measured(double deadlineSeconds, SchedulePolicy policy) {
        ModelVersion model = ModelVersion.of("net", 0.04, List.of()).withCuts(List.of(1, 2));
        Scenario scenario = Scenario.builder("measured", Target.of(deadlineSeconds, 0.05))
                .schedule(policy)
                .edgeServer(EdgeServer.of("near", new Processor(1e12, 1e-10), Link.of(1e7, 1e-6), Link.of(1e7, 1e-6)))
                .bitWidths(8)
                .model(model)
                .build();
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(
                        List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(3, 4))))),
                new MeasuredCosts(List.of(
                        new Measurement(QuantizedModel.of("net", 8), "near", 1, 3, 1, 1),
                        new Measurement(QuantizedModel.of("net", 8), "near", 2, 1, 10, 1))));
    }

    private static Layer layer(double macs) {
        return new Layer("layer", macs, 1e5, 1e4);
    }
}
