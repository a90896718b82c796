package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rows of grouped items by hand. Of group 0 the times 1, 2, 3, 5 s are worth taking at costs of 9, 6, 3, 1, the second of which
 * lies on the line from the first to the third; of group 1 the times 2 and 4 s at 8 and 1; group 2 is empty.
 */
class GroupedRowTest {
    private static final double[] TIME = {5, 1, 2, 3, 4, 2, 3, 9};
    private static final double[] COST = {1, 9, 6, 3, 1, 8, 5, 0};
    private static final int[][] MEMBERS = {{0, 1, 2, 3, 6, 7}, {4, 5}, {}};

    private final GroupedRow row = GroupedRow.of(TIME, COST, MEMBERS, 9, Limits.NONE);

    @Test
    void itemsAreKeptGroupByGroupAndCornersLieBelowTheLines() {
        assertArrayEquals(new int[] {0, 4, 6, 6}, row.start);
        assertArrayEquals(new int[] {1, 2, 3, 0, 5, 4}, row.item);
        assertArrayEquals(new int[] {0, 2, 3, 4, 5}, row.hull);
        assertArrayEquals(new int[] {0, 3, 5, 5}, row.hullStart);
        assertFalse(row.isEmpty(0));
        assertTrue(row.isEmpty(2));
    }

    @Test
    void slopesAreCostsPerSecond() {
        assertEquals(3, row.slope(0));
        assertEquals(1, row.slope(1));
        assertEquals(3.5, row.slope(3));
    }

    /** At 2 a second the items of group 0 are worth 11, 10, 9, 11, those of group 1 12 and 9. */
    @Test
    void theBestItemIsWorthLeast() {
        assertEquals(2, row.best(0, 1, 2));
        assertEquals(5, row.best(1, 1, 2));
        assertEquals(4, row.best(1, 0, 2), "without weight the fastest");
        assertEquals(2, row.bestOfAll(1, 2));
        for (int corner = 0; corner < 3; corner++) {
            assertEquals(1, row.bestCorner(0, corner, 1, 2));
            assertEquals(0, row.bestCorner(0, corner, 1, 4));
            assertEquals(2, row.bestCorner(0, corner, 1, 0.5));
            assertEquals(0, row.bestCorner(0, corner, 1, 3), "of equal ones the fastest");
        }
    }

    /** Between 1 s and 3 s a second saves 3, at which no item of any group is worth less. */
    @Test
    void theMultiplierOfAClassIsTheSlopeAtItsLimit() {
        assertEquals(3, row.multiplier(1, 2));
        assertEquals(6, row.multiplier(2, 2));
        assertEquals(0, row.multiplier(1, 5));
    }

    @Test
    void aGroupStandsInWhereNoItemIsFasterOrCheaper() {
        double[] time = {1, 3, 2, 3, 2, 4, 1};
        double[] cost = {5, 2, 5, 3, 4, 2, 9};
        GroupedRow groups = GroupedRow.of(time, cost, new int[][] {{0, 1}, {2, 3}, {4, 5}, {6}}, 9, Limits.NONE);
        assertTrue(groups.standsIn(0, 1));
        assertFalse(groups.standsIn(1, 0), "0 has a faster item");
        assertFalse(groups.standsIn(0, 2), "2 has 2 s at 4");
        assertFalse(groups.standsIn(2, 1), "1 has 3 s at 3");
        assertTrue(groups.standsIn(0, 3));
        assertFalse(groups.standsIn(3, 0));
        assertTrue(groups.standsIn(2, 2));
    }

    /** Groups too long to be put into order one by one, with many equal times. */
    @Test
    void longGroupsKeepTheCheapestOfEachTime() {
        SplittableRandom random = new SplittableRandom(3);
        double[] time = random.ints(100, 1, 30).asDoubleStream().toArray();
        double[] cost = random.doubles(100).toArray();
        int[] all = IntStream.range(0, 100).toArray();
        GroupedRow kept = GroupedRow.of(time, cost, new int[][] {all}, 25, Limits.NONE);
        int[] expected = IntStream.range(0, 100)
                .filter(i -> time[i] < 25)
                .filter(i -> Arrays.stream(all).noneMatch(j -> j != i && time[j] <= time[i] && cost[j] <= cost[i]))
                .toArray();
        int[] found = kept.item.clone();
        Arrays.sort(found);
        assertArrayEquals(expected, found);
        for (int p = 1; p < kept.time.length; p++) {
            assertTrue(kept.time[p - 1] < kept.time[p] && kept.cost[p - 1] > kept.cost[p]);
        }
    }

    /** A corner is where no line between a faster and a slower item passes below. */
    @Test
    void cornersAreThoseOfTheLowerHull() {
        SplittableRandom random = new SplittableRandom(4);
        for (int draw = 0; draw < 50; draw++) {
            double[] time = random.doubles(12, 1, 9).toArray();
            double[] cost =
                    Arrays.stream(time).map(t -> 20 / t + random.nextDouble()).toArray();
            GroupedRow drawn =
                    GroupedRow.of(time, cost, new int[][] {{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11}}, 9, Limits.NONE);
            for (int g = 0; g < 2; g++) {
                int start = drawn.start[g];
                int end = drawn.start[g + 1];
                int[] corners = IntStream.range(start, end)
                        .filter(p -> isCorner(drawn, start, p, end))
                        .toArray();
                assertArrayEquals(corners, Arrays.copyOfRange(drawn.hull, drawn.hullStart[g], drawn.hullStart[g + 1]));
            }
        }
    }

    private static boolean isCorner(GroupedRow row, int start, int p, int end) {
        return IntStream.range(start, p)
                .noneMatch(a -> IntStream.range(p + 1, end).anyMatch(c -> {
                    double share = (row.time[p] - row.time[a]) / (row.time[c] - row.time[a]);
                    return row.cost[a] + share * (row.cost[c] - row.cost[a]) <= row.cost[p];
                }));
    }
}
