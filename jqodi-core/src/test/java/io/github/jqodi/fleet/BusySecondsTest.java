package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** Two servers of three actions each; the first loads capacities 4 and 0, the other one 2 alone. */
class BusySecondsTest {
    private final BusySeconds busy = busy(1);

    private static BusySeconds busy(double factor) {
        BusySeconds made = BusySeconds.of(new int[][] {{4, 0}, {2}}, 3);
        made.set(0, 0, new double[] {factor, 2 * factor, 3 * factor});
        made.set(0, 1, new double[] {0, 10 * factor, 20 * factor});
        made.set(1, 0, new double[] {5 * factor, 6 * factor, 7 * factor});
        return made;
    }

    @Test
    void pricesAreThoseOfWhatTheServerLoads() {
        double[] cost = {1, 1, 1, 1, 1, 1};
        busy.addPrice(new double[] {0.5, 99, 2, 99, 3}, cost);
        assertArrayEquals(new double[] {4, 12, 20, 11, 13, 15}, cost);
    }

    @Test
    void someActionsKeepTheirServers() {
        BusySeconds some = busy.only(new int[] {1, 3, 5});
        assertEquals(0, some.serverOf(0));
        assertEquals(1, some.serverOf(2));
        assertEquals(10, some.seconds(0, 1, 0));
        assertEquals(7, some.seconds(1, 0, 2));
    }

    @Test
    void aServerWithoutActionsIsGone() {
        BusySeconds some = busy.only(new int[] {4});
        assertEquals(0, some.serverOf(0));
        assertArrayEquals(new int[] {2}, some.rows(0));
        assertEquals(6, some.seconds(0, 0, 0));
        assertEquals(1, some.actionsOf(0));
    }

    /** Of 1 + 2 epochs of the one kind and one of the other, of half the weight and five times the seconds. */
    @Test
    void epochsAreAddedUpByWeight() {
        BusySeconds sum =
                BusySeconds.sum(new BusySeconds[] {busy, busy(5)}, new int[] {0, 0, 1}, new double[] {1, 2, 0.5});
        assertEquals(5.5 * 20, sum.seconds(0, 1, 2));
        assertEquals(5.5 * 5, sum.seconds(1, 0, 3));
    }

    @Test
    void equalArraysAreHeldOnce() {
        EqualArrays known = new EqualArrays();
        double[] one = known.of(new double[] {1, -0.0});
        assertSame(one, known.of(new double[] {1, -0.0}));
        assertNotSame(one, known.of(new double[] {1, 0.0}), "compared bit by bit");
        int[] rows = known.of(new int[] {3, 4});
        assertSame(rows, known.of(new int[] {3, 4}));
        assertNotSame(rows, known.of(new int[] {4, 3}));
    }
}
