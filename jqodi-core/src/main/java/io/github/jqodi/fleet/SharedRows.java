package io.github.jqodi.fleet;

import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The capacities of a fleet, numbered, and what each scenario calls them in its bills. */
final class SharedRows {
    private static final int[] NONE = {};

    private final List<Capacity> capacities;
    private final Map<Resource, Integer> rowOf = new HashMap<>();
    private final double[] seconds;
    private final double[] stretchBeyond;

    SharedRows(Fleet fleet) {
        this.capacities = fleet.capacities();
        this.seconds = capacities.stream()
                .mapToDouble(capacity -> capacity.busySeconds(fleet.windowSeconds()))
                .toArray();
        this.stretchBeyond = capacities.stream()
                .mapToDouble(capacity -> capacity.stretch() - 1)
                .toArray();
        for (int r = 0; r < capacities.size(); r++) {
            rowOf.put(capacities.get(r).resource(), r);
        }
    }

    int size() {
        return seconds.length;
    }

    /** Busy seconds of the window by row; not to be changed. */
    double[] seconds() {
        return seconds;
    }

    Capacity capacity(int row) {
        return capacities.get(row);
    }

    int[] node(String name) {
        return rows(Resource.node(name));
    }

    int[] link(String upper, String lower) {
        return rows(Resource.link(upper, lower));
    }

    /** The rows of a link to a device: its own and that of the band of the server. */
    int[] deviceLink(String server, String device) {
        return rows(Resource.link(server, device), Resource.deviceLinks(server));
    }

    private int[] rows(Resource... resources) {
        int[] rows = IntStream.range(0, resources.length)
                .filter(i -> rowOf.containsKey(resources[i]))
                .map(i -> rowOf.get(resources[i]))
                .toArray();
        return rows.length == 0 ? NONE : rows;
    }

    /** The rows by the name in bills. */
    Map<String, int[]> byBillName(Scenario scenario) {
        Fleet.Names names = Fleet.Names.of(scenario);
        Map<String, int[]> byName = new HashMap<>();
        byName.put(names.cloud(), node(names.cloud()));
        names.servers().forEach(server -> {
            byName.put(server.name(), node(server.name()));
            byName.put(Resource.link(names.cloud(), server.name()).name(), link(names.cloud(), server.name()));
            byName.put(Resource.link(server.name(), names.device()).name(), deviceLink(server.name(), names.device()));
        });
        byName.values().removeIf(rows -> rows.length == 0);
        return byName;
    }

    /** Prices of busy seconds at which a scenario's costs are loads times a value of each row. */
    Prices prices(Scenario scenario, double perJoule, double[] valueOfRow) {
        Map<String, Double> perSecond = new HashMap<>();
        byBillName(scenario).forEach((name, rows) -> {
            double price = 0;
            for (int row : rows) {
                price += valueOfRow[row];
            }
            perSecond.put(name, price);
        });
        return new Prices(Map.of(), perJoule, Map.of(), perSecond);
    }

    /** σ - 1 of each row; not to be changed. */
    double[] stretchBeyond() {
        return stretchBeyond;
    }
}
