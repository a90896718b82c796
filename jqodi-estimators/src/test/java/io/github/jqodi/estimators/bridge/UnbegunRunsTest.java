package io.github.jqodi.estimators.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.RunFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UnbegunRunsTest {
    private static final Curve SLOW = Curve.ofLosses("slow", 0.9, 0.8, 0.5);
    private static final Curve FAST = Curve.ofLosses("fast", 0.9, 0.5, 0.4);

    private static Curve of(Curve run, String model, double bits) {
        return run.withFeatures(RunFeatures.NONE.withPair(model, bits));
    }

    private static RunFeatures bits(double bits) {
        return new RunFeatures(
                Optional.empty(), OptionalDouble.of(bits), OptionalDouble.empty(), List.of(), OptionalLong.empty());
    }

    private static RunFeatures model(String model) {
        return new RunFeatures(
                Optional.of(model), OptionalDouble.empty(), OptionalDouble.empty(), List.of(), OptionalLong.empty());
    }

    private static EpochForecast forecast(List<Curve> past, RunFeatures run) {
        return UnbegunRuns.of(past).forecast(run, 0.5).orElseThrow();
    }

    @Test
    void withoutBitsEveryRunCountsAlike() {
        List<Curve> ten = new ArrayList<>(Collections.nCopies(5, SLOW));
        ten.addAll(Collections.nCopies(5, of(FAST, "m", 2)));
        EpochForecast forecast = forecast(ten, RunFeatures.NONE);
        assertEquals("10 past runs, before the first epoch", forecast.basis());
        assertEquals(0.5, forecast.probabilityBy(2));
        assertEquals(1, forecast.probabilityBy(3));
    }

    /** Each of two reaches 0.5 just so; a further run may not, and may in the next epoch where that is far below. */
    @Test
    void withoutBitsFewRunsGetTheSpreadOfAFurtherOne() {
        EpochForecast forecast = forecast(List.of(SLOW, of(FAST, "m", 2)), RunFeatures.NONE);
        assertEquals("2 past runs, with the spread of a further one, before the first epoch", forecast.basis());
        assertEquals(5.0 / 18, forecast.probabilityBy(2), 1e-12);
        assertEquals(5.0 / 18 + 9.0 / 18, forecast.probabilityBy(3), 1e-12);
        assertEquals(3, forecast.horizon().orElseThrow());
        assertEquals(0.6 * 4 / 18, forecast.neverProbability(), 1e-12, "four tenths of what runs reach as they go on");
    }

    /** Ten of 20 epochs get there in epoch 12 or 13; ten that were stopped after five would have, as far as anybody knows. */
    @Test
    void runsThatWereStoppedEarlySayNothingOfLaterEpochs() {
        List<Curve> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double[] losses = new double[20];
            int reached = 12 + i % 2;
            Arrays.setAll(losses, k -> k + 1 < reached ? 1 - 0.01 * k : 0.4);
            runs.add(of(Curve.ofLosses("whole " + i, losses), "m", 8));
            runs.add(of(Curve.ofLosses("stopped " + i, Arrays.copyOf(losses, 5)), "m", 8));
        }
        for (RunFeatures run : List.of(RunFeatures.NONE, RunFeatures.NONE.withPair("m", 8))) {
            EpochForecast forecast = forecast(runs, run);
            assertEquals(0, forecast.neverProbability());
            assertEquals(0, forecast.probabilityBy(11));
            assertEquals(0.5, forecast.probabilityBy(12), 1e-12);
            assertEquals(1, forecast.probabilityBy(13), 1e-12);
            assertEquals(20, forecast.horizon().orElseThrow());
            assertTrue(forecast.basis().contains("10 not at the target by the end, at most epoch 5"), forecast.basis());
        }
    }

    @Test
    void aModelIsBelievedByItsOwnRuns() {
        List<Curve> past = List.of(of(SLOW, "m", 8), of(FAST, "n", 8));
        EpochForecast forecast = forecast(past, model("n"));
        assertEquals(
                "1 past run of the model, with the spread of a further one, before the first epoch", forecast.basis());
        assertEquals(OptionalInt.of(3), forecast.quantile(0.9));
        assertEquals(
                "2 past runs, with the spread of a further one, before the first epoch",
                forecast(past, model("unknown")).basis());
    }

    @Test
    void bitsAreOfTheOnlyModelThereIs() {
        List<Curve> past = List.of(of(SLOW, "m", 8), of(FAST, "m", 4));
        assertEquals(
                "prior by bits: 1 run at 4 bits, with the spread of a further one",
                forecast(past, bits(4)).basis());
        assertTrue(forecast(past, bits(2)).basis().startsWith("prior by bits: 1 run at 4 bits"));
        List<Curve> two = List.of(of(SLOW, "m", 8), of(FAST, "n", 8));
        assertThrows(InvalidValueException.class, () -> forecast(two, bits(8)));
    }

    /** With nine runs of the pair the largest is a quantile at 0.9; with eight it is not, and the spread of a further run is added. */
    @Test
    void manyRunsOfThePairSpeakForThemselves() {
        List<Curve> nine = Collections.nCopies(9, of(SLOW, "m", 8));
        EpochForecast of = forecast(nine, bits(8));
        assertEquals("9 past runs of the pair, 0 of similar ones", of.basis());
        assertEquals(OptionalInt.of(3), of.quantile(0.9));
        assertEquals(0, of.neverProbability());
        EpochForecast few = forecast(nine.subList(0, 8), bits(8));
        assertEquals("prior by bits: 8 runs at 8 bits, with the spread of a further one", few.basis());
        assertTrue(1 - few.probabilityBy(3) > 0.3, "a run that just gets there says little of the next one");
    }

    @Test
    void nothingIsSaidWhereNothingIsKnown() {
        assertEquals(Optional.empty(), UnbegunRuns.of(List.of()).forecast(RunFeatures.NONE, 0.5));
        assertEquals(Optional.empty(), UnbegunRuns.of(List.of(SLOW)).forecast(bits(8), 0.5));
    }
}
