package io.github.jqodi.bench.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.knapsack.Instance;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/**
 * The classes of multiple-choice knapsacks of Pisinger (1995), turned to least cost: the cost of an item is what it earns less
 * than the best of its class. The limit is half way between the least and the largest total time.
 */
public enum KnapsackClass {
    /** Times and profits are independent. */
    UNCORRELATED,
    /** Profits lie within a tenth of the range around times. */
    WEAKLY_CORRELATED,
    /** Sums of drawn times, and of drawn times plus 10: the more items there are, the longer the steps. */
    STRONGLY_CORRELATED,
    /** Profits are times, so that every choice that fills the limit is best. */
    SUBSET_SUM,
    /** Times and profits are drawn apart and both put in rising order. */
    SINHA_ZOLTNERS;

    private static final double STEP_BONUS = 10;

    /**
     * Draws a knapsack with whole numbers.
     *
     * @param classes how many classes
     * @param items items of each class
     * @param range times and profits are drawn from 1 to this
     * @param seed equal seeds give equal knapsacks
     * @return the knapsack, all weights 1
     */
    public Instance whole(int classes, int items, int range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return draw(classes, items, range, () -> random.nextInt(range) + 1);
    }

    /**
     * Draws a knapsack with real numbers.
     *
     * @param classes how many classes
     * @param items items of each class
     * @param range times and profits are drawn from 1 to this
     * @param seed equal seeds give equal knapsacks
     * @return the knapsack, all weights 1
     */
    public Instance continuous(int classes, int items, int range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return draw(classes, items, range, () -> 1 + (range - 1) * random.nextDouble());
    }

    /**
     * {@return the name in tables, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Instance draw(int classes, int items, int range, DoubleSupplier number) {
        Check.between("classes", classes, 1, Integer.MAX_VALUE);
        Check.between("items", items, 1, Integer.MAX_VALUE);
        Check.between("range", range, 2, Integer.MAX_VALUE);
        double[][] time = new double[classes][];
        double[][] cost = new double[classes][];
        double limit = 0;
        for (int k = 0; k < classes; k++) {
            double[] t = drawn(items, number);
            double[] profit = profits(t, range, number);
            double most = DoubleStream.of(profit).max().orElseThrow();
            time[k] = t;
            cost[k] = DoubleStream.of(profit).map(p -> most - p).toArray();
            limit += DoubleStream.of(t).min().orElseThrow()
                    + DoubleStream.of(t).max().orElseThrow();
        }
        return Instance.builder(time, cost).limit(Math.floor(limit / 2) + 1).build();
    }

    /** Profits of a class; puts its times in the order the kind asks for. */
    private double[] profits(double[] time, int range, DoubleSupplier number) {
        return switch (this) {
            case UNCORRELATED -> drawn(time.length, number);
            case WEAKLY_CORRELATED -> around(time, range / 10.0, range, number);
            case STRONGLY_CORRELATED -> steps(time);
            case SUBSET_SUM -> time.clone();
            case SINHA_ZOLTNERS -> sorted(time, drawn(time.length, number));
        };
    }

    private static double[] around(double[] time, double width, int range, DoubleSupplier number) {
        return DoubleStream.of(time)
                .map(t -> Math.max(1, t + Math.rint(width * (2 * (number.getAsDouble() - 1) / (range - 1.0) - 1))))
                .toArray();
    }

    private static double[] steps(double[] time) {
        Arrays.sort(time);
        double[] profit = new double[time.length];
        double sum = 0;
        double earned = 0;
        for (int i = 0; i < time.length; i++) {
            sum += time[i];
            earned += time[i] + STEP_BONUS;
            time[i] = sum;
            profit[i] = earned;
        }
        return profit;
    }

    private static double[] sorted(double[] time, double[] profit) {
        Arrays.sort(time);
        Arrays.sort(profit);
        return profit;
    }

    private static double[] drawn(int count, DoubleSupplier number) {
        return DoubleStream.generate(number).limit(count).toArray();
    }
}
