package io.github.jqodi.estimators.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlateauTest {
    @Test
    void aRunThatDoesNotMoveApproachesNothing() {
        Plateau still = Plateau.of(run(40, k -> 0.7));
        assertEquals(Double.POSITIVE_INFINITY, still.ratio(0.6999));
        assertEquals(0.97, still.probability(0.6999));
        assertEquals(0, still.probability(0.7), "reached");
    }

    /** 1/k falls by 1/8 in the last doubling but one and by 1/16 in the last: 1/16 is ahead, three times as much is allowed for. */
    @Test
    void whatIsAheadIsTheSeriesOfDoublings() {
        Plateau hyperbola = Plateau.of(run(16, k -> 1.0 / k));
        assertEquals(0.0635 / (3 * 0.0625), hyperbola.ratio(-0.001), 0.01, "but for a little noise");
        assertEquals(0, hyperbola.probability(-0.05), "within what is allowed for");
    }

    @Test
    void aPowerLawIsApproachingWhatItWillReach() {
        for (double exponent : new double[] {0.1, 0.3, 0.6, 1}) {
            Plateau moving = Plateau.of(run(20, k -> Math.pow(k, -exponent)));
            assertEquals(0, moving.probability(Math.pow(200, -exponent)), "exponent " + exponent);
        }
    }

    @Test
    void noiseAloneMayTakeARunSomewhatLowerButNotFar() {
        Plateau noisy = Plateau.of(run(40, k -> 0.5 + 0.01 * Math.sin(12.9898 * k * k)));
        assertEquals(0, noisy.probability(0.48));
        assertTrue(noisy.probability(0.3) > 0.9);
    }

    @Test
    void aRisingRunHasItsWholeWayBackBeforeIt() {
        Plateau rising = Plateau.of(run(30, k -> 0.5 + 1.0 / k + 0.02 * Math.max(0, k - 10)));
        assertTrue(rising.probability(0.55) > 0.9);
    }

    @Test
    void aKnownDropOfTheLearningRateMayStillMoveIt() {
        Curve flat = run(40, k -> 0.7);
        Curve scheduled = flat.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(30, 60)));
        assertEquals(0, Plateau.of(scheduled).probability(0.5));
        assertEquals(0.97, Plateau.of(scheduled).probability(0.4));
        Curve over = flat.withFeatures(RunFeatures.NONE.withDropEpochs(List.of(30)));
        assertEquals(0.97, Plateau.of(over).probability(0.5));
    }

    @Test
    void fewLossesTellLittle() {
        assertEquals(0, Plateau.of(run(1, k -> 1)).probability(0.5));
        assertEquals(0, Plateau.of(run(3, k -> 1)).probability(0.5));
        double five = Plateau.of(run(5, k -> 1)).probability(0.5);
        assertTrue(five > 0.2 && five < 0.6, "" + five);
        Curve gaps = Curve.of("gaps", new int[] {5, 20, 35, 50}, new double[] {1, 1, 1, 1});
        assertTrue(Plateau.of(gaps).probability(0.5) < 0.3);
    }

    private static Curve run(int epochs, IntToDoubleFunction loss) {
        return Curve.ofLosses(
                "run", IntStream.rangeClosed(1, epochs).mapToDouble(loss).toArray());
    }
}
