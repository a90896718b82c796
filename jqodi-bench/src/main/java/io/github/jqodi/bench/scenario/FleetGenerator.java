package io.github.jqodi.bench.scenario;

import static io.github.jqodi.bench.scenario.InstanceGenerator.around;
import static io.github.jqodi.bench.scenario.InstanceGenerator.between;
import static io.github.jqodi.bench.scenario.InstanceGenerator.gaussian;

import io.github.jqodi.base.Check;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.LinkRate;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Random fleets; equal settings give equal fleets. Devices stand along a ring of servers and reach the nearest of them, each
 * with rates, speed, energy and a deadline of its own; three models at four widths, ten cuts. Capacities are what everybody's
 * own best plan would take, over the pressure, with some spread from resource to resource. A device that is left out weighs four
 * times its own best energy, times a priority of 1, 2 or 5.
 */
public final class FleetGenerator {
    private static final int REACHABLE = 6;
    private static final int MODELS = 3;
    private static final int WIDTHS = 4;
    private static final int CUTS = 10;
    private static final int EPOCHS = 60;
    /** Executors of the largest resource. */
    private static final int MOST_EXECUTORS = 8;

    private static final double CAPACITY_SPREAD = 0.3;
    private static final double REJECTION = 4;
    private static final double[] PRIORITIES = {1, 2, 5};
    /** More than any demand, so that nothing is shared yet. */
    private static final int PLENTY = 1_000_000_000;

    private final int devices;
    private final int servers;
    private final double pressure;
    private final long seed;
    private final double switching;

    /**
     * Fleets of a size.
     *
     * @param devices at least 1
     * @param servers at least 1
     * @param pressure demand over capacity, {@code > 0}
     * @param seed any number
     */
    public FleetGenerator(int devices, int servers, double pressure, long seed) {
        this(devices, servers, pressure, seed, 0);
    }

    private FleetGenerator(int devices, int servers, double pressure, long seed, double switching) {
        this.devices = Check.between("devices", devices, 1, 1_000_000);
        this.servers = Check.between("servers", servers, 1, 100_000);
        this.pressure = Check.positive("pressure", pressure);
        this.seed = seed;
        this.switching = switching;
    }

    /**
     * The same fleets, whose capacities are as before, with servers that cost something to change to.
     *
     * @param part of a device's mean joules and of its deadline's seconds, each for one of 60 epochs, {@code >= 0}
     * @return a copy
     */
    public FleetGenerator withSwitching(double part) {
        return new FleetGenerator(devices, servers, pressure, seed, Check.nonNegative("switching", part));
    }

    /**
     * {@return the fleet}
     */
    public Fleet generate() {
        SplittableRandom random = new SplittableRandom(seed);
        Problem base = InstanceGenerator.of(new Dimensions(MODELS, WIDTHS, servers, CUTS, EPOCHS))
                .withSeed(seed)
                .generate();
        List<FleetDevice> all = new ArrayList<>();
        for (int d = 1; d <= devices; d++) {
            all.add(FleetDevice.of("device" + d, device(base, random.split()), 0)
                    .withPriority(PRIORITIES[random.nextInt(PRIORITIES.length)]));
        }
        Fleet fleet = loaded(all, random.split());
        return switching == 0
                ? fleet
                : fleet.withDevices(
                        fleet.devices().stream().map(this::switching).toList());
    }

    private FleetDevice switching(FleetDevice device) {
        Scenario scenario = device.problem().scenario();
        double seconds = switching * scenario.target().deadlineSeconds() / EPOCHS;
        double joules = switching * device.rejectionJoules() / REJECTION / EPOCHS;
        Scenario switched = scenario.toBuilder()
                .edgeServers(scenario.edgeServers().stream()
                        .map(server -> server.withSwitching(seconds, joules))
                        .toList())
                .build();
        return FleetDevice.of(device.name(), device.problem().withScenario(switched), device.rejectionJoules())
                .withPriority(device.priority());
    }

    private Problem device(Problem base, SplittableRandom random) {
        Scenario scenario = base.scenario();
        Device device = scenario.device().orElseThrow();
        int first = random.nextInt(servers);
        List<EdgeServer> reached = new ArrayList<>();
        for (int i = 0; i < Math.min(REACHABLE, servers); i++) {
            reached.add(near(scenario.edgeServers().get((first + i) % servers), random));
        }
        Device own = Device.of(
                device.name(),
                around(random, device.processor().orElseThrow().macsPerSecond(), 0.2),
                around(random, device.processor().orElseThrow().joulesPerMac(), 0.2));
        Problem moved = base.withScenario(
                scenario.toBuilder().edgeServers(reached).device(own).build());
        double deadline = ProblemDeadlineSpan.of(waiting(moved)).at(between(random, 0.3, 0.7));
        return moved.withDeadlineSeconds(deadline / Fleet.DEFAULT_DEADLINE_SHARE);
    }

    /** The same where all that is shared is slower by what is waited for. */
    private static Problem waiting(Problem problem) {
        Scenario scenario = problem.scenario();
        double slower = 1 / Capacity.DEFAULT_STRETCH;
        Cloud cloud = scenario.cloud().orElseThrow();
        Processor far = cloud.processor();
        List<EdgeServer> servers = scenario.edgeServers().stream()
                .map(server -> EdgeServer.of(
                        server.name(),
                        slower(server.processor().orElseThrow(), slower),
                        slower(server.cloudLink().orElseThrow(), slower),
                        slower(server.deviceLink().orElseThrow(), slower)))
                .toList();
        return problem.withScenario(scenario.toBuilder()
                .cloud(Cloud.of(cloud.name(), far.macsPerSecond() * slower, far.joulesPerMac()))
                .edgeServers(servers)
                .build());
    }

    private static Processor slower(Processor processor, double factor) {
        return new Processor(processor.macsPerSecond() * factor, processor.joulesPerMac());
    }

    private static Link slower(Link link, double factor) {
        return Link.of(new LinkRate.Fixed(link.rate().bitsPerSecond() * factor), link.joulesPerBit());
    }

    private static EdgeServer near(EdgeServer server, SplittableRandom random) {
        double rate = server.deviceLink().orElseThrow().rate().bitsPerSecond() * around(random, 1, 0.3);
        Link link = Link.of(
                new LinkRate.Fixed(rate), server.deviceLink().orElseThrow().joulesPerBit());
        return server.withDeviceLink(link);
    }

    /** The fleet with weights and capacities by what everybody's own best plan takes. */
    private Fleet loaded(List<FleetDevice> all, SplittableRandom random) {
        List<Capacity> plenty = new ArrayList<>();
        for (Resource resource : resources(all)) {
            plenty.add(Capacity.of(resource).withExecutors(PLENTY).withUtilization(1));
        }
        List<FleetDevice> wanted = all.stream()
                .map(device ->
                        FleetDevice.of(device.name(), device.problem(), 1e12).withPriority(device.priority()))
                .toList();
        Fleet alone = new Fleet(1e6, plenty, Fleet.DEFAULT_DEADLINE_SHARE, wanted);
        FleetResult own = FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withRounds(1, 1).withNeighbourhoods(0))
                .plan(alone);
        Map<String, Double> joules = new HashMap<>();
        for (FleetPlan plan : own.plans()) {
            joules.put(plan.device(), plan.plan().objective());
        }
        List<FleetDevice> weighed = all.stream()
                .map(device -> FleetDevice.of(
                                device.name(), device.problem(), REJECTION * joules.getOrDefault(device.name(), 0.0))
                        .withPriority(device.priority()))
                .toList();
        Map<String, Double> demand = new HashMap<>();
        own.resourceUses().forEach(use -> demand.merge(kind(use), use.load(), Double::sum));
        Map<String, Long> resources =
                own.resourceUses().stream().collect(Collectors.groupingBy(FleetGenerator::kind, Collectors.counting()));
        double[] seconds = own.resourceUses().stream()
                .mapToDouble(use -> demand.getOrDefault(kind(use), 0.0) / resources.getOrDefault(kind(use), 1L))
                .map(mean -> Math.max(1e-3, mean) / pressure * Math.exp(CAPACITY_SPREAD * gaussian(random)))
                .toArray();
        double window =
                Math.ceil(Arrays.stream(seconds).max().orElse(1) / (Capacity.DEFAULT_UTILIZATION * MOST_EXECUTORS));
        List<Capacity> capacities = new ArrayList<>();
        for (int r = 0; r < seconds.length; r++) {
            capacities.add(capacity(own.resourceUses().get(r).capacity(), seconds[r], window));
        }
        return new Fleet(window, capacities, Fleet.DEFAULT_DEADLINE_SHARE, weighed);
    }

    /** Resources of a kind have the same capacity but for the spread. */
    private static String kind(ResourceUse use) {
        String name = use.capacity().resource().name();
        return use.capacity().resource().kind() + (name.endsWith("-*") ? "*" : name.equals("cloud") ? "cloud" : "");
    }

    private static Capacity capacity(Capacity plain, double seconds, double window) {
        int executors = (int) Math.ceil(seconds / (Capacity.DEFAULT_UTILIZATION * window));
        return plain.withExecutors(executors).withUtilization(seconds / (executors * window));
    }

    /** Every server with its two links, and the cloud, as far as some device reaches it. */
    private List<Resource> resources(List<FleetDevice> all) {
        Map<String, Boolean> reached = new HashMap<>();
        all.forEach(device ->
                device.problem().scenario().edgeServers().forEach(server -> reached.put(server.name(), true)));
        List<Resource> resources = new ArrayList<>();
        resources.add(Resource.node("cloud"));
        for (int x = 1; x <= servers; x++) {
            String name = "server" + x;
            if (reached.containsKey(name)) {
                resources.add(Resource.node(name));
                resources.add(Resource.deviceLinks(name));
                resources.add(Resource.link("cloud", name));
            }
        }
        return resources;
    }

    @Override
    public String toString() {
        return devices + "/" + servers + " at pressure " + pressure + ", seed " + seed;
    }
}
