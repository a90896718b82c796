package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.knapsack.StateValuesProperties.Choice;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Supported choices of groups beside every choice. */
class GroupedPointsProperties {
    private static final double TOLERANCE = 1e-12;

    @Property(tries = 500, seed = "67", shrinking = ShrinkingMode.OFF)
    void oneOfThemIsBestAtEveryMultiplier(@ForAll long seed) {
        GroupedInstance instance = unlimited(GroupedKnapsackProperties.random(seed));
        List<int[]> points = GroupedPoints.choices(instance, Limits.NONE);
        List<Choice> choices = StateValuesProperties.choices(instance, 0, instance.before());
        assertEquals(choices.isEmpty(), points.isEmpty());
        Statistics.label("more than two").collect(points.size() > 2);
        for (double multiplier = 1e-4; multiplier < 1e4 && !choices.isEmpty(); multiplier *= 1.1) {
            double at = multiplier;
            double least = choices.stream().mapToDouble(c -> c.value(at)).min().orElseThrow();
            double found = points.stream()
                    .mapToDouble(point -> cost(instance, point) + at * seconds(instance, point))
                    .min()
                    .orElseThrow();
            assertEquals(
                    least, found, TOLERANCE * (1 + least), () -> GroupedKnapsackProperties.describe(seed, instance));
        }
    }

    @Property(tries = 500, seed = "68", shrinking = ShrinkingMode.OFF)
    void theyGetSlowerAndCheaper(@ForAll long seed) {
        GroupedInstance instance = unlimited(GroupedKnapsackProperties.random(seed));
        List<int[]> points = GroupedPoints.choices(instance, Limits.NONE);
        double slope = Double.POSITIVE_INFINITY;
        for (int i = 2; i < points.size(); i++) {
            double seconds = seconds(instance, points.get(i)) - seconds(instance, points.get(i - 1));
            double saved = cost(instance, points.get(i - 1)) - cost(instance, points.get(i));
            assertTrue(
                    seconds > -TOLERANCE && saved > -TOLERANCE,
                    () -> GroupedKnapsackProperties.describe(seed, instance));
            double next = saved / seconds;
            assertTrue(
                    next <= slope * (1 + 1e-9) + 1e-9 || seconds < 1e-9,
                    () -> GroupedKnapsackProperties.describe(seed, instance));
            slope = seconds < 1e-9 ? slope : next;
        }
    }

    private static GroupedInstance unlimited(GroupedInstance x) {
        Instance items = x.items().toBuilder().limit(1e6).build();
        return x.with(items);
    }

    private static boolean switches(GroupedInstance x, int[] choice, int k) {
        int before = k == 0 ? x.before() : x.groupOf()[choice[k - 1]];
        return before >= 0 && before != x.groupOf()[choice[k]];
    }

    private static double seconds(GroupedInstance x, int[] choice) {
        double sum = 0;
        for (int k = 0; k < choice.length; k++) {
            sum += x.items().time()[x.items().rowOf()[k]][choice[k]];
            sum += switches(x, choice, k) ? x.switchTime()[x.groupOf()[choice[k]]] : 0;
        }
        return sum;
    }

    private static double cost(GroupedInstance x, int[] choice) {
        double sum = 0;
        for (int k = 0; k < choice.length; k++) {
            double cost = x.items().cost()[x.items().rowOf()[k]][choice[k]];
            double switching = switches(x, choice, k) ? x.switchCost()[k][x.groupOf()[choice[k]]] : 0;
            sum += x.items().weight()[k] * (cost + switching);
        }
        return sum;
    }
}
