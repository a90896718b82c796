package io.github.jqodi.estimators.seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedSpreadTest {
    @Test
    void robustValueCoversNineInTenNewSeeds() {
        Random random = new Random(3);
        List<SeedGroup> history = groups(random, 60);
        var fitted = new SeedSpread().fit(history);
        int kept = 0;
        List<SeedGroup> asked = groups(random, 400);
        for (SeedGroup group : asked) {
            int[] reached = group.reached();
            int truth = reached[0];
            int[] others = Arrays.copyOfRange(reached, 1, reached.length);
            EpochForecast forecast = fitted.forecast(new SeedGroup("c", "t", others, 0));
            kept += forecast.quantile(0.9).orElse(Integer.MAX_VALUE) >= truth ? 1 : 0;
        }
        assertEquals(0.9, kept / 400.0, 0.05);
    }

    @Test
    void seedsThatDidNotArriveCastDoubt() {
        var fitted = new SeedSpread().fit(List.of());
        EpochForecast all = fitted.forecast(new SeedGroup("c", "t", new int[] {20, 21, 19, 20}, 0));
        EpochForecast half = fitted.forecast(new SeedGroup("c", "t", new int[] {20, 21}, 2));
        EpochForecast none = fitted.forecast(new SeedGroup("c", "t", new int[0], 4));
        assertEquals(20, all.medianEpochs().getAsInt());
        assertTrue(all.neverProbability() < 0.1);
        assertEquals(0.5, half.neverProbability(), 0.01);
        assertEquals(OptionalInt.empty(), half.quantile(0.9));
        assertEquals(1, none.neverProbability());
    }

    @Test
    void seedsAreAsManyAsANumberHolds() {
        SeedGroup most = new SeedGroup("c", "t", new int[] {10}, Integer.MAX_VALUE - 1);
        assertEquals(Integer.MAX_VALUE, most.size());
        assertTrue(new SeedSpread().fit(List.of()).forecast(most).neverProbability() > 0.999);
        assertThrows(InvalidValueException.class, () -> new SeedGroup("c", "t", new int[] {10}, Integer.MAX_VALUE));
    }

    @Test
    void whereNoSeedArrivedTheLittleHopeIsSpreadAsInPastGroups() {
        var fitted = new SeedSpread()
                .fit(List.of(
                        new SeedGroup("a", "t", new int[] {10, 11, 12}, 0),
                        new SeedGroup("b", "t", new int[] {30, 31, 32}, 1),
                        new SeedGroup("c", "t", new int[] {50, 50, 51, 51, 52, 52}, 0)));
        EpochForecast none = fitted.forecast(new SeedGroup("d", "t", new int[0], 4));
        assertEquals(31, none.medianEpochs().getAsInt());
        assertTrue(none.neverProbability() > 0.9 && none.neverProbability() < 1, none::toString);
        assertEquals(OptionalInt.empty(), none.quantile(0.5));
    }

    private static List<SeedGroup> groups(Random random, int count) {
        List<SeedGroup> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            double center = 20 + 80 * random.nextDouble();
            int[] reached = new int[6];
            for (int s = 0; s < reached.length; s++) {
                reached[s] = (int) Math.round(center * Math.exp(0.08 * random.nextGaussian()));
            }
            groups.add(new SeedGroup("c" + g, "t", reached, 0));
        }
        return groups;
    }
}
