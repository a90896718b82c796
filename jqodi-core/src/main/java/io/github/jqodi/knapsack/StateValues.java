package io.github.jqodi.knapsack;

import io.github.jqodi.base.Rounding;
import java.util.Arrays;

/**
 * The Lagrangian relaxation of a grouped instance at one multiplier λ: shortest paths in the layered graph, where an item is
 * worth weight·cost + λ·time and so is a switch. As a switch depends on the state it leads to alone, a layer takes one look
 * at each state (Handler and Zang 1980; for the forward and backward values of states Dumitrescu and Boland 2003).
 *
 * <p>Margin. All terms are at least 0, and sums on the way to the value of a path that is at most V exceed V + λ·capacity by
 * no more than rounding. A path has 2·n terms of at most two roundings each, its sum is taken in two parts, a hull may
 * have dropped corners that lie below it by rounding, and a corner is taken to stay the best as long as λ/weight is between
 * slopes, which are rounded three times; so each bound is off by less than half the margin.
 */
final class StateValues {
    private static final double[] NONE = {};
    /** Slopes below this may have too few digits to compare with. */
    private static final double MIN_SLOPE = 0x1p-900;

    private final LayeredGraph graph;
    private final double weightFactor;
    double multiplier;
    /** The groups that were of interest when the values were filled, ascending; states of others have none. */
    private int[] groups = {};
    /** By group: its place among these. */
    private final int[] place;
    /** By place: the switch to the group in the layer that is looked at. */
    private final double[] switchTime;

    private final double[] switchCost;
    /** By group: what these were taken of. */
    private double[] entriesTaken = NONE;
    /** By layer and place: least value of the layers before, with the switch to the state. */
    final double[] arrival;
    /** By layer and place: least value of an item of the state. */
    final double[] own;
    /** By layer and place: least value of the layers after. */
    double[] rest = NONE;
    /** By layer: the place of the state before it that is left at least value. */
    private final int[] from;

    /** By place: the corner of its hull that was best in the layer before, its time and its cost. */
    private final int[] corner;

    private final double[] cornerTime;
    private final double[] cornerCost;
    /** By place: the least and the largest λ/weight at which this corner stays the best. */
    private final double[] leastRatio;

    private final double[] largestRatio;

    private double least;
    private double margin;

    private StateValues(LayeredGraph graph, double weightFactor, double multiplier) {
        this.graph = graph;
        this.weightFactor = weightFactor;
        this.multiplier = multiplier;
        int width = graph.active.length;
        int states = graph.head * width;
        graph.limits.checkMemory("values of its states", 3.0 * Double.BYTES * states);
        this.place = new int[graph.groups];
        this.switchTime = new double[width];
        this.switchCost = new double[width];
        this.arrival = new double[states];
        this.own = new double[states];
        this.from = new int[graph.head];
        this.corner = new int[width];
        this.cornerTime = new double[width];
        this.cornerCost = new double[width];
        this.leastRatio = new double[width];
        this.largestRatio = new double[width];
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

    /** Place of a state among the values; its group has to be one of those that were of interest. */
    int at(int k, int group) {
        return k * groups.length + place[group];
    }

    private double switchValue(double weight, int i) {
        return weight * switchCost[i] + multiplier * switchTime[i];
    }

    /** Of costs in a layer. */
    private double weight(int k) {
        return weightFactor * graph.weight(k);
    }

    /** Takes the groups that are of interest now, never more than at first. */
    private void placeGroups() {
        groups = graph.active;
        for (int i = 0; i < groups.length; i++) {
            int g = groups[i];
            place[g] = i;
            switchTime[i] = graph.instance.switchTime()[g];
        }
        entriesTaken = NONE;
    }

    /** Takes what switches in a layer cost. */
    @SuppressWarnings("ReferenceEquality") // layers of equal switches share an array
    private void placeSwitches(int k) {
        double[] costs = graph.instance.switchCost()[k];
        if (costs != entriesTaken) {
            for (int i = 0; i < groups.length; i++) {
                switchCost[i] = costs[groups[i]];
            }
            entriesTaken = costs;
        }
    }

    private void forward() {
        placeGroups();
        int width = groups.length;
        for (int k = 0; k < graph.head; k++) {
            graph.limits.check(k * (1 + width / 64));
            fillOwn(k);
            if (k == 0) {
                arriveFirst();
            } else {
                arrive(k);
            }
        }
        int end = (graph.head - 1) * width;
        least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            least = Math.min(least, arrival[end + i] + own[end + i] + tail(groups[i]));
        }
        double worth = multiplier * graph.capacity;
        margin = Rounding.margin(24.0 * graph.head + 8.0 * longestRow() + 64, least + 2 * worth)
                + 8.0 * graph.head * Double.MIN_VALUE;
    }

    private void arriveFirst() {
        int before = graph.instance.before();
        placeSwitches(0);
        for (int i = 0; i < groups.length; i++) {
            arrival[i] = before < 0 || before == groups[i] ? 0 : switchValue(weight(0), i);
        }
    }

    private void arrive(int k) {
        int at = k * groups.length;
        int last = at - groups.length;
        int cheapest = 0;
        double reached = Double.POSITIVE_INFINITY;
        for (int i = 0; i < groups.length; i++) {
            double value = arrival[last + i] + own[last + i];
            if (value < reached) {
                reached = value;
                cheapest = i;
            }
        }
        from[k] = cheapest;
        double weight = weight(k);
        placeSwitches(k);
        for (int i = 0; i < groups.length; i++) {
            arrival[at + i] = Math.min(arrival[last + i] + own[last + i], reached + switchValue(weight, i));
        }
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
        int width = groups.length;
        int at = k * width;
        GroupedRow row = graph.row(k);
        double weight = weight(k);
        if (k > 0 && row == graph.row(k - 1) && weight == weight(k - 1) && graph.open.areAll(k - 1)) {
            System.arraycopy(own, at - width, own, at, width);
        } else {
            fillOwn(k, row, weight);
        }
        graph.open.close(k, groups, own, at);
    }

    private void fillOwn(int k, GroupedRow row, double weight) {
        int width = groups.length;
        int at = k * width;
        boolean alike = k > 0 && graph.weight(k - 1) > 0 && row == graph.row(k - 1);
        double ratio = multiplier / weight;
        for (int i = 0; i < width; i++) {
            boolean stays = alike && leastRatio[i] <= ratio && ratio <= largestRatio[i];
            own[at + i] = stays ? weight * cornerCost[i] + multiplier * cornerTime[i] : least(row, i, alike, weight);
        }
    }

    private double least(GroupedRow row, int i, boolean alike, double weight) {
        int g = groups[i];
        if (row.isEmpty(g)) {
            // no ratio, not even that of a weight of 0
            largestRatio[i] = Double.NEGATIVE_INFINITY;
            return Double.POSITIVE_INFINITY;
        }
        if (weight == 0) {
            return row.value(row.start[g], weight, multiplier);
        }
        int first = alike ? corner[i] : row.hullStart[g];
        int best = row.bestCorner(g, first, weight, multiplier);
        remember(row, i, best);
        return row.value(row.hull[best], weight, multiplier);
    }

    private void remember(GroupedRow row, int i, int best) {
        int g = groups[i];
        corner[i] = best;
        cornerTime[i] = row.time[row.hull[best]];
        cornerCost[i] = row.cost[row.hull[best]];
        boolean isSlowest = best + 1 == row.hullStart[g + 1];
        boolean isFastest = best == row.hullStart[g];
        leastRatio[i] = isSlowest ? 0 : exact(row.slope(best), Double.POSITIVE_INFINITY);
        largestRatio[i] = isFastest ? Double.POSITIVE_INFINITY : exact(row.slope(best - 1), 0);
    }

    private static double exact(double slope, double otherwise) {
        return slope < MIN_SLOPE ? otherwise : slope;
    }

    /** Fills the values of what is after each state. */
    void backward() {
        int width = groups.length;
        rest = new double[graph.head * width];
        int end = (graph.head - 1) * width;
        for (int i = 0; i < width; i++) {
            rest[end + i] = tail(groups[i]);
        }
        for (int k = graph.head - 2; k >= 0; k--) {
            int here = k * width;
            int next = here + width;
            double switched = Double.POSITIVE_INFINITY;
            double weight = weight(k + 1);
            placeSwitches(k + 1);
            for (int i = 0; i < width; i++) {
                rest[here + i] = own[next + i] + rest[next + i];
                switched = Math.min(switched, rest[here + i] + switchValue(weight, i));
            }
            for (int i = 0; i < width; i++) {
                rest[here + i] = Math.min(rest[here + i], switched);
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
        return multiplier * graph.capacity + margin + Rounding.margin(32.0 * (graph.head + 4), cost);
    }

    /** No choice costs less, rounding included. */
    double bound() {
        return isFinite() ? least - multiplier * graph.capacity - margin : 0;
    }

    /** The groups that may belong to a choice of at most some cost; values have to be there both ways. */
    int[] groupsBelow(double cost) {
        double most = cost + offset(cost);
        return Arrays.stream(groups).filter(g -> isBelow(g, most)).toArray();
    }

    private boolean isBelow(int group, double most) {
        for (int k = 0; k < graph.head; k++) {
            if (with(at(k, group)) <= most) {
                return true;
            }
        }
        return false;
    }

    private double with(int state) {
        return arrival[state] + own[state] + rest[state];
    }

    /** The best path through the head, with the fastest tail, as positions in the rows. */
    int[] path() {
        int width = groups.length;
        int[] group = new int[graph.head];
        int i = 0;
        double reached = Double.POSITIVE_INFINITY;
        for (int last = 0; last < width; last++) {
            int state = (graph.head - 1) * width + last;
            double value = arrival[state] + own[state] + tail(groups[last]);
            if (value < reached) {
                reached = value;
                i = last;
            }
        }
        group[graph.head - 1] = groups[i];
        for (int k = graph.head - 1; k > 0; k--) {
            int last = (k - 1) * width + i;
            boolean stay = arrival[last] + own[last] <= arrival[k * width + i];
            i = stay ? i : from[k];
            group[k - 1] = groups[i];
        }
        int[] positions = new int[graph.head];
        Arrays.setAll(positions, k -> graph.row(k).best(group[k], weightFactor * graph.weight(k), multiplier));
        return graph.withTail(positions);
    }
}
