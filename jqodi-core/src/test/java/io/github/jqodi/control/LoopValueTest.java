package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole seconds of 100, so that the recursion's division of time is exact, beside every course of rates looked at one by one. */
class LoopValueTest {
    private static final double ROUNDING = 1e-9;
    private static final double LASTING_SECONDS = 30;
    private static final double SPAN = 100;
    private static final double PRICE = 500;
    /** Some never get there. */
    private static final EpochDistribution EPOCHS =
            EpochEstimate.pmf(List.of(0.0, 0.2, 0.3, 0.4), 0.1).at(0.8).orElseThrow();

    private static final int ACTIONS = 3;

    /** Even times, so that the mean of two is whole. */
    private static LoopLevel level(SplittableRandom random) {
        double[] seconds = new double[ACTIONS];
        double[] joules = new double[ACTIONS];
        for (int i = 0; i < ACTIONS; i++) {
            seconds[i] = 2 * random.nextInt(1, 25);
            joules[i] = random.nextInt(1, 100);
        }
        return new LoopLevel(seconds, joules);
    }

    /** What is to come after some epochs that have not reached the target, by every action that nothing dominates and every course of rates. */
    private static double least(List<LoopLevel> levels, LoopLevel at, int done, double left) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < at.frontSize(); i++) {
            least = Math.min(least, value(levels, at, done, left, at.front(i)));
        }
        return least;
    }

    private static double value(List<LoopLevel> levels, LoopLevel at, int done, double left, int action) {
        double seconds = at.seconds(action);
        double stays = Math.exp(-seconds / LASTING_SECONDS);
        double value = at.joules(action) + stays * behind(levels, at, done + 1, left - seconds);
        for (LoopLevel next : levels) {
            double changed = (seconds + next.seconds(action)) / 2;
            value += (1 - stays) / levels.size() * behind(levels, next, done + 1, left - changed);
        }
        return value;
    }

    private static double behind(List<LoopLevel> levels, LoopLevel at, int done, double left) {
        if (left <= 0) {
            return PRICE;
        }
        double on = EPOCHS.survival(done + 1) / EPOCHS.survival(done);
        return on * (done == EPOCHS.lastEpoch() ? PRICE : least(levels, at, done, left));
    }

    @Test
    void itComesToWhatEveryCourseOfRatesComesTo() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 40; i++) {
            List<LoopLevel> levels = List.of(level(random), level(random));
            LoopLevel now = level(random);
            LoopValue.Present present = new LoopValue(levels, LASTING_SECONDS, EPOCHS, PRICE, SPAN).new Present(now, 0);
            for (double left : new double[] {10, 37, 64, 100}) {
                int best = present.best(0, left);
                double value = present.value(0, best, left);
                assertEquals(
                        least(levels, now, 0, left), value, ROUNDING * value, "instance " + i + ", " + left + " s");
                assertEquals(value(levels, now, 0, left, best), value, ROUNDING * value);
            }
        }
    }

    /** Where rates are certain there is one level, and a schedule is as good. */
    @Test
    void withoutAnySpreadTheLevelsAreOne() {
        LoopLevel only = new LoopLevel(new double[] {10, 30}, new double[] {50, 10});
        EpochDistribution two = EpochEstimate.of(2, 2).at(0.9).orElseThrow();
        LoopValue.Present present =
                new LoopValue(List.of(only, only), LASTING_SECONDS, two, PRICE, SPAN).new Present(only, 0);
        assertEquals(20, present.value(0, present.best(0, 61), 61), ROUNDING, "both slow");
        assertEquals(60, present.value(0, present.best(0, 60), 60), ROUNDING, "strictly before the deadline");
        assertEquals(100, present.value(0, present.best(0, 40), 40), ROUNDING, "one slow would end at it");
    }

    @Test
    void whatIsDominatedIsNotLookedAt() {
        LoopLevel level =
                new LoopLevel(new double[] {3, 2, Double.POSITIVE_INFINITY, 2, 1}, new double[] {4, 6, 1, 5, 5});
        assertEquals(2, level.frontSize());
        assertEquals(4, level.front(0));
        assertEquals(0, level.front(1));
    }

    @Test
    void noActionIsAMiss() {
        LoopLevel none = new LoopLevel(new double[] {Double.POSITIVE_INFINITY}, new double[] {1});
        LoopLevel some = new LoopLevel(new double[] {2}, new double[] {1});
        LoopValue.Present present =
                new LoopValue(List.of(none), LASTING_SECONDS, EPOCHS, PRICE, SPAN).new Present(some, 0);
        assertTrue(present.value(0, 0, SPAN) < PRICE);
        assertEquals(
                -1,
                new LoopValue(List.of(some), LASTING_SECONDS, EPOCHS, PRICE, SPAN).new Present(none, 0).best(0, SPAN));
    }
}
