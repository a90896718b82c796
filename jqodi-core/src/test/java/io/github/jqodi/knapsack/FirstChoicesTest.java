package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The choices and bounds that searches begin with. Searches end at the same choices from worse ones, only later; here is how
 * near they begin.
 */
class FirstChoicesTest {
    /**
     * A first class takes 0 or 4 s at 10 or 2; a second 0, 0.8 or 3 s at 9, 8.7 or 6; a third 0, 0.9 or 2 s at 3, 2.8 or 2. The
     * first saves 2 a second, the second 1; its step of 3 s does not fit beside 4 s into 6 s. In the 2 s that are left 0.8 s
     * save 0.3, and then 0.9 s save 0.2.
     */
    private static Instance byHand() {
        return Instance.builder(
                        new double[][] {{0, 4}, {0, 0.8, 3}, {0, 0.9, 2}},
                        new double[][] {{10, 2}, {9, 8.7, 6}, {3, 2.8, 2}})
                .limit(6)
                .build();
    }

    @Test
    void stepsThatFitAreFollowedByMovesThatSaveMost() {
        LinearRelaxation relaxation = ReducedInstance.of(byHand()).relaxation();
        assertEquals(1, relaxation.multiplier);
        assertArrayEquals(new int[] {1, 1, 1}, relaxation.greedy);
    }

    @Test
    void theCheapestItemsAreFirstAndTheBoundWhereTheyFit() {
        ReducedInstance prepared =
                ReducedInstance.of(byHand().toBuilder().limit(9.5).build());
        assertArrayEquals(new int[] {1, 2, 2}, prepared.firstChoice());
        assertEquals(10, prepared.lowerBound(), 1e-12);
        assertTrue(prepared.lowerBound() <= 10);
    }

    @Test
    void groupsBeginWithTheSameMoves() {
        int[] groupOf = {0, 0, 0};
        Instance items = byHand();
        double[][] time = {padded(items.time()[0]), items.time()[1], items.time()[2]};
        double[][] cost = {padded(items.cost()[0]), items.cost()[1], items.cost()[2]};
        Instance square = Instance.builder(time, cost).limit(6).build();
        double[] free = {0};
        LayeredGraph graph = LayeredGraph.of(new GroupedInstance(square, groupOf, free, free, -1), Limits.NONE);
        Larac relaxation = Larac.of(graph);
        assertArrayEquals(new int[] {1, 1, 1}, graph.items(relaxation.best()));
        assertEquals(1, relaxation.multiplier());
        assertEquals(2 + 9 + 3 - 2, relaxation.bound(), 1e-10);
    }

    private static double[] padded(double[] values) {
        double[] padded = Arrays.copyOf(values, 3);
        padded[2] = Double.POSITIVE_INFINITY;
        return padded;
    }

    /** A first choice with its cost, the bound and the least cost. */
    private record Begin(double cost, double bound, double least) {
        static Begin of(Instance instance) {
            ReducedInstance prepared = ReducedInstance.of(instance);
            Outcome outcome = Knapsack.solve(prepared, Limits.NONE);
            int[] items = prepared.firstChoice();
            double cost = 0;
            for (int k = 0; k < items.length; k++) {
                cost += instance.weight()[k] * instance.cost()[instance.rowOf()[k]][items[k]];
            }
            return new Begin(cost, prepared.lowerBound(), outcome.cost());
        }

        static Begin of(LabelCountsTest.GroupedDraw draw) {
            GroupedInstance instance = draw.instance();
            LayeredGraph graph = LayeredGraph.of(instance, Limits.NONE);
            GroupedKnapsack knapsack = GroupedKnapsack.of(instance, Limits.NONE);
            int[] first = graph.positions(knapsack.firstChoice().orElseThrow());
            assertTrue(graph.fits(first));
            return new Begin(
                    graph.cost(first),
                    knapsack.lowerBound(),
                    knapsack.solve(Limits.NONE).cost());
        }
    }

    /** Kinds of instances; what first choices cost above the least and bounds lie below it, in parts of a million. */
    private static List<Kind> kinds() {
        return List.of(
                new Kind("own rows", "862 above, 970 below", seed -> Begin.of(LabelCountsTest.ownRows(seed, 10, 1))),
                new Kind("one row", "1168 above, 807 below", seed -> Begin.of(LabelCountsTest.oneRow(seed, true, 1))),
                new Kind(
                        "groups",
                        "3173 above, 2291 below",
                        seed -> Begin.of(LabelCountsTest.grouped(seed, 4, 6, 1).varying())),
                new Kind(
                        "groups behind one",
                        "1964 above, 2522 below",
                        seed -> Begin.of(
                                LabelCountsTest.grouped(seed, 4, 6, 1).varying().behind(2))),
                new Kind(
                        "many groups",
                        "3792 above, 2413 below",
                        seed -> Begin.of(LabelCountsTest.grouped(seed, 20, 5, 1).varying())),
                new Kind(
                        "groups of two words",
                        "3396 above, 3204 below",
                        seed -> Begin.of(LabelCountsTest.grouped(seed, 4, 6, LabelCountsTest.TINY)
                                .varying())),
                new Kind(
                        "groups of alike classes",
                        "700694 above, 42840 below",
                        seed -> Begin.of(LabelCountsTest.grouped(seed, 4, 6, 1))));
    }

    /** One kind of them. */
    private record Kind(String name, String expected, LongFunction<Begin> begin) {
        String distances() {
            double above = 0;
            double below = 0;
            for (Begin at :
                    LongStream.range(0, LabelCountsTest.SEEDS).mapToObj(begin).toList()) {
                above += at.cost / at.least - 1;
                below += 1 - at.bound / at.least;
            }
            double part = 1e6 / LabelCountsTest.SEEDS;
            return Math.round(part * above) + " above, " + Math.round(part * below) + " below";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areAsNearAsTheyWere(Kind kind) {
        assertEquals(kind.expected, kind.distances());
    }
}
