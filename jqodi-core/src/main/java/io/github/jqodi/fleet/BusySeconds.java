package io.github.jqodi.fleet;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Busy seconds of what actions share, in epochs that cost the same. The actions of a server load the same capacities and stand
 * together, so that there is one array for each server and capacity, which devices with the same model may have in common. Not
 * changed once it is part of a table.
 */
final class BusySeconds {
    /** By server its first action, and after the last server how many actions there are. */
    private final int[] first;
    /** By server the rows of capacities that its actions load. */
    private final int[][] rows;
    /** By server, then by place in these, then by action from its first one. */
    private final double[][][] seconds;

    private BusySeconds(int[] first, int[][] rows, double[][][] seconds) {
        this.first = first;
        this.rows = rows;
        this.seconds = seconds;
    }

    /**
     * Nothing is busy yet.
     *
     * @param rows by server the rows of capacities that its actions load
     * @param actions of each server
     */
    static BusySeconds of(int[][] rows, int actions) {
        int[] first = new int[rows.length + 1];
        Arrays.setAll(first, server -> server * actions);
        return idle(first, rows);
    }

    private static BusySeconds idle(int[] first, int[][] rows) {
        double[][][] seconds = new double[rows.length][][];
        Arrays.setAll(seconds, server -> new double[rows[server].length][first[server + 1] - first[server]]);
        return new BusySeconds(first, rows, seconds);
    }

    /** Of all epochs together, each of which is of one of some rows of epochs and counts by its weight. */
    static BusySeconds sum(BusySeconds[] byRow, int[] rowOfEpoch, double[] weight) {
        BusySeconds sum = idle(byRow[0].first, byRow[0].rows);
        for (int k = 0; k < rowOfEpoch.length; k++) {
            sum.add(byRow[rowOfEpoch[k]], weight[k]);
        }
        return sum;
    }

    private void add(BusySeconds other, double weight) {
        for (int server = 0; server < rows.length; server++) {
            for (int i = 0; i < rows[server].length; i++) {
                addProducts(other.seconds[server][i], weight, seconds[server][i], 0);
            }
        }
    }

    /** Those of some actions, which rise. */
    BusySeconds only(int[] kept) {
        int[] used = Arrays.stream(kept).map(this::serverOf).distinct().toArray();
        int[] begin = new int[used.length + 1];
        for (int action : kept) {
            begin[Arrays.binarySearch(used, serverOf(action)) + 1]++;
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        double[][][] own = new double[used.length][][];
        for (int s = 0; s < used.length; s++) {
            own[s] = only(used[s], Arrays.copyOfRange(kept, begin[s], begin[s + 1]));
        }
        return new BusySeconds(
                begin, Arrays.stream(used).mapToObj(server -> rows[server]).toArray(int[][]::new), own);
    }

    private double[][] only(int server, int[] kept) {
        return kept.length == actionsOf(server)
                ? seconds[server]
                : Arrays.stream(seconds[server])
                        .map(own -> Arrays.stream(kept)
                                .mapToDouble(action -> own[action - first[server]])
                                .toArray())
                        .toArray(double[][]::new);
    }

    /** Index of the server of an action. */
    int serverOf(int action) {
        int found = Arrays.binarySearch(first, action);
        return found < 0 ? -found - 2 : found;
    }

    int actionsOf(int server) {
        return first[server + 1] - first[server];
    }

    /** The rows of capacities that the actions of a server load; not to be changed. */
    int[] rows(int server) {
        return rows[server];
    }

    /** What an action of a server takes of one of these. */
    double seconds(int server, int place, int action) {
        return seconds[server][place][action - first[server]];
    }

    /** Sets what the actions of a server take of one of its rows; the array may be part of others as well. */
    void set(int server, int place, double[] values) {
        seconds[server][place] = values;
    }

    /** Whether an action takes more of anything than another one of its server. */
    boolean isMore(int action, int than) {
        int server = serverOf(action);
        for (double[] own : seconds[server]) {
            if (own[action - first[server]] > own[than - first[server]]) {
                return true;
            }
        }
        return false;
    }

    /** Adds to the cost of each action the price of what it loads. */
    void addPrice(double[] prices, double[] cost) {
        for (int server = 0; server < rows.length; server++) {
            int[] loaded = rows[server];
            for (int i = 0; i < loaded.length; i++) {
                double price = prices[loaded[i]];
                if (price != 0) {
                    addProducts(seconds[server][i], price, cost, first[server]);
                }
            }
        }
    }

    private static void addProducts(double[] values, double factor, double[] sums, int from) {
        for (int a = 0; a < values.length; a++) {
            sums[from + a] += factor * values[a];
        }
    }

    @Override
    public String toString() {
        return "busy seconds of " + first[rows.length] + " actions on "
                + IntStream.range(0, rows.length)
                        .map(server -> rows[server].length)
                        .sum() + " capacities";
    }
}
