package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Orders of indices against those of boxed sorting, with many ties. */
class IndexSortProperties {
    /** Long enough for a look at the stop signal. */
    private static final int LONG = 40_000;

    @Property(tries = 1000, seed = "20261126")
    void ordersByBothArraysThenByIndex(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        int values = 1 + random.nextInt(1 + size);
        double[] first = random.ints(size, 0, values).asDoubleStream().toArray();
        double[] second = random.ints(size, 0, 3).asDoubleStream().toArray();
        int[] expected = boxed(
                size,
                Comparator.comparingDouble((Integer i) -> first[i])
                        .thenComparingDouble(i -> second[i])
                        .thenComparing(i -> i));
        assertArrayEquals(expected, IndexSort.ascending(first, second, size));
        int[] falling =
                boxed(size, Comparator.comparingDouble((Integer i) -> -first[i]).thenComparing(i -> i));
        assertArrayEquals(falling, IndexSort.descending(first));
    }

    /** Orders of values that have moved a little, a lot, or not at all since they were sorted. */
    @Property(tries = 1000, seed = "20261128")
    void restoresAnOrderWhateverHasMoved(@ForAll long seed, @ForAll @IntRange(max = 300) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = random.doubles(size).toArray();
        double[] second = random.ints(size, 0, 3).asDoubleStream().toArray();
        int[] order = IndexSort.ascending(first, second, size);
        for (int moved = random.nextInt(1 + size); moved > 0; moved--) {
            first[random.nextInt(size)] = random.nextInt(3) / 2.0;
        }
        IndexSort.restore(first, second, order, Stopped.NEVER);
        assertArrayEquals(IndexSort.ascending(first, second, size), order);
    }

    @Property(tries = 200, seed = "20261127")
    void looksAtTheFirstEntriesAlone(@ForAll long seed) {
        double[] first = new SplittableRandom(seed).doubles(50).toArray();
        int[] some = IndexSort.ascending(first, first, 20);
        assertArrayEquals(boxed(20, Comparator.comparingDouble(i -> first[i])), some);
    }

    @Example
    void whatIsSortedAlreadyNeedsNoLookAtTheStopSignal() {
        double[] sorted = IntStream.range(0, LONG).asDoubleStream().toArray();
        assertArrayEquals(IntStream.range(0, LONG).toArray(), IndexSort.ascending(sorted, sorted, LONG, () -> true));
    }

    @Example
    void aStopEndsLongSortsAndNoShortOnes() {
        double[] values = new SplittableRandom(1).doubles(LONG).toArray();
        assertThrows(Stopped.class, () -> IndexSort.descending(values, () -> true));
        AtomicInteger asked = new AtomicInteger();
        IndexSort.ascending(values, values, 1 << 14, () -> asked.incrementAndGet() > 0);
        assertEquals(0, asked.get());
    }

    private static int[] boxed(int size, Comparator<Integer> order) {
        return IntStream.range(0, size)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
