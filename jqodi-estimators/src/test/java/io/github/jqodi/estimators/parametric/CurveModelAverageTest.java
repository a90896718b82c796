package io.github.jqodi.estimators.parametric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveModelAverageTest {
    private static final FittedEstimator MIX = CurveModelAverage.create().fit(List.of());

    @Test
    void aSmoothPowerLawIsForetold() {
        EpochForecast forecast = MIX.forecast(powerLaw(20, 0, 1), powerLawAt(32));
        assertEquals(32, forecast.medianEpochs().orElseThrow(), 8);
        assertTrue(forecast.neverProbability() < 0.25);
    }

    /** A table of all its losses would take 4 GB. */
    @Test
    void aVeryLongRunIsForetoldBySomeOfItsLosses() {
        double[] losses = IntStream.rangeClosed(1, 200_000)
                .mapToDouble(epoch -> Math.pow(epoch, -0.5))
                .toArray();
        EpochForecast forecast = MIX.forecast(Curve.ofLosses("long", losses), Math.pow(300_000, -0.5));
        assertEquals(300_000, forecast.medianEpochs().orElseThrow(), 30_000);
        assertTrue(forecast.basis().contains("over 200000 epochs"), forecast.basis());
    }

    @Test
    void aFartherTargetTakesLongerAndIsLessLikely() {
        List<EpochForecast> forecasts =
                MIX.forecasts(powerLaw(12, 0.01, 2), powerLawAt(15), powerLawAt(25), powerLawAt(60), 0.01);
        for (int i = 1; i < forecasts.size(); i++) {
            for (double epoch : new double[] {13, 20, 40, 80, 120}) {
                assertTrue(forecasts.get(i).probabilityBy(epoch)
                        <= forecasts.get(i - 1).probabilityBy(epoch));
            }
        }
    }

    /** 200 curves from the families: a binomial(200, 0.9) is below 166 with probability 0.001. */
    @Test
    void robustEpochsCoverCurvesOfManyShapes() {
        int covered = 0;
        Random random = new Random(17);
        for (int i = 0; i < 200; i++) {
            Curve whole = anyCurve(random);
            Curve seen = whole.prefix(16);
            double target = seen.minimum() - (seen.minimum() - whole.minimum()) * 0.7;
            int truth = whole.firstAtOrBelow(target).orElseThrow();
            EpochForecast forecast = MIX.forecast(seen, target);
            boolean promised = forecast.quantile(0.9).isPresent();
            covered += promised && truth <= forecast.quantile(0.9).getAsInt() ? 1 : 0;
            covered += !promised && forecast.neverProbability() > 0.1 ? 1 : 0;
        }
        assertTrue(covered >= 166, covered + " of 200 covered");
    }

    /** Targets below the asymptote of curves without noise: promises may be broken in one of ten, with 3 sigmas. */
    @Test
    void promisesBelowTheAsymptoteAreRare() {
        int broken = 0;
        Random random = new Random(19);
        for (int i = 0; i < 100; i++) {
            Curve whole = anyCurve(random);
            EpochForecast forecast = MIX.forecast(whole.prefix(24), whole.minimum() * 0.97);
            broken += forecast.quantile(0.9).orElse(Integer.MAX_VALUE) <= whole.lastEpoch() ? 1 : 0;
        }
        assertTrue(broken <= 19, broken + " of 100 broken");
    }

    @Test
    void theUnitOfTheLossDoesNotMatter() {
        Curve curve = powerLaw(15, 0.01, 23);
        for (double unit : new double[] {1e-9, 0.25, 1024, 1e12}) {
            double[] scaled = curve.losses();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= unit;
            }
            EpochForecast forecast = MIX.forecast(Curve.ofLosses("scaled", scaled), powerLawAt(30) * unit);
            EpochForecast plain = MIX.forecast(curve, powerLawAt(30));
            for (double epoch = 16; epoch <= 150; epoch += 5) {
                assertEquals(plain.probabilityBy(epoch), forecast.probabilityBy(epoch), 0.02, "unit " + unit);
            }
        }
    }

    @Test
    void degenerateRunsGetAnHonestAnswer() {
        double[][] runs = {
            {1},
            {1, 0.9},
            {1, 1, 1, 1, 1, 1},
            {0, 0, 0, 0},
            {-1, -2, -3, -3.5, -3.75},
            {1, 2, 4, 8, 16},
            {1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5},
            {1e300, 1e299, 1e298},
            {1e-300, 5e-301, 4e-301}
        };
        List<CurveEstimator> estimators = new ArrayList<>(FamilyEstimator.all());
        estimators.add(CurveModelAverage.create());
        for (double[] losses : runs) {
            Curve curve = Curve.ofLosses("run", losses);
            double below = curve.minimum() - 0.1 * Math.abs(curve.minimum()) - 1e-301;
            for (CurveEstimator estimator : estimators) {
                EpochForecast forecast = estimator.fit(List.of()).forecast(curve, below);
                assertTrue(forecast.neverProbability() >= 0 && forecast.neverProbability() <= 1);
                forecast.medianEpochs().ifPresent(k -> assertTrue(k > curve.lastEpoch(), estimator.name()));
            }
        }
    }

    @Test
    void risingAndConstantRunsAreUnlikelyToArrive() {
        assertTrue(MIX.forecast(Curve.ofLosses("up", 1, 1.1, 1.25, 1.3, 1.5, 1.6, 1.8, 1.9), 0.5)
                        .neverProbability()
                > 0.7);
        assertTrue(MIX.forecast(Curve.ofLosses("flat", 1, 1, 1, 1, 1, 1, 1, 1), 0.7)
                        .neverProbability()
                > 0.6);
    }

    @Test
    void whatWasReachedOrDivergedNeedsNoModel() {
        assertEquals(EpochForecast.reached(2), MIX.forecast(Curve.ofLosses("run", 1, 0.5, 0.7), 0.6));
        EpochForecast diverged = MIX.forecast(Curve.ofLosses("run", 1, 0.9, Double.NaN, Double.NaN), 0.5);
        assertEquals(1, diverged.neverProbability());
        assertEquals("diverged in epoch 3", diverged.basis());
    }

    @Test
    void gapsBetweenEpochsAreTakenAsTheyAre() {
        int[] epochs = IntStream.iterate(2, e -> e + 2).limit(10).toArray();
        double[] losses = IntStream.of(epochs)
                .mapToDouble(CurveModelAverageTest::powerLawAt)
                .toArray();
        EpochForecast forecast = MIX.forecast(Curve.of("every second", epochs, losses), powerLawAt(32));
        assertEquals(32, forecast.medianEpochs().orElseThrow(), 8);
    }

    @Test
    void aKnownDropOfTheLearningRateBringsTheTargetForward() {
        Curve curve = powerLaw(12, 0.01, 29);
        double target = powerLawAt(40);
        Curve scheduled = curve.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(15)));
        EpochForecast with = MIX.forecast(scheduled, target);
        assertTrue(with.probabilityBy(16) > MIX.forecast(curve, target).probabilityBy(16) + 0.3);
        assertTrue(with.probabilityBy(14) < 0.1);
    }

    @Test
    void aPastDropPartsTheRun() {
        double[] losses = new double[20];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = i < 12 ? powerLawAt(i + 1) : 0.45 - 0.0005 * i;
        }
        Curve curve = Curve.ofLosses("dropped", losses);
        Curve scheduled = curve.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(13)));
        double target = 0.35;
        assertTrue(MIX.forecast(scheduled, target).probabilityBy(40)
                < MIX.forecast(curve, target).probabilityBy(40) + 0.02);
        assertTrue(MIX.forecast(scheduled, target).probabilityBy(40) < 0.5);
    }

    @Test
    void equalQuestionsGetEqualAnswersFromAnyThread() {
        Curve curve = powerLaw(14, 0.02, 31);
        EpochForecast once = MIX.forecast(curve, powerLawAt(30));
        List<EpochForecast> many = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> MIX.forecasts(curve, 0.1 * i, powerLawAt(30)).get(1))
                .toList();
        many.forEach(forecast -> assertEquals(once, forecast));
        assertEquals(once, CurveModelAverage.create().withSeed(1).fit(List.of()).forecast(curve, powerLawAt(30)));
    }

    /** Of 1000 independent draws the standard deviation over seeds is 0.024, of 400 0.046. */
    @Test
    void forecastsHardlyDependOnTheSeed() {
        Curve curve = powerLaw(12, 0.01, 2);
        double sum = 0;
        double squares = 0;
        int seeds = 40;
        for (int seed = 1; seed <= seeds; seed++) {
            double p = CurveModelAverage.create()
                    .withSeed(seed)
                    .fit(List.of())
                    .forecast(curve, powerLawAt(40))
                    .probabilityBy(40);
            sum += p;
            squares += p * p;
        }
        double variance = squares / seeds - sum * sum / seeds / seeds;
        assertTrue(Math.sqrt(variance) < 0.0205, "deviation over seeds " + Math.sqrt(variance));
    }

    @Test
    void settingsAreChecked() {
        assertThrows(
                InvalidValueException.class, () -> CurveModelAverage.create().withDraws(10));
        assertThrows(
                InvalidValueException.class, () -> CurveModelAverage.create().withHorizonFactor(1));
        EpochForecast near = CurveModelAverage.create()
                .withDraws(100)
                .withHorizonFactor(2)
                .fit(List.of())
                .forecast(powerLaw(10, 0, 41), powerLawAt(15));
        assertTrue(near.lastEpoch().orElseThrow() <= 20);
    }

    private static double powerLawAt(double epoch) {
        return 0.3 + 0.9 * Math.pow(epoch, -0.6);
    }

    private static Curve powerLaw(int epochs, double noise, long seed) {
        Random random = new Random(seed);
        double[] losses = new double[epochs];
        for (int i = 0; i < epochs; i++) {
            losses[i] = powerLawAt(i + 1) * (1 + noise * random.nextGaussian());
        }
        return Curve.ofLosses("power law", losses);
    }

    /** Forty epochs of a power law, an exponential or a sigmoid with a little noise. */
    private static Curve anyCurve(Random random) {
        CurveFamily family =
                List.of(CurveFamily.POW3, CurveFamily.EXP3, CurveFamily.MMF4).get(random.nextInt(3));
        double asymptote = 0.2 + 0.3 * random.nextDouble();
        double steepness = 0.8 + random.nextDouble();
        double rate = 0.05 + 0.15 * random.nextDouble();
        double[] parameters = switch (family) {
            case POW3 -> new double[] {asymptote, 0.8, 0.3 + 0.7 * random.nextDouble()};
            case EXP3 -> new double[] {asymptote, 0.6, rate};
            default -> new double[] {asymptote, 0.6, rate, steepness};
        };
        double[] losses = new double[40];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = family.value(i + 1, parameters) * (1 + 0.005 * random.nextGaussian());
        }
        return Curve.ofLosses(family.label(), losses);
    }

    @Test
    void neverIsRareForReachedTargetsAndMoreForThoseBelowAnythingReached() {
        double reached = 0;
        double unreached = 0;
        int runs = 20;
        for (int i = 0; i < runs; i++) {
            Curve curve = powerLaw(12, 0.01, 100 + i);
            reached += MIX.forecast(curve, powerLawAt(25)).neverProbability() / runs;
            unreached += MIX.forecast(curve, 0.25).neverProbability() / runs;
        }
        assertTrue(reached < 0.05, "P(never) of reached targets " + reached);
        assertTrue(unreached > 4 * reached, "P(never) below the asymptote " + unreached + ", of reached " + reached);
    }
}
