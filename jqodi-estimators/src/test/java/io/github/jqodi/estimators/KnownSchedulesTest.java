package io.github.jqodi.estimators;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that fall by a third when the learning rate drops, in epoch 20 or in epoch 32 of 40. */
class KnownSchedulesTest {
    /** Of each test its own, so that none depends on those before it. */
    private final Random random = new Random(2);

    private static final double TARGET = 0.45;

    private Curve run(String name, int drop) {
        double level = 0.55 + 0.02 * random.nextDouble();
        double[] losses = new double[40];
        for (int k = 1; k <= losses.length; k++) {
            double fall = k >= drop ? 2.0 / 3 : 1;
            losses[k - 1] = fall * (level + 0.6 / k) + 0.005 * random.nextGaussian();
        }
        return Curve.ofLosses(name, losses).withFeatures(RunFeatures.NONE.withDropEpochs(List.of(drop)));
    }

    private List<Curve> runs(int count, int drop) {
        List<Curve> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(run("drop" + drop + "-" + i, drop));
        }
        return runs;
    }

    @Test
    void pastRunsOfTheSameScheduleTellWhenTheTargetIsReached() {
        List<Curve> past = new ArrayList<>(runs(20, 20));
        past.addAll(runs(20, 32));
        var fitted = CurveEstimators.standard().fit(past);
        for (int drop : new int[] {20, 32}) {
            EpochForecast forecast = fitted.forecast(run("asked", drop).prefix(12), TARGET);
            double atDrop = forecast.probabilityBy(drop + 2) - forecast.probabilityBy(drop - 1);
            assertTrue(atDrop > 0.6, () -> "drop " + drop + ": " + forecast);
        }
    }

    @ParameterizedTest
    @CsvSource({"20, false", "21, false", "32, true"})
    void anotherScheduleThanThatOfThePastRunsIsSaid(int drop, boolean said) {
        var fitted = CurveEstimators.standard().fit(runs(20, 20));
        String basis = fitted.forecast(run("asked", drop).prefix(12), TARGET).basis();
        assertTrue(basis.contains("drops of the learning rate") == said, basis);
    }

    /** Past runs fell by half or hardly at their drop, whatever their number: so is this one believed to, and no other run. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void fallsAreLearntFromFewPastRuns(int count) {
        var alone = CurveEstimators.standard().fit(List.of());
        var large = CurveEstimators.standard().fit(falling(count, 0.45));
        var small = CurveEstimators.standard().fit(falling(count, 0.95));
        Curve begun = run("asked", 20).prefix(12);
        double half = begun.minimum() * 0.6;
        assertTrue(alone.forecast(begun, half).probabilityBy(26) < 0.4);
        EpochForecast learnt = large.forecast(begun, half);
        assertTrue(learnt.probabilityBy(26) > 0.85, learnt::toString);
        double fifth = begun.minimum() * 0.8;
        assertTrue(alone.forecast(begun, fifth).probabilityBy(26) > 0.7);
        EpochForecast less = small.forecast(begun, fifth);
        assertTrue(less.probabilityBy(26) < 0.4, less::toString);
        Curve unscheduled = begun.withFeatures(RunFeatures.NONE);
        assertTrue(large.forecast(unscheduled, half).probabilityBy(26) < 0.3);
    }

    private List<Curve> falling(int count, double factor) {
        List<Curve> runs = new ArrayList<>();
        for (Curve run : runs(count, 20)) {
            double[] losses = run.losses();
            for (int k = 19; k < losses.length; k++) {
                losses[k] *= 1.5 * factor;
            }
            runs.add(Curve.ofLosses(run.name(), losses).withFeatures(run.features()));
        }
        return runs;
    }

    /** A drop alone is no reason to expect that the loss halves. */
    @Test
    void aDropIsNotTakenForALargeFall() {
        Curve begun = run("asked", 20).prefix(12);
        var alone = CurveEstimators.standard().fit(List.of());
        EpochForecast modest = alone.forecast(begun, begun.minimum() * 0.9);
        EpochForecast large = alone.forecast(begun, begun.minimum() * 0.5);
        assertTrue(modest.probabilityBy(22) > 0.4, modest::toString);
        assertTrue(large.probabilityBy(22) < 0.15, large::toString);
        EpochForecast unscheduled = alone.forecast(begun.withFeatures(RunFeatures.NONE), begun.minimum() * 0.5);
        assertTrue(unscheduled.probabilityBy(22) < 0.05, unscheduled::toString);
    }

    @Test
    void schedulesMatchWithinATenthOfTheEpoch() {
        RunFeatures twice = RunFeatures.NONE.withDropEpochs(List.of(10, 100));
        assertTrue(twice.hasScheduleOf(RunFeatures.NONE.withDropEpochs(List.of(11, 92))));
        assertFalse(twice.hasScheduleOf(RunFeatures.NONE.withDropEpochs(List.of(10, 120))));
        assertFalse(twice.hasScheduleOf(RunFeatures.NONE.withDropEpochs(List.of(10))));
        assertFalse(twice.hasScheduleOf(RunFeatures.NONE));
        assertTrue(RunFeatures.NONE.hasScheduleOf(RunFeatures.NONE));
    }
}
