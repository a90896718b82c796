package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names that bills have for the nodes and links of a scenario: a node by its own, a link by those of its two ends. */
public final class BillNames {
    private final Optional<String> cloud;
    private final Optional<String> device;
    private final List<EdgeServer> servers;

    BillNames(Optional<Cloud> cloud, Optional<Device> device, List<EdgeServer> servers) {
        this.cloud = cloud.map(Cloud::name);
        this.device = device.map(Device::name);
        this.servers = servers;
    }

    /**
     * The name of a scenario's cloud.
     *
     * @param scenario whose bills it stands in
     * @return its own; {@code cloud} where there is none
     */
    public static String cloud(Scenario scenario) {
        return scenario.cloud().map(Cloud::name).orElse("cloud");
    }

    /**
     * The name of a scenario's device.
     *
     * @param scenario whose bills it stands in
     * @return its own; {@code device} where there is none
     */
    public static String device(Scenario scenario) {
        return scenario.device().map(Device::name).orElse("device");
    }

    /**
     * The name of a link.
     *
     * @param upper its end nearer to the cloud: cloud or edge server
     * @param lower the other one: edge server or device
     * @return both, as in {@code edge1-camera}
     */
    public static String link(String upper, String lower) {
        return upper + "-" + lower;
    }

    /** Nodes and links. */
    Set<String> all() {
        Set<String> names = nodes();
        servers.forEach(server -> names.addAll(links(server)));
        return names;
    }

    private Set<String> nodes() {
        Set<String> names = new LinkedHashSet<>();
        cloud.ifPresent(names::add);
        device.ifPresent(names::add);
        servers.forEach(server -> names.add(server.name()));
        return names;
    }

    private List<String> links(EdgeServer server) {
        List<String> names = new ArrayList<>();
        cloud.ifPresent(name -> names.add(link(name, server.name())));
        device.ifPresent(name -> names.add(link(server.name(), name)));
        return names;
    }

    /** Refuses nodes of the same name, and servers that make the name of a link that of another link or node. */
    void check() {
        if (!mayMeet()) {
            return;
        }
        Check.that(
                device.isEmpty() || !device.equals(cloud),
                "device/name",
                "'" + device.orElse("") + "'",
                "must not be the name of the cloud",
                "Bills and prices tell nodes by their names.");
        for (int x = 0; x < servers.size(); x++) {
            Optional<String> name = Optional.of(servers.get(x).name());
            Check.that(
                    !name.equals(cloud) && !name.equals(device),
                    "edgeServers/" + x + "/name",
                    "'" + name.get() + "'",
                    "must not be the name of the " + (name.equals(cloud) ? "cloud" : "device"),
                    "Bills and prices tell nodes by their names.");
        }
        Set<String> names = nodes();
        for (int x = 0; x < servers.size(); x++) {
            for (String link : links(servers.get(x))) {
                Check.that(
                        names.add(link),
                        "edgeServers/" + x + "/name",
                        "'" + servers.get(x).name() + "'",
                        "must not make a link '" + link + "', which is the name of another link or node in bills",
                        "Rename one of them.");
            }
        }
    }

    /**
     * Whether names of links may be those of others, as they may where one of two ends begins or ends like another node. Told
     * without making names, since scenarios are made anew in each decision of a controller.
     */
    private boolean mayMeet() {
        String above = cloud.orElse("-");
        String below = device.orElse("-");
        return mayMeet(above, below)
                || servers.stream().anyMatch(server -> mayMeet(above, server.name()) || mayMeet(below, server.name()));
    }

    private static boolean mayMeet(String one, String other) {
        return one.startsWith(other) || one.endsWith(other) || other.startsWith(one) || other.endsWith(one);
    }
}
