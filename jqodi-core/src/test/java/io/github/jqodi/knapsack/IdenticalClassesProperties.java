package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The search by counts against every multiset in exact decimal arithmetic. */
class IdenticalClassesProperties {
    private static final Limits NONE = new Limits(Long.MAX_VALUE, 0, () -> false);

    @Property(tries = 1500, seed = "21", shrinking = ShrinkingMode.OFF)
    void countsGiveTheLeastCostAndAmongEqualsTheLeastTime(@ForAll long seed) {
        Instance instance = random(new SplittableRandom(seed));
        Optional<Sums> reference = new Multiset(instance).best(0, instance.classes(), Sums.ZERO);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Statistics.label("feasible").collect(reference.isPresent());
        Statistics.label("counts").collect(outcome.labels() > 0);
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            assertTrue(outcome.exhausted());
            Sums found = Sums.ofChoice(instance, outcome.choice().get());
            assertEquals(reference.get(), found, () -> describe(seed, instance));
        }
    }

    /** Every class may take its share of the limit of one item, so that counts of 0 and of all classes occur. */
    @Property(tries = 500, seed = "22", shrinking = ShrinkingMode.OFF)
    void aLimitThatIsAnExactSumIsNotReached(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instance drawn = random(random);
        BigDecimal sum = BigDecimal.ZERO;
        int item = random.nextInt(drawn.time()[0].length);
        int switched = random.nextInt(drawn.classes() + 1);
        for (int k = 0; k < drawn.classes(); k++) {
            double time = drawn.time()[0][k < switched ? item : 0];
            sum = sum.add(new BigDecimal(time < Double.POSITIVE_INFINITY ? time : 1));
        }
        Instance instance = withLimit(drawn, sum.doubleValue());
        Optional<Sums> reference = new Multiset(instance).best(0, instance.classes(), Sums.ZERO);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Optional<Sums> found = outcome.choice().map(choice -> Sums.ofChoice(instance, choice));
        assertEquals(reference, found, () -> describe(seed, instance));
    }

    /** Items a thousandth of a second apart, a thousand seconds after a dear one; the limit is a sum or next to one. */
    @Property(tries = 500, seed = "24", shrinking = ShrinkingMode.OFF)
    void stepsThatAreSmallBesideTheSlackAreCountedExactly(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = random.nextInt(2, 9);
        double part = 0x1p-10;
        double first = part * random.nextInt(1, 5);
        double second = part * random.nextInt(1, 5);
        double[] time = {0, 1000, 1000 + first, 1000 + first + second};
        double[] cost = {9000, 1000, 1000 - 2 * first, 1000 - 2 * first - second};
        int[] drawn = random.ints(classes, 0, 4).toArray();
        double sum = Arrays.stream(drawn).mapToDouble(i -> time[i]).sum();
        Instance instance = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .limit(random.nextBoolean() ? Math.max(sum, 1) : Math.nextUp(sum))
                .build();
        Optional<Sums> reference = new Multiset(instance).best(0, classes, Sums.ZERO);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Optional<Sums> found = outcome.choice().map(choice -> Sums.ofChoice(instance, choice));
        assertEquals(reference, found, () -> describe(seed, instance));
    }

    @Property(tries = 300, seed = "23", shrinking = ShrinkingMode.OFF)
    void classesOfNearlyEqualWeightAgreeWithCounts(@ForAll long seed) {
        Instance instance = random(new SplittableRandom(seed));
        double[] weights = instance.weight().clone();
        weights[0] = Math.nextUp(weights[0]);
        Instance nearly = instance.toBuilder().weights(weights).build();
        double counted = Knapsack.solve(instance, NONE).cost();
        double labelled = Knapsack.solve(nearly, NONE).cost();
        assertEquals(
                counted,
                labelled,
                counted < Double.POSITIVE_INFINITY ? 1e-14 * counted : 0,
                () -> describe(seed, instance));
    }

    /** Costs on a line leave every multiset at the bound; the limit ends the search with a bound that holds. */
    @Example
    void structuredClassesEndAtTheLimitOnLabels() {
        SplittableRandom random = new SplittableRandom(5);
        double[] time = random.doubles(20, 1, 10).toArray();
        double[] cost = Arrays.stream(time).map(t -> 100 - 3 * t).toArray();
        int classes = 100;
        double[] weight = new double[classes];
        Arrays.fill(weight, 1);
        double limit = 512.3456789;
        Instance instance = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .weights(weight)
                .limit(limit)
                .build();
        Outcome outcome = Knapsack.solve(instance, new Limits(300_000, 0, () -> false));
        assertTrue(outcome.labels() <= 300_000);
        assertTrue(outcome.lowerBound() <= outcome.cost());
        assertTrue(outcome.cost() - outcome.lowerBound() <= 1e-5 * outcome.cost());
        assertTrue(Sums.ofChoice(instance, outcome.choice().orElseThrow()).fits(instance));
    }

    private record Sums(BigDecimal cost, BigDecimal seconds) {
        static final Sums ZERO = new Sums(BigDecimal.ZERO, BigDecimal.ZERO);

        static Sums ofChoice(Instance instance, int[] choice) {
            Sums sums = ZERO;
            for (int item : choice) {
                sums = sums.plus(instance, item, 1);
            }
            return sums.stripped();
        }

        Sums plus(Instance instance, int item, int count) {
            BigDecimal times = BigDecimal.valueOf(count);
            BigDecimal weight = new BigDecimal(instance.weight()[0]);
            return new Sums(
                    cost.add(new BigDecimal(instance.cost()[0][item])
                            .multiply(weight)
                            .multiply(times)),
                    seconds.add(new BigDecimal(instance.time()[0][item]).multiply(times)));
        }

        Sums stripped() {
            return new Sums(cost.stripTrailingZeros(), seconds.stripTrailingZeros());
        }

        boolean fits(Instance instance) {
            BigDecimal total = seconds;
            for (double t : instance.spent()) {
                total = total.add(new BigDecimal(t));
            }
            for (double t : instance.reserved()) {
                total = total.add(new BigDecimal(t));
            }
            return total.compareTo(new BigDecimal(instance.limit())) < 0;
        }

        boolean isBetter(Sums other) {
            int order = cost.compareTo(other.cost);
            return order < 0 || (order == 0 && seconds.compareTo(other.seconds) < 0);
        }
    }

    /** Tries how often each item may occur. */
    private record Multiset(Instance instance) {
        Optional<Sums> best(int item, int open, Sums sums) {
            if (item == instance.time()[0].length) {
                return open == 0 && sums.fits(instance) ? Optional.of(sums.stripped()) : Optional.empty();
            }
            Optional<Sums> best = Optional.empty();
            int most = instance.time()[0][item] < Double.POSITIVE_INFINITY ? open : 0;
            for (int count = 0; count <= most; count++) {
                Sums with = count == 0 ? sums : sums.plus(instance, item, count);
                Optional<Sums> found = best(item + 1, open - count, with);
                if (found.isPresent() && (best.isEmpty() || found.get().isBetter(best.get()))) {
                    best = found;
                }
            }
            return best;
        }
    }

    private static Instance withLimit(Instance x, double limit) {
        return x.toBuilder().spent().reserved().limit(limit).build();
    }

    /** Up to 12 alike classes of up to five items: whole numbers with ties, any doubles, or costs near a line. */
    private static Instance random(SplittableRandom random) {
        int kind = random.nextInt(4);
        int classes = random.nextInt(2, 13);
        int items = random.nextInt(1, 6);
        double timeScale = kind > 0 && random.nextInt(6) == 0 ? Math.scalb(1.0, random.nextInt(-300, 300)) : 1;
        double costScale = kind > 0 && random.nextInt(6) == 0 ? Math.scalb(1.0, random.nextInt(-300, 300)) : 1;
        double[] time = random.doubles(items)
                .map(x -> timeScale * (kind == 0 ? Math.rint(8 * x) : 10 * x))
                .toArray();
        double[] cost = new double[items];
        for (int i = 0; i < items; i++) {
            double free = random.nextDouble();
            double nearLine = 40 - 3 * time[i] / timeScale + 0.1 * free;
            cost[i] = costScale * (kind == 0 ? Math.rint(8 * free) : kind == 1 ? 10 * free : nearLine);
        }
        if (random.nextInt(8) == 0) {
            time[0] = Double.POSITIVE_INFINITY;
            cost[0] = Double.POSITIVE_INFINITY;
        }
        if (items > 2 && random.nextInt(8) == 0) {
            time[1] = time[2];
        }
        double[] weight = new double[classes];
        Arrays.fill(weight, kind == 3 ? random.nextDouble(0.001, 1) : 1);
        double longest = (kind == 0 ? 8 : 10) * classes * timeScale;
        double share = random.nextInt(4) == 0 ? random.nextDouble(0.05) : random.nextDouble(0.1, 0.7);
        double limit = kind == 0 ? Math.rint(share * longest) + 1 : share * longest + 0.1 * timeScale;
        return Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .weights(weight)
                .spent(
                        random.nextBoolean()
                                ? new double[0]
                                : new double[] {timeScale * (kind == 0 ? 1 : random.nextDouble())})
                .reserved(
                        random.nextBoolean()
                                ? new double[0]
                                : new double[] {timeScale * (kind == 0 ? 1 : random.nextDouble())})
                .limit(limit)
                .build();
    }

    private static String describe(long seed, Instance x) {
        return "seed " + seed + " time " + Arrays.deepToString(x.time()) + " cost " + Arrays.deepToString(x.cost())
                + " classes " + x.classes() + " weight " + x.weight()[0] + " spent " + Arrays.toString(x.spent())
                + " reserved " + Arrays.toString(x.reserved()) + " limit " + x.limit();
    }
}
