package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.base.Stopped;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Limits OVER = new Limits(0, 0, () -> true);

    @Test
    void aStopIsAskedForAtOnceOrNowAndThen() {
        assertThrows(Stopped.class, OVER::check);
        assertThrows(Stopped.class, () -> OVER.check(0));
        assertDoesNotThrow(() -> OVER.check(1));
        assertThrows(Stopped.class, () -> OVER.check(4096));
        assertDoesNotThrow(() -> Limits.NONE.check(0));
    }

    @Test
    void memoryIsThatOfSoManyLabels() {
        Limits few = new Limits(1_000_000, 0, () -> false);
        assertDoesNotThrow(() -> few.checkMemory("a table", 96e6));
        Stopped refused = assertThrows(Stopped.class, () -> few.checkMemory("a table", 96e6 + 1));
        assertEquals(
                "a table would take 96000001 bytes, the limit on labels or memory allows 96000000", refused.reason(""));
        assertDoesNotThrow(() -> OVER.checkMemory("a table", 1 << 24));
        assertThrows(Stopped.class, () -> OVER.checkMemory("a table", (1 << 24) + 1));
    }

    @Test
    void labelsAreLimitedByNumberAndByMemory() {
        assertEquals(10, Limits.labels(10, 96_000));
        assertEquals(1000, Limits.labels(Long.MAX_VALUE, 96_095));
    }

    /** A million steps of a frontier take more than what is free. */
    @Test
    void stepsOfAFrontierTakeMemory() {
        double[] time = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
        double[] cost = Arrays.stream(time).map(t -> (1000 - t) * (1000 - t)).toArray();
        Instance instance = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[1000])
                .build();
        Limits few = new Limits(1000, 0, () -> false);
        Stopped refused =
                assertThrows(Stopped.class, () -> SupportedPoints.of(instance, Double.POSITIVE_INFINITY, few));
        assertEquals(
                "the steps of its frontier would take 51948000 bytes, the limit on labels or memory allows 16777216",
                refused.reason(""));
    }

    /** The graph's own limits are reached while the fastest of the best choices are looked for. */
    @Test
    void aStopLeavesTheKnownChoice() {
        Instance items = Instance.builder(new double[][] {{1, 3}, {1, 3}}, new double[][] {{5, 1}, {4, 1}})
                .limit(5)
                .build();
        GroupedInstance instance =
                new GroupedInstance(items, new int[] {0, 1}, new double[2], new double[2], GroupedInstance.NONE_BEFORE);
        AtomicBoolean stop = new AtomicBoolean();
        GroupedKnapsack knapsack = GroupedKnapsack.of(instance, new Limits(Long.MAX_VALUE, 0, stop::get));
        int[] best = knapsack.solve(Limits.NONE).choice().orElseThrow();
        assertArrayEquals(new int[] {1, 0}, best);
        stop.set(true);
        List<int[]> fastest = knapsack.fastestOf(best, Limits.NONE);
        assertEquals(1, fastest.size());
        assertArrayEquals(best, fastest.get(0));
    }
}
