package io.github.jqodi.cost.analytic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forty layers, and servers by the dozen: what is computed row by row, or only once for many, is what single actions cost. */
class ManyServersTest {
    private static final int LAYERS = 40;
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static Scenario scenario(long seed, int servers, boolean forecast) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            layers.add(new Layer(
                    "l" + i, random.nextInt(1, 100) * 1e5, random.nextInt(1, 100) * 100, random.nextInt(500)));
        }
        return Scenario.builder("many", Target.of(1e6, 0.5))
                .cloud(Cloud.of("cloud", 1e12, 1e-11))
                .device(Device.of("device", 1e9, 1e-9).withMemoryBytes(170_000))
                .edgeServers(IntStream.range(0, servers)
                        .mapToObj(x -> server(x, random, forecast))
                        .toList())
                .bitWidths(8)
                .workload(Workload.of(20, 5))
                .model(ModelVersion.of("m", 0.1, layers).withCuts(cuts()))
                .build();
    }

    /** All but every seventh, with 0 and the whole. */
    private static List<Integer> cuts() {
        return IntStream.rangeClosed(0, LAYERS)
                .filter(cut -> cut % 7 != 3)
                .boxed()
                .toList();
    }

    private static EdgeServer server(int x, SplittableRandom random, boolean forecast) {
        Link cloud = Link.of(random.nextInt(1, 100) * 1e6, random.nextInt(1, 100) * 1e-10);
        Link device = Link.of(random.nextInt(1, 100) * 1e5, random.nextInt(1, 100) * 1e-8);
        if (forecast && x % 3 == 0) {
            device = device.withBitsPerSecondByEpoch(List.of(1e6, x % 2 == 0 ? 0.0 : 3e6, random.nextInt(1, 9) * 1e5));
        }
        if (forecast && x % 4 == 0) {
            cloud = cloud.withBitsPerSecondByEpoch(List.of(1e7, x % 8 == 0 ? 0.0 : 2e7));
        }
        EdgeServer server = EdgeServer.of(
                "s" + x, new Processor(random.nextInt(1, 100) * 1e9, random.nextInt(1, 100) * 1e-11), cloud, device);
        return x % 5 == 1 ? server.withMemoryBytes(random.nextInt(10, 200) * 1000) : server;
    }

    private static ActionGrid grid(Scenario scenario) {
        return new ActionGrid(scenario.edgeServers(), cuts());
    }

    private static ModelCosts costs(Scenario scenario) {
        return AnalyticCosts.DEFAULT.costs(scenario).of(PAIR);
    }

    private static void assertRows(ModelCosts costs, List<Action> actions) {
        double[] seconds = new double[actions.size()];
        double[] joules = new double[actions.size()];
        CostRows rows = costs.rows(actions);
        for (int epoch : new int[] {1, 2, 3, 4, 2, 1}) {
            rows.fill(epoch, seconds, joules);
            for (int i = 0; i < actions.size(); i++) {
                Cost cost = costs.epoch(actions.get(i), epoch);
                assertEquals(cost.seconds(), seconds[i], actions.get(i) + " in epoch " + epoch);
                assertEquals(cost.joules(), joules[i], actions.get(i) + " in epoch " + epoch);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 24, true", "2, 24, false", "3, 1, true", "4, 33, true"})
    void rowsHoldWhatSingleActionsCost(long seed, int servers, boolean forecast) {
        Scenario scenario = scenario(seed, servers, forecast);
        ModelCosts costs = costs(scenario);
        ActionGrid grid = grid(scenario);
        assertRows(costs, grid);
        SplittableRandom random = new SplittableRandom(seed);
        List<Action> some =
                grid.stream().filter(action -> random.nextInt(3) > 0).toList();
        assertRows(costs, some);
        List<Action> mixed = new ArrayList<>(some);
        Collections.shuffle(mixed, new Random(seed));
        assertRows(costs, mixed);
    }

    /** Of 31 servers and 35 cuts, more than are filled in at once. */
    @Test
    void aLargeTableIsFilledInPieces() {
        Scenario scenario = scenario(5, 31, true);
        ModelCosts costs = costs(scenario);
        ActionGrid grid = grid(scenario);
        assertTrue(grid.size() > 1024);
        CostTable table = CostTable.of(costs, grid, 4);
        assertEquals("1085 actions in 3 rows", table.toString());
        for (int k = 1; k <= 4; k++) {
            int row = table.rowOf(k);
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < grid.size(); i++) {
                Cost cost = costs.epoch(grid.get(i), k);
                assertEquals(cost.seconds(), table.seconds(row)[i]);
                assertEquals(cost.joules(), table.joules(row)[i]);
                least = Math.min(least, cost.seconds());
            }
            assertEquals(least, table.leastSeconds(row));
            assertEquals(least, table.seconds(row)[table.fastest(row)]);
        }
    }

    // bounds

    private static double least(ModelCosts costs, ActionGrid grid, double secondsWeight, double joulesWeight) {
        return grid.stream()
                .map(action -> costs.epoch(action, 1))
                .filter(Cost::isEffective)
                .mapToDouble(cost -> secondsWeight * cost.seconds() + joulesWeight * cost.joules())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Asked again, servers that others undercut are left out, and answers remembered. */
    @Test
    void theLeastOfManyServersIsTheLeastOfAll() {
        for (long seed = 1; seed <= 20; seed++) {
            Scenario scenario = scenario(seed, 40, false);
            ModelCosts costs = costs(scenario);
            ActionGrid grid = grid(scenario);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 8; i++) {
                double seconds = i == 0 ? 0 : random.nextDouble();
                double joules = i == 1 ? 0 : random.nextDouble() * Math.pow(10, random.nextInt(-3, 4));
                double expected = least(costs, grid, seconds, joules);
                for (int asked = 0; asked < 3; asked++) {
                    CostBounds bounds = costs.bounds(grid, 5).orElseThrow();
                    assertEquals(expected, bounds.least(seconds, joules), 1e-9 * expected, "seed " + seed);
                    assertTrue(bounds.least(seconds, joules) <= expected);
                    // the same direction at another length
                    assertEquals(expected * 4, bounds.least(4 * seconds, 4 * joules), 4e-9 * expected, "seed " + seed);
                }
            }
        }
    }

    /** Whether a server becomes faster, slower or is not touched at all, answers are those of costs made anew. */
    @Test
    void changedServersChangeWhatDependsOnThem() {
        int less = 0;
        int more = 0;
        for (long seed = 1; seed <= 40; seed++) {
            Scenario before = scenario(seed, 40, false);
            ScenarioCosts costs = AnalyticCosts.DEFAULT.costs(before);
            double known = costs.of(PAIR).bounds(grid(before), 5).orElseThrow().least(1, 2);
            SplittableRandom random = new SplittableRandom(seed);
            List<EdgeServer> servers = new ArrayList<>(before.edgeServers());
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                boolean slowsTheBest = seed % 3 == 0;
                int x = slowsTheBest ? best(costs.of(PAIR), grid(before)) : random.nextInt(servers.size());
                double factor = slowsTheBest ? 1 / 64.0 : Math.pow(2, random.nextInt(-6, 7));
                Processor old = servers.get(x).processor().orElseThrow();
                servers.set(
                        x,
                        servers.get(x).toBuilder()
                                .processor(new Processor(old.macsPerSecond() * factor, old.joulesPerMac() / factor))
                                .build());
            }
            Scenario after = before.toBuilder().edgeServers(servers).build();
            ModelCosts changed = AnalyticCosts.DEFAULT.costs(after, costs).of(PAIR);
            ActionGrid grid = grid(after);
            CostBounds bounds = changed.bounds(grid, 5).orElseThrow();
            double now = least(costs(after), grid, 1, 2);
            assertEquals(now, bounds.least(1, 2), 1e-9 * now, "seed " + seed);
            assertTrue(bounds.least(1, 2) <= now);
            double other = least(costs(after), grid, 3, 1);
            assertEquals(other, bounds.least(3, 1), 1e-9 * other, "seed " + seed);
            less += now < known ? 1 : 0;
            more += now > known * (1 + 1e-9) ? 1 : 0;
            assertRows(changed, grid.subList(0, 70));
        }
        assertTrue(less > 2 && more > 0, less + " less, " + more + " more");
    }

    private static int best(ModelCosts costs, ActionGrid grid) {
        double least = least(costs, grid, 1, 2);
        return IntStream.range(0, grid.size())
                        .filter(i -> {
                            Cost cost = costs.epoch(grid.get(i), 1);
                            return cost.isEffective() && cost.seconds() + 2 * cost.joules() <= least;
                        })
                        .findFirst()
                        .orElseThrow()
                / grid.cutCount();
    }

    @Test
    void costsOfTheSameWorldAreKept() {
        Scenario scenario = scenario(1, 6, false);
        ScenarioCosts costs = AnalyticCosts.DEFAULT.costs(scenario);
        assertSame(costs, AnalyticCosts.DEFAULT.costs(scenario, costs));
        assertSame(costs, AnalyticCosts.DEFAULT.costs(scenario.withTarget(Target.of(9, 0.4)), costs));
        AnalyticCosts other = AnalyticCosts.DEFAULT.withPayload(Payload.WEIGHTS);
        List<Scenario> changed = List.of(
                scenario.toBuilder().workload(Workload.of(21, 5)).build(),
                scenario.toBuilder().cloud(Cloud.of("cloud", 2e12, 1e-11)).build(),
                scenario.toBuilder().device(Device.of("device", 2e9, 1e-9)).build(),
                scenario.toBuilder()
                        .edgeServers(scenario.edgeServers().subList(0, 5))
                        .build(),
                scenario.toBuilder()
                        .models(List.of(ModelVersion.of(
                                "m", 0.1, scenario.models().get(0).layers().subList(1, LAYERS))))
                        .build());
        for (Scenario now : changed) {
            ScenarioCosts again = AnalyticCosts.DEFAULT.costs(now, costs);
            assertNotSame(costs, again);
            Action first = new Action(now.edgeServers().get(0), 5);
            assertEquals(costs(now).epoch(first, 1), again.of(PAIR).epoch(first, 1));
        }
        Action first = new Action(scenario.edgeServers().get(0), 5);
        assertEquals(
                other.costs(scenario).of(PAIR).epoch(first, 1),
                other.costs(scenario, costs).of(PAIR).epoch(first, 1));
        assertNotSame(costs, other.costs(scenario, costs));
    }
}
