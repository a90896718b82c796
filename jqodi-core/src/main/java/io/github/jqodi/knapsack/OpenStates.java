package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.List;

/**
 * The states and items of a layered graph that may belong to a choice of at most some cost, by the reduced costs of several
 * multipliers. Layer by layer: the open states, and for each its open items.
 */
final class OpenStates {
    /** By layer, then open state: its group. */
    final int[][] group;
    /** By layer, then open state: where its items start; one more at the end. */
    final int[][] start;
    /** By layer, then open item: its position in the row. */
    final int[][] position;
    /** By layer, then open item: no choice with it costs less. */
    final double[][] bound;
    /** By layer, then open item: its exact time. */
    final long[][] time;
    /** By layer, then group: place among the open states, or -1. */
    private final int[][] place;

    private OpenStates(int layers) {
        this.group = new int[layers][];
        this.start = new int[layers][];
        this.position = new int[layers][];
        this.bound = new double[layers][];
        this.time = new long[layers][];
        this.place = new int[layers][];
    }

    /**
     * Fixes what cannot be of interest.
     *
     * @param graph the graph
     * @param values relaxations, both ways
     * @param times least times, both ways
     * @param ceiling highest cost of interest
     */
    static OpenStates of(LayeredGraph graph, List<StateValues> values, StateValues times, double ceiling) {
        OpenStates open = new OpenStates(graph.head);
        double[] offsets = values.stream().mapToDouble(v -> v.offset(ceiling)).toArray();
        StateValues[] relaxations = values.toArray(StateValues[]::new);
        Layer layer = new Layer();
        for (int k = 0; k < graph.head; k++) {
            graph.limits.check(k * (1 + graph.groups / 64));
            layer.clear();
            for (int g : graph.active) {
                layer.enter(graph, k, g, relaxations, offsets, times, ceiling);
            }
            open.take(graph, k, layer);
        }
        return open;
    }

    /** Place of a group among the open states of a layer, or -1. */
    int place(int k, int g) {
        return place[k][g];
    }

    private void take(LayeredGraph graph, int k, Layer layer) {
        group[k] = Arrays.copyOf(layer.group, layer.states);
        start[k] = Arrays.copyOf(layer.start, layer.states + 1);
        position[k] = Arrays.copyOf(layer.position, layer.items);
        bound[k] = Arrays.copyOf(layer.bound, layer.items);
        int words = graph.grid.words();
        time[k] = new long[layer.items * words];
        GroupedRow row = graph.row(k);
        for (int i = 0; i < layer.items; i++) {
            graph.grid.encode(row.time[position[k][i]], time[k], i * words);
        }
        place[k] = new int[graph.groups];
        Arrays.fill(place[k], -1);
        for (int s = 0; s < layer.states; s++) {
            place[k][group[k][s]] = s;
        }
    }

    /** One layer while it is looked at. */
    private static final class Layer {
        int[] group = new int[16];
        int[] start = new int[17];
        int states;
        int[] position = new int[64];
        double[] bound = new double[64];
        int items;

        void clear() {
            states = 0;
            items = 0;
        }

        void enter(
                LayeredGraph graph,
                int k,
                int g,
                StateValues[] values,
                double[] offsets,
                StateValues times,
                double ceiling) {
            int t = times.at(k, g);
            GroupedRow row = graph.row(k);
            double latest = graph.capacity + graph.timeBand - times.arrival[t] - times.rest[t];
            if (row.isEmpty(g) || !(times.own[t] <= latest) || isClosed(values, offsets, k, g, ceiling)) {
                return;
            }
            int first = items;
            double weight = graph.weight(k);
            int end = row.end(g, weight);
            for (int p = row.start[g]; p < end; p++) {
                double least = least(row, p, weight, values, offsets, k, g);
                if (least <= ceiling && row.time[p] <= latest) {
                    append(p, least);
                }
            }
            if (items > first) {
                if (states + 1 == start.length - 1) {
                    group = Arrays.copyOf(group, 2 * group.length);
                    start = Arrays.copyOf(start, group.length + 1);
                }
                group[states++] = g;
                start[states] = items;
            }
        }

        private static boolean isClosed(StateValues[] values, double[] offsets, int k, int g, double ceiling) {
            for (int m = 0; m < values.length; m++) {
                StateValues v = values[m];
                int at = v.at(k, g);
                if (v.arrival[at] + v.own[at] + v.rest[at] - offsets[m] > ceiling) {
                    return true;
                }
            }
            return false;
        }

        private static double least(
                GroupedRow row, int p, double weight, StateValues[] values, double[] offsets, int k, int g) {
            double least = 0;
            for (int m = 0; m < values.length; m++) {
                StateValues v = values[m];
                int at = v.at(k, g);
                double value = v.arrival[at] + row.value(p, weight, v.multiplier) + v.rest[at] - offsets[m];
                least = Math.max(least, value);
            }
            return least;
        }

        private void append(int p, double least) {
            if (items == position.length) {
                position = Arrays.copyOf(position, 2 * items);
                bound = Arrays.copyOf(bound, 2 * items);
            }
            position[items] = p;
            bound[items++] = least;
        }
    }
}
