package io.github.jqodi.estimators.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.parametric.CurveModelAverage;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsistentGainsTest {
    private static final ModelVersion MODEL =
            ModelVersion.of("net", 0.5, List.of()).withCuts(List.of(1));
    private static final Scenario SCENARIO = Scenario.builder("losses", Target.of(1000, 0.45))
            .edgeServer(EdgeServer.named("server"))
            .bitWidths(4)
            .model(MODEL)
            .build();
    private static final List<PastRun> RUNS = List.of(
            new PastRun("net", Quantization.of(4), 0.7, List.of(0.68, 0.58, 0.54), List.of(0.6, 0.55, 0.5)),
            new PastRun("net", Quantization.of(4), 0.7, List.of(0.66, 0.56, 0.5), List.of(0.58, 0.52, 0.48)));

    @Test
    void accuraciesAreRefused() {
        Scenario accurate = SCENARIO.withTarget(Target.ofAccuracy(1000, 0.45));
        Estimators consistent = ConsistentGains.of(Estimators.of((scenario, pair) -> Optional.empty()));
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> consistent.runGain().gains(accurate, QuantizedModel.of("net", 4), 3));
        assertEquals(
                "metric (accuracy) must be loss for gains made consistent with K. State losses, such as 1 - accuracy.",
                e.getMessage());
    }

    @Test
    void gainsAreMeansOfTheDifferencesOfThePastRuns() {
        GainSeries update = RunHistory.of(RUNS)
                .updateGains()
                .gains(SCENARIO, QuantizedModel.of("net", 4), 4)
                .orElseThrow();
        GainSeries run = RunHistory.of(RUNS)
                .runGains()
                .gains(SCENARIO, QuantizedModel.of("net", 4), 4)
                .orElseThrow();
        assertEquals((-0.02 - 0.04) / 2, update.expected().get(0), 1e-12);
        assertEquals((-0.08 - 0.08) / 2, run.expected().get(0), 1e-12);
        assertEquals((-0.01 - 0.02) / 2, update.expected().get(2), 1e-12);
        assertEquals(0, update.expected().get(3) + run.expected().get(3), 1e-12);
    }

    /** Student's t with one degree of freedom at 0.95 is 6.3137515; two runs that end 0.02 apart. */
    @Test
    void theRobustLossIsAQuantileOfTheLossAndNotASumOfQuantiles() {
        GainSeries update = RunHistory.of(RUNS)
                .updateGains()
                .gains(SCENARIO, QuantizedModel.of("net", 4), 3)
                .orElseThrow();
        GainSeries run = RunHistory.of(RUNS)
                .runGains()
                .gains(SCENARIO, QuantizedModel.of("net", 4), 3)
                .orElseThrow();
        double sum = 0;
        for (int k = 0; k < 3; k++) {
            sum += update.robust().get(k) + run.robust().get(k);
        }
        double deviation = 0.02 / Math.sqrt(2);
        assertEquals(-0.21 + 6.3137515 * deviation * Math.sqrt(1.5), sum, 1e-6);
    }

    @Test
    void bothLossesMeetTheTargetAndTheRiskIsOne() {
        for (EpochEstimate epochs : List.of(
                EpochEstimate.of(2, 3), EpochEstimate.of(7, 7), EpochEstimate.normal(20, 2), EpochEstimate.of(1, 60))) {
            Plan plan = plan(beliefs(epochs, RUNS)).plan().orElseThrow();
            double expected = plan.nominal().loss().orElseThrow();
            double robust = plan.robust().loss().orElseThrow();
            assertTrue(expected < 0.45 && robust < 0.45);
            assertEquals(0.45, expected, 1e-8);
            assertEquals(1, risk(plan), 1e-8);
        }
    }

    /** Falls to 0.45 and to 0.35 from 0.7, then rises: stretched to K = 3 or 4 it would undercut the target in epoch 2 already. */
    @Test
    void aCourseThatComesBackUndercutsTheTargetInTheEpochThatWasAskedFor() {
        List<PastRun> swinging = List.of(
                new PastRun("net", Quantization.of(4), 0.7, List.of(0.69, 0.46, 0.36), List.of(0.45, 0.35, 0.5)),
                new PastRun("net", Quantization.of(4), 0.7, List.of(0.69, 0.46, 0.36), List.of(0.45, 0.36, 0.5)));
        for (int epochs = 1; epochs <= 3; epochs++) {
            Estimators beliefs = beliefs(EpochEstimate.of(epochs, epochs), swinging);
            GainSeries update = beliefs.updateGain()
                    .gains(SCENARIO, QuantizedModel.of("net", 4), 3)
                    .orElseThrow();
            GainSeries run = beliefs.runGain()
                    .gains(SCENARIO, QuantizedModel.of("net", 4), 3)
                    .orElseThrow();
            double loss = 0.5
                    + beliefs.compressionLoss()
                            .compressionLoss(SCENARIO, QuantizedModel.of("net", 4))
                            .orElseThrow()
                            .expected();
            for (int k = 1; k <= epochs; k++) {
                loss += update.expected().get(k - 1) + run.expected().get(k - 1);
                assertEquals(k == epochs, loss < 0.45, "epoch " + k + " of " + epochs + ": " + loss);
            }
            assertEquals(0.45, loss, 1e-8);
        }
    }

    @Test
    void runsThatDidNotLearnStandForAnEvenCourse() {
        List<PastRun> idle = List.of(new PastRun("net", Quantization.of(4), 0.7, List.of(), List.of(0.71, 0.72)));
        Plan plan = plan(beliefs(EpochEstimate.of(5, 8), idle)).plan().orElseThrow();
        assertEquals(0.45, plan.nominal().loss().orElseThrow(), 1e-8);
        assertEquals(1, risk(plan), 1e-8);
    }

    @Test
    void withoutAgreementThePairIsNoCandidate() {
        Estimators raw = raw(EpochEstimate.of(2, 3), RUNS);
        assertEquals(Status.INFEASIBLE, plan(raw).status());
    }

    @Test
    void aForecastOfTheMixAgreesToo() {
        Curve begun = Curve.ofLosses("net", 0.7, 0.62, 0.58, 0.555, 0.54, 0.53);
        EpochEstimate epochs =
                CurveModelAverage.create().fit(List.of()).forecast(begun, 0.525).toEpochEstimate();
        Scenario half = SCENARIO.withTarget(new Target(1e6, 0.45, 0.6));
        Problem problem = problem(half, beliefs(epochs, RUNS));
        Plan plan = Planner.create().plan(problem).plan().orElseThrow();
        assertTrue(plan.nominal().loss().orElseThrow() < 0.45);
        assertEquals(1, risk(plan), 1e-8);
    }

    @Test
    void pairsWithoutBeliefsStayAsTheyAre() {
        Estimators beliefs = ConsistentGains.of(Estimators.of((scenario, pair) -> Optional.empty()));
        assertTrue(beliefs.runGain()
                .gains(SCENARIO, QuantizedModel.of("net", 4), 3)
                .isEmpty());
        Estimators below = beliefs(EpochEstimate.of(2, 3), RUNS);
        Scenario easy = SCENARIO.withTarget(Target.of(1000, 5));
        assertEquals(
                RunHistory.of(RUNS).runGains().gains(easy, QuantizedModel.of("net", 4), 3),
                below.runGain().gains(easy, QuantizedModel.of("net", 4), 3));
    }

    /** L_exp/L_rob of Algorithm 4. */
    private static double risk(Plan plan) {
        return plan.nominal().loss().orElseThrow() / plan.robust().loss().orElseThrow();
    }

    private static Estimators raw(EpochEstimate epochs, List<PastRun> runs) {
        CompressionHistory gamma = CompressionHistory.of(List.of(
                new PastCompression("net", Quantization.of(4), 0.19),
                new PastCompression("net", Quantization.of(4), 0.21)));
        RunHistory gains = RunHistory.of(runs);
        return Estimators.of((scenario, pair) -> Optional.of(epochs))
                .withCompressionLoss(gamma)
                .withGains(gains.updateGains(), gains.runGains());
    }

    private static Estimators beliefs(EpochEstimate epochs, List<PastRun> runs) {
        return ConsistentGains.of(raw(epochs, runs));
    }

    private static SolveResult plan(Estimators beliefs) {
        return Planner.create().plan(problem(SCENARIO, beliefs));
    }

    private static Problem problem(Scenario scenario, Estimators beliefs) {
        return new Problem(
                scenario,
                beliefs,
                new MeasuredCosts(List.of(new Measurement(QuantizedModel.of("net", 4), "server", 1, 2, 3, 1))));
    }
}
