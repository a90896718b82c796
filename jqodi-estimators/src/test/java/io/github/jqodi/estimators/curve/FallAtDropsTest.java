package io.github.jqodi.estimators.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallAtDropsTest {
    private static final double TINY = 1e-9;
    private static final double GENERAL = Math.log(0.2);

    /** A power law of 40 epochs whose ln loss falls by so much more at each drop. */
    private static Curve run(List<Integer> drops, double... falls) {
        double[] losses = new double[40];
        for (int k = 1; k <= losses.length; k++) {
            double fallen = 0;
            for (int i = 0; i < falls.length; i++) {
                fallen += k >= drops.get(i) ? falls[i] : 0;
            }
            losses[k - 1] = Math.exp(-fallen) * Math.pow(k, -0.4);
        }
        return Curve.ofLosses("run", losses).withFeatures(RunFeatures.NONE.withDropEpochs(drops));
    }

    private static List<Curve> runs(double... falls) {
        return Arrays.stream(falls).mapToObj(fall -> run(List.of(20), fall)).toList();
    }

    @Test
    void withoutAFallTheGeneralOneIsBelieved() {
        assertEquals(FallAtDrops.GENERAL, FallAtDrops.of(List.of()));
        Curve falls = run(List.of(20), 0.7);
        assertEquals(FallAtDrops.GENERAL, FallAtDrops.of(List.of(falls.withFeatures(RunFeatures.NONE))), "not said");
        assertEquals(FallAtDrops.GENERAL, FallAtDrops.of(List.of(falls.prefix(19))), "ends before");
        assertEquals(FallAtDrops.GENERAL, FallAtDrops.of(List.of(run(List.of(2), 0.7))), "nothing before");
        Curve negative = Curve.ofLosses("accuracy", -0.1, -0.2, -0.3, -0.4, -0.5, -0.6);
        RunFeatures dropping = RunFeatures.NONE.withDropEpochs(List.of(5));
        assertEquals(FallAtDrops.GENERAL, FallAtDrops.of(List.of(negative.withFeatures(dropping))));
    }

    /** Normal-normal: variance 0.49 between schedules, 0.0625 within one, which with one run stays what it was. */
    @Test
    void oneRunIsDrawnTowardsTheGeneralFall() {
        FallAtDrops one = FallAtDrops.of(runs(0.7));
        double trust = 0.49 / (0.49 + 0.0625);
        assertEquals(Math.exp(GENERAL + trust * (Math.log(0.7) - GENERAL)), one.median(), TINY);
        assertEquals(Math.sqrt(0.0625 + trust * 0.0625), one.spread(), TINY);
    }

    /** Two that differ by a factor of e: a sum of squares of 1/2 beside four times 0.0625, over five. */
    @Test
    void spreadOfSeveralIsPooledWithWhatIsUsual() {
        FallAtDrops two = FallAtDrops.of(runs(0.2, 0.2 * Math.E));
        double within = (0.25 + 0.5) / 5;
        double trust = 0.49 / (0.49 + within / 2);
        assertEquals(Math.exp(GENERAL + trust * 0.5), two.median(), TINY);
        assertEquals(Math.sqrt(within + trust * within / 2), two.spread(), TINY);
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.7"})
    void theMoreRunsTheLessIsLeftOfTheGeneralFallAndTheNarrowerTheSpread(double fall) {
        FallAtDrops before = FallAtDrops.GENERAL;
        for (int count : new int[] {1, 2, 4, 16}) {
            FallAtDrops more = FallAtDrops.of(Collections.nCopies(count, run(List.of(20), fall)));
            assertTrue(more.spread() < before.spread(), count + " runs: " + more);
            assertTrue(
                    Math.abs(Math.log(more.median() / fall)) <= Math.abs(Math.log(before.median() / fall)) + TINY,
                    count + " runs: " + more);
            before = more;
        }
        assertEquals(fall, before.median(), 0.05 * fall);
    }

    @Test
    void everyDropOfARunIsLookedAtFromTheOneBeforeIt() {
        assertEquals(
                FallAtDrops.of(runs(0.6, 0.6)).median(),
                FallAtDrops.of(List.of(run(List.of(15, 30), 0.6, 0.6))).median(),
                TINY);
    }

    @Test
    void aRiseAtADropIsTakenForTheLeastFall() {
        assertEquals(
                FallAtDrops.of(runs(0.02)).median(), FallAtDrops.of(runs(-0.3)).median(), TINY);
    }

    @Test
    void orderOfRunsDoesNotMatterAndNumbersAreChecked() {
        List<Curve> falls = new ArrayList<>(runs(0.3, 0.5, 0.1));
        FallAtDrops one = FallAtDrops.of(falls);
        Collections.reverse(falls);
        assertEquals(one.median(), FallAtDrops.of(falls).median(), TINY);
        assertThrows(InvalidValueException.class, () -> new FallAtDrops(0, 0.5));
        assertThrows(InvalidValueException.class, () -> new FallAtDrops(0.2, 0));
    }

    /** 0.2 e^(1.4 · 0.5) of the ln loss may be ahead at a drop in general, more where past runs fell further. */
    @Test
    void aRunThatStandsStillBeforeADropMayFallAsFarAsPastOnesDid() {
        double[] flat = new double[15];
        Arrays.fill(flat, 0.7);
        Curve begun = Curve.ofLosses("flat", flat).withFeatures(RunFeatures.NONE.withDropEpochs(List.of(20)));
        assertEquals(0, Plateau.of(begun).probability(0.48));
        assertEquals(0.97, Plateau.of(begun).probability(0.4));
        assertEquals(0, Plateau.of(begun, FallAtDrops.of(runs(0.7, 0.7, 0.7))).probability(0.4));
        assertEquals(0.97, Plateau.of(begun, FallAtDrops.of(runs(0.05, 0.05))).probability(0.6));
    }
}
