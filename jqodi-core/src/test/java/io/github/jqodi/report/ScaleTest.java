package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void ticksStandAtNiceSteps() {
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), labels(Scale.widened(3, 97, 5, 0)));
        assertEquals(List.of("0.624", "0.626", "0.628", "0.630"), labels(Scale.widened(0.6241, 0.6299, 4, 0)));
        assertEquals(List.of("−5", "0", "5", "10"), labels(Scale.widened(-4, 9, 4, 0)));
        assertEquals(List.of("0", "50k", "100k", "150k"), labels(Scale.widened(0, 140_000, 4, 0)));
        assertEquals(List.of("0", "0.5M", "1.0M", "1.5M"), labels(Scale.widened(0, 1_400_000, 3, 0)));
        assertEquals(List.of("0", "2E−5", "4E−5"), labels(Scale.widened(0, 3.9e-5, 2, 0)));
        assertEquals(List.of("1", "2", "3"), labels(Scale.widened(1, 3, 6, 1)));
        assertEquals(List.of("0", "5E+14", "1E+15"), labels(Scale.widened(0, 9e14, 2, 0)));
        assertEquals(List.of("999.99999T"), labels(Scale.exactly(1e15 * (1 - 1.2e-8), 1e15 * (1 - 1e-10), 2, 0)));
        assertEquals("6.337E+14", Numbers.brief(633_700_000_000_123.0));
    }

    @Test
    void placesAreShares() {
        Scale scale = Scale.widened(3, 97, 5, 0);
        assertEquals(0, scale.from());
        assertEquals(100, scale.to());
        assertEquals(0.25, scale.at(25));
        Scale exact = Scale.exactly(3, 97, 5, 0);
        assertEquals(0, exact.at(3));
        assertEquals(1, exact.at(97));
        assertEquals(List.of("20", "40", "60", "80"), labels(exact));
    }

    @Test
    void logarithmicTicksStandAtPowersOfTenOrBetweenToo() {
        assertEquals(List.of("2", "5", "10", "20", "50"), labels(Scale.logarithmic(3, 40, 5)));
        assertEquals(List.of("1E−6", "0.001", "1", "1000", "1M"), labels(Scale.logarithmic(1e-6, 1e6, 4)));
        Scale scale = Scale.logarithmic(1, 100, 5);
        assertEquals(0.5, scale.at(10), 1e-15);
    }

    @Test
    void equalEmptyAndHugeNumbersHaveAScaleToo() {
        assertEquals(List.of("0", "1"), labels(Scale.widened(0, 0, 1, 0)));
        assertTrue(
                Scale.widened(7, 7, 4, 0).at(7) > 0 && Scale.widened(7, 7, 4, 0).at(7) < 1);
        assertEquals(
                0,
                Scale.widened(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 5, 0)
                        .from());
        assertEquals(2, Scale.logarithmic(5, 5, 5).ticks().size());
        assertEquals(6, Scale.widened(-1e300, 1e300, 5, 0).ticks().size(), 1);
        assertEquals(List.of("1", "2", "5", "10"), labels(Scale.logarithmic(0, 5, 5)));
    }

    @Test
    void everyNumberIsInsideAndTicksAreFewAndRise() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5_000; i++) {
            double a = Math.pow(10, random.nextDouble(-30, 30)) * (random.nextInt(3) == 0 ? -1 : 1);
            double b = random.nextInt(5) == 0 ? a : a + Math.pow(10, random.nextDouble(-30, 30));
            int wanted = 1 + random.nextInt(7);
            check(Scale.widened(a, b, wanted, 0), a, b, wanted + 2);
            if (a > 0) {
                check(Scale.logarithmic(a, b, wanted), a, b, wanted + 2);
            }
        }
    }

    private static void check(Scale scale, double a, double b, int most) {
        String shown = a + " to " + b + ": " + scale.ticks();
        assertTrue(scale.at(a) >= -1e-9 && scale.at(b) <= 1 + 1e-9, shown);
        assertTrue(scale.ticks().size() <= most && !scale.ticks().isEmpty(), shown);
        for (int i = 1; i < scale.ticks().size(); i++) {
            assertTrue(scale.ticks().get(i - 1).value() < scale.ticks().get(i).value(), shown);
        }
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::label).toList();
    }
}
