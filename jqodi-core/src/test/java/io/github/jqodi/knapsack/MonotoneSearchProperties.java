package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Classes of one row with different weights: against every choice in exact decimal arithmetic, and against halves. */
class MonotoneSearchProperties {
    private static final Limits NONE = new Limits(Long.MAX_VALUE, 0, () -> false);

    @Property(tries = 1500, seed = "31", shrinking = ShrinkingMode.OFF)
    void wholeNumbersGiveExactlyTheLeastCostAndAmongEqualsTheLeastTime(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance instance = scaled(withExactLimit(whole(random), random), random);
        Optional<Best> reference = Best.of(instance);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Statistics.label("searched")
                .collect(MonotoneSearch.suit(instance) && outcome.labels() > 0)
                .coverage(c -> c.check(true).percentage(p -> p > 25));
        Optional<Best> found = outcome.choice().map(choice -> sums(instance, choice));
        assertEquals(reference, found, () -> describe(seed, instance));
        assertTrue(outcome.exhausted());
    }

    /** Times of whole seconds beside whole parts of 2^-80 s, which take two words, and limits at their sums or next to them. */
    @Property(tries = 2000, seed = "35", shrinking = ShrinkingMode.OFF)
    void timesOfTwoWordsAreComparedExactly(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance drawn = whole(random);
        double[] time = Arrays.stream(drawn.time()[0])
                .map(t -> random.nextInt(3) > 0 ? t : Math.scalb(t, -80))
                .toArray();
        Instance fine = Instance.builder(new double[][] {time}, drawn.cost())
                .classes(drawn.rowOf())
                .weights(drawn.weight())
                .spent(drawn.spent())
                .reserved(drawn.reserved())
                .limit(drawn.limit())
                .build();
        Instance instance = withExactLimit(fine, random);
        Instance above = random.nextBoolean()
                ? instance
                : instance.toBuilder().limit(Math.nextUp(instance.limit())).build();
        Optional<Best> found = Knapsack.solve(above, NONE).choice().map(choice -> sums(above, choice));
        assertEquals(Best.of(above), found, () -> describe(seed, above));
    }

    @Property(tries = 1000, seed = "32", shrinking = ShrinkingMode.OFF)
    void realNumbersGiveTheLeastCost(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance drawn = real(random, random.nextInt(2, 7), random.nextInt(2, 5));
        Instance instance = scaled(random.nextBoolean() ? withExactLimit(drawn, random) : drawn, random);
        Optional<Best> reference = Best.of(instance);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Statistics.label("searched")
                .collect(outcome.labels() > 0)
                .coverage(c -> c.check(true).percentage(p -> p > 25));
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            Best found = sums(instance, outcome.choice().get());
            double least = reference.get().cost().doubleValue();
            assertEquals(least, found.cost().doubleValue(), 1e-15 * least, () -> describe(seed, instance));
            assertTrue(outcome.exhausted());
        }
    }

    @Property(tries = 1000, seed = "33", shrinking = ShrinkingMode.OFF)
    void aSearchThatIsCutOffStillBoundsTheCost(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance instance = random.nextBoolean() ? whole(random) : real(random, 6, 4);
        long most = random.nextInt(1, 40);
        boolean stopped = random.nextInt(8) == 0;
        Optional<Best> reference = Best.of(instance);
        Outcome outcome = Knapsack.solve(instance, new Limits(most, 0, () -> stopped));
        Statistics.label("cut off")
                .collect(!outcome.exhausted())
                .coverage(c -> c.check(true).percentage(p -> p > 10));
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        assertTrue(outcome.labels() <= most);
        if (reference.isPresent()) {
            double least = reference.get().cost().doubleValue();
            assertTrue(outcome.lowerBound() <= least * (1 + 1e-15), () -> describe(seed, instance));
            assertTrue(outcome.cost() >= least * (1 - 1e-15), () -> describe(seed, instance));
            assertTrue(!outcome.exhausted() || outcome.cost() <= least * (1 + 1e-15), () -> describe(seed, instance));
        }
    }

    /** The same row given twice hides that classes share it. */
    @Property(tries = 150, seed = "34", shrinking = ShrinkingMode.OFF)
    void manyClassesAgreeWithHalves(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance instance = real(random, random.nextInt(10, 50), random.nextInt(3, 15));
        Instance twice = Instance.builder(
                        new double[][] {instance.time()[0], instance.time()[0].clone()},
                        new double[][] {instance.cost()[0], instance.cost()[0].clone()})
                .classes(IntStream.range(0, instance.classes()).map(k -> k % 2).toArray())
                .weights(instance.weight())
                .spent(instance.spent())
                .reserved(instance.reserved())
                .limit(instance.limit())
                .build();
        assertFalse(MonotoneSearch.suit(twice));
        Outcome blocks = Knapsack.solve(instance, NONE);
        Outcome halves = Knapsack.solve(twice, NONE);
        Statistics.label("labels")
                .collect(blocks.labels() > 100)
                .coverage(c -> c.check(true).percentage(p -> p > 30));
        assertEquals(halves.choice().isPresent(), blocks.choice().isPresent(), () -> describe(seed, instance));
        if (halves.choice().isPresent()) {
            assertEquals(halves.cost(), blocks.cost(), 2e-15 * halves.cost(), () -> describe(seed, instance));
        }
    }

    /** The same with times of two words, many of which have equal sums, and limits next to such sums. */
    @Property(tries = 300, seed = "36", shrinking = ShrinkingMode.OFF)
    void manyClassesOfTwoWordsAgreeWithHalves(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = random.nextInt(6, 14);
        double[] time = random.ints(6, 0, 8)
                .mapToDouble(t -> Math.scalb((double) t, new int[] {0, 0, -20, -80}[random.nextInt(4)]))
                .toArray();
        double[] cost =
                Arrays.stream(time).map(t -> 30 - 3 * t + random.nextInt(4)).toArray();
        double[] weight = IntStream.range(0, classes)
                .mapToDouble(k -> 1 - random.nextInt(4) / 64.0)
                .toArray();
        double sum = random.ints(classes, 0, 6).mapToDouble(i -> time[i]).sum() + 1;
        Instance instance = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .weights(weight)
                .limit(random.nextBoolean() ? sum : Math.nextUp(sum))
                .build();
        Instance twice = Instance.builder(new double[][] {time, time.clone()}, new double[][] {cost, cost.clone()})
                .classes(IntStream.range(0, classes).map(k -> k % 2).toArray())
                .weights(weight)
                .limit(instance.limit())
                .build();
        Optional<Best> blocks = Knapsack.solve(instance, NONE).choice().map(choice -> sums(instance, choice));
        Optional<Best> halves = Knapsack.solve(twice, NONE).choice().map(choice -> sums(twice, choice));
        assertEquals(halves, blocks, () -> describe(seed, instance));
    }

    /** Costs on a line and weights close to each other leave nearly every label open; the limit ends the search. */
    @Example
    void structuredClassesEndAtTheLimitOnLabels() {
        SplittableRandom random = new SplittableRandom(5);
        double[] time = random.doubles(20, 1, 10).toArray();
        double[] cost = Arrays.stream(time).map(t -> 100 - 3 * t).toArray();
        double[] weight =
                IntStream.range(0, 100).mapToDouble(k -> 1 - 1e-10 * k).toArray();
        Instance instance = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[100])
                .weights(weight)
                .limit(512.3456789)
                .build();
        Outcome outcome = Knapsack.solve(instance, new Limits(300_000, 0, () -> false));
        assertFalse(outcome.exhausted());
        assertTrue(outcome.labels() <= 300_000);
        assertTrue(outcome.lowerBound() <= outcome.cost());
        assertTrue(outcome.cost() - outcome.lowerBound() <= 1e-3 * outcome.cost());
        assertTrue(Best.ofChoice(instance, outcome.choice().orElseThrow()).isPresent());
    }

    private static Best sums(Instance instance, int[] choice) {
        return Best.ofChoice(instance, choice).orElseThrow();
    }

    /** Small whole times and costs and weights just below 1 or well below it: products are exact and ties are many. */
    private static Instance whole(SplittableRandom random) {
        int classes = random.nextInt(2, 7);
        int items = random.nextInt(2, 5);
        double[] time = random.doubles(items).map(x -> Math.rint(8 * x)).toArray();
        double[] cost = random.doubles(items).map(x -> Math.rint(8 * x)).toArray();
        double[] weight = IntStream.range(0, classes)
                .mapToDouble(k -> random.nextBoolean() ? 1 - random.nextInt(3) * 0x1p-30 : random.nextInt(1, 5) * 0.25)
                .toArray();
        return instance(random, time, cost, weight, random.nextInt(1, 8 * classes));
    }

    /** Weights that fall like chances to go on, half of them nearly 1; times and costs that run against each other. */
    private static Instance real(SplittableRandom random, int classes, int items) {
        double[] time = random.doubles(items).map(x -> 1 + 9 * x).toArray();
        double[] cost =
                Arrays.stream(time).map(t -> 30 / t + 3 * random.nextDouble()).toArray();
        if (random.nextBoolean()) {
            time[1] = random.nextBoolean() ? time[0] : Math.nextUp(time[0]);
        }
        double[] weight = new double[classes];
        for (int k = 0; k < classes; k++) {
            weight[k] = k < classes / 2
                    ? 1 - random.nextInt(3) * (random.nextBoolean() ? 1e-9 : 0x1p-53)
                    : Math.pow(random.nextDouble(0.1, 1), k);
        }
        return instance(random, time, cost, weight, classes * random.nextDouble(1, 9));
    }

    private static Instance instance(
            SplittableRandom random, double[] time, double[] cost, double[] weight, double limit) {
        if (random.nextInt(6) == 0) {
            int committed = random.nextInt(time.length);
            time[committed] = Double.POSITIVE_INFINITY;
            cost[committed] = Double.POSITIVE_INFINITY;
        }
        double[] spent = random.nextInt(3) == 0 ? new double[] {1} : new double[0];
        double[] reserved = random.nextInt(3) == 0 ? new double[] {0.5, 1} : new double[0];
        return Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[weight.length])
                .weights(weight)
                .spent(spent)
                .reserved(reserved)
                .limit(limit)
                .build();
    }

    /** A limit that some choice reaches exactly, if a double can be its time. */
    private static Instance withExactLimit(Instance x, SplittableRandom random) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double seconds : x.spent()) {
            sum = sum.add(new BigDecimal(seconds));
        }
        for (double seconds : x.reserved()) {
            sum = sum.add(new BigDecimal(seconds));
        }
        for (int k = 0; k < x.classes(); k++) {
            double seconds = x.time()[0][random.nextInt(x.time()[0].length)];
            sum = sum.add(new BigDecimal(seconds < Double.POSITIVE_INFINITY ? seconds : 1));
        }
        double limit = Math.max(sum.doubleValue(), Double.MIN_NORMAL);
        return x.toBuilder().limit(limit).build();
    }

    private static Instance scaled(Instance x, SplittableRandom random) {
        int seconds = random.nextInt(3) == 0 ? random.nextInt(-300, 301) : 0;
        int joules = random.nextInt(3) == 0 ? random.nextInt(-300, 301) : 0;
        return Instance.builder(
                        new double[][] {scaled(x.time()[0], seconds)}, new double[][] {scaled(x.cost()[0], joules)})
                .classes(x.rowOf())
                .weights(x.weight())
                .spent(scaled(x.spent(), seconds))
                .reserved(scaled(x.reserved(), seconds))
                .limit(Math.scalb(x.limit(), seconds))
                .build();
    }

    private static double[] scaled(double[] values, int exponent) {
        return Arrays.stream(values).map(v -> Math.scalb(v, exponent)).toArray();
    }

    private static String describe(long seed, Instance x) {
        return "seed " + seed + " time " + Arrays.toString(x.time()[0]) + " cost " + Arrays.toString(x.cost()[0])
                + " weight " + Arrays.toString(x.weight()) + " spent " + Arrays.toString(x.spent()) + " reserved "
                + Arrays.toString(x.reserved()) + " limit " + x.limit();
    }
}
