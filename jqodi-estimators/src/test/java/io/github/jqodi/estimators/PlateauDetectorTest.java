package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.estimators.parametric.CurveModelAverage;
import io.github.jqodi.estimators.testing.SyntheticRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that no longer approach a target, and runs that do, asked of the default with and without past runs, and of the others by name.
 */
class PlateauDetectorTest {
    private static final Random RANDOM = new Random(5);
    private static final Map<String, FittedEstimator> DEFAULTS = defaults();

    /** Say what their rule says, whatever the run does. */
    private static final Set<String> BASELINES = Set.of(
            "pow2",
            "pow3",
            "pow4",
            "exp3",
            "exp4",
            "mmf4",
            "weibull",
            "janoschek",
            "ilog2",
            "trend",
            "constant",
            "last");

    private static final Map<String, FittedEstimator> NAMED = named();

    /** But for the neural one, which takes long to train. */
    private static Map<String, FittedEstimator> named() {
        List<Curve> runs = SyntheticRuns.powerLaws(40, 60, 5);
        Map<String, FittedEstimator> named = new LinkedHashMap<>();
        for (String name : List.of("mix", "history", "neighbours", "regression")) {
            named.put(name, CurveEstimators.named(name).fit(runs));
        }
        named.put("mix without past runs", CurveEstimators.named("mix").fit(List.of()));
        return named;
    }

    private static Map<String, FittedEstimator> defaults() {
        List<Curve> runs = SyntheticRuns.powerLaws(40, 60, 5);
        Map<String, FittedEstimator> defaults = new LinkedHashMap<>();
        for (int count : new int[] {0, 1, 4, 8, 40}) {
            defaults.put(count + " past runs", CurveEstimators.standard().fit(runs.subList(0, count)));
        }
        return defaults;
    }

    static List<Arguments> still() {
        return List.of(
                Arguments.of("constant, target 0.5 % lower", run(40, k -> 0.7), 0.7 * 0.995),
                Arguments.of("constant, target 20 % lower", run(40, k -> 0.7), 0.7 * 0.8),
                Arguments.of("constant for ten epochs", run(10, k -> 0.7), 0.69),
                Arguments.of("settled", run(30, k -> k <= 5 ? 1 - 0.1 * k : 0.5), 0.39),
                Arguments.of("settled after falling for long", run(50, k -> Math.max(0.5, 1 - 0.02 * k)), 0.39),
                Arguments.of("settled with noise", run(30, k -> Math.max(0.5, 1 - 0.1 * k) + noise(0.003)), 0.39),
                Arguments.of("converged", run(40, k -> 0.5 + 0.5 * Math.exp(-k / 4.0)), 0.49),
                Arguments.of("converged with noise", run(40, k -> 0.5 + 0.5 * Math.exp(-k / 4.0) + noise(0.002)), 0.45),
                Arguments.of("rising from the start", run(20, k -> 0.3 + 0.02 * k), 0.3),
                Arguments.of("an accuracy", run(20, k -> 0.9 - 0.8 / Math.sqrt(k)), 0.09),
                Arguments.of("overfitting", run(30, k -> 0.5 + 1.0 / k + 0.01 * Math.max(0, k - 8)), 0.55),
                Arguments.of("overfitting of late", run(20, k -> 0.5 + 1.0 / k + 0.02 * Math.max(0, k - 13)), 0.5),
                Arguments.of("diverging", run(15, k -> k < 6 ? 1.0 / k : 0.2 + 0.1 * Math.pow(1.4, k - 6)), 0.19),
                Arguments.of("not a number any more", Curve.ofLosses("nan", 1, 0.8, 0.7, Double.NaN, Double.NaN), 0.6));
    }

    @ParameterizedTest
    @MethodSource("still")
    void isToldThatItNeverArrives(String kind, Curve run, double target) {
        DEFAULTS.forEach((name, fitted) -> {
            EpochForecast forecast = fitted.forecast(run, target);
            assertTrue(forecast.neverProbability() >= 0.9, () -> kind + ", " + name + ": " + forecast);
            assertTrue(forecast.quantile(0.9).isEmpty(), () -> kind + ", " + name + ": " + forecast);
        });
    }

    @ParameterizedTest
    @MethodSource("still")
    void isToldSoByEveryEstimatorByName(String kind, Curve run, double target) {
        NAMED.forEach((name, fitted) -> {
            EpochForecast forecast = fitted.forecast(run, target);
            assertTrue(forecast.neverProbability() >= 0.9, () -> kind + ", " + name + ": " + forecast);
            assertTrue(forecast.quantile(0.9).isEmpty(), () -> kind + ", " + name + ": " + forecast);
        });
    }

    @Test
    void everyEstimatorButTheBaselinesIsWatchedOnce() {
        for (CurveEstimator estimator : CurveEstimators.all()) {
            boolean watched = estimator instanceof PlateauAwareEstimator watch
                    && !(watch.inner() instanceof PlateauAwareEstimator);
            assertEquals(!BASELINES.contains(estimator.name()), watched, estimator::name);
        }
        String basis = CurveEstimators.standard()
                .fit(List.of())
                .forecast(run(40, k -> 0.7), 0.5)
                .basis();
        assertEquals(basis.indexOf("hardly moves"), basis.lastIndexOf("hardly moves"), basis);
    }

    static List<Arguments> moving() {
        return List.of(
                Arguments.of("power law", run(20, k -> 0.2 + Math.pow(k, -0.6)), 0.2 + Math.pow(30, -0.6)),
                Arguments.of(
                        "with noise", run(20, k -> 0.2 + Math.pow(k, -0.6) + noise(0.004)), 0.2 + Math.pow(30, -0.6)),
                Arguments.of("slow", run(20, k -> Math.pow(k, -0.3)), Math.pow(30, -0.3)),
                Arguments.of("falls after a flat start", run(14, k -> k < 8 ? 1.3 : 1.3 - 0.05 * (k - 8)), 0.9));
    }

    @ParameterizedTest
    @MethodSource("moving")
    void isPromisedWhatItApproaches(String kind, Curve run, double target) {
        EpochForecast alone = CurveEstimators.standard().fit(List.of()).forecast(run, target);
        assertTrue(alone.neverProbability() < 0.1, () -> kind + ": " + alone);
        assertTrue(alone.quantile(0.9).isPresent(), () -> kind + ": " + alone);
        assertEquals(
                CurveModelAverage.create().fit(List.of()).forecast(run, target),
                CurveEstimators.named("mix").fit(List.of()).forecast(run, target));
    }

    /** What runs of another schedule did at their drops does not speak for one that has none. */
    @Test
    void pastRunsOfTheSameScheduleAreAskedWhereThereAreEnough() {
        List<Curve> past = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean drops = i < 10;
            past.add(run(40, k -> drops && k > 20 ? 0.3 : 0.6 + 0.4 * Math.exp(-k / 2.0))
                    .withFeatures(RunFeatures.NONE.withDropEpochs(drops ? List.of(20) : List.of())));
        }
        FittedEstimator certain =
                (observed, targets) -> List.of(EpochForecast.ofSample(new double[] {30}, new double[] {1}, "certain"));
        PlateauDetector watch = new PlateauDetector(certain, past);
        Curve begun = run(18, k -> 0.6 + 0.4 * Math.exp(-k / 2.0));
        assertTrue(watch.forecast(begun, 0.4).probabilityBy(40) < 0.1);
        Curve dropping = begun.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(20)));
        assertTrue(watch.forecast(dropping, 0.4).probabilityBy(40) > 0.9);
    }

    /** Past runs that stood still and then fell, as at a drop of the learning rate, say that this one will too. */
    @ParameterizedTest
    @MethodSource("plateaus")
    void pastRunsThatFellAfterStandingStillSpeakAgainstIt(int fell, double least, double most) {
        List<Curve> past = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean falls = i < fell;
            past.add(run(
                    40, k -> falls && k > 20 ? 0.3 + noise(0.002) : 0.6 + 0.4 * Math.exp(-k / 2.0) + noise(0.002)));
        }
        Curve begun = run(18, k -> 0.6 + 0.4 * Math.exp(-k / 2.0) + noise(0.002));
        double target = 0.4;
        double inner = 0.8;
        FittedEstimator certain = (observed, targets) -> List.of(EpochForecast.ofSample(
                new double[] {30, Double.POSITIVE_INFINITY}, new double[] {inner, 1 - inner}, "half"));
        double by = new PlateauDetector(certain, past).forecast(begun, target).probabilityBy(40) / inner;
        assertTrue(by >= least && by <= most, "left of the belief: " + by);
    }

    static List<Arguments> plateaus() {
        return List.of(Arguments.of(0, 0.02, 0.1), Arguments.of(10, 0.3, 0.7), Arguments.of(20, 0.9, 1));
    }

    @ParameterizedTest
    @MethodSource("still")
    void saysSo(String kind, Curve run, double target) {
        EpochForecast forecast = CurveEstimators.standard().fit(List.of()).forecast(run, target);
        boolean said = Stream.of("hardly moves", "rises again", "diverge").anyMatch(forecast.basis()::contains);
        assertEquals(true, said, () -> kind + ": " + forecast.basis());
    }

    @Test
    void saysWhetherARunStandsStillRisesOrDiverges() {
        assertTrue(words(k -> 0.7).contains("hardly moves"), () -> words(k -> 0.7));
        assertTrue(words(k -> k <= 20 ? 0.9 - 0.02 * k : 0.5 + 0.015 * (k - 20)).contains("rises again"));
        assertTrue(words(k -> k <= 20 ? 0.9 - 0.02 * k : 0.5 + 0.05 * (k - 20)).contains("diverges"));
    }

    private static String words(IntToDoubleFunction loss) {
        FittedEstimator certain = (observed, targets) -> List.of(
                EpochForecast.ofSample(new double[] {60, Double.POSITIVE_INFINITY}, new double[] {0.5, 0.5}, "half"));
        return new PlateauDetector(certain, List.of())
                .forecast(run(40, loss), 0.4)
                .basis();
    }

    private static double noise(double deviation) {
        return deviation * RANDOM.nextGaussian();
    }

    private static Curve run(int epochs, IntToDoubleFunction loss) {
        return Curve.ofLosses(
                "run", IntStream.rangeClosed(1, epochs).mapToDouble(loss).toArray());
    }
}
