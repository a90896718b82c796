package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Devices that share servers, links and cloud in a window of time. Of all plans that meet their deadlines, stretched by what
 * they wait for, and of all ways to leave devices out, those are wanted whose loads fit the capacities and whose energy and
 * rejection weights sum to least. What has no capacity is not shared. Immutable.
 *
 * <pre>{@code
 * Fleet fleet = new Fleet(
 *         3600,
 *         List.of(Capacity.of(Resource.node("edge1")), Capacity.of(Resource.deviceLinks("edge1"))),
 *         Fleet.DEFAULT_DEADLINE_SHARE,
 *         List.of(FleetDevice.of("camera", problem, 5000).withCount(20)));
 * }</pre>
 *
 * @param windowSeconds over which loads are summed
 * @param capacities of what is shared
 * @param deadlineShare part of each deadline that plans may take, in (0, 1]
 * @param devices or types of devices
 */
public record Fleet(double windowSeconds, List<Capacity> capacities, double deadlineShare, List<FleetDevice> devices) {
    /** Part of deadlines where none is given. */
    public static final double DEFAULT_DEADLINE_SHARE = 0.9;

    /** So many devices, copies counted, are planned together at most. */
    public static final int MAX_DEVICES = 1_000_000_000;

    /**
     * Checks every number and sum, and that names are told apart and known.
     *
     * @param windowSeconds finite, {@code > 0}
     * @param capacities of resources that some device has, each once; the name of a link is that of one link alone
     * @param deadlineShare in (0, 1]
     * @param devices with names that differ, at least one, at most {@link #MAX_DEVICES} with all copies; their rejection weights
     *     sum to a finite number
     */
    public Fleet {
        Objects.requireNonNull(capacities, "capacities");
        Objects.requireNonNull(devices, "devices");
        Check.positive("windowSeconds", windowSeconds);
        Check.that(
                deadlineShare > 0 && deadlineShare <= 1,
                "deadlineShare",
                deadlineShare,
                "must be above 0 and at most 1",
                "It is a part of the deadline.");
        capacities = Check.distinct(
                "capacities", capacities, capacity -> capacity.resource().label());
        devices = Check.distinct("devices", devices, FleetDevice::name);
        Check.that(!devices.isEmpty(), "devices", "[]", "must list at least one device");
        checkSums(devices);
        checkNames(capacities, devices);
    }

    private static void checkSums(List<FleetDevice> devices) {
        long count = devices.stream().mapToLong(FleetDevice::count).sum();
        Check.that(
                count <= MAX_DEVICES,
                "devices",
                count + " with all copies",
                "must be at most " + MAX_DEVICES,
                "Plan parts of the fleet.");
        double joules = devices.stream()
                .mapToDouble(device -> device.count() * device.rejectionWeight())
                .sum();
        Check.that(
                Double.isFinite(joules),
                "devices",
                "rejection weights of " + joules + " J",
                "must have rejection weights with a finite sum",
                "Lower rejectionJoules or priority.");
    }

    private static void checkNames(List<Capacity> capacities, List<FleetDevice> devices) {
        Map<Resource, Set<List<String>>> known = new HashMap<>();
        devices.forEach(device -> Names.of(device.problem().scenario())
                .all()
                .forEach(named -> known.computeIfAbsent(named.resource(), key -> new LinkedHashSet<>())
                        .add(named.ends())));
        for (int i = 0; i < capacities.size(); i++) {
            Resource resource = capacities.get(i).resource();
            String field = "capacities/" + i + "/" + resource.kind().label();
            String name = "'" + resource.name() + "'";
            Set<List<String>> meant = known.getOrDefault(resource, Set.of());
            Check.that(
                    !meant.isEmpty(),
                    field,
                    name,
                    "must name a " + resource.kind().label() + " that some device uses",
                    meant.isEmpty() ? advice(resource, known.keySet()) : "");
            Check.that(
                    meant.size() <= 1,
                    field,
                    name,
                    "must be the name of one link, and is that of links between " + meant,
                    "Rename an end of one of them.");
        }
    }

    private static String advice(Resource resource, Set<Resource> known) {
        List<String> same = known.stream()
                .filter(other -> other.kind() == resource.kind())
                .map(Resource::name)
                .sorted()
                .toList();
        return KnownNames.of(same).advice(resource.name());
    }

    /**
     * {@return how many devices there are, copies counted}
     */
    public long deviceCount() {
        return devices.stream().mapToLong(FleetDevice::count).sum();
    }

    /**
     * The same with other capacities.
     *
     * @param others of what is shared
     * @return a copy
     */
    public Fleet withCapacities(List<Capacity> others) {
        return new Fleet(windowSeconds, others, deadlineShare, devices);
    }

    /**
     * The same with other devices.
     *
     * @param others with names that differ
     * @return a copy
     */
    public Fleet withDevices(List<FleetDevice> others) {
        return new Fleet(windowSeconds, capacities, deadlineShare, others);
    }

    @Override
    public String toString() {
        return Text.count(deviceCount(), "device") + " on " + Text.count(capacities.size(), "resource") + " in "
                + Text.number(windowSeconds) + " s";
    }

    /** A resource beside what its name is made of: that of a node, or those of both ends of a link. */
    record Named(Resource resource, List<String> ends) {
        static Named node(String name) {
            return new Named(Resource.node(name), List.of(name));
        }

        static Named link(String upper, String lower) {
            return new Named(Resource.link(upper, lower), List.of(upper, lower));
        }

        static Named deviceLinks(String server) {
            return new Named(Resource.deviceLinks(server), List.of(server, "all", "devices"));
        }
    }

    /** Names of what the actions of a scenario use. */
    record Names(String cloud, String device, List<EdgeServer> servers) {
        static Names of(Scenario scenario) {
            return new Names(BillNames.cloud(scenario), BillNames.device(scenario), scenario.edgeServers());
        }

        List<Named> all() {
            List<Named> all = new ArrayList<>();
            all.add(Named.node(cloud));
            for (EdgeServer server : servers) {
                all.add(Named.node(server.name()));
                all.add(Named.link(cloud, server.name()));
                all.add(Named.link(server.name(), device));
                all.add(Named.deviceLinks(server.name()));
            }
            return all;
        }
    }
}
