package io.github.jqodi.bench.peer;

import io.github.jqodi.knapsack.Instance;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A knapsack in whole numbers, the form other people's solvers take: one item of each class, total time at most the capacity,
 * least total cost.
 *
 * @param time by class, then item
 * @param cost by class, then item
 * @param capacity what the total time may reach
 * @param identical whether all classes are the same, so that only the number of classes that take an item matters
 */
@SuppressWarnings("ArrayRecordComponent") // handed from generator to solver, never compared
public record IntegerKnapsack(int[][] time, long[][] cost, int capacity, boolean identical) {
    /**
     * Rounds a knapsack: the room after what is spent and reserved becomes the capacity, the largest total cost the range of
     * the costs.
     *
     * @param instance the knapsack
     * @param capacity scaled room, at least 1
     * @param costRange scaled sum of the largest cost of each class
     * @return the whole-numbered knapsack
     */
    public static IntegerKnapsack scaled(Instance instance, int capacity, long costRange) {
        double room = instance.limit()
                - Arrays.stream(instance.spent()).sum()
                - Arrays.stream(instance.reserved()).sum();
        double most = 0;
        for (int k = 0; k < instance.classes(); k++) {
            most += instance.weight()[k]
                    * Arrays.stream(instance.cost()[instance.rowOf()[k]]).max().orElse(0);
        }
        double timeScale = capacity / room;
        double costScale = costRange / most;
        int[][] time = new int[instance.classes()][];
        long[][] cost = new long[instance.classes()][];
        for (int k = 0; k < instance.classes(); k++) {
            double weight = instance.weight()[k] * costScale;
            time[k] = Arrays.stream(instance.time()[instance.rowOf()[k]])
                    .mapToInt(t -> (int) Math.rint(t * timeScale))
                    .toArray();
            cost[k] = Arrays.stream(instance.cost()[instance.rowOf()[k]])
                    .mapToLong(c -> Math.round(c * weight))
                    .toArray();
        }
        return new IntegerKnapsack(time, cost, capacity, identical(instance));
    }

    /**
     * Takes a knapsack that is in whole numbers already.
     *
     * @param instance whole times, costs, and limit, weights 1, nothing spent or reserved
     * @return the same knapsack
     */
    public static IntegerKnapsack exactly(Instance instance) {
        int[][] time = Arrays.stream(instance.rowOf())
                .mapToObj(row -> Arrays.stream(instance.time()[row])
                        .mapToInt(t -> (int) t)
                        .toArray())
                .toArray(int[][]::new);
        long[][] cost = Arrays.stream(instance.rowOf())
                .mapToObj(row -> Arrays.stream(instance.cost()[row])
                        .mapToLong(c -> (long) c)
                        .toArray())
                .toArray(long[][]::new);
        return new IntegerKnapsack(time, cost, (int) instance.limit() - 1, identical(instance));
    }

    /**
     * {@return the same knapsack in doubles, which hold whole numbers exactly; identical classes share a row}
     */
    public Instance toInstance() {
        int rows = identical ? 1 : time.length;
        double[][] t = new double[rows][];
        double[][] c = new double[rows][];
        for (int r = 0; r < rows; r++) {
            t[r] = Arrays.stream(time[r]).asDoubleStream().toArray();
            c[r] = Arrays.stream(cost[r]).asDoubleStream().toArray();
        }
        int[] rowOf =
                IntStream.range(0, time.length).map(k -> identical ? 0 : k).toArray();
        return Instance.builder(t, c).classes(rowOf).limit(capacity + 1.0).build();
    }

    private static boolean identical(Instance instance) {
        return Arrays.stream(instance.rowOf()).distinct().count() == 1
                && Arrays.stream(instance.weight()).distinct().count() == 1;
    }
}
