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

/** Runs that fall by a third when the learning rate drops, in epoch 20 or in epoch 32 of 40. */
class KnownSchedulesTest {
    private static final Random RANDOM = new Random(3);
    private static final double TARGET = 0.45;

    private static Curve run(String name, int drop) {
        double level = 0.55 + 0.02 * RANDOM.nextDouble();
        double[] losses = new double[40];
        for (int k = 1; k <= losses.length; k++) {
            double fall = k >= drop ? 2.0 / 3 : 1;
            losses[k - 1] = fall * (level + 0.6 / k) + 0.005 * RANDOM.nextGaussian();
        }
        return Curve.ofLosses(name, losses).withFeatures(RunFeatures.NONE.withDropEpochs(List.of(drop)));
    }

    private static List<Curve> runs(int count, int drop) {
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
