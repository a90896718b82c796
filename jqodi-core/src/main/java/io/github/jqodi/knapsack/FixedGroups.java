package io.github.jqodi.knapsack;

import java.util.Arrays;

/** The choices whose classes are in the groups of a known one: their switches are the same, so that a plain knapsack is left. */
final class FixedGroups {
    /** Labels that a better choice may take. */
    private static final long LABELS = 100_000;

    /** The relative gap at which a choice is good enough here. */
    private static final double GAP = 1e-9;

    private final LayeredGraph graph;
    private final int[] known;
    /** By class: the first position of its group. */
    private final int[] first;

    /**
     * Fixes groups.
     *
     * @param graph the graph
     * @param known a choice, as positions
     */
    FixedGroups(LayeredGraph graph, int[] known) {
        this.graph = graph;
        this.known = known;
        this.first = new int[graph.head];
        Arrays.setAll(first, k -> graph.row(k).start[graph.group(k, known[k])]);
    }

    /** The best of them, or a good one if it takes too many labels; the known one if none was found. */
    int[] solve(Limits limits) {
        Limits few = new Limits(Math.min(LABELS, limits.maxLabels()), GAP, limits.stop());
        int[] positions = known.clone();
        Knapsack.solve(instance(), few).choice().ifPresent(choice -> {
            for (int k = 0; k < choice.length; k++) {
                positions[k] = first[k] + choice[k];
            }
        });
        return positions;
    }

    private Instance instance() {
        Instance items = graph.instance.items();
        double[][] time = new double[graph.head][];
        double[][] cost = new double[graph.head][];
        double[] weight = new double[graph.head];
        for (int k = 0; k < graph.head; k++) {
            GroupedRow row = graph.row(k);
            int end = row.end(graph.group(k, known[k]), graph.weight(k));
            time[k] = Arrays.copyOfRange(row.time, first[k], end);
            cost[k] = graph.weight(k) == 0 ? new double[end - first[k]] : Arrays.copyOfRange(row.cost, first[k], end);
            weight[k] = graph.weight(k) == 0 ? 1 : graph.weight(k);
        }
        return Instance.builder(time, cost)
                .weights(weight)
                .spent(items.spent())
                .reserved(committed(items))
                .limit(items.limit())
                .build();
    }

    /** What is reserved, all switches and the times of the tail. */
    private double[] committed(Instance items) {
        int classes = graph.classes();
        double[] times = Arrays.copyOf(items.reserved(), items.reserved().length + 2 * classes);
        for (int k = 0; k < classes; k++) {
            int at = items.reserved().length + 2 * k;
            times[at] = k < graph.head ? 0 : graph.row(k).time[known[k]];
            times[at + 1] = graph.switches(known, k) ? graph.instance.switchTime()[graph.group(k, known[k])] : 0;
        }
        return times;
    }
}
