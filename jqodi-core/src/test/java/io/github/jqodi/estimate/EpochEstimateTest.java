package io.github.jqodi.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.NormalDistribution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class EpochEstimateTest {
    @Test
    void givenNumbersStayAsTheyAre() {
        EpochDistribution epochs = at(EpochEstimate.of(26, 29), 0.95);
        assertEquals(26, epochs.expectedEpochs());
        assertEquals(OptionalInt.of(29), epochs.robustEpochs());
        assertEquals(0.95, epochs.confidence());
    }

    @Test
    void givenNumbersBecomeANormalDistributionWhereOneIsNeeded() {
        EpochDistribution given = at(EpochEstimate.of(26, 29), 0.95);
        double sigma = 3 / NormalDistribution.quantile(0.95);
        EpochDistribution normal = at(EpochEstimate.normal(26, sigma), 0.95);
        for (int k = 1; k <= 45; k++) {
            assertEquals(normal.probability(k), given.probability(k), 1e-15);
        }
        assertEquals(1, at(EpochEstimate.of(5, 5), 0.95).probability(5));
    }

    @Test
    void aNormalDistributionIsDiscretised() {
        // Φ((k+½-3)/1) - Φ((k-½-3)/1), what lies below 1½ goes to 1, tail cut at 1e-12
        EpochDistribution epochs = at(EpochEstimate.normal(3, 1), 0.95);
        assertEquals(0.06680720126886021, epochs.probability(1), 1e-14);
        assertEquals(0.2417303374571365, epochs.probability(2), 1e-14);
        assertEquals(0.38292492254803845, epochs.probability(3), 1e-14);
        assertEquals(0.060597535943083855, epochs.probability(5), 1e-14);
        assertEquals(10, epochs.lastEpoch());
        assertEquals(3, epochs.expectedEpochs());
        assertEquals(OptionalInt.of(5), epochs.robustEpochs());
    }

    /** Means at a half, or a rounding away from one, are decided by the exact sums; the others agree with them. */
    @Test
    void theMeanIsRoundedAsItsExactSumSays() {
        SplittableRandom random = new SplittableRandom(5);
        int halves = 0;
        for (int run = 0; run < 2000; run++) {
            double[] pmf = new double[random.nextInt(2, 40)];
            int middle = pmf.length / 2;
            boolean symmetric = run % 2 == 0;
            for (int k = 0; k < middle; k++) {
                double p = random.nextDouble();
                pmf[k] = p;
                pmf[pmf.length - 1 - k] = symmetric ? p : random.nextDouble();
            }
            double sum = Arrays.stream(pmf).sum();
            Arrays.setAll(pmf, k -> pmf[k] / sum);
            if (symmetric && random.nextBoolean()) {
                pmf[0] = random.nextBoolean() ? Math.nextUp(pmf[0]) : Math.nextDown(pmf[0]);
            }
            BigDecimal weighted = BigDecimal.ZERO;
            BigDecimal total = BigDecimal.ZERO;
            for (int k = 1; k <= pmf.length; k++) {
                weighted = weighted.add(new BigDecimal(pmf[k - 1]).multiply(BigDecimal.valueOf(k)));
                total = total.add(new BigDecimal(pmf[k - 1]));
            }
            BigDecimal mean = weighted.divide(total, new MathContext(60));
            int expected = mean.add(new BigDecimal("0.5"))
                    .setScale(0, RoundingMode.FLOOR)
                    .intValueExact();
            BigDecimal fromHalf = mean.remainder(BigDecimal.ONE).subtract(new BigDecimal("0.5"));
            halves += fromHalf.abs().compareTo(new BigDecimal("1e-13")) < 0 ? 1 : 0;
            List<Double> list = Arrays.stream(pmf).boxed().toList();
            assertEquals(expected, at(EpochEstimate.pmf(list, 0), 0.95).expectedEpochs(), () -> Arrays.toString(pmf));
        }
        assertTrue(halves > 200, "near a half: " + halves);
    }

    @Test
    void spreadMayStandForSeveralSigma() {
        EpochEstimate two = new EpochEstimate.MeanSpread(42, 4, 2);
        assertEquals(at(EpochEstimate.normal(42, 2), 0.95), at(two, 0.95));
        assertEquals(OptionalInt.of(45), at(two, 0.95).robustEpochs());
    }

    @Test
    void withoutSpreadItIsAPointRoundedHalfUp() {
        assertEquals(1, at(EpochEstimate.normal(7.5, 0), 0.95).probability(8));
        assertEquals(1, at(EpochEstimate.normal(7.4999, 0), 0.95).probability(7));
        assertEquals(1, at(EpochEstimate.normal(0, 0), 0.95).probability(1));
    }

    @Test
    void expectedIsTheMeanGivenTheTargetIsReachedRoundedHalfUp() {
        assertEquals(2, at(EpochEstimate.pmf(List.of(0.5, 0.5), 0), 0.95).expectedEpochs());
        assertEquals(
                1,
                at(EpochEstimate.pmf(List.of(0.5000000001, 0.4999999999), 0), 0.95)
                        .expectedEpochs());
        assertEquals(2, at(EpochEstimate.pmf(List.of(0.2, 0.2), 0.6), 0.95).expectedEpochs());
        assertEquals(
                4, at(EpochEstimate.pmf(List.of(0.0, 0.0, 0.0, 0.1), 0.9), 0.95).expectedEpochs());
    }

    @Test
    void robustIsTheSmallestEpochThatHasTheConfidence() {
        EpochEstimate estimate = EpochEstimate.pmf(List.of(0.5, 0.25, 0.25), 0);
        assertEquals(OptionalInt.of(2), at(estimate, 0.75).robustEpochs());
        assertEquals(OptionalInt.of(2), at(estimate, 0.75 + 1e-9).robustEpochs());
        assertEquals(OptionalInt.of(3), at(estimate, 0.75 + 1.001e-9).robustEpochs());
    }

    @Test
    void robustIsNeverBelowExpected() {
        EpochEstimate skewed = EpochEstimate.pmf(
                java.util.stream.IntStream.rangeClosed(1, 100)
                        .mapToObj(k -> k == 1 ? 0.96 : k == 100 ? 0.04 : 0.0)
                        .toList(),
                0);
        assertEquals(5, at(skewed, 0.95).expectedEpochs());
        assertEquals(OptionalInt.of(5), at(skewed, 0.95).robustEpochs());
    }

    @Test
    void noEpochSufficesIfNeverIsTooLikely() {
        EpochEstimate doubtful = EpochEstimate.pmf(List.of(0.9), 0.1);
        assertTrue(at(doubtful, 0.95).robustEpochs().isEmpty());
        assertEquals(OptionalInt.of(1), at(doubtful, 0.9).robustEpochs());
        assertEquals(0.1, at(doubtful, 0.9).neverProbability());
    }

    @Test
    void neverHasNoDistribution() {
        assertTrue(EpochEstimate.never().at(0.95).isEmpty());
        assertTrue(EpochEstimate.pmf(List.of(0.0), 1).at(0.95).isEmpty());
        assertTrue(EpochEstimate.pmf(List.of(), 1).at(0.95).isEmpty());
        assertTrue(EpochEstimate.samples(new int[0], 3).at(0.95).isEmpty());
    }

    @Test
    void survivalCountsNever() {
        EpochDistribution epochs = at(EpochEstimate.pmf(List.of(0.5, 0.25, 0.125), 0.125), 0.6);
        assertEquals(1, epochs.survival(1));
        assertEquals(0.5, epochs.survival(2));
        assertEquals(0.25, epochs.survival(3));
        assertEquals(0.125, epochs.survival(4));
        assertEquals(0.125, epochs.survival(100));
        double[] all = epochs.survivals(6);
        for (int k = 1; k <= 6; k++) {
            assertEquals(epochs.survival(k), all[k - 1]);
        }
    }

    @Test
    void hazardIsTheChanceOfTheEpochAtHand() {
        EpochDistribution epochs = at(EpochEstimate.pmf(List.of(0.5, 0.25, 0.125), 0.125), 0.6);
        assertEquals(0.5, epochs.hazard(1));
        assertEquals(0.5, epochs.hazard(2));
        assertEquals(0, epochs.hazard(4));
        EpochDistribution normal = at(EpochEstimate.normal(30, 4), 0.95);
        double survival = 1;
        for (int k = 1; k <= 40; k++) {
            assertEquals(survival, normal.survival(k), 1e-12);
            survival *= 1 - normal.hazard(k);
        }
    }

    @Test
    void quantiles() {
        EpochDistribution epochs = at(EpochEstimate.pmf(List.of(0.5, 0.25, 0.125), 0.125), 0.6);
        assertEquals(OptionalInt.of(1), epochs.quantile(0.5));
        assertEquals(OptionalInt.of(2), epochs.quantile(Math.nextUp(0.5)));
        assertEquals(OptionalInt.of(3), epochs.quantile(0.875));
        assertTrue(epochs.quantile(0.9).isEmpty());
    }

    @Test
    void samplesGiveTheEmpiricalDistribution() {
        EpochDistribution epochs =
                at(EpochEstimate.samples(new int[] {74, 71, 80, 71, 70, 80, 77, 97, 77, 90}, 0), 0.9);
        assertEquals(0.2, epochs.probability(80), 1e-15);
        assertEquals(79, epochs.expectedEpochs());
        assertEquals(OptionalInt.of(90), epochs.robustEpochs());
    }

    @Test
    void runsThatNeverReachTheTargetAreCountedBeyondTheRangeOfIntegers() {
        int never = Integer.MAX_VALUE;
        EpochEstimate.Pmf estimate = (EpochEstimate.Pmf) EpochEstimate.samples(new int[] {5}, never);
        assertEquals(never / (never + 1.0), estimate.never());
        assertEquals(1 / (never + 1.0), estimate.pmf().get(4));
    }

    @Test
    void badNumbersAreRefused() {
        assertRefused("expected (0) must be from 1 to 1000000.", () -> EpochEstimate.of(0, 3));
        assertRefused(
                "robust (3) must be at least expected, 4. Maybe the two are exchanged, or a mean and a spread are meant.",
                () -> EpochEstimate.of(4, 3));
        assertRefused("mean (NaN) must be finite and >= 0.", () -> EpochEstimate.normal(Double.NaN, 1));
        assertRefused("spread (-1.0) must be finite and >= 0.", () -> EpochEstimate.normal(3, -1));
        assertRefused("spreadSigma (0.0) must be finite and > 0.", () -> new EpochEstimate.MeanSpread(3, 1, 0));
        assertRefused(
                "mean (2000000.0) must keep the distribution of K within 1000000 epochs: mean 2000000.0 and σ 1.0 reach"
                        + " 2000007.0. Maybe iterations are given instead of epochs.",
                () -> EpochEstimate.normal(2e6, 1));
        assertRefused("pmf/1 (-0.5) must be finite and >= 0.", () -> EpochEstimate.pmf(List.of(1.5, -0.5), 0));
        assertRefused(
                "pmf (sum with never 0.9) must sum to 1 within 1e-9. Divide every entry by the sum.",
                () -> EpochEstimate.pmf(List.of(0.5), 0.4));
        assertRefused(
                "pmf (1000001 entries) must have at most 1000000.",
                () -> EpochEstimate.pmf(Collections.nCopies(1_000_001, 0.0), 1));
        assertRefused("epochs ([]) must hold at least one run.", () -> EpochEstimate.samples(new int[0], 0));
        assertRefused("epochs/1 (0) must be from 1 to 1000000.", () -> EpochEstimate.samples(new int[] {3, 0}, 0));
    }

    @Test
    void confidencesAndEpochsDoneHaveTheirRanges() {
        EpochDistribution known = EpochEstimate.of(3, 5).at(0.9).orElseThrow();
        for (EpochEstimate estimate : List.of(
                EpochEstimate.of(3, 5),
                EpochEstimate.normal(3, 1),
                EpochEstimate.pmf(List.of(0.5, 0.5), 0),
                EpochEstimate.never())) {
            for (double confidence : new double[] {-1, 0.5, 1, Double.NaN}) {
                String message = "confidence (" + confidence + ") must be above 0.5 and below 1.";
                assertRefused(message, () -> estimate.at(confidence));
                assertRefused(message, () -> known.robustEpochsAt(confidence));
            }
            assertRefused("epochs (-1) must be at least 0.", () -> estimate.after(-1));
        }
        assertRefused("epochs (-1) must be from 0 to 1000000.", () -> known.survivals(-1));
        assertRefused(
                "epochs (" + Integer.MAX_VALUE + ") must be from 0 to 1000000.",
                () -> known.survivals(Integer.MAX_VALUE));
        assertEquals(0, known.survivals(0).length);
    }

    @Test
    void aDistributionBeyondAMillionEpochsIsRefusedBeforeItTakesMemory() {
        EpochEstimate farApart = EpochEstimate.of(1, 1_000_000);
        assertRefused(
                "robust (1000000) must keep the distribution of K within 1000000 epochs: expected 1 and robust 1000000 at"
                        + " confidence 0.51 stand for σ 3.9890008E7, which reaches 2.80605632E8 epochs. Raise the"
                        + " confidence or give the distribution.",
                () -> farApart.at(0.51));
        for (double confidence : new double[] {0.95, Math.nextUp(0.5)}) {
            assertThrows(IllegalArgumentException.class, () -> farApart.at(confidence));
        }
        EpochEstimate close = EpochEstimate.of(26, 29);
        for (double confidence : new double[] {0.5000001, 0.500000001, Math.nextUp(0.5)}) {
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> close.at(confidence))
                    .getMessage());
            assertTrue(message.startsWith("robust (29) must keep"), message);
        }
        // 26 + 7.034·3/z ≤ 1e6 from confidence 0.50000842 on
        assertTrue(at(close, 0.5000085).lastEpoch() < 1_000_000);
        assertThrows(IllegalArgumentException.class, () -> close.at(0.5000084));
        assertRefused(
                "epochs/0 (2147483647) must be from 1 to 1000000.",
                () -> EpochEstimate.samples(new int[] {Integer.MAX_VALUE}, 0));
    }

    @Test
    void aDistributionOfAMillionEpochsIsAllowed() {
        assertEquals(1_000_000, at(EpochEstimate.of(1_000_000, 1_000_000), 0.95).lastEpoch());
        // 296_000 + 7.034484·100_000 rounds to just below a million
        EpochDistribution wide = at(EpochEstimate.normal(296_000, 100_000), 0.95);
        assertEquals(999_448, wide.lastEpoch());
        assertEquals(296_000, wide.expectedEpochs());
        assertEquals(296_000 + 164_486, wide.robustEpochs().getAsInt(), 2);
        assertThrows(IllegalArgumentException.class, () -> EpochEstimate.normal(296_600, 100_000));
    }

    @Test
    void aWideNormalIsTheSameByDensityAsByTails() {
        double sigma = 1000;
        EpochDistribution wide = at(EpochEstimate.normal(9000, sigma), 0.95);
        double sum = 0;
        for (int k = 1; k <= wide.lastEpoch(); k++) {
            double tails = NormalDistribution.between((k - 0.5 - 9000) / sigma, (k + 0.5 - 9000) / sigma);
            assertEquals(tails, wide.probability(k), 1e-15 + 1e-9 * tails);
            sum += wide.probability(k);
        }
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void expectedOfAMeanIsTheMeanRoundedWhateverIsCutOff() {
        assertEquals(2, at(EpochEstimate.normal(2, 5), 0.95).expectedEpochs());
        assertEquals(3, at(EpochEstimate.normal(2.5, 5), 0.95).expectedEpochs());
        assertEquals(1, at(EpochEstimate.normal(0.2, 5), 0.95).expectedEpochs());
    }

    @Test
    void survivalsAndHazardsOfAMillionEpochsTakeOnePass() {
        int epochs = 1_000_000;
        EpochDistribution given = at(EpochEstimate.pmf(Collections.nCopies(epochs, 0.75 / epochs), 0.25), 0.7);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            double last = 1;
            for (int k = 1; k <= epochs; k++) {
                double survival = given.survival(k);
                assertTrue(survival <= last && given.hazard(k) > 0);
                last = survival;
            }
            assertEquals(0.25 + 0.75 / epochs, last, 1e-12);
        });
        assertEquals(500_001, given.expectedEpochs());
    }

    @Test
    void theMeanIsFoundWhereverItIs() {
        for (int at : new int[] {1, 2, 499_999, 999_999, 1_000_000}) {
            double[] p = new double[1_000_000];
            p[at - 1] = 0x1p-1000;
            EpochEstimate estimate = EpochEstimate.pmf(Arrays.stream(p).boxed().toList(), 1);
            assertEquals(at, at(estimate, 0.7).expectedEpochs());
        }
    }

    private static EpochDistribution at(EpochEstimate estimate, double confidence) {
        return estimate.at(confidence).orElseThrow();
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    /** Of 0.25, 0.5, 0 and 0.125: K_exp is (0.25 + 1 + 0.5)/0.875 = 2, and three epochs suffice no more often than two. */
    @Test
    void chancesAndConfidencesOfSomeEpochs() {
        EpochDistribution epochs =
                EpochEstimate.pmf(List.of(0.25, 0.5, 0.0, 0.125), 0.125).at(0.7).orElseThrow();
        assertEquals(2, epochs.expectedEpochs());
        assertEquals(0, epochs.cumulative(0));
        assertEquals(0.25, epochs.cumulative(1));
        assertEquals(0.75, epochs.cumulative(3));
        assertEquals(0.875, epochs.cumulative(9));
        assertEquals(OptionalDouble.empty(), epochs.largestConfidence(1));
        double largest = epochs.largestConfidence(3).orElseThrow();
        assertEquals(0.75 + 1e-9, largest, 1e-15);
        assertEquals(OptionalInt.of(2), epochs.robustEpochsAt(largest));
        assertEquals(OptionalInt.of(4), epochs.robustEpochsAt(Math.nextUp(largest)));
        assertEquals(OptionalInt.empty(), epochs.robustEpochsAt(0.9));
        EpochDistribution certain =
                EpochEstimate.pmf(List.of(0.5, 0.5), 0).at(0.7).orElseThrow();
        assertEquals(OptionalDouble.of(Math.nextDown(1.0)), certain.largestConfidence(2));
        EpochDistribution given = EpochEstimate.of(3, 5).at(0.7).orElseThrow();
        assertEquals(OptionalInt.of(5), given.robustEpochsAt(0.99));
        assertEquals(OptionalDouble.empty(), given.largestConfidence(5));
    }

    @Test
    void whatIsLeftAfterSomeEpochsIsDividedByItsSum() {
        EpochEstimate given = EpochEstimate.of(5, 8);
        assertEquals(Optional.of(given), given.after(0));
        assertEquals(Optional.of(EpochEstimate.of(2, 5)), given.after(3));
        assertEquals(Optional.of(EpochEstimate.of(1, 2)), given.after(6));
        assertEquals(Optional.of(EpochEstimate.of(1, 1)), given.after(9));
        EpochEstimate pmf = EpochEstimate.pmf(List.of(0.5, 0.25, 0.125), 0.125);
        assertEquals(Optional.of(pmf), pmf.after(0));
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25)), pmf.after(1));
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(), 1)), pmf.after(3));
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(), 1)), pmf.after(4));
        assertEquals(Optional.empty(), EpochEstimate.pmf(List.of(1.0), 0).after(1));
        assertEquals(Optional.of(EpochEstimate.never()), EpochEstimate.never().after(7));
        EpochEstimate certain = EpochEstimate.normal(3, 0);
        assertEquals(Optional.of(certain), certain.after(0));
        assertEquals(Optional.of(EpochEstimate.pmf(List.of(0.0, 1.0), 0)), certain.after(1));
        assertEquals(Optional.empty(), certain.after(3));
        EpochDistribution normal = at(new EpochEstimate.MeanSpread(4, 2, 2), 0.95);
        EpochDistribution rest =
                at(new EpochEstimate.MeanSpread(4, 2, 2).after(3).orElseThrow(), 0.95);
        double left = normal.survival(4);
        for (int k = 1; k <= rest.lastEpoch(); k++) {
            assertEquals(normal.probability(k + 3) / left, rest.probability(k), 1e-14);
        }
    }

    @Test
    void distributionsAreEqualByWhatTheySay() {
        EpochDistribution some = at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.7);
        assertEquals(some, at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.7));
        assertEquals(
                some.hashCode(),
                at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.7).hashCode());
        assertNotEquals(some, at(EpochEstimate.pmf(List.of(0.5, 0.5), 0), 0.7));
        assertNotEquals(some, at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.75));
        assertNotEquals(
                some.hashCode(),
                at(EpochEstimate.pmf(List.of(0.25, 0.5), 0.25), 0.7).hashCode());
        assertNotEquals(
                at(EpochEstimate.of(1, 3), 0.95),
                at(EpochEstimate.normal(1, 2 / NormalDistribution.quantile(0.95)), 0.95));
        assertFalse(some.equals((Object) "some"));
        assertEquals("K_exp 1, K_rob 2 at confidence 0.7, never 0.25", some.toString());
        assertEquals(
                "K_exp 1, K_rob none at confidence 0.9, never 0.25",
                at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.9).toString());
    }

    @Test
    void probabilitiesHaveTheirEnds() {
        EpochDistribution some = at(EpochEstimate.pmf(List.of(0.5, 0.25), 0.25), 0.7);
        assertEquals(
                List.of(0.0, 0.5, 0.25, 0.0),
                List.of(some.probability(0), some.probability(1), some.probability(2), some.probability(3)));
        assertEquals(List.of(0.5, 0.75, 0.75), List.of(some.cumulative(1), some.cumulative(2), some.cumulative(3)));
        assertEquals(0.5, some.hazard(1));
        assertEquals(0, at(EpochEstimate.pmf(List.of(1.0), 0), 0.7).hazard(2), "nothing is left");
        assertEquals(
                OptionalInt.of(2),
                at(EpochEstimate.pmf(List.of(0.5, 0.5), 0), 0.7).quantile(1));
        for (double p : new double[] {0, -0.1, Math.nextUp(1.0)}) {
            assertRefused("p (" + p + ") must be above 0 and at most 1.", () -> some.quantile(p));
        }
    }

    /** 1/3 three times is the double 1 exactly, or just not: the chance is never above what never leaves. */
    @Test
    void sumsAreNeverAboveWhatIsThere() {
        EpochDistribution thirds = at(EpochEstimate.pmf(List.of(0.4, 0.3, 0.3, 1e-10), 0), 0.7);
        assertEquals(1, thirds.cumulative(3), 1e-9);
        assertTrue(at(EpochEstimate.pmf(List.of(0.5, 0.5 + 9e-10, 0.0), 0), 0.7).cumulative(2) <= 1);
    }

    @Test
    void aSumMayMissOneByARounding() {
        assertEquals(2, at(EpochEstimate.pmf(List.of(0.0, 1 - 0.9e-9), 0), 0.7).expectedEpochs());
        assertRefused(
                "pmf (sum with never 0.999999998) must sum to 1 within 1e-9. Divide every entry by the sum.",
                () -> EpochEstimate.pmf(List.of(0.999999998), 0));
        assertRefused(
                "spread (2000000.0) must keep the distribution of K within 1000000 epochs: mean 5.0 and σ 500000.0 reach"
                        + " 3517247.0. Maybe iterations are given instead of epochs.",
                () -> new EpochEstimate.MeanSpread(5, 2e6, 4));
    }
}
