package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.knapsack.BestPair.Labels;
import org.junit.jupiter.api.Test;

/** Pairs of labels by hand; 1 s is committed. */
class BestPairTest {
    private final FixedPoint grid =
            new FixedPoint.Builder().include(1).include(20).build();

    private Labels labels(double[] seconds, long... cost) {
        long[] time = new long[seconds.length * grid.words()];
        for (int i = 0; i < seconds.length; i++) {
            grid.encode(seconds[i], time, i * grid.words());
        }
        return new Labels(seconds.length, time, cost);
    }

    private BestPair below(double limit) {
        return new BestPair(grid, grid.encode(1), limit);
    }

    /** 1 s and 9 s cost 5 + 3, 4 s and 1 s cost 2 + 6. */
    @Test
    void ofEqualCostsTheFasterPairIsTaken() {
        Labels first = labels(new double[] {1, 4}, 5, 2);
        Labels second = labels(new double[] {1, 9}, 6, 3);
        BestPair best = below(12);
        assertFalse(best.isMet());
        assertTrue(best.pair(first, second));
        assertEquals(1, best.first());
        assertEquals(0, best.second());
        assertFalse(best.pair(labels(new double[] {7}, 4), labels(new double[] {0}, 4)), "as cheap, but slower");
        assertEquals(1, best.first());
        assertTrue(best.pair(labels(new double[] {2}, 4), labels(new double[] {2}, 4)), "as cheap and faster");
        assertEquals(0, best.first());
    }

    @Test
    void theLimitIsNotReached() {
        Labels one = labels(new double[] {4}, 1);
        assertFalse(below(9).pair(one, one));
        assertTrue(below(10).pair(one, one));
    }
}
