package io.github.jqodi.estimators.seeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.EpochForecast;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two or three other seeds are good for. */
class FewSeedsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoSeedsThatAgreeGiveAUsableRobustValue(boolean withOtherConfigurations) {
        var fitted = new SeedSpread().fit(withOtherConfigurations ? groups(new Random(5), 40, 5) : List.of());
        EpochForecast forecast = fitted.forecast(new SeedGroup("c", "t", new int[] {50, 54}, 0));
        int robust = forecast.quantile(0.9).orElseThrow();
        assertTrue(robust >= 54 && robust <= 1.6 * 52, forecast::toString);
        assertTrue(forecast.neverProbability() < 0.1, forecast::toString);
    }

    /** Of 400 new seeds with a spread of 8 %; a binomial(400, 0.87) is below 328 with probability 0.002. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theirPromisesHold(boolean withOtherConfigurations) {
        var fitted = new SeedSpread().fit(withOtherConfigurations ? groups(new Random(6), 60, 5) : List.of());
        int kept = 0;
        double ratio = 0;
        List<SeedGroup> asked = groups(new Random(7), 400, 3);
        for (SeedGroup group : asked) {
            int[] reached = group.reached();
            SeedGroup others = new SeedGroup("c", "t", new int[] {reached[1], reached[2]}, 0);
            int robust = fitted.forecast(others).quantile(0.9).orElseThrow();
            kept += robust >= reached[0] ? 1 : 0;
            ratio += robust / ((reached[1] + reached[2]) / 2.0) / asked.size();
        }
        assertTrue(kept >= 328, kept + " of 400 kept");
        assertTrue(ratio <= 1.6, "robust over mean " + ratio);
    }

    @Test
    void oneOfTwoThatNeverArrivedLeavesNoPromise() {
        EpochForecast forecast = new SeedSpread().fit(List.of()).forecast(new SeedGroup("c", "t", new int[] {50}, 1));
        assertEquals(0.5, forecast.neverProbability(), 0.01);
        assertEquals(OptionalInt.empty(), forecast.quantile(0.9));
    }

    private static List<SeedGroup> groups(Random random, int count, int seeds) {
        List<SeedGroup> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            double center = 20 + 80 * random.nextDouble();
            int[] reached = new int[seeds];
            for (int s = 0; s < seeds; s++) {
                reached[s] = (int) Math.round(center * Math.exp(0.08 * random.nextGaussian()));
            }
            groups.add(new SeedGroup("c" + g, "t", reached, 0));
        }
        return groups;
    }
}
