package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Graphs of groups and their relaxations beside every choice. */
class StateValuesProperties {
    private static final double TOLERANCE = 1e-11;
    private static final double[] MULTIPLIERS = {0, 0.3, 1, 4, 1e-3};

    /** A choice with its sums, without what is spent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Choice(int[] groups, double cost, double seconds) {
        double value(double multiplier) {
            return cost + multiplier * seconds;
        }

        Choice plus(int group, double moreCost, double moreSeconds) {
            int[] more = Arrays.copyOf(groups, groups.length + 1);
            more[groups.length] = group;
            return new Choice(more, cost + moreCost, seconds + moreSeconds);
        }
    }

    /** Every choice of some classes of items that are faster than the limit. */
    static List<Choice> choices(GroupedInstance instance, int from, int before) {
        Instance items = instance.items();
        List<Choice> choices = List.of(new Choice(new int[0], 0, 0));
        for (int k = from; k < instance.classes(); k++) {
            List<Choice> longer = new ArrayList<>();
            double[] time = items.time()[items.rowOf()[k]];
            double[] cost = items.cost()[items.rowOf()[k]];
            double weight = items.weight()[k];
            for (Choice choice : choices) {
                int last = k == from ? before : choice.groups[k - from - 1];
                for (int i = 0; i < time.length; i++) {
                    int g = instance.groupOf()[i];
                    boolean switches = last >= 0 && last != g;
                    double switchTime = switches ? instance.switchTime()[g] : 0;
                    double switchCost = switches ? instance.switchCost()[k][g] : 0;
                    if (time[i] < items.limit()) {
                        longer.add(choice.plus(g, weight * (cost[i] + switchCost), time[i] + switchTime));
                    }
                }
            }
            choices = longer;
        }
        return choices;
    }

    private static double least(List<Choice> choices, double multiplier, Predicate<Choice> which) {
        return choices.stream()
                .filter(which)
                .mapToDouble(choice -> choice.value(multiplier))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static void assertClose(double expected, double actual, String message) {
        boolean infinite = expected == Double.POSITIVE_INFINITY;
        assertEquals(expected, actual, infinite ? 0 : TOLERANCE * (1 + Math.abs(expected)), message);
    }

    private static GroupedInstance instance(long seed) {
        GroupedInstance drawn = GroupedKnapsackProperties.random(seed);
        double slowest = Arrays.stream(drawn.switchTime()).max().orElse(0);
        Instance items = drawn.items();
        double limit = Math.max(items.limit(), 2 * slowest + 1);
        return drawn.with(items.toBuilder().limit(limit).build());
    }

    @Property(tries = 600, seed = "61", shrinking = ShrinkingMode.OFF)
    void valuesAreThoseOfTheBestPaths(@ForAll long seed) {
        GroupedInstance instance = instance(seed);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        if (graph.isInfeasible()) {
            return;
        }
        List<Choice> choices = choices(instance, 0, instance.before());
        StateValues values = StateValues.of(graph, 2);
        for (double multiplier : MULTIPLIERS) {
            String message = GroupedKnapsackProperties.describe(seed, instance) + " multiplier " + multiplier;
            values.become(multiplier);
            double least = least(choices, multiplier, choice -> true);
            assertClose(least, values.least(), message);
            assertTrue(values.isFinite());
            double worth = multiplier * graph.capacity;
            assertTrue(values.bound() <= least - worth, message);
            assertEquals(least - worth, values.bound(), TOLERANCE * (1 + least + worth), message);
            assertMargin(graph, values, least + 2 * worth, message);
            int[] path = values.path();
            double seconds = graph.capacity - graph.slack(path);
            assertClose(least, graph.cost(path) + multiplier * seconds, message);
            values.backward();
            assertThrough(graph, values, choices, message);
            assertGroupsBelow(graph, values, choices, message);
        }
    }

    /** Bounds are lowered by the roundings of a path of so many terms over hulls of so many items, as the class says. */
    private static void assertMargin(LayeredGraph graph, StateValues values, double terms, String message) {
        int longest =
                Arrays.stream(graph.rows).mapToInt(row -> row.item.length).max().orElseThrow();
        double margin = (24 * graph.head + 8 * longest + 64) * 0x1p-52 * terms;
        double worth = values.multiplier * graph.capacity;
        double sum = values.least() - worth;
        assertTrue(sum - values.bound() >= 0.9 * margin - Math.ulp(sum), message);
        assertTrue(values.offset(0) - worth >= 0.9 * margin - Math.ulp(worth), message);
    }

    /** A group without an item in a class without weight, after a class of the same row. */
    @Example
    void anEmptyGroupHasNoValueAtAnyWeight() {
        valuesAreThoseOfTheBestPaths(1862);
    }

    @Example
    void theMarginIsNotZeroWhereCostsAre() {
        double[] free = {0};
        Instance items = Instance.builder(new double[][] {{0}}, new double[][] {{0}})
                .classes(0, 0)
                .limit(1)
                .build();
        LayeredGraph graph = LayeredGraph.of(new GroupedInstance(items, new int[] {0}, free, free, -1), Limits.NONE);
        assertEquals(-16 * Double.MIN_VALUE, StateValues.of(graph, 0).bound());
    }

    /**
     * Staying in group 1 takes 1 s, switching to group 0 takes 2^-60 s more, which doubles do not tell; what is spent leaves
     * room for the one and not for the other.
     */
    @Example
    void theFastestChoiceIsFoundByExactTimesWhereRoundedOnesAreEqual() {
        Instance items = Instance.builder(new double[][] {{1, 1}}, new double[][] {{1, 2}})
                .spent(0x1p-52 - 0x1p-60)
                .limit(1 + 0x1p-52)
                .build();
        double[] switchTime = {0x1p-60, 1};
        GroupedInstance instance = new GroupedInstance(items, new int[] {0, 1}, switchTime, new double[2], 1);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        assertArrayEquals(new int[] {1}, graph.items(graph.fastest()));
        GroupedInstance later = new GroupedInstance(
                items.toBuilder().spent(0x1p-52).build(), new int[] {0, 1}, switchTime, new double[2], 1);
        assertTrue(LayeredGraph.of(later, Limits.NONE).isInfeasible());
    }

    private static void assertThrough(LayeredGraph graph, StateValues values, List<Choice> choices, String message) {
        for (int k = 0; k < graph.head; k++) {
            for (int g : graph.active) {
                int at = values.at(k, g);
                double through = values.arrival[at] + values.own[at] + values.rest[at];
                assertClose(through(values.multiplier, choices, k, g), through, message);
            }
        }
    }

    private static double through(double multiplier, List<Choice> choices, int k, int g) {
        return least(choices, multiplier, choice -> choice.groups[k] == g);
    }

    /** All groups that some choice up to a cost uses, and no other but for rounding. */
    private static void assertGroupsBelow(
            LayeredGraph graph, StateValues values, List<Choice> choices, String message) {
        double worth = values.multiplier * graph.capacity;
        double[] above = Arrays.stream(graph.active)
                .mapToDouble(g -> IntStream.range(0, graph.head)
                                .mapToDouble(k -> through(values.multiplier, choices, k, g))
                                .min()
                                .orElseThrow()
                        - worth)
                .toArray();
        double[] rising = Arrays.stream(above).sorted().toArray();
        for (int n = 0; n + 1 < rising.length; n++) {
            double between = (rising[n] + rising[n + 1]) / 2;
            if (between > 0 && rising[n + 1] - rising[n] > 1e-6 * (1 + worth) && rising[n + 1] < 1e300) {
                int[] expected = IntStream.range(0, above.length)
                        .filter(i -> above[i] < between)
                        .map(i -> graph.active[i])
                        .toArray();
                assertArrayEquals(expected, values.groupsBelow(between), message);
            }
        }
    }

    @Property(tries = 600, seed = "62", shrinking = ShrinkingMode.OFF)
    void tailsAndTheFastestChoiceTakeLeastTime(@ForAll long seed) {
        GroupedInstance instance = instance(seed);
        String message = GroupedKnapsackProperties.describe(seed, instance);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        List<Choice> choices = choices(instance, 0, instance.before());
        double fastest = choices.stream().mapToDouble(Choice::seconds).min().orElse(Double.POSITIVE_INFINITY);
        if (!graph.isInfeasible()) {
            assertClose(fastest, graph.capacity - graph.slack(graph.fastest()), message);
        }
        Statistics.label("tail")
                .collect(graph.head < graph.classes())
                .coverage(c -> c.check(true).percentage(p -> p > 15));
        for (int g = 0; g < graph.groups && graph.head < graph.classes(); g++) {
            double tail = choices(instance, graph.head, g).stream()
                    .mapToDouble(Choice::seconds)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            assertClose(tail, graph.tailSeconds[g], message);
            if (tail < Double.POSITIVE_INFINITY) {
                assertClose(tail, graph.grid.value(graph.tailTime, g * graph.grid.words()), message);
                assertEquals(2 * (graph.classes() - graph.head), graph.tailTimes(g).length);
                assertClose(tail, Arrays.stream(graph.tailTimes(g)).sum(), message);
            }
        }
    }

    @Property(tries = 600, seed = "63", shrinking = ShrinkingMode.OFF)
    void aChoiceThatStaysInAGroupHasItsFastestItems(@ForAll long seed) {
        GroupedInstance instance = instance(seed);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        for (int g = 0; g < graph.groups && !graph.isInfeasible(); g++) {
            int[] alone = graph.alone(g);
            int group = g;
            double[] fastest = IntStream.range(0, graph.head)
                    .mapToDouble(k -> fastest(instance, k, group))
                    .toArray();
            boolean open =
                    Arrays.stream(fastest).allMatch(t -> t < instance.items().limit());
            assertEquals(open ? graph.classes() : 0, alone.length);
            for (int k = 0; k < graph.head && open; k++) {
                assertEquals(g, graph.group(k, alone[k]));
                assertEquals(fastest[k], graph.row(k).time[alone[k]]);
            }
        }
    }

    private static double fastest(GroupedInstance instance, int k, int group) {
        double[] time = instance.items().time()[instance.items().rowOf()[k]];
        return IntStream.range(0, time.length)
                .filter(i -> instance.groupOf()[i] == group)
                .mapToDouble(i -> time[i])
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The multiplier is the best one, so that no other bounds the cost better, but for groups that are left out. */
    @Property(tries = 600, seed = "64", shrinking = ShrinkingMode.OFF)
    void noMultiplierBoundsBetterThanTheOneThatIsFound(@ForAll long seed) {
        GroupedInstance instance = instance(seed);
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        if (graph.isInfeasible()) {
            return;
        }
        Larac relaxation = Larac.of(LayeredGraph.of(instance, Limits.NONE));
        assertTrue(graph.fits(relaxation.best()));
        double reached = graph.cost(relaxation.best());
        double best = relaxation.multiplier();
        for (double factor : new double[] {0, 0.5, 0.9, 0.99, 1.01, 1.1, 2}) {
            double other =
                    StateValues.of(graph, best > 0 ? factor * best : factor).bound();
            assertTrue(
                    Math.min(other, reached) <= relaxation.bound() + 1e-9 * (1 + reached),
                    () -> GroupedKnapsackProperties.describe(seed, instance) + " " + factor + " times " + best);
        }
    }

    @Property(tries = 600, seed = "65", shrinking = ShrinkingMode.OFF)
    void theFirstMultiplierIsBestWhereEntriesAreFree(@ForAll long seed) {
        GroupedInstance drawn = instance(seed);
        double[] free = new double[drawn.groups()];
        GroupedInstance instance = new GroupedInstance(drawn.items(), drawn.groupOf(), free, free, drawn.before());
        LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
        if (graph.isInfeasible() || graph.head < graph.classes()) {
            return;
        }
        double first = SwitchFreeRelaxation.multiplier(graph);
        double bound = StateValues.of(graph, first).bound();
        double around = new SplittableRandom(seed).nextDouble(0.5, 1.5);
        for (double other : new double[] {0, 0.99 * first, 1.01 * first, around * first, around}) {
            double otherBound = StateValues.of(graph, other).bound();
            assertTrue(
                    otherBound <= bound + 1e-9 * (1 + Math.abs(bound)),
                    () -> GroupedKnapsackProperties.describe(seed, instance) + " at " + other + " beside " + first);
        }
    }

    @Property(tries = 600, seed = "66", shrinking = ShrinkingMode.OFF)
    void headsCompareByCostAndThenByTime(@ForAll long seed) {
        GroupedInstance instance = instance(seed);
        Instance unlimited = instance.items().toBuilder().limit(1e3).build();
        GroupedInstance drawn = instance.with(unlimited);
        LayeredGraph graph = LayeredGraph.of(drawn, Limits.NONE);
        SplittableRandom random = new SplittableRandom(seed);
        if (graph.isInfeasible() || graph.weight(graph.head - 1) == 0) {
            return;
        }
        int[] a = positions(graph, random);
        int[] b = random.nextInt(3) == 0 ? a : positions(graph, random);
        GroupedBest first = GroupedBest.ofChoice(drawn, graph.items(a)).orElseThrow();
        GroupedBest second = GroupedBest.ofChoice(drawn, graph.items(b)).orElseThrow();
        int cost = first.cost().compareTo(second.cost());
        int expected = cost != 0 ? cost : first.headTime().compareTo(second.headTime());
        assertEquals(expected, Integer.signum(graph.compareHeads(a, b)));
        int last = graph.head - 1;
        assertEquals(graph.group(last, a[last]) == graph.group(last, b[last]), graph.endTogether(a, b));
        assertClose(first.cost().doubleValue(), graph.cost(a), "cost");
        assertArrayEquals(graph.items(a), graph.items(graph.positions(graph.items(a))));
        Statistics.label("equal").collect(cost == 0);
    }

    private static int[] positions(LayeredGraph graph, SplittableRandom random) {
        return IntStream.range(0, graph.classes())
                .map(k -> random.nextInt(graph.row(k).item.length))
                .toArray();
    }
}
