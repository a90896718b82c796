package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The Lagrangian relaxation of a grouped instance at one multiplier λ: shortest paths in the layered graph, where an item is
 * worth weight·cost + λ·time and so is an entry. As an entry depends on the state it leads to alone, a layer takes one look
 * at each state (Handler and Zang 1980; for the forward and backward values of states Dumitrescu and Boland 2003).
 *
 * <p>Margin. All terms are at least 0, and sums on the way to the value of a path that is at most V exceed V + λ·capacity by
 * no more than rounding. A path has 2·n terms of at most two roundings each, its sum is taken in two parts, a hull may
 * have dropped corners that lie below it by rounding, and a corner is taken to stay the best as long as λ/weight is between
 * slopes, which are rounded three times; so each bound is off by less than half the margin.
 */
final class StateValues {
    private static final double ROUNDING = 0x1p-52;
    private static final double[] NONE = {};
    /** Slopes below this may have too few digits to compare with. */
    private static final double LEAST_SLOPE = 0x1p-900;

    private final LayeredGraph graph;
    private final double weightFactor;
    double multiplier;
    /** By layer and state: least value of the layers before, with the entry into the state. */
    final double[] arrival;
    /** By layer and state: least value of an item of the state. */
    final double[] own;
    /** By layer and state: least value of the layers behind. */
    double[] rest = NONE;
    /** By layer: the state before it that is left at least value. */
    private final int[] from;

    /** By group: the corner of its hull that was best in the layer before, its time and its cost. */
    private final int[] corner;

    private final double[] cornerTime;
    private final double[] cornerCost;
    /** By group: the least and the largest λ/weight at which this corner stays the best. */
    private final double[] leastRatio;

    private final double[] largestRatio;

    private double least;
    private double margin;

    private StateValues(LayeredGraph graph, double weightFactor, double multiplier) {
        this.graph = graph;
        this.weightFactor = weightFactor;
        this.multiplier = multiplier;
        int states = graph.head * graph.groups;
        graph.limits.checkMemory("values of its states", 3.0 * Double.BYTES * graph.head * graph.groups);
        this.arrival = new double[states];
        this.own = new double[states];
        this.from = new int[graph.head];
        this.corner = new int[graph.groups];
        this.cornerTime = new double[graph.groups];
        this.cornerCost = new double[graph.groups];
        this.leastRatio = new double[graph.groups];
        this.largestRatio = new double[graph.groups];
    }

    /** Of costs and λ times; forward values alone. */
    static StateValues of(LayeredGraph graph, double multiplier) {
        StateValues values = new StateValues(graph, 1, multiplier);
        values.forward();
        return values;
    }

    /** Of times alone, both ways. */
    static StateValues ofTimes(LayeredGraph graph) {
        StateValues values = new StateValues(graph, 0, 1);
        values.forward();
        values.backward();
        return values;
    }

    /** Becomes the values at another multiplier, forward ones alone; saves the memory of new ones. */
    void become(double newMultiplier) {
        multiplier = newMultiplier;
        rest = NONE;
        forward();
    }

    private double entry(double weight, int g) {
        return weight * graph.instance.entryCost()[g]
                + multiplier * graph.instance.entryTime()[g];
    }

    /** Of costs in a layer. */
    private double weight(int k) {
        return weightFactor * graph.weight(k);
    }

    private void forward() {
        int groups = graph.groups;
        int before = graph.instance.before();
        for (int k = 0; k < graph.head; k++) {
            graph.limits.check(k * (1 + groups / 64));
            fillOwn(k);
            int at = k * groups;
            if (k == 0) {
                for (int g : graph.active) {
                    arrival[g] = before < 0 || before == g ? 0 : entry(weight(0), g);
                }
                continue;
            }
            int last = at - groups;
            int cheapest = 0;
            double reached = Double.POSITIVE_INFINITY;
            for (int g : graph.active) {
                double value = arrival[last + g] + own[last + g];
                if (value < reached) {
                    reached = value;
                    cheapest = g;
                }
            }
            from[k] = cheapest;
            double weight = weight(k);
            for (int g : graph.active) {
                arrival[at + g] = Math.min(arrival[last + g] + own[last + g], reached + entry(weight, g));
            }
        }
        int end = (graph.head - 1) * groups;
        least = Double.POSITIVE_INFINITY;
        for (int g : graph.active) {
            least = Math.min(least, arrival[end + g] + own[end + g] + tail(g));
        }
        double worth = multiplier * graph.capacity;
        margin = (24.0 * graph.head + 8.0 * longestRow() + 64) * ROUNDING * (least + 2 * worth)
                + 8.0 * graph.head * Double.MIN_VALUE;
    }

    private int longestRow() {
        int longest = 0;
        for (GroupedRow row : graph.rows) {
            longest = Math.max(longest, row.item.length);
        }
        return Math.min(longest, 1 << 12);
    }

    private double tail(int g) {
        return graph.tailSeconds[g] == 0 ? 0 : multiplier * graph.tailSeconds[g];
    }

    private void fillOwn(int k) {
        int groups = graph.groups;
        GroupedRow row = graph.row(k);
        double weight = weightFactor * graph.weight(k);
        if (k > 0 && row == graph.row(k - 1) && weight == weightFactor * graph.weight(k - 1)) {
            for (int g : graph.active) {
                own[k * groups + g] = own[(k - 1) * groups + g];
            }
            return;
        }
        boolean alike = k > 0 && graph.weight(k - 1) > 0 && row == graph.row(k - 1);
        double ratio = multiplier / weight;
        for (int g : graph.active) {
            boolean stays = alike && leastRatio[g] <= ratio && ratio <= largestRatio[g];
            own[k * groups + g] =
                    stays ? weight * cornerCost[g] + multiplier * cornerTime[g] : least(row, g, alike, weight);
        }
    }

    private double least(GroupedRow row, int g, boolean alike, double weight) {
        if (row.isEmpty(g)) {
            leastRatio[g] = Double.POSITIVE_INFINITY;
            return Double.POSITIVE_INFINITY;
        }
        if (weight == 0) {
            return row.value(row.start[g], weight, multiplier);
        }
        int from = alike ? corner[g] : row.hullStart[g];
        int best = row.bestCorner(g, from, weight, multiplier);
        remember(row, g, best);
        return row.value(row.hull[best], weight, multiplier);
    }

    private void remember(GroupedRow row, int g, int best) {
        corner[g] = best;
        cornerTime[g] = row.time[row.hull[best]];
        cornerCost[g] = row.cost[row.hull[best]];
        boolean isSlowest = best + 1 == row.hullStart[g + 1];
        boolean isFastest = best == row.hullStart[g];
        leastRatio[g] = isSlowest ? 0 : exact(row.slope(best), Double.POSITIVE_INFINITY);
        largestRatio[g] = isFastest ? Double.POSITIVE_INFINITY : exact(row.slope(best - 1), 0);
    }

    private static double exact(double slope, double otherwise) {
        return slope < LEAST_SLOPE ? otherwise : slope;
    }

    /** Fills the values of what is behind each state. */
    void backward() {
        int groups = graph.groups;
        rest = new double[arrival.length];
        int end = (graph.head - 1) * groups;
        for (int g : graph.active) {
            rest[end + g] = tail(g);
        }
        for (int k = graph.head - 2; k >= 0; k--) {
            int next = (k + 1) * groups;
            double entered = Double.POSITIVE_INFINITY;
            double weight = weight(k + 1);
            for (int g : graph.active) {
                entered = Math.min(entered, own[next + g] + rest[next + g] + entry(weight, g));
            }
            for (int g : graph.active) {
                rest[k * groups + g] = Math.min(own[next + g] + rest[next + g], entered);
            }
        }
    }

    /** Value of the best path. */
    double least() {
        return least;
    }

    /** Whether products and sums are finite, so that the values bound anything. */
    boolean isFinite() {
        return margin < Double.POSITIVE_INFINITY;
    }

    /** What the worth of the capacity and the margin take off a value, for choices whose value is at most some cost. */
    double offset(double cost) {
        return multiplier * graph.capacity + margin + 32.0 * (graph.head + 4) * ROUNDING * cost;
    }

    /** No choice costs less, rounding included. */
    double bound() {
        return isFinite() ? least - multiplier * graph.capacity - margin : 0;
    }

    /** The groups that may belong to a choice of at most some cost; values have to be there both ways. */
    int[] groupsBelow(double cost) {
        double most = cost + offset(cost);
        return Arrays.stream(graph.active)
                .filter(g -> IntStream.range(0, graph.head).anyMatch(k -> with(k * graph.groups + g) <= most))
                .toArray();
    }

    private double with(int state) {
        return arrival[state] + own[state] + rest[state];
    }

    /** The best path through the head, with the fastest tail, as positions in the rows. */
    int[] path() {
        int groups = graph.groups;
        int[] group = new int[graph.head];
        int end = (graph.head - 1) * groups;
        double reached = Double.POSITIVE_INFINITY;
        for (int g : graph.active) {
            double value = arrival[end + g] + own[end + g] + tail(g);
            if (value < reached) {
                reached = value;
                group[graph.head - 1] = g;
            }
        }
        for (int k = graph.head - 1; k > 0; k--) {
            int g = group[k];
            int last = (k - 1) * groups;
            boolean stay = arrival[last + g] + own[last + g] <= arrival[k * groups + g];
            group[k - 1] = stay ? g : from[k];
        }
        int[] positions = new int[graph.head];
        Arrays.setAll(positions, k -> graph.row(k).best(group[k], weightFactor * graph.weight(k), multiplier));
        return graph.withTail(positions);
    }
}
