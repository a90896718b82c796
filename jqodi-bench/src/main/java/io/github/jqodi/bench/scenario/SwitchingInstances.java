package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.GroupedKnapsack;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Knapsacks of one pair whose groups are its servers: the costs of a generated problem, and entries that take a share of a
 * typical epoch. Consecutive seeds go through all deadlines and shares; every other one has servers that are nearly equal.
 *
 * @param size size class
 * @param forecasts whether rates change from epoch to epoch
 * @param survival whether weights fall, or are all 1
 * @param seed of all random numbers
 */
public record SwitchingInstances(SizeClass size, boolean forecasts, boolean survival, long seed) {
    private static final double[] SHARES = {0.01, 0.1, 1};
    private static final List<Tightness> TIGHTNESSES = List.of(Tightness.values());
    private static final double NEARLY = 0.02;
    private static final double NO_LIMIT = 1e12;
    /** A pair of middling K: model and width. */
    private static final int PAIR = 1;

    /**
     * {@return the class in one word}
     */
    public String name() {
        return size.label(forecasts) + (survival ? "-survival" : "-equal");
    }

    /**
     * Draws the knapsack.
     *
     * @return with a limit that some choice meets
     */
    public GroupedInstance generate() {
        int n = (int) Math.floorMod(seed, 24L);
        Tightness tightness = TIGHTNESSES.get(n % TIGHTNESSES.size());
        double share = SHARES[n / 4 % 3];
        boolean near = n >= 12;
        SplittableRandom random = new SplittableRandom(seed);
        Problem problem = InstanceGenerator.of(size)
                .withSeed(seed)
                .withForecasts(forecasts)
                .generate();
        Candidate candidate = problem.assess().candidates().get(PAIR);
        CostTable table = CostTable.nondominatedByServer(
                candidate.costs(), candidate.actions(), candidate.robustEpochs(), WorkLimits.NONE);
        List<EdgeServer> servers = candidate.actions().servers();
        int[] groupOf = table.actions().stream()
                .mapToInt(action -> servers.indexOf(action.server()))
                .toArray();
        double[][] time = new double[table.rows()][];
        double[][] cost = new double[table.rows()][];
        for (int row = 0; row < time.length; row++) {
            time[row] = table.seconds(row).clone();
            cost[row] = table.joules(row).clone();
        }
        if (near) {
            groupOf = makeNearlyEqual(time, cost, groupOf, servers.size(), random);
        }
        int epochs = candidate.robustEpochs();
        int[] rowOf = IntStream.rangeClosed(1, epochs).map(table::rowOf).toArray();
        double[] weight = weights(epochs);
        Instance items = Instance.builder(time, cost)
                .classes(rowOf)
                .weights(weight)
                .spent(candidate.setup().seconds())
                .limit(NO_LIMIT)
                .build();
        return withLimit(items, groupOf, servers.size(), share, tightness, random);
    }

    private double[] weights(int epochs) {
        double[] weight = new double[epochs];
        Arrays.setAll(weight, k -> survival ? 1 / (1 + Math.exp((k - 0.7 * epochs) / (0.08 * epochs))) : 1);
        return weight;
    }

    /** Copies of the items of the group that has most, each off by a little. */
    private static int[] makeNearlyEqual(
            double[][] time, double[][] cost, int[] groupOf, int groups, SplittableRandom random) {
        int[] counts = new int[groups];
        Arrays.stream(groupOf).forEach(g -> counts[g]++);
        int most = IntStream.range(0, groups).reduce(0, (a, b) -> counts[b] > counts[a] ? b : a);
        int[] model = IntStream.range(0, groupOf.length)
                .filter(i -> groupOf[i] == most)
                .toArray();
        for (int row = 0; row < time.length; row++) {
            double[] t = new double[groups * model.length];
            double[] c = new double[t.length];
            for (int g = 0; g < groups; g++) {
                double slower = 1 + NEARLY * (random.nextDouble() - 0.5);
                double dearer = 1 + NEARLY * (random.nextDouble() - 0.5);
                for (int i = 0; i < model.length; i++) {
                    t[g * model.length + i] = time[row][model[i]] * slower;
                    c[g * model.length + i] = cost[row][model[i]] * dearer;
                }
            }
            time[row] = t;
            cost[row] = c;
        }
        return IntStream.range(0, groups * model.length)
                .map(i -> i / model.length)
                .toArray();
    }

    private static GroupedInstance withLimit(
            Instance items, int[] groupOf, int groups, double share, Tightness tightness, SplittableRandom random) {
        double typicalSeconds = Arrays.stream(items.time()[0])
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
        double typicalCost = Arrays.stream(items.cost()[0])
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
        double[] switchTime = random.doubles(groups, 0.5, 1.5)
                .map(x -> x * share * typicalSeconds)
                .toArray();
        double[] switchCost = random.doubles(groups, 0.5, 1.5)
                .map(x -> x * share * typicalCost)
                .toArray();
        GroupedInstance free = new GroupedInstance(items, groupOf, switchTime, switchCost, GroupedInstance.NONE_BEFORE);
        GroupedInstance timed = new GroupedInstance(
                items.toBuilder().weights(new double[items.classes()]).build(),
                groupOf,
                switchTime,
                switchCost,
                GroupedInstance.NONE_BEFORE);
        double fastest = seconds(timed, solve(timed));
        double frugal = seconds(free, solve(free));
        double limit = fastest + Math.max(tightness.share() * (frugal - fastest), 1e-9 * fastest);
        return new GroupedInstance(
                items.toBuilder().limit(limit).build(), groupOf, switchTime, switchCost, GroupedInstance.NONE_BEFORE);
    }

    private static int[] solve(GroupedInstance instance) {
        return GroupedKnapsack.of(instance, Limits.NONE)
                .solve(Limits.NONE)
                .choice()
                .orElseThrow();
    }

    private static double seconds(GroupedInstance instance, int[] choice) {
        double sum = Arrays.stream(instance.items().spent()).sum();
        for (int k = 0; k < choice.length; k++) {
            int group = instance.groupOf()[choice[k]];
            sum += instance.items().time()[instance.items().rowOf()[k]][choice[k]];
            if (k > 0 && instance.groupOf()[choice[k - 1]] != group) {
                sum += instance.switchTime()[group];
            }
        }
        return sum;
    }
}
