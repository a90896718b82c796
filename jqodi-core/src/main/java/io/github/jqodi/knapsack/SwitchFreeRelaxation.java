package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The linear relaxation of a layered graph whose switches are free, which tells the multiplier to begin with: the secant
 * method on the sums of some layers, each of which takes its best item of any group. Where rows differ, few layers stand for
 * all.
 */
final class SwitchFreeRelaxation {
    /** Rows that are looked at. */
    private static final int MAX_ROWS = 8;

    private static final int MAX_STEPS = 24;
    /** A sum that is not lower by this part is as low as it gets, but for rounding. */
    private static final double LOWER = 1 - 1e-14;

    /** By layer that is looked at. */
    private final NondominatedItems[] layers;

    private final double[] weight;
    private final double limit;

    private SwitchFreeRelaxation(LayeredGraph graph) {
        int step = graph.rows.length == 1 ? 1 : Math.max(1, graph.head / MAX_ROWS);
        int[] looked = IntStream.iterate(0, k -> k < graph.head, k -> k + step).toArray();
        NondominatedItems[] rows = new NondominatedItems[graph.rows.length];
        RowOrder order = new RowOrder();
        this.layers = Arrays.stream(looked)
                .mapToObj(k -> items(graph, k, rows, order))
                .toArray(NondominatedItems[]::new);
        this.weight = Arrays.stream(looked).mapToDouble(graph::weight).toArray();
        this.limit = graph.capacity * looked.length / graph.classes();
    }

    private static NondominatedItems items(LayeredGraph graph, int k, NondominatedItems[] rows, RowOrder order) {
        int r = graph.instance.items().rowOf()[k];
        if (rows[r] == null) {
            GroupedRow row = graph.rows[r];
            rows[r] = NondominatedItems.of(row.time, row.cost, Double.POSITIVE_INFINITY, order, graph.limits);
        }
        return rows[r];
    }

    /**
     * The multiplier to begin with.
     *
     * @param graph in which every layer has an item
     * @return weighted cost of a second at which the layers take their part of the time; 0 if the cheapest items are in time
     */
    static double multiplier(LayeredGraph graph) {
        return new SwitchFreeRelaxation(graph).solve();
    }

    private double solve() {
        Sum late = at(0);
        Sum early = at(Double.POSITIVE_INFINITY);
        double slope = 0;
        for (int step = 0; step < MAX_STEPS && late.seconds > limit && early.seconds < late.seconds; step++) {
            slope = (early.cost - late.cost) / (late.seconds - early.seconds);
            Sum next = at(slope);
            if (next.value(slope) >= early.value(slope) * LOWER) {
                break;
            }
            if (next.seconds <= limit) {
                early = next;
            } else {
                late = next;
            }
        }
        return slope;
    }

    private record Sum(double seconds, double cost) {
        double value(double perSecond) {
            return cost + perSecond * seconds;
        }
    }

    private Sum at(double multiplier) {
        double seconds = 0;
        double cost = 0;
        for (int k = 0; k < layers.length; k++) {
            int best = best(layers[k], weight[k], multiplier);
            seconds += layers[k].time[best];
            cost += weight[k] * layers[k].cost[best];
        }
        return new Sum(seconds, cost);
    }

    /** Along a hull values fall and then rise. */
    private static int best(NondominatedItems items, double weight, double multiplier) {
        int[] hull = items.hull;
        int h = 0;
        int last = multiplier < Double.POSITIVE_INFINITY ? hull.length - 1 : 0;
        while (h < last && value(items, hull[h + 1], weight, multiplier) < value(items, hull[h], weight, multiplier)) {
            h++;
        }
        return hull[h];
    }

    private static double value(NondominatedItems items, int i, double weight, double multiplier) {
        return weight * items.cost[i] + multiplier * items.time[i];
    }
}
