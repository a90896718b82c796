package io.github.jqodi.bench.reproduce;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Places where time and energy go, as the paper names them, and its two kinds of links. */
enum Node {
    /** The end device. */
    SD("SD"),
    /** The edge server, its overhead included. */
    ES("ES"),
    /** The cloud server. */
    CS("CS"),
    /** The link between edge server and device. */
    WIRELESS("ES-SD link"),
    /** The link between cloud and edge server. */
    WIRED("CS-ES link");

    /** Nodes that compute, as Figures 8, 10 and 12 show them. */
    static final List<Node> COMPUTING = List.of(SD, ES, CS);

    private final String label;

    Node(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    double seconds(Scenario scenario, String server, Cost cost) {
        return sum(scenario, server, cost, CostItem::seconds);
    }

    double joules(Scenario scenario, String server, Cost cost) {
        return sum(scenario, server, cost, CostItem::joules);
    }

    private double sum(Scenario scenario, String server, Cost cost, ToDoubleFunction<CostItem> value) {
        String name = nameIn(scenario, server);
        return cost.items().stream()
                .filter(item -> item.node().equals(name))
                .mapToDouble(value)
                .sum();
    }

    /** As bills name it. */
    private String nameIn(Scenario scenario, String server) {
        String device = scenario.device().orElseThrow().name();
        String cloud = scenario.cloud().orElseThrow().name();
        return switch (this) {
            case SD -> device;
            case ES -> server;
            case CS -> cloud;
            case WIRELESS -> BillNames.link(server, device);
            case WIRED -> BillNames.link(cloud, server);
        };
    }
}
