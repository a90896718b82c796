package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The engine against trying every choice in exact decimal arithmetic. */
class KnapsackProperties {
    private static final Limits NONE = new Limits(Long.MAX_VALUE, 0, () -> false);

    @Property(tries = 6000, seed = "11", shrinking = ShrinkingMode.OFF)
    void findsTheLeastCostAndAmongEqualsTheLeastTime(@ForAll long seed) {
        Instance instance = random(seed);
        Optional<Best> reference = Best.of(instance);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Statistics.label("feasible")
                .collect(reference.isPresent())
                .coverage(c -> c.check(false).percentage(p -> p > 5));
        Statistics.label("alike").collect(IdenticalClasses.are(instance));
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        assertTrue(outcome.exhausted());
        if (reference.isPresent()) {
            Best found = Best.ofChoice(instance, outcome.choice().get()).orElseThrow();
            assertEquals(reference.get(), found, () -> describe(seed, instance));
            assertTrue(outcome.lowerBound() <= outcome.cost());
        }
    }

    /** Times of whole seconds beside whole parts of 2^-80 s, which take two words, and limits that they reach exactly. */
    @Property(tries = 2000, seed = "17", shrinking = ShrinkingMode.OFF)
    void timesOfTwoWordsAreComparedExactly(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = random.nextInt(3, 7);
        double[][] time = new double[classes][];
        double[][] cost = new double[classes][];
        for (int k = 0; k < classes; k++) {
            time[k] = random.ints(random.nextInt(1, 5), 0, 6)
                    .mapToDouble(t -> random.nextInt(3) > 0 ? t : Math.scalb((double) t, -80))
                    .toArray();
            cost[k] = Arrays.stream(time[k]).map(t -> random.nextInt(8)).toArray();
        }
        double sum = Arrays.stream(time).mapToDouble(row -> row[row.length - 1]).sum();
        Instance instance = Instance.builder(time, cost)
                .limit(random.nextBoolean() ? sum + Double.MIN_NORMAL : Math.nextUp(sum))
                .build();
        Optional<Best> found =
                Knapsack.solve(instance, NONE).choice().flatMap(choice -> Best.ofChoice(instance, choice));
        assertEquals(Best.of(instance), found, () -> describe(seed, instance));
    }

    /** Costs near a line and weights near one keep most items open, so that both halves have many labels. */
    @Property(tries = 250, seed = "15", shrinking = ShrinkingMode.OFF)
    void halvesOfManyFreeClassesMeetAtTheLeastCost(@ForAll long seed) {
        Instance instance = free(seed);
        Optional<Best> reference = Best.of(instance);
        Outcome outcome = Knapsack.solve(instance, NONE);
        Statistics.label("labels")
                .collect(outcome.labels() > 20)
                .coverage(c -> c.check(true).percentage(p -> p > 30));
        Optional<Best> found = outcome.choice().flatMap(choice -> Best.ofChoice(instance, choice));
        assertEquals(reference, found, () -> describe(seed, instance));
    }

    @Property(tries = 2000, seed = "16", shrinking = ShrinkingMode.OFF)
    void theRelaxationHasTheBestMultiplierAndAChoiceThatFits(@ForAll long seed) {
        Instance instance = random(seed);
        ReducedInstance prepared = ReducedInstance.of(instance);
        if (prepared.isInfeasible() || prepared.fits(prepared.cheapest())) {
            return;
        }
        LinearRelaxation relaxation = prepared.relaxation();
        assertTrue(prepared.fits(relaxation.greedy), () -> describe(seed, instance));
        double bound = whole(prepared, relaxation.multiplier);
        HullSteps steps = HullSteps.of(prepared);
        for (int s = 0; s < steps.size(); s++) {
            double other = whole(prepared, steps.efficiency(s));
            assertTrue(other <= bound + 1e-9 * (1 + Math.abs(bound)), () -> describe(seed, instance));
        }
    }

    private static double whole(ReducedInstance prepared, double multiplier) {
        return new LagrangianBound(prepared.instance(), prepared.rows(), multiplier, prepared.slack(), 0, Limits.NONE)
                .whole();
    }

    @Property(tries = 3000, seed = "12", shrinking = ShrinkingMode.OFF)
    void theApproximationKeepsItsFactorAndItsBound(@ForAll long seed) {
        Instance instance = random(seed);
        Optional<Best> reference = Best.of(instance);
        double epsilon = new SplittableRandom(seed).nextDouble(0.001, 1);
        Outcome outcome = Approximation.solve(ReducedInstance.of(instance), epsilon, NONE);
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            double least = reference.get().cost().doubleValue();
            assertTrue(Best.ofChoice(instance, outcome.choice().get()).isPresent(), () -> describe(seed, instance));
            assertTrue(outcome.cost() <= least * (1 + epsilon) * (1 + 1e-12), () -> describe(seed, instance));
            assertTrue(outcome.lowerBound() <= least * (1 + 1e-12), () -> describe(seed, instance));
            assertTrue(outcome.cost() <= outcome.lowerBound() * (1 + epsilon) * (1 + 1e-9));
        }
    }

    @Property(tries = 3000, seed = "13", shrinking = ShrinkingMode.OFF)
    void aSearchThatIsCutOffStillBoundsTheCost(@ForAll long seed) {
        Instance instance = random(seed);
        Optional<Best> reference = Best.of(instance);
        Outcome outcome =
                Knapsack.solve(instance, new Limits(new SplittableRandom(seed).nextInt(1, 20), 0, () -> false));
        Statistics.label("exhausted").collect(outcome.exhausted());
        assertEquals(reference.isPresent(), outcome.choice().isPresent(), () -> describe(seed, instance));
        if (reference.isPresent()) {
            double least = reference.get().cost().doubleValue();
            assertTrue(outcome.lowerBound() <= least * (1 + 1e-15), () -> describe(seed, instance));
            assertTrue(outcome.cost() >= least * (1 - 1e-15), () -> describe(seed, instance));
        }
    }

    @Property(tries = 2000, seed = "14", shrinking = ShrinkingMode.OFF)
    void supportedPointsAreReachedAndNoChoiceLiesBelowTheirLines(@ForAll long seed) {
        Instance instance = random(seed);
        SupportedPoints points = SupportedPoints.of(instance);
        for (int i = 0; i < points.size(); i++) {
            double limit = points.limit(i);
            Optional<Best> best = Best.of(withLimit(instance, limit));
            double cost = points.cost(i);
            assertEquals(
                    best.orElseThrow().cost().doubleValue(),
                    cost,
                    1e-9 * (1 + Math.abs(cost)),
                    () -> describe(seed, instance));
            Optional<Best> tighter = Best.of(withLimit(instance, Math.nextDown(limit)));
            assertTrue(
                    tighter.isEmpty() || tighter.get().cost().doubleValue() >= cost * (1 - 1e-12),
                    () -> describe(seed, instance));
        }
    }

    private static Instance withLimit(Instance instance, double limit) {
        return instance.toBuilder().limit(limit).build();
    }

    /** Up to six classes of up to four items; small whole numbers with many ties, or any doubles. */
    private static Instance random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean whole = random.nextBoolean();
        boolean alike = random.nextInt(3) == 0;
        int classes = random.nextInt(1, 7);
        int rows = alike ? 1 : random.nextInt(1, classes + 1);
        double[][] time = new double[rows][];
        double[][] cost = new double[rows][];
        for (int r = 0; r < rows; r++) {
            int items = random.nextInt(1, 5);
            time[r] = random.doubles(items)
                    .map(x -> whole ? Math.rint(6 * x) : 10 * x)
                    .toArray();
            cost[r] = random.doubles(items)
                    .map(x -> whole ? Math.rint(6 * x) : 10 * x)
                    .toArray();
            if (random.nextInt(8) == 0) {
                time[r][0] = Double.POSITIVE_INFINITY;
                cost[r][0] = Double.POSITIVE_INFINITY;
            }
        }
        int[] rowOf = new int[classes];
        double[] weight = new double[classes];
        for (int k = 0; k < classes; k++) {
            rowOf[k] = random.nextInt(rows);
            weight[k] = alike || whole ? 1 : random.nextInt(4) == 0 ? 1 : random.nextDouble(0.001, 1);
        }
        double[] spent = random.nextBoolean() ? new double[0] : new double[] {whole ? 1 : random.nextDouble()};
        double[] reserved = random.nextInt(4) > 0 ? new double[0] : new double[] {whole ? 1 : random.nextDouble()};
        double limit = whole ? random.nextInt(1, 6 * classes + 2) : random.nextDouble(0.1, 6.0 * classes);
        return Instance.builder(time, cost)
                .classes(rowOf)
                .weights(weight)
                .spent(spent)
                .reserved(reserved)
                .limit(limit)
                .build();
    }

    /** Seven or eight classes of two or three items; some share a row and some have the same weight. */
    private static Instance free(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = random.nextInt(7, 9);
        int rows = random.nextBoolean() ? 1 : classes;
        boolean whole = random.nextInt(3) == 0;
        double[][] time = new double[rows][];
        double[][] cost = new double[rows][];
        for (int r = 0; r < rows; r++) {
            time[r] = random.doubles(random.nextInt(2, 4))
                    .map(x -> whole ? Math.rint(50 * x) : 50 * x)
                    .toArray();
            cost[r] = Arrays.stream(time[r])
                    .map(t -> 200 - 2 * t + (whole ? random.nextInt(3) : random.nextDouble()))
                    .toArray();
        }
        int[] rowOf = new int[classes];
        double[] weight = new double[classes];
        for (int k = 0; k < classes; k++) {
            rowOf[k] = rows == 1 ? 0 : k;
            weight[k] = whole || random.nextInt(3) == 0 ? 1 : random.nextDouble(0.99, 1);
        }
        double limit = classes * random.nextDouble(10, 40);
        return Instance.builder(time, cost)
                .classes(rowOf)
                .weights(weight)
                .limit(whole ? Math.rint(limit) : limit)
                .build();
    }

    static String describe(long seed, Instance x) {
        return "seed " + seed + " time " + Arrays.deepToString(x.time()) + " cost " + Arrays.deepToString(x.cost())
                + " rows " + Arrays.toString(x.rowOf()) + " weight " + Arrays.toString(x.weight()) + " spent "
                + Arrays.toString(x.spent()) + " reserved " + Arrays.toString(x.reserved()) + " limit " + x.limit();
    }
}
