package io.github.jqodi.knapsack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Labels that searches keep on fixed instances. A bound or an order that is weakened finds the same choices and only takes more
 * labels for them; other tests cannot tell. Who means to change a bound replaces the counts and says why.
 */
class LabelCountsTest {
    static final int SEEDS = 12;
    private static final int CLASSES = 14;
    private static final double NOISE = 2;
    private static final Limits FEW = new Limits(50, 0, () -> false);
    /** So small a part of a time that both together take more than the 62 bits of a word. */
    static final double TINY = 0x1p-90;

    /** Kinds of instances, with the labels kept on all seeds together. */
    private static List<Kind> kinds() {
        return List.of(
                new Kind("row of its own each", 3_841, seed -> solve(ownRows(seed, 10, 1))),
                new Kind("long rows", 23_785, seed -> solve(ownRows(seed, 150, 1))),
                new Kind("one row equal weights", 722, seed -> solve(oneRow(seed, false, 1))),
                new Kind("one row falling weights", 3_951, seed -> solve(oneRow(seed, true, 1))),
                new Kind("times of two words", 5_257, seed -> solve(ownRows(seed, 10, TINY))),
                new Kind("times of two words in one row", 4_636, seed -> solve(oneRow(seed, true, TINY))),
                new Kind("groups", 2_813, seed -> solve(grouped(seed, 4, 6, 1).varying())),
                new Kind(
                        "groups behind one",
                        2_693,
                        seed -> solve(grouped(seed, 4, 6, 1).varying().behind(2))),
                new Kind(
                        "many groups",
                        3_521,
                        seed -> solve(grouped(seed, 20, 5, 1).varying())),
                new Kind(
                        "groups of many items",
                        3_855,
                        seed -> solve(grouped(seed, 3, 60, 1).varying())),
                new Kind(
                        "groups that cost little more than time",
                        57_902,
                        seed -> solve(grouped(seed, 4, 6, 1).varying().nearTheLine())),
                new Kind(
                        "groups with few labels",
                        638,
                        seed -> GroupedKnapsack.of(
                                        grouped(seed, 4, 6, 1)
                                                .varying()
                                                .nearTheLine()
                                                .instance(),
                                        Limits.NONE)
                                .solve(FEW)),
                new Kind("alike classes with few labels", 451, seed -> Knapsack.solve(oneRow(seed, false, 1), FEW)),
                new Kind("groups of alike classes", 8_968, seed -> solve(grouped(seed, 4, 6, 1))),
                new Kind(
                        "groups of alike classes behind one",
                        3_435,
                        seed -> solve(grouped(seed, 4, 6, 1).behind(2))),
                new Kind(
                        "groups of two words",
                        3_764,
                        seed -> solve(grouped(seed, 4, 6, TINY).varying())),
                new Kind("score", 3_696, seed -> score(seed, false)),
                new Kind("inverse score", 2_439, seed -> score(seed, true)),
                new Kind("within a thousandth", 77_905, seed -> approximated(seed)));
    }

    /** One kind of them. */
    private record Kind(String name, long expected, LongFunction<Outcome> search) {
        long labels() {
            return LongStream.range(0, SEEDS)
                    .mapToObj(search)
                    .mapToLong(Outcome::labels)
                    .sum();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areWhatTheyWere(Kind kind) {
        assertEquals(kind.expected, kind.labels());
    }

    private static Outcome solve(Instance instance) {
        return Knapsack.solve(instance, Limits.NONE);
    }

    private static Outcome solve(GroupedDraw draw) {
        return GroupedKnapsack.of(draw.instance(), Limits.NONE).solve(Limits.NONE);
    }

    private static Outcome approximated(long seed) {
        return Approximation.solve(ReducedInstance.of(ownRows(seed, 10, 1)), 0.001, Limits.NONE);
    }

    private static Outcome score(long seed, boolean inverse) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] time = {times(random, 5, 1), times(random, 5, 1)};
        double[][] cost = {costs(random, time[0]), costs(random, time[1])};
        double limit = 35;
        Instance head = Instance.builder(time, cost)
                .classes(0, 1, 0, 1)
                .reserved(least(time[0]), least(time[1]), least(time[0]))
                .limit(limit)
                .build();
        Instance tail = Instance.builder(time, cost)
                .classes(0, 1, 0)
                .weights(0.5, 0.25, 0.125)
                .reserved(least(time[0]), least(time[1]), least(time[0]), least(time[1]))
                .limit(limit)
                .build();
        return ScoreSearch.solve(head, tail, 3, inverse, Double.POSITIVE_INFINITY, Limits.NONE);
    }

    private static double least(double[] times) {
        return Arrays.stream(times).min().orElseThrow();
    }

    static Instance ownRows(long seed, int items, double part) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] time = new double[CLASSES][];
        double[][] cost = new double[CLASSES][];
        for (int k = 0; k < CLASSES; k++) {
            time[k] = times(random, items, part);
            cost[k] = costs(random, time[k]);
        }
        return Instance.builder(time, cost)
                .spent(0.5)
                .reserved(0.25)
                .limit(CLASSES * random.nextDouble(3, 7))
                .build();
    }

    static Instance oneRow(long seed, boolean falling, double part) {
        SplittableRandom random = new SplittableRandom(seed);
        int classes = 2 * CLASSES;
        double[] time = times(random, 12, part);
        double[] weight = IntStream.range(0, classes)
                .mapToDouble(k -> falling ? 1 - k / 64.0 : 0.75)
                .toArray();
        return Instance.builder(new double[][] {time}, new double[][] {costs(random, time)})
                .classes(new int[classes])
                .weights(weight)
                .spent(0.5)
                .limit(classes * random.nextDouble(3, 7))
                .build();
    }

    static GroupedDraw grouped(long seed, int groups, int perGroup, double part) {
        return new GroupedDraw(seed, groups, perGroup, part, false, GroupedInstance.NONE_BEFORE, NOISE);
    }

    /** A knapsack of groups whose last two classes have no weight; the others weigh the same, or less and less. */
    record GroupedDraw(long seed, int groups, int perGroup, double part, boolean isVarying, int before, double noise) {
        GroupedDraw varying() {
            return new GroupedDraw(seed, groups, perGroup, part, true, before, noise);
        }

        GroupedDraw behind(int group) {
            return new GroupedDraw(seed, groups, perGroup, part, isVarying, group, noise);
        }

        GroupedDraw nearTheLine() {
            return new GroupedDraw(seed, groups, perGroup, part, isVarying, before, NOISE / 100);
        }

        GroupedInstance instance() {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = isVarying ? CLASSES : 1;
            double[][] time = new double[rows][];
            double[][] cost = new double[rows][];
            for (int r = 0; r < rows; r++) {
                time[r] = times(random, perGroup * groups, part);
                cost[r] = costs(random, time[r], noise);
            }
            double[] weight = new double[CLASSES];
            for (int k = 0; k < CLASSES - 2; k++) {
                weight[k] = isVarying && noise == NOISE ? 1 - k / 32.0 : 1;
            }
            Instance items = Instance.builder(time, cost)
                    .classes(IntStream.range(0, CLASSES).map(k -> k % rows).toArray())
                    .weights(weight)
                    .spent(0.5)
                    .limit(CLASSES * random.nextDouble(3, 7))
                    .build();
            int[] groupOf =
                    IntStream.range(0, perGroup * groups).map(i -> i % groups).toArray();
            double[] switchTime = random.doubles(groups, 0.1, 1).toArray();
            double[] switchCost = random.doubles(groups, 0.1, 1).toArray();
            return new GroupedInstance(items, groupOf, switchTime, switchCost, before);
        }
    }

    /** A quarter of them are a part as long. */
    private static double[] times(SplittableRandom random, int count, double part) {
        return DoubleStream.generate(() -> random.nextDouble(1, 10) * (random.nextInt(4) == 0 ? part : 1))
                .limit(count)
                .toArray();
    }

    private static double[] costs(SplittableRandom random, double[] times) {
        return costs(random, times, NOISE);
    }

    /** Near a line, so that many items are worth taking; the nearer, the less bounds tell. */
    private static double[] costs(SplittableRandom random, double[] times, double noise) {
        return Arrays.stream(times)
                .map(t -> 40 - 3 * t + noise * random.nextDouble())
                .toArray();
    }
}
