package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.HashSet;
import java.util.List;
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

    /**
     * Checks every number, and that names are told apart and known.
     *
     * @param windowSeconds finite, {@code > 0}
     * @param capacities of resources that some device has, each once
     * @param deadlineShare in (0, 1]
     * @param devices with names that differ, at least one
     */
    public Fleet {
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
        Check.that(!devices.isEmpty(), "devices", "[]", "must list at least one device", "");
        checkNames(capacities, devices);
    }

    private static void checkNames(List<Capacity> capacities, List<FleetDevice> devices) {
        Set<Resource> known = new HashSet<>();
        devices.forEach(
                device -> known.addAll(Names.of(device.problem().scenario()).all()));
        for (int i = 0; i < capacities.size(); i++) {
            Resource resource = capacities.get(i).resource();
            boolean isKnown = known.contains(resource);
            Check.that(
                    isKnown,
                    "capacities/" + i + "/" + resource.kind().label(),
                    "'" + resource.name() + "'",
                    "must name a " + resource.kind().label() + " that some device uses",
                    isKnown ? "" : advice(resource, known));
        }
    }

    private static String advice(Resource resource, Set<Resource> known) {
        List<String> same = known.stream()
                .filter(other -> other.kind() == resource.kind())
                .map(Resource::name)
                .sorted()
                .toList();
        return "Known are " + String.join(", ", same) + ".";
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

    /** Names of what the actions of a scenario use. */
    record Names(String cloud, String device, List<EdgeServer> servers) {
        static Names of(Scenario scenario) {
            return new Names(
                    scenario.cloud().map(Cloud::name).orElse("cloud"),
                    scenario.device().map(Device::name).orElse("device"),
                    scenario.edgeServers());
        }

        Set<Resource> all() {
            Set<Resource> all = new HashSet<>();
            all.add(Resource.node(cloud));
            for (EdgeServer server : servers) {
                all.add(Resource.node(server.name()));
                all.add(Resource.link(cloud, server.name()));
                all.add(Resource.link(server.name(), device));
                all.add(Resource.deviceLinks(server.name()));
            }
            return all;
        }
    }
}
