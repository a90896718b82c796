package io.github.jqodi.estimators.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BitWidthPriorTest {
    private static final double TINY = 1e-9;
    private static final double[] WIDTHS = {1, 1.58, 2, 3, 4, 4.5, 6, 8, 16, 32};

    /** The loss k^-0.2 of 8 bits is at most 0.7 from epoch 6 on: (1/0.7)^5 is 5.95. */
    private static final Curve EIGHT_BITS = powerLaw("eight", 8, 1);

    private static Curve powerLaw(String name, double bits, double factor) {
        double[] losses = new double[40];
        Arrays.setAll(losses, i -> factor * Math.pow(i + 1, -0.2));
        return Curve.ofLosses(name, losses).withFeatures(RunFeatures.NONE.withPair("net", bits));
    }

    private static EpochForecast forecast(List<Curve> past, double bits, double target) {
        return BitWidthPrior.of(past)
                .forecast("net", Quantization.of(bits), target)
                .orElseThrow();
    }

    @Test
    void wideOnesAreAlike() {
        for (double bits : new double[] {6, 8, 32}) {
            assertEquals(
                    6, forecast(List.of(EIGHT_BITS), bits, 0.7).quantile(0.5).orElseThrow(), 1, bits + " bits");
        }
    }

    /** ln factor 0.3/2.2 - 0.3/2.2^7 = 0.1352 at 2 bits: (1.1448/0.7)^5 = 11.7 epochs in the middle; 22 epochs at 1 bit and above. */
    @Test
    void narrowOnesAreSlow() {
        int two = forecast(List.of(EIGHT_BITS), 2, 0.7).quantile(0.5).orElseThrow();
        assertEquals(12, two, 1);
        assertTrue(forecast(List.of(EIGHT_BITS), 1, 0.7).quantile(0.5).orElseThrow() >= 22);
        assertTrue(forecast(List.of(EIGHT_BITS), 4, 0.7).quantile(0.5).orElseThrow() <= 7);
    }

    /** A run at 2 bits says of 8 bits what one of 8 bits says of 2, the other way round. */
    @Test
    void runsAreCarriedBothWays() {
        Curve twoBits = powerLaw("two", 2, Math.exp(0.3 / 2.2 - 0.3 * Math.pow(2.2, -7)));
        assertEquals(6, forecast(List.of(twoBits), 8, 0.7).quantile(0.5).orElseThrow(), 1);
        assertEquals(12, forecast(List.of(twoBits), 2, 0.7).quantile(0.5).orElseThrow(), 1);
    }

    @Test
    void moreBitsAreNeverSlower() {
        for (double target : new double[] {0.9, 0.7, 0.55, 0.48}) {
            EpochForecast narrower = forecast(List.of(EIGHT_BITS), WIDTHS[0], target);
            for (double bits : WIDTHS) {
                EpochForecast wider = forecast(List.of(EIGHT_BITS), bits, target);
                for (int k = 1; k <= 40; k++) {
                    assertTrue(
                            wider.probabilityBy(k) >= narrower.probabilityBy(k) - TINY,
                            bits + " bits to " + target + " by epoch " + k);
                }
                narrower = wider;
            }
        }
    }

    /** 8 bits get to 0.5 in epoch 32 of 40, 2 bits about epoch 63, 1 bit about epoch 143, of which more than 80 is never believed. */
    @Test
    void hardTargetsAreOutOfReachOfFewBits() {
        EpochForecast one = forecast(List.of(EIGHT_BITS), 1, 0.5);
        assertEquals(40, one.horizon().orElseThrow());
        assertTrue(one.neverProbability() > 0.9, one::toString);
        EpochForecast two = forecast(List.of(EIGHT_BITS), 2, 0.5);
        double late = 1 - two.probabilityBy(40);
        assertTrue(late > 0.7, two::toString);
        assertTrue(two.probabilityBy(80) > two.probabilityBy(40), "what is still falling may get there later");
        assertTrue(two.neverProbability() >= 0.6 * late - TINY, two::toString);
        assertTrue(forecast(List.of(EIGHT_BITS), 8, 0.5).neverProbability() < 0.5);
        assertEquals(1, forecast(List.of(EIGHT_BITS), 8, 0.1).neverProbability(), TINY);
        assertEquals(1, forecast(List.of(EIGHT_BITS), 8, -0.1).neverProbability(), TINY);
    }

    @Test
    void oneRunLeavesMoreOpenThanMany() {
        EpochForecast one = forecast(List.of(EIGHT_BITS), 4, 0.7);
        EpochForecast many = forecast(Collections.nCopies(8, EIGHT_BITS), 4, 0.7);
        assertTrue(width(one) > width(many), width(one) + " and " + width(many));
    }

    private static int width(EpochForecast forecast) {
        return forecast.quantile(0.9).orElseThrow() - forecast.quantile(0.1).orElseThrow();
    }

    @Test
    void theBasisSaysWhatWasCarriedOver() {
        List<Curve> past = List.of(EIGHT_BITS, powerLaw("other", 8, 1.02), powerLaw("two", 2, 1.2));
        assertEquals(
                "prior by bits: 2 runs at 8 bits carried over to 4",
                forecast(past, 4, 0.7).basis());
        assertEquals(
                "prior by bits: 1 run at 2 bits carried over to 1.5",
                forecast(past, 1.5, 0.7).basis());
        assertEquals(
                "prior by bits: 2 runs at 8 bits of other models carried over to 6",
                BitWidthPrior.of(past)
                        .forecast("unknown", Quantization.of(6), 0.7)
                        .orElseThrow()
                        .basis());
        assertEquals(Optional.empty(), BitWidthPrior.of(List.of()).forecast("net", Quantization.of(4), 0.7));
        Curve mute = Curve.ofLosses("mute", 1, 0.5);
        assertEquals(Optional.empty(), BitWidthPrior.of(List.of(mute)).forecast("net", Quantization.of(4), 0.7));
    }

    /** At 4 bits 0.6/4 of the loss of 0.5 in the middle; the mean of a lognormal is e^(0.8²/2) above, its quantile e^(0.8 · 1.6449). */
    @Test
    void compressionCostsAMultipleOfTheLoss() {
        Scenario scenario = scenario(Target.of(1, 0.4));
        LossEstimate gamma = gamma(scenario, "4");
        assertEquals(0.075 * Math.exp(0.32), gamma.expected(), TINY);
        assertEquals(0.075 * Math.exp(0.8 * 1.6448536269514722), gamma.robust(), TINY);
        assertEquals(1.5 * Math.exp(0.32), gamma(scenario, "2").expected(), TINY);
        assertEquals(gamma(scenario, "2"), gamma(scenario, "1"));
        assertEquals(new LossEstimate(0, 0), gamma(scenario, "32"));
        double before = Double.POSITIVE_INFINITY;
        for (double bits : WIDTHS) {
            double expected = gamma(scenario, Quantization.of(bits).name()).expected();
            assertTrue(expected <= before, bits + " bits");
            before = expected;
        }
    }

    @Test
    void pairsOfAScenarioAreAnswered() {
        Scenario scenario = scenario(Target.of(1, 0.7));
        BitWidthPrior prior = BitWidthPrior.of(List.of(EIGHT_BITS));
        EpochEstimate direct =
                forecast(List.of(EIGHT_BITS), 2, Math.nextDown(0.7)).toEpochEstimate();
        assertEquals(direct, prior.epochs(scenario, QuantizedModel.of("net", 2)).orElseThrow());
        Scenario accurate = scenario.withTarget(Target.ofAccuracy(1, 0.7));
        assertThrows(InvalidValueException.class, () -> prior.epochs(accurate, QuantizedModel.of("net", 2)));
        assertThrows(InvalidValueException.class, () -> prior.compressionLoss(accurate, QuantizedModel.of("net", 2)));
    }

    /** Nine past runs of the pair itself take the place of the prior; fewer get the spread of a further one. */
    @Test
    void enoughOwnRunsComeBeforeThePrior() {
        Scenario scenario = scenario(Target.of(1, 0.7));
        QuantizedModel eight = QuantizedModel.of("net", 8);
        TracedEpochs traced = TracedEpochs.ofHistory(List.of(EIGHT_BITS));
        EpochForecast carried =
                traced.forecast(scenario, QuantizedModel.of("net", 2)).orElseThrow();
        assertEquals("prior by bits: 1 run at 8 bits carried over to 2", carried.basis());
        EpochForecast one = traced.forecast(scenario, eight).orElseThrow();
        assertEquals("prior by bits: 1 run at 8 bits, with the spread of a further one", one.basis());
        assertTrue(one.quantile(0.9).orElseThrow() > 6, one::toString);
        EpochForecast few = TracedEpochs.ofHistory(Collections.nCopies(8, EIGHT_BITS))
                .forecast(scenario, eight)
                .orElseThrow();
        assertEquals("prior by bits: 8 runs at 8 bits, with the spread of a further one", few.basis());
        EpochForecast own = TracedEpochs.ofHistory(Collections.nCopies(9, EIGHT_BITS))
                .forecast(scenario, eight)
                .orElseThrow();
        assertEquals("9 past runs of the pair, 0 of similar ones", own.basis());
        assertEquals(OptionalInt.of(6), own.quantile(0.9));
    }

    /** Problems and predictions of runs that have not begun rest on the same. */
    @Test
    void problemsAreAnsweredAsRunsThatHaveNotBegun() {
        Scenario scenario = scenario(Target.of(1, 0.7));
        for (int count : new int[] {1, 4, 8, 9, 20}) {
            List<Curve> past = new ArrayList<>(Collections.nCopies(count, EIGHT_BITS));
            past.add(powerLaw("two", 2, 1.2));
            for (double bits : WIDTHS) {
                assertEquals(
                        UnbegunRuns.of(past).forecast(RunFeatures.NONE.withPair("net", bits), Math.nextDown(0.7)),
                        TracedEpochs.ofHistory(past).forecast(scenario, QuantizedModel.of("net", bits)),
                        count + " runs at 8 bits, asked at " + bits);
            }
        }
    }

    private static LossEstimate gamma(Scenario scenario, String quantization) {
        return BitWidthPrior.of(List.of())
                .compressionLoss(scenario, new QuantizedModel("net", quantization))
                .orElseThrow();
    }

    private static Scenario scenario(Target target) {
        return Scenario.builder("s", target)
                .edgeServer(EdgeServer.named("server"))
                .quantizations(Arrays.stream(WIDTHS).mapToObj(Quantization::of).toList())
                .model(ModelVersion.of("net", 0.5, List.of()))
                .build();
    }
}
