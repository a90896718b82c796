package io.github.jqodi.estimators.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.function.Executable;

class EpochForecastProperties {
    @Property(tries = 200)
    void samplesCountAsShares(@ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs) {
        EpochForecast forecast = sample(epochs, 40);
        for (int k = 0; k <= 60; k++) {
            int limit = Math.min(k, 40);
            double share = epochs.stream().filter(e -> e <= limit).count() / (double) epochs.size();
            assertEquals(share, forecast.probabilityBy(k), 1e-12);
        }
        assertEquals(1, forecast.probabilityBy(1e9) + forecast.neverProbability(), 1e-12);
    }

    @Property(tries = 200)
    void quantileIsTheSmallestEpochWithItsLevel(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
        EpochForecast forecast = sample(epochs, 40);
        OptionalInt quantile = forecast.quantile(p);
        if (quantile.isEmpty()) {
            assertTrue(forecast.neverProbability() > 1 - p - 1e-9);
        } else {
            assertTrue(forecast.probabilityBy(quantile.getAsInt()) >= p - 1e-9);
            assertTrue(forecast.probabilityBy(quantile.getAsInt() - 1.0) < p);
        }
    }

    @Property(tries = 200)
    void conditioningIsBayes(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs,
            @ForAll @IntRange(min = 0, max = 39) int passed) {
        EpochForecast forecast = sample(epochs, 40);
        double left = 1 - forecast.probabilityBy(passed);
        EpochForecast after = forecast.after(passed);
        for (int k = passed; k <= 60 && left > 0; k++) {
            double expected = (forecast.probabilityBy(k) - forecast.probabilityBy(passed)) / left;
            assertEquals(expected, after.probabilityBy(k), 1e-9);
        }
    }

    @Property(tries = 100)
    void coreSeesTheSameDistribution(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs) {
        EpochForecast forecast = sample(epochs, 40);
        EpochEstimate estimate = forecast.toEpochEstimate();
        if (forecast.lastEpoch().isEmpty()) {
            assertEquals(EpochEstimate.never(), estimate);
            return;
        }
        EpochDistribution distribution = estimate.at(0.9).orElseThrow();
        assertEquals(forecast.neverProbability(), distribution.neverProbability(), 1e-12);
        assertEquals(forecast.meanEpochs(), distribution.expectedEpochs(), 0.5 + 1e-9);
        assertEquals(
                forecast.quantile(0.9).isPresent(), distribution.robustEpochs().isPresent());
    }

    @Property(tries = 100)
    void mixtureOfEqualBeliefsIsThatBelief(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs) {
        EpochForecast forecast = sample(epochs, 40);
        EpochForecast mixed = EpochForecast.mix(List.of(forecast, forecast), new double[] {0.3, 0.7}, "");
        for (int k = 0; k <= 60; k++) {
            assertEquals(forecast.probabilityBy(k), mixed.probabilityBy(k), 1e-12);
        }
    }

    @Property(tries = 100)
    void expectedEpochMayBeThatOfRunsWhichArriveInTime(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs,
            @ForAll @IntRange(min = 1, max = 60) int last) {
        EpochForecast forecast = sample(epochs, 60);
        EpochForecast within = forecast.medianWithin(last);
        boolean any = epochs.stream().anyMatch(k -> k <= last);
        assertEquals(any ? sample(epochs, last).medianEpochs() : forecast.medianEpochs(), within.medianEpochs());
        assertEquals(forecast.neverProbability(), within.neverProbability());
        assertEquals(forecast.toEpochEstimate(), within.toEpochEstimate());
    }

    @Property(tries = 100)
    void notByAnEpochIsLaterOrNever(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 60) Integer> epochs,
            @ForAll @IntRange(min = 1, max = 60) int horizon) {
        EpochForecast forecast = sample(epochs, 50).withHorizon(horizon).withBasis("why");
        double late = epochs.stream().filter(k -> k > Math.min(50, horizon)).count() / (double) epochs.size();
        assertEquals(late, forecast.probabilityAfter(horizon), 1e-12);
        assertTrue(forecast.probabilityAfter(horizon) >= forecast.neverProbability());
        assertEquals(
                OptionalInt.of(horizon),
                forecast.after(3).withLevels(level -> level / 2).horizon());
        assertEquals("why", forecast.medianWithin(5).basis());
        assertNotEquals(forecast, sample(epochs, 50).withBasis("why"));
    }

    @Example
    void whatRoundingLeavesNothingOfIsNever() {
        EpochForecast forecast = EpochForecast.ofSample(new double[] {5, 9}, new double[] {1, 1e-20}, "w");
        EpochForecast after = forecast.withHorizon(7).after(5);
        assertEquals(1, after.neverProbability());
        assertEquals(OptionalInt.empty(), after.medianEpochs());
        assertEquals(OptionalInt.empty(), after.lastEpoch());
        assertEquals(OptionalInt.of(7), after.horizon());
        assertEquals(EpochEstimate.never(), after.toEpochEstimate());
        EpochForecast flat = EpochForecast.ofSample(new double[] {5, 9, 12}, new double[] {1, 1, 2}, "w")
                .withLevels(level -> Math.min(level, 0.25));
        assertEquals(EpochForecast.never("w"), flat.after(5));
        assertEquals(OptionalInt.empty(), flat.withLevels(level -> 0).medianEpochs());
    }

    @Example
    void whatIsWidenedBeyondTheLastEpochThereIsStandsThereTogether() {
        EpochForecast wide = EpochForecast.ofSample(new double[] {100, 600_000, 900_000}, new double[] {2, 1, 1}, "x")
                .widened(4);
        assertArrayEquals(new int[] {100, EpochEstimate.MAX_EPOCHS}, wide.support());
        assertArrayEquals(new double[] {0.5, 1}, wide.levels());
        assertEquals(0.5, wide.toEpochEstimate().at(0.9).orElseThrow().probability(EpochEstimate.MAX_EPOCHS), 1e-12);
    }

    @Example
    void whatIsNoBeliefIsRefused() {
        EpochForecast five = EpochForecast.reached(5);
        EpochForecast nine = EpochForecast.reached(9);
        List<EpochForecast> both = List.of(five, nine);
        refused("shares", () -> EpochForecast.mix(both, new double[] {1}, ""));
        refused("shares", () -> EpochForecast.mix(List.of(five), new double[] {1, 1}, ""));
        refused("shares/1", () -> EpochForecast.mix(both, new double[] {3, -1}, ""));
        refused("shares/0", () -> EpochForecast.mix(both, new double[] {Double.NaN, 1}, ""));
        refused("shares", () -> EpochForecast.mix(both, new double[] {0, 0}, ""));
        refused("shares", () -> EpochForecast.mix(both, new double[] {1e308, 1e308}, ""));
        refused("weights", () -> EpochForecast.ofSample(new double[] {5}, new double[0], ""));
        refused("weights", () -> EpochForecast.ofSample(new double[] {5, 9}, new double[] {1e308, 1e308}, ""));
        refused("epoch", () -> EpochForecast.reached(0));
        refused("epoch", () -> EpochForecast.reached(EpochEstimate.MAX_EPOCHS + 1));
        refused("epoch", () -> five.medianWithin(0));
        refused("share", () -> five.believedBeyond(3, 1.5));
    }

    private static void refused(String field, Executable action) {
        assertEquals(field, assertThrows(InvalidValueException.class, action).field());
    }

    /** Epochs beyond {@code last} count as never. */
    private static EpochForecast sample(List<Integer> epochs, int last) {
        double[] values = epochs.stream()
                .mapToDouble(k -> k > last ? Double.POSITIVE_INFINITY : k)
                .toArray();
        double[] weights = new double[values.length];
        Arrays.fill(weights, 1);
        return EpochForecast.ofSample(values, weights, "");
    }
}
