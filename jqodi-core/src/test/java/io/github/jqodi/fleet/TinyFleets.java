package io.github.jqodi.fleet;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random fleets of few devices, servers, cuts and epochs, which can be enumerated. */
final class TinyFleets {
    private TinyFleets() {}

    static Fleet of(long seed) {
        return of(seed, 3);
    }

    static Fleet of(long seed, int mostDevices) {
        SplittableRandom random = new SplittableRandom(seed);
        int devices = 2 + random.nextInt(mostDevices - 1);
        List<EdgeServer> servers = List.of(server("edge1", random), server("edge2", random));
        List<FleetDevice> all = new ArrayList<>();
        double window = between(random, 200, 800);
        for (int d = 1; d <= devices; d++) {
            FleetDevice device = FleetDevice.of("device" + d, problem(d, servers, random), between(random, 5, 400))
                    .withPriority(random.nextInt(3) + 1)
                    .withCount(devices == 2 && random.nextInt(4) == 0 ? 2 : 1);
            all.add(random.nextInt(5) == 0 ? device.withPeriodSeconds(window * between(random, 0.4, 2)) : device);
        }
        return new Fleet(window, capacities(random), between(random, 0.8, 1), all);
    }

    /** The same with servers all of which cost something to change to. */
    static Fleet switching(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        double seconds = between(random, 0, 0.5);
        double joules = between(random, 0, 0.3);
        Fleet fleet = of(seed);
        return fleet.withDevices(fleet.devices().stream()
                .map(device -> switching(device, seconds, joules))
                .toList());
    }

    private static FleetDevice switching(FleetDevice device, double seconds, double joules) {
        Scenario scenario = device.problem().scenario();
        List<EdgeServer> servers = scenario.edgeServers().stream()
                .map(server -> server.withSwitching(seconds, joules))
                .toList();
        Problem problem = device.problem()
                .withScenario(scenario.toBuilder().edgeServers(servers).build());
        return new FleetDevice(
                device.name(),
                device.count(),
                problem,
                device.rejectionJoules(),
                device.priority(),
                device.periodSeconds());
    }

    private static List<Capacity> capacities(SplittableRandom random) {
        List<Resource> resources = List.of(
                Resource.node("edge1"),
                Resource.node("edge2"),
                Resource.deviceLinks("edge1"),
                Resource.link("edge2", "device1"),
                Resource.deviceLinks("edge2"),
                Resource.link("cloud", "edge1"),
                Resource.node("cloud"));
        List<Capacity> capacities = new ArrayList<>();
        for (Resource resource : resources) {
            if (random.nextInt(10) < 7) {
                capacities.add(Capacity.of(resource)
                        .withExecutors(1 + random.nextInt(2))
                        .withUtilization(between(random, 0.01, 0.25))
                        .withStretch(random.nextInt(3) == 0 ? 1 : between(random, 1, 3)));
            }
        }
        return capacities;
    }

    private static EdgeServer server(String name, SplittableRandom random) {
        EdgeServer server = EdgeServer.of(
                name,
                new Processor(between(random, 1e9, 6e9), between(random, 1e-9, 8e-9)),
                Link.of(between(random, 1e6, 6e6), between(random, 1e-7, 1e-6)),
                Link.of(between(random, 5e5, 3e6), between(random, 1e-7, 1e-6))
                        .withLatencySeconds(random.nextInt(2) * 0.1));
        EdgeServer loaded = random.nextInt(2) == 0 ? server.withOverhead(1, 2) : server;
        return random.nextInt(5) == 0 ? loaded.withSwitching(between(random, 0, 5), between(random, 0, 5)) : loaded;
    }

    private static Problem problem(int index, List<EdgeServer> servers, SplittableRandom random) {
        List<EdgeServer> own =
                servers.stream().map(server -> near(server, random)).toList();
        Scenario scenario = Scenario.builder("tiny", Target.of(between(random, 60, 400), 0.02))
                .cloud(Cloud.of("cloud", 1e10, 1e-10))
                .device(Device.of("device" + index, between(random, 3e8, 2e9), between(random, 1e-10, 2e-9)))
                .edgeServers(own)
                .bitWidths(4, 8)
                .workload(Workload.of(100, 20))
                .model(model(random))
                .schedule(random.nextInt(4) == 0 ? SchedulePolicy.FIXED : SchedulePolicy.PER_EPOCH)
                .build();
        List<EstimateTable.Row> rows = new ArrayList<>();
        rows.add(EstimateTable.Row.of(QuantizedModel.of("net", 4), epochs(random))
                .withReaches(0.02));
        rows.add(EstimateTable.Row.of(QuantizedModel.of("net", 8), epochs(random))
                .withReaches(0.02));
        return new Problem(scenario, Estimators.of(new EstimateTable(rows)), AnalyticCosts.DEFAULT);
    }

    private static EdgeServer near(EdgeServer server, SplittableRandom random) {
        Link link = server.deviceLink().orElseThrow();
        if (random.nextInt(4) > 0) {
            return server;
        }
        double rate = link.rate().bitsPerSecond();
        return server.withDeviceLink(link.withBitsPerSecondByEpoch(
                List.of(rate * between(random, 0.5, 1.5), rate * between(random, 0.5, 1))));
    }

    private static ModelVersion model(SplittableRandom random) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            layers.add(new Layer(
                    "layer" + i, between(random, 1e6, 3e7), between(random, 1e4, 3e5), between(random, 100, 1e4)));
        }
        return ModelVersion.of("net", 0.018, layers)
                .withCloudMacsPerEpoch(between(random, 1e9, 1e10))
                .withSetup(List.of(Setup.of(4, between(random, 0, 3), 2), Setup.of(8, 0, 1)));
    }

    private static EpochEstimate epochs(SplittableRandom random) {
        int robust = 2 + random.nextInt(2);
        return EpochEstimate.of(robust - random.nextInt(2), robust);
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
