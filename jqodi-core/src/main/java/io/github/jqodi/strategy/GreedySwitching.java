package io.github.jqodi.strategy;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.search.CandidateTask;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The greedy schedule where switches of the server cost something: epoch by epoch the action that is cheapest with the switch it
 * pays for, of those after which the fastest path still keeps the deadline.
 */
final class GreedySwitching {
    private static final double MOST_SUMS = 4e6;

    private final CandidateTask task;
    private final CostTable table;
    private final int[] serverOf;
    private final EdgeServer[] servers;
    /** By epoch, then server: least time after it; null where no schedule goes on. */
    private final @Nullable ExactSum[][] rest;

    private GreedySwitching(CandidateTask task) {
        this.task = task;
        this.table = task.table();
        this.serverOf = new int[table.actions().size()];
        Map<String, Integer> places = new HashMap<>();
        for (int a = 0; a < serverOf.length; a++) {
            String name = table.actions().get(a).server().name();
            int next = places.size();
            serverOf[a] = places.computeIfAbsent(name, x -> next);
        }
        this.servers = new EdgeServer[places.size()];
        for (int a = 0; a < serverOf.length; a++) {
            servers[serverOf[a]] = table.actions().get(a).server();
        }
        int epochs = task.searched().robustEpochs();
        if ((double) epochs * servers.length > MOST_SUMS) {
            throw new Stopped("times of " + epochs + " epochs on " + servers.length + " servers are too many");
        }
        this.rest = new @Nullable ExactSum[epochs + 1][servers.length];
        fillRest(epochs);
    }

    /** Columns of the table, for a candidate whose fastest schedule keeps the deadline. */
    static int[] columns(CandidateTask task) {
        return new GreedySwitching(task).columns();
    }

    private void fillRest(int epochs) {
        for (int x = 0; x < servers.length; x++) {
            rest[epochs][x] = new ExactSum();
        }
        for (int k = epochs - 1; k >= 1; k--) {
            Stopped.when(task::isStopped);
            for (int x = 0; x < servers.length; x++) {
                rest[k][x] = leastAfter(k, x);
            }
        }
    }

    private @Nullable ExactSum leastAfter(int k, int server) {
        double[] seconds = table.seconds(table.rowOf(k + 1));
        ExactSum least = null;
        for (int a = 0; a < seconds.length; a++) {
            ExactSum after = rest[k + 1][serverOf[a]];
            if (seconds[a] == Double.POSITIVE_INFINITY || after == null) {
                continue;
            }
            ExactSum sum = after.copy().add(seconds[a]).add(switchTime(server, a));
            if (least == null || sum.copy().addProduct(-1, least).signum() < 0) {
                least = sum;
            }
        }
        return least;
    }

    private double switchTime(int before, int action) {
        return before == serverOf[action] ? 0 : task.goal().switchTime(servers[serverOf[action]]);
    }

    private double switchCost(int before, int action, int epoch) {
        return before == serverOf[action] ? 0 : task.goal().switchCost(servers[serverOf[action]], epoch);
    }

    private int[] columns() {
        int[] columns = new int[task.searched().robustEpochs()];
        ExactSum elapsed = new ExactSum();
        for (double spent : task.searched().spentSeconds()) {
            elapsed.add(spent);
        }
        int server = -1;
        for (int k = 1; k <= columns.length; k++) {
            Stopped.when(task::isStopped);
            int chosen = cheapest(k, server, elapsed);
            double[] seconds = table.seconds(table.rowOf(k));
            elapsed.add(seconds[chosen]).add(server < 0 ? 0 : switchTime(server, chosen));
            columns[k - 1] = chosen;
            server = serverOf[chosen];
        }
        return columns;
    }

    /** The cheapest action that keeps the deadline; of equally cheap ones the fastest. */
    private int cheapest(int k, int before, ExactSum elapsed) {
        double[] seconds = table.seconds(table.rowOf(k));
        double[] joules = table.joules(table.rowOf(k));
        int best = -1;
        double leastJoules = Double.POSITIVE_INFINITY;
        double leastSeconds = Double.POSITIVE_INFINITY;
        for (int a = 0; a < seconds.length; a++) {
            ExactSum after = rest[k][serverOf[a]];
            if (seconds[a] == Double.POSITIVE_INFINITY || after == null) {
                continue;
            }
            double switching = before < 0 ? 0 : switchTime(before, a);
            double e = joules[a] + (before < 0 ? 0 : switchCost(before, a, k));
            double t = seconds[a] + switching;
            boolean better = e < leastJoules || (e == leastJoules && t < leastSeconds);
            if (better && keepsDeadline(elapsed, seconds[a], switching, after)) {
                best = a;
                leastJoules = e;
                leastSeconds = t;
            }
        }
        return best;
    }

    private boolean keepsDeadline(ExactSum elapsed, double seconds, double switching, ExactSum after) {
        return elapsed.copy().add(seconds).add(switching).addProduct(1, after).compareTo(task.limit()) < 0;
    }
}
