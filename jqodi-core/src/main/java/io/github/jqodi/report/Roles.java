package io.github.jqodi.report;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.List;

/** Parts of the nodes of a bill, as seen from one server: several servers have a device link, and each takes the same part. */
final class Roles {
    private static final List<Phase> BEFORE_LAYERS =
            List.of(Phase.SETUP, Phase.SWITCH, Phase.PLACEMENT, Phase.DOWNLOAD);
    private static final int LAST = 99;

    private final String device;
    private final String cloud;
    private final String server;

    Roles(Scenario scenario, EdgeServer server) {
        this.device = BillNames.device(scenario);
        this.cloud = BillNames.cloud(scenario);
        this.server = server.name();
    }

    /** As in {@code device link}; a node of a caller's cost model by its own name. */
    String of(String node) {
        if (node.equals(device)) {
            return "device";
        }
        if (node.equals(server)) {
            return "server";
        }
        if (node.equals(cloud)) {
            return "cloud";
        }
        if (node.equals(BillNames.link(cloud, server))) {
            return "cloud link";
        }
        return node.equals(BillNames.link(server, device)) ? "device link" : node;
    }

    /** As in {@code device link upload}. */
    String part(CostItem item) {
        return of(item.node()) + " " + item.phase().label();
    }

    /** Where in an epoch an item stands: down to the device, through the layers, up to the cloud. */
    int order(CostItem item) {
        String role = of(item.node());
        int phase = BEFORE_LAYERS.indexOf(item.phase());
        if (phase >= 0) {
            return 2 * phase + (role.equals("cloud link") ? 0 : 1);
        }
        return switch (role) {
            case "device" -> 10;
            case "device link" -> 11;
            case "server" -> 12;
            case "cloud link" -> 13;
            case "cloud" -> 14;
            default -> LAST;
        };
    }
}
