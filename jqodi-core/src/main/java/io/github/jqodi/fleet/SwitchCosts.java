package io.github.jqodi.fleet;

import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.scenario.EdgeServer;
import java.util.Arrays;
import java.util.List;

/**
 * Switches of the server within a schedule: what an epoch pays whose item is of another server than that of the epoch before, in
 * seconds, joules and busy seconds of the server. Nobody waits for a switch. Immutable.
 */
final class SwitchCosts {
    private final int[] serverOf;
    private final double[] seconds;
    private final double[] joules;
    /** By server, rows of capacities that a switch loads. */
    private final int[][] rows;
    /** How often the job runs in a window. */
    private final double runs;

    /**
     * Switches among some servers.
     *
     * @param serverOf index of the server of each item
     * @param servers with what it costs to switch to them
     * @param shared capacities, numbered
     * @param runs how often the job runs in a window
     */
    SwitchCosts(int[] serverOf, List<EdgeServer> servers, SharedRows shared, double runs) {
        this.serverOf = serverOf;
        this.seconds = servers.stream().mapToDouble(EdgeServer::switchSeconds).toArray();
        this.joules = servers.stream().mapToDouble(EdgeServer::switchJoules).toArray();
        this.rows = servers.stream().map(server -> shared.node(server.name())).toArray(int[][]::new);
        this.runs = runs;
    }

    /** The knapsack of a table whose epochs pay for switches as well, by the joules and the price of a switch. */
    GroupedInstance grouped(Instance items, double[] prices) {
        double[] cost = joules.clone();
        for (int server = 0; server < cost.length; server++) {
            for (int row : rows[server]) {
                cost[server] += prices[row] * (runs * seconds[server]);
            }
        }
        return new GroupedInstance(items, serverOf, seconds, cost, GroupedInstance.NONE_BEFORE);
    }

    private boolean isSwitch(int[] items, int k) {
        return k > 0 && serverOf[items[k]] != serverOf[items[k - 1]];
    }

    /** Seconds that an epoch pays, as index from 0. */
    double seconds(int[] items, int k) {
        return isSwitch(items, k) ? seconds[serverOf[items[k]]] : 0;
    }

    /** Joules that an epoch pays. */
    double joules(int[] items, int k) {
        return isSwitch(items, k) ? joules[serverOf[items[k]]] : 0;
    }

    /** Adds the busy seconds that an epoch pays. */
    void addTo(Loads loads, int[] items, int k, double weight) {
        double busy = weight * runs * seconds(items, k);
        if (busy > 0) {
            for (int row : rows[serverOf[items[k]]]) {
                loads.add(row, busy);
            }
        }
    }

    @Override
    public String toString() {
        return "changes of " + Arrays.toString(seconds) + " s, " + Arrays.toString(joules) + " J";
    }
}
