package io.github.jqodi.search;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The columns of a cost table by server: epochs as classes of a knapsack, servers as groups, switches as entries. */
public final class ServerGroups {
    private final CostTable table;
    private final Goal goal;
    private final int[] serverOf;
    private final List<EdgeServer> servers = new ArrayList<>();

    /**
     * Tells the servers apart.
     *
     * @param table its columns
     * @param goal what switches cost
     */
    public ServerGroups(CostTable table, Goal goal) {
        this.table = table;
        this.goal = goal;
        this.serverOf = new int[table.actions().size()];
        Map<String, Integer> places = new HashMap<>();
        for (int a = 0; a < serverOf.length; a++) {
            EdgeServer server = table.actions().get(a).server();
            serverOf[a] = places.computeIfAbsent(server.name(), name -> {
                servers.add(server);
                return servers.size() - 1;
            });
        }
    }

    /** How many there are. */
    int size() {
        return servers.size();
    }

    /** Number of the server of a column. */
    int server(int column) {
        return serverOf[column];
    }

    /** By server, its columns. */
    int[][] columns() {
        int[][] columns = new int[size()][];
        Arrays.setAll(
                columns,
                x -> IntStream.range(0, serverOf.length)
                        .filter(a -> serverOf[a] == x)
                        .toArray());
        return columns;
    }

    /**
     * What an epoch pays for its server.
     *
     * @param columns of a schedule
     * @param k the epoch, as index from 0
     * @return 0 if the epoch before used the same server or there is none
     */
    public double switchTime(int[] columns, int k) {
        return switches(columns, k) ? goal.switchTime(servers.get(serverOf[columns[k]])) : 0;
    }

    /**
     * What an epoch pays for its server.
     *
     * @param columns of a schedule
     * @param k the epoch, as index from 0
     * @return 0 if the epoch before used the same server or there is none
     */
    public double switchCost(int[] columns, int k) {
        return switches(columns, k) ? goal.switchCost(servers.get(serverOf[columns[k]]), k + 1) : 0;
    }

    private boolean switches(int[] columns, int k) {
        return k > 0 && serverOf[columns[k]] != serverOf[columns[k - 1]];
    }

    double[] switchTime() {
        return servers.stream().mapToDouble(goal::switchTime).toArray();
    }

    /** Of switches in an epoch, from 1. */
    double[] switchCost(int epoch) {
        return servers.stream()
                .mapToDouble(server -> goal.switchCost(server, epoch))
                .toArray();
    }

    /**
     * The knapsack of the epochs from one on.
     *
     * @param from first epoch, from 1
     * @param weights of each epoch's energy, by epoch from 1
     * @param spent times that are gone already
     * @param before server of the epoch before, {@link GroupedInstance#NONE_BEFORE} if there is none
     * @param limit what all times have to stay below
     * @return the knapsack
     */
    public GroupedInstance instance(int from, double[] weights, double[] spent, int before, double limit) {
        int[] rows = new int[weights.length - from + 1];
        Arrays.setAll(rows, i -> table.rowOf(from + i));
        Instance items = Instance.builder(table.allSeconds(), table.allJoules())
                .classes(rows)
                .weights(Arrays.copyOfRange(weights, from - 1, weights.length))
                .spent(spent)
                .limit(limit)
                .build();
        return new GroupedInstance(items, serverOf, switchTime(), switchCosts(from, rows.length), before);
    }

    /** By epoch from one on, epochs of equal prices by one array. */
    private double[][] switchCosts(int from, int epochs) {
        double[][] costs = new double[epochs][];
        double[] last = switchCost(from);
        Arrays.fill(costs, last);
        for (int i = 1; i < epochs && goal.switchesChange(servers); i++) {
            double[] own = switchCost(from + i);
            last = Arrays.equals(own, last) ? last : own;
            costs[i] = last;
        }
        return costs;
    }

    @Override
    public String toString() {
        return servers.size() + " servers of " + table;
    }
}
