package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.ScoreReadings.EnergyBasis;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.plan.ScoreReadings.Risk;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Losses of exact sums, what Algorithm 4 makes of them, and what problems say of themselves. */
class LossesAndScoresTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    /** From 4, of which quantizing takes away 1 or, robustly, 2, an epoch each gains ½ + ½, robustly ½ + ¼. */
    private static LossCourse course(Metric metric, double sign) {
        GainSeries update = new GainSeries(halves(sign, 0.5), halves(sign, 0.5));
        GainSeries run = new GainSeries(halves(sign, 0.5), halves(sign, 0.25));
        return new LossCourse(
                metric, metric == Metric.LOSS ? 4 : 0.5, new LossEstimate(sign, 2 * sign), new Trajectory(update, run));
    }

    private static List<Double> halves(double sign, double gain) {
        return List.of(-sign * gain, -sign * gain, -sign * gain, -sign * gain);
    }

    @Test
    void lossesAreExactSums() {
        Losses losses = Losses.of(course(Metric.LOSS, 1), 2, 4);
        assertEquals(4 + 1 - 2, losses.expected());
        assertEquals(4 + 2 - 3, losses.robust());
        assertEquals(4 + 1 - 4, losses.expectedLater());
        assertEquals(Math.nextUp(3.0), losses.targetNeeded());
        assertEquals(3, losses.worst());
        assertTrue(losses.meet(Math.nextUp(3.0)));
        assertFalse(losses.meet(3));
        assertEquals(4, Losses.of(course(Metric.LOSS, 1), 1, 4).worst(), "the expected one may be the worse");
        assertEquals(Math.nextUp(4.0), Losses.of(course(Metric.LOSS, 1), 1, 4).targetNeeded());
    }

    /** 6 - ¾ k is below the target from some k on, and has to be until the last. */
    @Test
    void theMostEpochsAfterWhichALossIsMet() {
        LossCourse course = course(Metric.LOSS, 1);
        assertEquals(OptionalInt.of(4), course.robustEpochs(3.1, 1, 4));
        assertEquals(OptionalInt.of(4), course.robustEpochs(3.1, 1, 9), "no more are known");
        assertEquals(OptionalInt.of(3), course.robustEpochs(4, 1, 3));
        assertEquals(OptionalInt.empty(), course.robustEpochs(3, 1, 4));
        assertEquals(OptionalInt.empty(), course.robustEpochs(9, 5, 9));
        assertEquals(OptionalInt.empty(), course.robustEpochs(9, 4, 3));
        LossCourse rising = course(Metric.LOSS, -1);
        // 2 + ¾ k
        assertEquals(OptionalInt.of(2), rising.robustEpochs(4, 1, 4));
        assertEquals(OptionalInt.of(2), rising.robustEpochs(4, 2, 4));
        assertEquals(OptionalInt.empty(), rising.robustEpochs(4, 3, 4));
        assertEquals(OptionalInt.of(1), rising.robustEpochs(3.5, 1, 4), "met strictly");
    }

    @Test
    void theExpectedLossIsMetStrictly() {
        LossCourse course = course(Metric.LOSS, 1);
        assertFalse(course.expectedMeets(3, 2));
        assertTrue(course.expectedMeets(Math.nextUp(3.0), 2));
        assertFalse(course.isWithoutEpochs());
        assertTrue(
                LossCourse.withoutEpochs(Metric.LOSS, 4, new LossEstimate(1, 2)).isWithoutEpochs());
    }

    // Algorithm 4

    @Test
    void opportunitiesAreRatiosOfTime() {
        ScoreReadings literal = ScoreReadings.DEFAULT;
        assertEquals(0.25, literal.opportunity(2, 8));
        assertEquals(4, literal.withOpportunity(Opportunity.INVERSE).opportunity(2, 8));
        assertEquals(1, literal.withOpportunity(Opportunity.ONE).opportunity(2, 8));
        assertEquals(1, literal.opportunity(0, 8));
        assertEquals(1, literal.withOpportunity(Opportunity.INVERSE).opportunity(0, 8));
        assertEquals(
                Rule.NOMINAL,
                literal.withEnergyBasis(EnergyBasis.NOMINAL).energyBasis().rule());
        assertEquals(Rule.EXPECTED, EnergyBasis.EXPECTED.rule());
    }

    /** 4 are expected after one epoch and 1 after four, of which robust gains leave 3. */
    @Test
    void risksAreRatiosOfLosses() {
        Optional<Losses> losses = Optional.of(Losses.of(course(Metric.LOSS, 1), 1, 4));
        ScoreReadings literal = ScoreReadings.DEFAULT;
        assertEquals(4.0 / 3, literal.risk(losses));
        assertEquals(3.0 / 4, literal.withRisk(Risk.INVERSE).risk(losses));
        assertEquals(4.0 / 1, literal.withRisk(Risk.ONE_CURVE).risk(losses));
        assertEquals(1, literal.withRisk(Risk.ONE).risk(losses));
        assertEquals(1, literal.risk(Optional.empty()));
        LossCourse none = LossCourse.withoutEpochs(Metric.LOSS, 4, new LossEstimate(1, 2));
        assertEquals(1, literal.risk(Optional.of(Losses.of(none, 0, 0))));
        LossCourse zero = new LossCourse(
                Metric.LOSS,
                1,
                new LossEstimate(0, 1),
                new Trajectory(
                        new GainSeries(List.of(-1.0), List.of(-1.0)), new GainSeries(List.of(0.0), List.of(0.0))));
        assertEquals(1, literal.risk(Optional.of(Losses.of(zero, 1, 1))), "no ratio of a loss of 0");
        assertEquals(1, literal.withRisk(Risk.INVERSE).risk(Optional.of(Losses.of(zero, 1, 1))));
    }

    @Test
    void scoresAreEnergyTimesRiskOverOpportunity() {
        assertEquals(new Score(24, 0.5, 4, ScoreReadings.DEFAULT), Score.of(ScoreReadings.DEFAULT, 1, 2, 3, 4));
    }

    // odd estimates

    @Test
    void oddSignsAreToldInTheWordsOfTheMetric() {
        assertEquals(
                List.of("estimate of 'm' at 8 bits: compressionLoss -0.1 / 0.1 says that quantizing lowers the loss"),
                signs(Metric.LOSS, 8, -0.1, 0.1));
        assertEquals(
                List.of("estimate of 'm' at 8 bits: compressionLoss 0.1 / -0.1 says that quantizing lowers the loss"),
                signs(Metric.LOSS, 8, 0.1, -0.1));
        assertEquals(
                List.of(
                        "estimate of 'm' at 8 bits: compressionLoss 0.1 / 0.1 says that quantizing raises the accuracy"),
                signs(Metric.ACCURACY, 8, 0.1, 0.1));
        assertEquals(List.of(), signs(Metric.LOSS, 8, 0, 0));
        assertEquals(List.of(), signs(Metric.ACCURACY, 8, -0.1, 0));
        assertEquals(
                List.of("estimate of 'm' at 8 bits: compressionLoss 0.1 / 0.1 is not 0 at full precision"),
                signs(Metric.LOSS, 32, 0.1, 0.1));
        assertEquals(List.of(), signs(Metric.LOSS, 32, 0, 0.1));
    }

    private static List<String> signs(Metric metric, double bits, double expected, double robust) {
        List<Warning> odd = new ArrayList<>();
        new EstimateChecks(metric, odd::add).checkSign(PAIR, Quantization.of(bits), new LossEstimate(expected, robust));
        assertTrue(odd.stream().allMatch(warning -> warning.code() == Code.UNUSUAL_GAIN));
        return odd.stream().map(Warning::text).toList();
    }

    @Test
    void gainsCoverEveryEpochAndMakeModelsBetter() {
        GainSeries series = new GainSeries(List.of(-0.1, 0.1, 0.1), List.of(0.0, 0.2, -0.1));
        assertEquals(
                List.of("trajectory of x: 2 gains are above 0, the loss rises there"), gains(Metric.LOSS, series, 2));
        assertEquals(
                List.of("trajectory of x: 1 gains are below 0, the accuracy falls there"),
                gains(Metric.ACCURACY, series, 2));
        assertEquals(List.of(), gains(Metric.LOSS, series, 1));
        GainSeries shorter = new GainSeries(List.of(0.0, 0.0), List.of(0.0));
        assertEquals(
                "trajectory of x (1 entries) must cover every epoch up to K_rob, 2. Lengthen the lists or lower K.",
                assertThrows(InvalidValueException.class, () -> gains(Metric.LOSS, shorter, 2))
                        .getMessage());
    }

    private static List<String> gains(Metric metric, GainSeries series, int epochs) {
        List<Warning> odd = new ArrayList<>();
        new EstimateChecks(metric, odd::add).checkGains("x", series, epochs);
        return odd.stream().map(Warning::text).toList();
    }

    // problems

    private static Problem problem() {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "p", "target": {"deadlineSeconds": 9, "loss": 0.5},
                 "edgeServers": [{"name": "a"}], "bitWidths": [4, 8], "models": [{"name": "m", "loss": 0.9, "cuts": [0]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"pmf": [0.5, 0.5], "never": 0}}]}
                """);
    }

    @Test
    void anAssessmentFindsPairs() {
        Assessment assessment = problem().assess();
        assertTrue(assessment.candidate(PAIR).isPresent());
        assertEquals(Optional.empty(), assessment.exclusion(PAIR));
        QuantizedModel other = QuantizedModel.of("m", 4);
        assertEquals(Optional.empty(), assessment.candidate(other));
        assertEquals(other, assessment.exclusion(other).orElseThrow().pair());
        assertEquals(Optional.empty(), assessment.exclusion(QuantizedModel.of("x", 4)));
        assertEquals("1 candidate, 1 excluded, 1 warning", assessment.toString());
        assertEquals(
                assessment.candidates().toString(),
                new PreparedProblem(problem()).assess(problem()).candidates().toString());
    }

    @Test
    void pairsThatAreNoChoiceSayWhy() {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "p", "target": {"deadlineSeconds": 9, "loss": 0.5},
                 "edgeServers": [{"name": "a"}], "quantizations": [{"name": "8", "weightBits": 8},
                   {"name": "4", "weightBits": 4}, {"name": "w8a16", "weightBits": 8, "activationBits": 16}],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [0]}, {"name": "n", "loss": 0.9, "cuts": [0]},
                   {"name": "o", "loss": 0.9, "cuts": [1]}],
                 "choices": {"models": {"except": ["n"]}, "cuts": {"only": [0]},
                   "quantizations": {"except": ["4", "w8a16"]}},
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 10}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 1, "robust": 1}},
                   {"model": "o", "bits": 8, "epochs": {"expected": 1, "robust": 1}}]}
                """);
        Assessment assessment = problem.assess();
        assertEquals(8, assessment.excluded().size());
        assertTrue(assessment.excluded().stream().allMatch(why -> why.reason() == Infeasibility.Reason.CHOICES));
        assertEquals(
                List.of("4 bits are not among the choices", "'w8a16' is not among the choices"),
                assessment.excluded().stream()
                        .filter(why -> why.pair().model().equals("m"))
                        .map(Infeasibility::message)
                        .toList());
        assertEquals(
                "model 'n' is not among the choices",
                assessment.exclusion(QuantizedModel.of("n", 8)).orElseThrow().message());
        assertEquals(
                "no server and cut is open to it",
                assessment.exclusion(QuantizedModel.of("o", 8)).orElseThrow().message());
    }

    @Test
    void aPreparedProblemForgetsWhatIsTooMuch() {
        PreparedProblem prepared = new PreparedProblem(problem());
        assertEquals("prepared with 0 distributions", prepared.toString());
        prepared.assess(problem());
        prepared.assess(problem());
        assertEquals("prepared with 1 distribution", prepared.toString());
        for (int million = 1; million <= 6; million++) {
            int epochs = 1_000_000 - million;
            prepared.assess(problem()
                    .withEstimators(Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(epochs, epochs)))));
        }
        assertTrue(prepared.toString().matches("prepared with [12] distributions?"), prepared::toString);
    }

    @Test
    void problemsAreToldByWhatTheyHold() {
        Problem problem = problem();
        assertEquals(
                problem.scenario() + "; " + problem.estimators() + "; costs: " + problem.costModel(),
                problem.toString());
        assertTrue(
                problem.withProgress(RunInProgress.of(PAIR, 1, 1, 1)).toString().contains("; "));
        assertEquals(
                List.of(PAIR),
                problem.withOnly(PAIR).assess().candidates().stream()
                        .map(Candidate::pair)
                        .toList());
        assertEquals(problem, problem.tabulated());
        Problem code = problem.withEstimators(Estimators.of((scenario, pair) -> Optional.of(EpochEstimate.of(1, 2))));
        assertTrue(code.tabulated().estimators().table().isPresent());
    }

    @Test
    void costsAreAskedWhetherTheyFitTheScenario() {
        CostModel costs = new CostModel() {
            @Override
            public ScenarioCosts costs(Scenario scenario) {
                throw new AssertionError();
            }

            @Override
            public void check(Scenario scenario) {
                throw new IllegalStateException("no");
            }
        };
        assertThrows(
                IllegalArgumentException.class,
                () -> new Problem(problem().scenario(), problem().estimators(), costs));
    }

    @Test
    void rulesAndKindsHaveNames() {
        assertEquals(Optional.of(Rule.NOMINAL), Rule.byLabel("nominal"));
        assertEquals(Optional.empty(), Rule.byLabel("NOMINAL"));
        assertTrue(Rule.EXPECTED.description().startsWith("the mean energy"));
        assertEquals("J", ObjectiveKind.of(new Objective.Energy()).unit());
        assertEquals(ObjectiveKind.TIME, ObjectiveKind.of(new Objective.Time()));
        assertEquals("interval", ObjectiveKind.INTERVAL.label());
        assertEquals("epoch 1: cut 2 on the device alone", Segment.onDevice(2).toString());
        assertEquals("epochs 2 to 3: cut 0 on a", new Segment(2, 3, Optional.of("a"), 0).toString());
        assertThrows(InvalidValueException.class, () -> new Segment(1, 1, Optional.of(" "), 0));
    }

    @Test
    void rulesWeighEpochs() {
        Candidate candidate = problem().assess().candidates().get(0);
        assertEquals(List.of(1.0, 0.5), weights(Rule.EXPECTED, candidate));
        assertEquals(List.of(1.0, 1.0), weights(Rule.NOMINAL, candidate), "a mean of 1½ is rounded up");
        assertEquals(List.of(1.0, 1.0), weights(Rule.ROBUST, candidate));
        assertThrows(IllegalArgumentException.class, () -> weights(Rule.PAPER, candidate));
    }

    private static List<Double> weights(Rule rule, Candidate candidate) {
        return Arrays.stream(rule.weights(candidate)).boxed().toList();
    }
}
