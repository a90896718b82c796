package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NondominatedItemsProperties {
    private static final double LIMIT = 40;

    /** Rows long enough for the sieve, with ties, with items that never end, of times that differ in their last digits too. */
    @Property(tries = 3000)
    void longRowsKeepWhatSortingKeeps(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int size, @ForAll @IntRange(max = 3) int kind) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] time = new double[size];
        double[] cost = new double[size];
        for (int i = 0; i < size; i++) {
            boolean isOpen = random.nextInt(10) > 0;
            time[i] = isOpen ? time(kind, random) : Double.POSITIVE_INFINITY;
            cost[i] = isOpen ? random.nextInt(1 + size / 2) : Double.POSITIVE_INFINITY;
        }

        assertArrayEquals(kept(time, cost), NondominatedItems.of(time, cost, LIMIT, new RowOrder(), Limits.NONE).item);
    }

    /** Rows that follow each other keep what each does by itself, whatever has changed from one to the next. */
    @Property(tries = 500)
    void rowsThatFollowEachOtherKeepWhatSortingKeeps(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] time = new double[6][];
        double[][] cost = new double[6][];
        NondominatedItems[] rows = new NondominatedItems[time.length];
        RowOrder order = new RowOrder();
        for (int r = 0; r < rows.length; r++) {
            boolean isAlike = r > 0 && r != 3;
            time[r] = isAlike
                    ? time[r - 1].clone()
                    : random.ints(size + r, 0, 60).asDoubleStream().toArray();
            cost[r] = isAlike ? cost[r - 1].clone() : random.doubles(size + r).toArray();
            for (int moved = random.nextInt(1 + size); moved > 0; moved--) {
                time[r][random.nextInt(size)] = random.nextInt(60);
            }
            rows[r] = NondominatedItems.of(time[r], cost[r], LIMIT, order, Limits.NONE);
        }
        for (int r = 0; r < rows.length; r++) {
            assertArrayEquals(kept(time[r], cost[r]), rows[r].item);
        }
    }

    /** Rows of all lengths keep the cheapest item of each time below the limit, dominated or not. */
    @Property(tries = 500)
    void everyDistinctTimeIsKeptIfAsked(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int size) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] time = random.ints(size, 0, 60).asDoubleStream().toArray();
        double[] cost = random.doubles(size).toArray();

        NondominatedItems kept = NondominatedItems.ofDistinctTimes(time, cost, LIMIT, new RowOrder(), Limits.NONE);
        double[] times =
                Arrays.stream(time).filter(t -> t < LIMIT).distinct().sorted().toArray();
        assertArrayEquals(times, kept.time);
        for (int p = 0; p < times.length; p++) {
            double at = times[p];
            double least = IntStream.range(0, size)
                    .filter(i -> time[i] == at)
                    .mapToDouble(i -> cost[i])
                    .min()
                    .orElseThrow();
            assertEquals(least, kept.cost[p]);
        }
    }

    private static double time(int kind, SplittableRandom random) {
        return switch (kind) {
            case 0 -> random.nextInt(50);
            case 1 -> 50 * random.nextDouble();
            case 2 -> 7 + random.nextInt(3) * Math.ulp(7.0);
            default -> Math.exp(random.nextDouble() * 60 - 50);
        };
    }

    /** By the definition: cheaper than everything that is faster, as fast and cheaper, or the same and before it. */
    private static int[] kept(double[] time, double[] cost) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, time.length).boxed().toList());
        order.sort(Comparator.<Integer>comparingDouble(i -> time[i])
                .thenComparingDouble(i -> cost[i])
                .thenComparingInt(i -> i));
        double least = Double.POSITIVE_INFINITY;
        List<Integer> kept = new ArrayList<>();
        for (int i : order) {
            if (time[i] < LIMIT && cost[i] < least) {
                least = cost[i];
                kept.add(i);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }
}
