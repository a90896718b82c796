package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The engine for groups with switches against trying every choice in exact decimal arithmetic. */
class GroupedKnapsackProperties {
    /** Sums of a few doubles that are equal in decimals differ by no more, relative. */
    private static final double TOLERANCE = 1e-14;

    @Property(tries = 10_000, seed = "21", shrinking = ShrinkingMode.OFF)
    void findsTheLeastCost(@ForAll long seed) {
        GroupedInstance instance = random(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        Outcome outcome = GroupedKnapsack.of(instance, Limits.NONE).solve(Limits.NONE);
        Statistics.label("feasible")
                .collect(reference.isPresent())
                .coverage(c -> c.check(true).percentage(p -> p > 50));
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        assertTrue(outcome.exhausted(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            int[] choice = outcome.choice().orElseThrow();
            GroupedBest found = GroupedBest.ofChoice(instance, choice).orElseThrow();
            double least = reference.get().cost().doubleValue();
            assertEquals(least, found.cost().doubleValue(), TOLERANCE * least, () -> describe(seed, instance));
            assertEquals(least, outcome.cost(), TOLERANCE * least, () -> describe(seed, instance));
            Statistics.label("changes").collect(changes(instance, choice));
        }
    }

    @Property(tries = 3000, seed = "26", shrinking = ShrinkingMode.OFF)
    void findsTheLeastCostOfClassesThatAreAlike(@ForAll long seed) {
        GroupedInstance instance = alike(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        Outcome outcome = GroupedKnapsack.of(instance, Limits.NONE).solve(Limits.NONE);
        Statistics.label("feasible")
                .collect(reference.isPresent())
                .coverage(c -> c.check(true).percentage(p -> p > 50));
        double least = reference.map(best -> best.cost().doubleValue()).orElse(Double.POSITIVE_INFINITY);
        assertTrue(outcome.exhausted(), () -> describe(seed, instance));
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        reference.ifPresent(best -> assertEquals(
                least,
                GroupedBest.ofChoice(instance, outcome.choice().orElseThrow())
                        .orElseThrow()
                        .cost()
                        .doubleValue(),
                TOLERANCE * least,
                () -> describe(seed, instance)));
    }

    /** Times of whole seconds beside whole parts of 2^-80 s, which take two words, and limits that they reach exactly. */
    @Property(tries = 3000, seed = "27", shrinking = ShrinkingMode.OFF)
    void timesOfTwoWordsAreComparedExactly(@ForAll long seed) {
        GroupedInstance instance = ofTwoWords(new SplittableRandom(seed));
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        GroupedKnapsack knapsack = GroupedKnapsack.of(instance, Limits.NONE);
        Outcome outcome = knapsack.solve(Limits.NONE);
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            int[] choice = outcome.choice().orElseThrow();
            GroupedBest found = GroupedBest.ofChoice(instance, choice).orElseThrow();
            assertEquals(0, found.cost().compareTo(reference.get().cost()), () -> describe(seed, instance));
            for (int[] fastest : knapsack.fastestOf(choice, Limits.NONE)) {
                GroupedBest best = GroupedBest.ofChoice(instance, fastest).orElseThrow();
                assertTrue(best.sameValues(reference.get()), () -> describe(seed, instance));
            }
        }
    }

    private static GroupedInstance ofTwoWords(SplittableRandom random) {
        int classes = random.nextInt(2, 5);
        int groups = random.nextInt(1, 4);
        int rows = random.nextBoolean() ? 1 : classes;
        double[][] time = new double[rows][];
        double[][] cost = new double[rows][];
        for (int r = 0; r < rows; r++) {
            time[r] = random.ints(2L * groups, 0, 6)
                    .mapToDouble(t -> random.nextInt(3) > 0 ? t : Math.scalb((double) t, -80))
                    .toArray();
            cost[r] = random.ints(2L * groups, 0, 8).asDoubleStream().toArray();
        }
        double sum = random.nextInt(1, 4 * classes);
        Instance items = Instance.builder(time, cost)
                .classes(IntStream.range(0, classes).map(k -> k % rows).toArray())
                .limit(random.nextBoolean() ? sum : Math.nextUp(sum))
                .build();
        return new GroupedInstance(
                items,
                IntStream.range(0, 2 * groups).map(i -> i % groups).toArray(),
                random.ints(groups, 0, 3)
                        .mapToDouble(t -> random.nextBoolean() ? t : Math.scalb((double) t, -80))
                        .toArray(),
                random.ints(groups, 0, 3).asDoubleStream().toArray(),
                random.nextInt(-1, groups));
    }

    @Property(tries = 4000, seed = "22", shrinking = ShrinkingMode.OFF)
    void amongEqualCostsTheHeadThatTakesLeastTimeIsFound(@ForAll long seed) {
        GroupedInstance instance = random(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        if (reference.isEmpty()) {
            return;
        }
        GroupedKnapsack knapsack = GroupedKnapsack.of(instance, Limits.NONE);
        int[] best = knapsack.solve(Limits.NONE).choice().orElseThrow();
        List<int[]> fastest = knapsack.fastestOf(best, Limits.NONE);
        GroupedBest known = reference.get();
        for (int[] choice : fastest) {
            GroupedBest found = GroupedBest.ofChoice(instance, choice).orElseThrow();
            double least = known.cost().doubleValue();
            assertEquals(least, found.cost().doubleValue(), TOLERANCE * least, () -> describe(seed, instance));
            boolean exact = known.cost().compareTo(found.cost()) == 0;
            assertTrue(!exact || known.sameValues(found), () -> describe(seed, instance));
        }
    }

    /** Two choices cost the same but for the rounding of their sums, and one switches to a group that takes time. */
    @Example
    void costsThatAreEqualAreToldFromOnesThatAreRounded() {
        amongEqualCostsTheHeadThatTakesLeastTimeIsFound(1_009_475);
    }

    @Property(tries = 4000, seed = "23", shrinking = ShrinkingMode.OFF)
    void aSearchThatIsCutOffStillBoundsTheCost(@ForAll long seed) {
        GroupedInstance instance = random(seed);
        Optional<GroupedBest> reference = GroupedBest.of(instance);
        Limits few = new Limits(new SplittableRandom(seed).nextInt(1, 20), 0, () -> false);
        Outcome outcome = GroupedKnapsack.of(instance, Limits.NONE).solve(few);
        Statistics.label("exhausted").collect(outcome.exhausted());
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            double least = reference.get().cost().doubleValue();
            assertTrue(outcome.lowerBound() <= least * (1 + TOLERANCE), () -> describe(seed, instance));
            assertTrue(outcome.cost() >= least * (1 - TOLERANCE), () -> describe(seed, instance));
            assertTrue(GroupedBest.ofChoice(instance, outcome.choice().orElseThrow())
                    .isPresent());
        }
    }

    @Property(tries = 2000, seed = "24", shrinking = ShrinkingMode.OFF)
    void theFirstBoundHolds(@ForAll long seed) {
        GroupedInstance instance = random(seed);
        GroupedKnapsack knapsack = GroupedKnapsack.of(instance, Limits.NONE);
        double least =
                GroupedBest.of(instance).map(best -> best.cost().doubleValue()).orElse(Double.POSITIVE_INFINITY);
        assertTrue(knapsack.lowerBound() <= least, () -> describe(seed, instance));
    }

    @Property(tries = 2000, seed = "25", shrinking = ShrinkingMode.OFF)
    void withoutEntriesItIsTheOldProblem(@ForAll long seed) {
        GroupedInstance drawn = random(seed);
        double[] nothing = new double[drawn.groups()];
        Instance items = drawn.items().toBuilder()
                .weights(Arrays.stream(drawn.items().weight())
                        .map(w -> w == 0 ? 1 : w)
                        .toArray())
                .build();
        GroupedInstance instance = new GroupedInstance(items, drawn.groupOf(), nothing, nothing, drawn.before());
        Outcome old = Knapsack.solve(items, Limits.NONE);
        Outcome outcome = GroupedKnapsack.of(instance, Limits.NONE).solve(Limits.NONE);
        assertEquals(old.choice().isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (old.choice().isPresent()) {
            assertEquals(old.cost(), outcome.cost(), TOLERANCE * old.cost(), () -> describe(seed, instance));
        }
    }

    private static int changes(GroupedInstance instance, int[] choice) {
        return (int) IntStream.range(1, choice.length)
                .filter(k -> instance.groupOf()[choice[k]] != instance.groupOf()[choice[k - 1]])
                .count();
    }

    /** Up to five classes, three groups of up to three items; whole numbers with ties, near-equal groups, or any doubles. */
    static GroupedInstance random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean whole = random.nextInt(3) == 0;
        boolean near = random.nextInt(3) == 0;
        int groups = random.nextInt(1, 4);
        int perGroup = random.nextInt(1, 4);
        int classes = random.nextInt(1, perGroup * groups > 6 ? 5 : 6);
        int rows = random.nextInt(3) == 0 ? 1 : random.nextInt(1, classes + 1);
        double[][] time = new double[rows][];
        double[][] cost = new double[rows][];
        for (int r = 0; r < rows; r++) {
            time[r] = new double[groups * perGroup];
            cost[r] = new double[groups * perGroup];
            for (int i = 0; i < time[r].length; i++) {
                boolean copy = near && i >= perGroup;
                double t = copy ? time[r][i - perGroup] * random.nextDouble(0.95, 1.05) : 10 * random.nextDouble();
                double c = copy ? cost[r][i - perGroup] * random.nextDouble(0.95, 1.05) : 10 * random.nextDouble();
                time[r][i] = whole ? Math.rint(t) : t;
                cost[r][i] = whole ? Math.rint(c) : c;
            }
            if (random.nextInt(8) == 0) {
                int gone = random.nextInt(time[r].length);
                time[r][gone] = Double.POSITIVE_INFINITY;
                cost[r][gone] = Double.POSITIVE_INFINITY;
            }
        }
        int[] groupOf =
                IntStream.range(0, groups * perGroup).map(i -> i / perGroup).toArray();
        double scale = new double[] {0, 0.1, 1, 8}[random.nextInt(4)];
        double[] switchTime = switches(random, groups, scale, whole);
        double[][] switchCost = switchesByClass(seed, classes, switches(random, groups, scale, whole));
        int[] rowOf =
                rows == 1 ? new int[classes] : random.ints(classes, 0, rows).toArray();
        Instance items = Instance.builder(time, cost)
                .classes(rowOf)
                .weights(weights(random, classes, whole))
                .spent(random.nextBoolean() ? new double[0] : new double[] {whole ? 1 : random.nextDouble()})
                .limit(limit(random, classes, whole))
                .build();
        return new GroupedInstance(items, groupOf, switchTime, switchCost, random.nextInt(-1, groups));
    }

    /** Four or five near-equal groups of one or two items, one row, weights of one number and perhaps 0 after. */
    private static GroupedInstance alike(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int groups = random.nextInt(2, 6);
        int perGroup = groups > 3 ? 1 + random.nextInt(2) : 2;
        int classes = random.nextInt(2, groups * perGroup > 6 ? 5 : 6);
        double[] time = new double[groups * perGroup];
        double[] cost = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = random.nextDouble(1, 10);
            cost[i] = 11 - time[i] + random.nextDouble();
        }
        double scale = new double[] {0.01, 0.1, 1}[random.nextInt(3)];
        int weighted = random.nextInt(3) > 0 ? classes : random.nextInt(1, classes + 1);
        double[] weight = new double[classes];
        Arrays.fill(weight, 0, weighted, random.nextBoolean() ? 1 : 0.7);
        Instance items = Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .weights(weight)
                .limit(random.nextDouble(1, 10.0 * classes))
                .build();
        int[] groupOf = IntStream.range(0, time.length).map(i -> i / perGroup).toArray();
        double[] switchTime = switches(random, groups, scale, false);
        double[][] switchCost = switchesByClass(seed, classes, switches(random, groups, scale, false));
        int before = random.nextInt(3) == 0 ? random.nextInt(groups) : GroupedInstance.NONE_BEFORE;
        return new GroupedInstance(items, groupOf, switchTime, switchCost, before);
    }

    private static double limit(SplittableRandom random, int classes, boolean whole) {
        return whole ? random.nextInt(1, 9 * classes + 3) : random.nextDouble(0.1, 9.0 * classes + 2);
    }

    private static double[] switches(SplittableRandom random, int groups, double scale, boolean whole) {
        return DoubleStream.generate(() -> random.nextInt(4) == 0 ? 0 : scale * random.nextDouble())
                .map(x -> whole ? Math.rint(x) : x)
                .limit(groups)
                .toArray();
    }

    /** The same in each class, or some multiple of it, which a few classes in a row may share. */
    private static double[][] switchesByClass(long seed, int classes, double[] switchCost) {
        SplittableRandom random = new SplittableRandom(~seed);
        double[][] all = new double[classes][];
        Arrays.fill(all, switchCost);
        boolean change = random.nextInt(3) > 0;
        for (int k = 1; k < classes && change; k++) {
            int factor = random.nextInt(4);
            boolean shared = random.nextInt(3) == 0;
            all[k] = shared
                    ? all[k - 1]
                    : Arrays.stream(switchCost).map(e -> factor * e).toArray();
        }
        return all;
    }

    /** Ones, or falling, with zeros at the end or anywhere. */
    private static double[] weights(SplittableRandom random, int classes, boolean whole) {
        double[] weight = new double[classes];
        int kind = random.nextInt(4);
        int zeros = random.nextInt(classes + 1);
        double fall = random.nextDouble(0.3, 1);
        for (int k = 0; k < classes; k++) {
            weight[k] = kind == 0 ? 1 : kind == 1 ? (k < zeros ? 1 : 0) : whole ? 1 : Math.pow(fall, k);
            if (kind == 3 && random.nextInt(3) == 0) {
                weight[k] = 0;
            }
        }
        return weight;
    }

    static String describe(long seed, GroupedInstance x) {
        return KnapsackProperties.describe(seed, x.items()) + " groups " + Arrays.toString(x.groupOf())
                + " switch time "
                + Arrays.toString(x.switchTime()) + " switch cost " + Arrays.deepToString(x.switchCost()) + " before "
                + x.before();
    }
}
