package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.testing.Inputs;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The engine against trying every choice in exact decimal arithmetic, on numbers that rounding is hard on: rooms far below an
 * ulp of the limit, exponents up to ±150, zeros, limits at exact sums and the doubles next to them.
 */
class HardKnapsackProperties {
    private static final Limits NONE = new Limits(Long.MAX_VALUE, 0, () -> false);
    private static final double TOLERANCE = 1e-12;

    @Test
    void everySearchFindsTheLeastCost() {
        int feasible = 0;
        int searched = 0;
        Inputs seeds = Inputs.from(1, 20_000);
        for (long seed : seeds) {
            Instance instance = random(seed);
            Optional<Best> best = Best.of(instance);
            try {
                Outcome outcome = Knapsack.solve(instance, NONE);
                assertExact(instance, best, outcome);
                assertApproximate(instance, best, new SplittableRandom(seed).nextDouble(0.001, 1));
                assertCutOff(instance, best, new SplittableRandom(seed).nextInt(1, 20));
                assertSupported(instance);
                feasible += best.isPresent() ? 1 : 0;
                searched += outcome.labels() > 0 ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(KnapsackProperties.describe(seed, instance), e);
            }
        }
        System.out.println(
                "hard numbers: knapsacks, " + seeds + ", " + feasible + " feasible, " + searched + " of them searched");
        assertTrue(feasible > seeds.drawn() / 2 && feasible < seeds.drawn() * 0.95, feasible + " feasible");
        assertTrue(searched > seeds.drawn() / 8, searched + " searched");
    }

    private static void assertExact(Instance instance, Optional<Best> best, Outcome outcome) {
        assertEquals(best.isPresent(), outcome.choice().isPresent());
        assertTrue(outcome.exhausted());
        if (best.isPresent()) {
            Best found = Best.ofChoice(instance, outcome.choice().get()).orElseThrow();
            double least = best.get().cost().doubleValue();
            assertEquals(least, found.cost().doubleValue(), TOLERANCE * least);
            assertEquals(least, outcome.cost(), TOLERANCE * least);
            assertTrue(outcome.lowerBound() <= outcome.cost());
            if (found.costTicks().equals(best.get().costTicks())) {
                assertEquals(best.get().timeTicks(), found.timeTicks());
            }
            double bound = ReducedInstance.of(instance).lowerBound();
            assertTrue(new BigDecimal(bound).compareTo(best.get().cost()) <= 0, () -> bound + " is above " + least);
        }
    }

    private static void assertApproximate(Instance instance, Optional<Best> best, double epsilon) {
        Outcome outcome = Approximation.solve(ReducedInstance.of(instance), epsilon, NONE);
        assertEquals(best.isPresent(), outcome.choice().isPresent());
        if (best.isPresent()) {
            double least = best.get().cost().doubleValue();
            Best found = Best.ofChoice(instance, outcome.choice().get()).orElseThrow();
            assertTrue(found.cost().doubleValue() <= least * (1 + epsilon) * (1 + 0x1p-50), outcome::toString);
            assertTrue(outcome.lowerBound() <= least * (1 + 0x1p-50), () -> outcome + " is above " + least);
            assertTrue(outcome.cost() <= outcome.lowerBound() * (1 + epsilon) * (1 + 1e-9), outcome::toString);
        }
    }

    private static void assertCutOff(Instance instance, Optional<Best> best, int labels) {
        Outcome outcome = Knapsack.solve(instance, new Limits(labels, 0, () -> false));
        assertEquals(best.isPresent(), outcome.choice().isPresent());
        if (best.isPresent()) {
            double least = best.get().cost().doubleValue();
            assertTrue(outcome.lowerBound() <= least * (1 + TOLERANCE), () -> outcome + " is above " + least);
            assertTrue(outcome.cost() >= least * (1 - TOLERANCE), () -> outcome + " is below " + least);
        }
    }

    /** Points fit at its limit, and nothing below that of the first; what fits may be cheaper by what doubles skip. */
    private static void assertSupported(Instance instance) {
        SupportedPoints points = SupportedPoints.of(instance);
        for (int i = 0; i < points.size(); i += 3) {
            double cost = points.cost(i);
            double limit = points.limit(i);
            Best least = Best.of(withLimit(instance, limit)).orElseThrow();
            assertTrue(least.cost().doubleValue() <= cost * (1 + TOLERANCE), () -> "at " + limit);
        }
        if (points.size() > 0) {
            double below = Math.nextDown(points.limit(0));
            assertTrue(Best.of(withLimit(instance, below)).isEmpty(), () -> "at " + below);
            Best last = Best.of(withLimit(instance, Double.POSITIVE_INFINITY)).orElseThrow();
            assertEquals(
                    last.cost().doubleValue(),
                    points.cost(points.size() - 1),
                    TOLERANCE * points.cost(points.size() - 1));
        }
    }

    private static Instance withLimit(Instance x, double limit) {
        return x.toBuilder().limit(limit).build();
    }

    private static Instance random(long seed) {
        return new Draw(new SplittableRandom(seed)).instance();
    }

    /** One instance; its numbers come from a few, so that sums are equal now and then. */
    private static final class Draw {
        private final SplittableRandom random;
        private final int reach;
        private final double scale;
        private final double worth;
        /** A time beside which most others may be of the size of its ulp. */
        private final double longest;

        private final boolean vanishing;

        Draw(SplittableRandom random) {
            this.random = random;
            this.reach = new int[] {0, 0, 3, 20, 150}[random.nextInt(5)];
            this.scale = power();
            this.worth = power();
            this.longest = new double[] {1e5, 0.300000001, 0.5, scale}[random.nextInt(4)];
            this.vanishing = random.nextInt(3) == 0;
        }

        private double power() {
            return reach == 0 ? 1 : Math.pow(10, random.nextInt(-reach, reach + 1));
        }

        private double time() {
            if (vanishing && random.nextInt(3) > 0) {
                return Math.ulp(longest) * (random.nextBoolean() ? random.nextDouble(3) : random.nextInt(9) / 8.0);
            }
            return switch (random.nextInt(8)) {
                case 0, 1 -> 0;
                case 2 -> scale * random.nextInt(1, 6);
                case 3 -> scale * random.nextInt(1, 30) / 10.0;
                case 4 -> scale * 1e-17 * random.nextDouble();
                case 5 -> scale * 1e-22 * random.nextInt(1, 90);
                case 6 -> scale * (1 + random.nextInt(1, 4) * 0x1p-52);
                default -> power() * random.nextDouble();
            };
        }

        private double cost() {
            return switch (random.nextInt(6)) {
                case 0 -> 0;
                case 1, 2 -> worth * random.nextInt(1, 8);
                case 3 -> worth * random.nextInt(1, 80) / 10.0;
                case 4 -> worth * random.nextDouble();
                default -> power() * random.nextInt(1, 8);
            };
        }

        Instance instance() {
            int classes = random.nextInt(1, 6);
            int kind = random.nextInt(3);
            int rows = kind == 0 ? random.nextInt(1, classes + 1) : 1;
            double[][] time = new double[rows][];
            double[][] cost = new double[rows][];
            for (int r = 0; r < rows; r++) {
                int items = random.nextInt(1, 5);
                time[r] = random.doubles(items).map(x -> time()).toArray();
                cost[r] = random.doubles(items).map(x -> cost()).toArray();
                if (random.nextInt(8) == 0) {
                    time[r][0] = Double.POSITIVE_INFINITY;
                    cost[r][0] = Double.POSITIVE_INFINITY;
                }
            }
            int[] rowOf = random.ints(classes, 0, rows).toArray();
            double[] weight = new double[classes];
            Arrays.setAll(weight, k -> kind == 1 ? 1 : random.nextInt(3) == 0 ? 1 : random.nextDouble(1e-12, 1));
            boolean spends = vanishing || random.nextBoolean();
            double[] spent = spends ? new double[] {vanishing ? longest : time()} : new double[0];
            double[] reserved = random.nextInt(3) > 0 ? new double[0] : new double[] {time(), time()};
            double limit = limit(time, rowOf, spent, reserved);
            return Instance.builder(time, cost)
                    .classes(rowOf)
                    .weights(weight)
                    .spent(spent)
                    .reserved(reserved)
                    .limit(limit)
                    .build();
        }

        /** The exact time of some choice or a double next to it. */
        private double limit(double[][] time, int[] rowOf, double[] spent, double[] reserved) {
            BigDecimal sum = BigDecimal.ZERO;
            for (double[] part : new double[][] {spent, reserved}) {
                for (double t : part) {
                    sum = sum.add(new BigDecimal(t));
                }
            }
            for (int row : rowOf) {
                double t = time[row][random.nextInt(time[row].length)];
                sum = sum.add(new BigDecimal(t < Double.POSITIVE_INFINITY ? t : 0));
            }
            double at = sum.doubleValue();
            double limit = switch (random.nextInt(6)) {
                case 0 -> at;
                case 1, 2 -> Math.nextUp(at);
                case 3 -> Math.nextDown(at);
                case 4 -> at * 1.001;
                default -> at * random.nextDouble(1, 3);
            };
            return Math.max(Double.MIN_VALUE, limit);
        }
    }
}
