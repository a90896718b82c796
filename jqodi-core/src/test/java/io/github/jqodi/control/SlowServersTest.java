package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlowServersTest {
    private static final Problem STATED = ScenarioJson.parse("""
            {"format": "jqodi-scenario/1", "name": "slow", "target": {"deadlineSeconds": 60, "loss": 0.4},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "watts": 5},
             "edgeServers": [
               {"name": "near", "macsPerSecond": 5e9, "joulesPerMac": 2e-9, "overheadSeconds": 3, "overheadJoules": 7,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 4e6, "joulesPerBit": 1e-6}},
               {"name": "far", "macsPerSecond": 4e10, "watts": 80,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 3e6, "uplinkBitsPerSecond": 1.5e6, "joulesPerBit": 1e-6}}],
             "bitWidths": [8], "workload": {"trainSamples": 200, "validationSamples": 50},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
            """);
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 8);

    private static Problem slow(Problem problem, String server, double factor) {
        return SlowServers.of(Map.of(server, new ServerState(true, factor))).of(problem);
    }

    private static EdgeServer server(Problem problem, String name) {
        return problem.scenario().edgeServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Cost cost(Problem problem, String server) {
        return problem.costModel().costs(problem.scenario()).of(PAIR).epoch(new Action(server(problem, server), 1), 1);
    }

    private static Problem with(CostModel costs) {
        return new Problem(STATED.scenario(), STATED.estimators(), costs);
    }

    /** Layers measured on a profile that some servers share. */
    private static Problem profiled(String... profiles) {
        List<ProfiledLayer> entries = new ArrayList<>();
        for (String node : List.of("d", "gpu")) {
            for (String layer : List.of("1", "2")) {
                entries.add(ProfiledLayer.of(node, "m", layer, 0.01));
            }
        }
        List<EdgeServer> servers = new ArrayList<>(STATED.scenario().edgeServers());
        for (int i = 0; i < profiles.length; i++) {
            servers.set(
                    i,
                    servers.get(i).toBuilder()
                            .profile(profiles[i])
                            .power(server(STATED, "far").power())
                            .build());
        }
        Scenario scenario = STATED.scenario().withEdgeServers(servers);
        return new Problem(scenario, STATED.estimators(), AnalyticCosts.DEFAULT.withProfile(new Profile(entries)));
    }

    /** Twice as slow: joules per MAC stay where they are stated, and double where a power is. */
    @Test
    void slowServersTakeTheirPowerForLonger() {
        Problem near = slow(STATED, "near", 2);
        assertEquals(2.5e9, server(near, "near").processor().orElseThrow().macsPerSecond());
        assertEquals(2e-9, server(near, "near").processor().orElseThrow().joulesPerMac());
        assertEquals(6, server(near, "near").overheadSeconds());
        assertEquals(7, server(near, "near").overheadJoules());
        assertEquals(server(STATED, "far"), server(near, "far"));
        Problem far = slow(STATED, "far", 2);
        assertEquals(2e10, server(far, "far").processor().orElseThrow().macsPerSecond());
        assertEquals(4e-9, server(far, "far").processor().orElseThrow().joulesPerMac(), 1e-20);
    }

    @Test
    void whereNoServerIsSlowNothingChanges() {
        assertSame(STATED, slow(STATED, "near", 1));
        assertSame(STATED, SlowServers.of(Map.of()).of(STATED));
        assertEquals(
                "slow servers {far=2.0}",
                SlowServers.of(Map.of("far", new ServerState(true, 2), "near", ServerState.NOMINAL))
                        .toString());
        assertSame(
                STATED, SlowServers.of(Map.of("far", new ServerState(false, 1))).of(STATED));
    }

    @Test
    void measuredEpochsOfASlowServerTakeLonger() {
        Problem stated = with(new MeasuredCosts(
                List.of(new Measurement(PAIR, "near", 0, 2, 7, 1), new Measurement(PAIR, "far", 0, 3, 8, 1))));
        assertEquals(
                new MeasuredCosts(
                        List.of(new Measurement(PAIR, "near", 0, 2, 7, 1), new Measurement(PAIR, "far", 0, 12, 8, 1))),
                slow(stated, "far", 4).costModel());
    }

    /** Layer 2 runs on the server, layer 1 on the device. */
    @Test
    void measuredLayersOfASlowServerTakeLonger() {
        for (String[] profiles : new String[][] {{"gpu", "gpu"}, {"gpu", "d"}}) {
            Problem stated = profiled(profiles);
            Problem slow = slow(stated, "near", 3);
            Cost before = cost(stated, "near");
            double onServer = before.items().stream()
                    .filter(item -> item.node().equals("near"))
                    .mapToDouble(item -> item.seconds())
                    .sum();
            assertTrue(onServer > 1, "measured: " + onServer);
            Cost after = cost(slow, "near");
            assertEquals(before.seconds() + 2 * onServer, after.seconds(), 1e-9);
            assertTrue(after.joules() > before.joules(), "it takes its power for longer");
            assertEquals(cost(stated, "far"), cost(slow, "far"), "the other server is as fast as before");
            assertEquals(cost(stated, "near"), cost(slow(stated, "near", 1), "near"));
        }
    }

    /** A measured energy is not that of a power. */
    @Test
    void measuredEnergyOfLayersStays() {
        List<ProfiledLayer> entries = List.of(
                ProfiledLayer.of("d", "m", "1", 0.01),
                ProfiledLayer.of("near", "m", "2", 0.01).withJoules(1, 3),
                ProfiledLayer.of("far", "m", "2", 0.01)
                        .withBackwardSeconds(0.05)
                        .withJoules(1, 3));
        Problem stated = with(AnalyticCosts.DEFAULT.withProfile(new Profile(entries)));
        Problem slow = slow(stated, "far", 2);
        assertEquals(cost(stated, "far").joules(), cost(slow, "far").joules(), 1e-9);
        double scale = AnalyticCosts.DEFAULT.bitScaling().at(stated.scenario().quantization(PAIR.quantization()));
        double expected = cost(stated, "far").seconds() + scale * (0.01 * 250 + 0.05 * 200);
        assertEquals(expected, cost(slow, "far").seconds(), 1e-9);
    }

    /** A server may be named like the profile that a slow one would get. */
    @Test
    void namesOfProfilesAreNotTaken() {
        Problem plain = profiled("gpu", "gpu");
        List<EdgeServer> servers = new ArrayList<>(plain.scenario().edgeServers());
        servers.set(1, servers.get(1).toBuilder().profile("near slowed").build());
        List<ProfiledLayer> entries = new ArrayList<>(
                ((AnalyticCosts) plain.costModel()).profile().orElseThrow().entries());
        entries.add(ProfiledLayer.of("near slowed", "m", "2", 0.01));
        Problem stated = new Problem(
                plain.scenario().withEdgeServers(servers),
                plain.estimators(),
                AnalyticCosts.DEFAULT.withProfile(new Profile(entries)));
        Problem slow = slow(stated, "near", 3);
        assertEquals(cost(stated, "far"), cost(slow, "far"));
        assertTrue(cost(slow, "near").seconds() > cost(stated, "near").seconds() + 1);
    }
}
