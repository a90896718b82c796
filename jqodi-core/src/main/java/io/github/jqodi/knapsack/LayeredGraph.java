package io.github.jqodi.knapsack;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A grouped instance as a graph: a layer for each class, in it a state for each group, and an edge to another state pays the
 * switch to its group. A choice is a path with an item at each state. The least times from each state to the end are worked
 * out exactly, so that it is known whether any choice fits. Classes without weight at the end, the tail, always take their
 * fastest path; searches go over the layers before it.
 */
final class LayeredGraph {
    /** What a state takes while the graph is made, bytes. */
    private static final double BYTES_PER_STATE = 1;

    final GroupedInstance instance;
    final Limits limits;
    final FixedPoint grid;
    final GroupedRow[] rows;
    final int groups;
    /** Layers up to the last one with weight; at least 1. */
    final int head;
    /** What is spent and reserved, exactly. */
    final long[] committed;
    /** Exact least times of the tail after each state of the last layer of the head, and the same rounded. */
    final long[] tailTime;

    final double[] tailSeconds;
    /** What times may sum up to, rounded. */
    final double capacity;
    /** How far rounded sums of times may be off. */
    final double timeBand;

    /** Groups that are still of interest, ascending; at least one. */
    int[] active;
    /** The states that are looked at, as far as a branch closes others. */
    OpenGroups open = OpenGroups.ALL;

    private final long[] limit;
    private final boolean infeasible;
    private final StateValues times;
    /** The state to switch to in front of each layer where a switch is fastest, and whether to stay. */
    private final int[] fastestSwitch;

    private final BitSet stays = new BitSet();
    private int[] fastest = new int[0];

    private LayeredGraph(
            GroupedInstance instance, FixedPoint grid, GroupedRow[] rows, boolean spentFits, Limits limits) {
        this.instance = instance;
        this.limits = limits;
        this.grid = grid;
        this.rows = rows;
        this.groups = instance.groups();
        this.head = Math.max(1, head(instance.items().weight()));
        this.tailTime = new long[groups * grid.words()];
        this.tailSeconds = new double[groups];
        this.fastestSwitch = new int[instance.classes() + 1];
        limits.checkMemory("a graph of its states", (double) instance.classes() * groups * BYTES_PER_STATE / Byte.SIZE);
        this.limit = spentFits ? grid.encode(instance.items().limit()) : new long[grid.words()];
        this.committed = spentFits ? committed() : new long[grid.words()];
        this.active = nondominatedGroups();
        this.capacity = spentFits ? grid.difference(limit, 0, committed, 0) : -1;
        this.timeBand = spentFits ? timeBand() : 0;
        if (head < classes()) {
            fillLeastTimes(head);
        }
        this.times = StateValues.ofTimes(this);
        this.infeasible = !spentFits || !findFastest();
    }

    /** Groups that no other can stand in for wherever they are used; of groups that can stand in for each other the first. */
    private int[] nondominatedGroups() {
        boolean[] dominated = new boolean[groups];
        for (int g = 0; g < groups; g++) {
            limits.check(g);
            for (int h = 0; h < groups && !dominated[g]; h++) {
                dominated[g] = h != g && !dominated[h] && standsIn(h, g);
            }
        }
        return IntStream.range(0, groups).filter(g -> !dominated[g]).toArray();
    }

    /** Whether a group costs no more and takes no longer than another one, to switch to and in every class. */
    private boolean standsIn(int group, int other) {
        if (other == instance.before() || !entersFor(group, other)) {
            return false;
        }
        for (GroupedRow row : rows) {
            if (!row.standsIn(group, other)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a switch to a group costs no more and takes no longer than that of another one in any class. */
    private boolean entersFor(int group, int other) {
        if (instance.switchTime()[group] > instance.switchTime()[other]) {
            return false;
        }
        double[][] costs = instance.switchCost();
        for (int k = 0; k < costs.length; k++) {
            boolean isNew = k == 0 || costs[k] != costs[k - 1];
            if (isNew && costs[k][group] > costs[k][other]) {
                return false;
            }
        }
        return true;
    }

    /** Finds the fastest choice by rounded times, or by exact ones where these cannot tell whether it fits. */
    private boolean findFastest() {
        if (!(times.least() <= capacity + timeBand)) {
            return false;
        }
        fastest = times.path();
        return fits(fastest) || fits(fromStart(fillLeastTimes(0)));
    }

    /** Leaves out all other groups; none where none is left, as values need a group. */
    void keep(int[] groupsOfInterest) {
        active = groupsOfInterest.length == 0 ? active : groupsOfInterest;
    }

    /** Least times, both ways. */
    StateValues times() {
        if (times.rest.length == 0) {
            times.backward();
        }
        return times;
    }

    /** Builds the graph; O(items·log(items)) time. */
    static LayeredGraph of(GroupedInstance instance, Limits limits) {
        Instance items = instance.items();
        int[][] members = members(instance);
        GroupedRow[] rows = new GroupedRow[items.time().length];
        for (int r = 0; r < rows.length; r++) {
            limits.check();
            rows[r] = GroupedRow.of(items.time()[r], items.cost()[r], members, items.limit(), limits);
        }
        return new LayeredGraph(instance, timeFormat(instance), rows, spentFits(items), limits);
    }

    private static FixedPoint timeFormat(GroupedInstance instance) {
        Instance items = instance.items();
        return Instance.timeFormat(
                items, items.toBuilder().spent(instance.switchTime()).build());
    }

    private static boolean spentFits(Instance items) {
        return Arrays.stream(items.spent()).allMatch(t -> t < items.limit())
                && Arrays.stream(items.reserved()).allMatch(t -> t < items.limit());
    }

    private static int[][] members(GroupedInstance instance) {
        int[] groupOf = instance.groupOf();
        int[] counts = new int[instance.groups()];
        Arrays.stream(groupOf).forEach(g -> counts[g]++);
        int[][] members = new int[counts.length][];
        Arrays.setAll(members, g -> new int[counts[g]]);
        Arrays.fill(counts, 0);
        for (int i = 0; i < groupOf.length; i++) {
            members[groupOf[i]][counts[groupOf[i]]++] = i;
        }
        return members;
    }

    private static int head(double[] weight) {
        int head = weight.length;
        while (head > 0 && weight[head - 1] == 0) {
            head--;
        }
        return head;
    }

    private long[] committed() {
        long[] sum = grid.sum(instance.items().spent());
        grid.add(sum, 0, grid.sum(instance.items().reserved()), 0, sum, 0);
        return sum;
    }

    private double timeBand() {
        double longest = 0;
        double slowestSwitch = 0;
        for (double time : instance.switchTime()) {
            slowestSwitch = time < capacity ? Math.max(slowestSwitch, time) : slowestSwitch;
        }
        double[] slowest = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            slowest[r] = slowestSwitch + Arrays.stream(rows[r].time).max().orElse(0);
        }
        for (int row : instance.items().rowOf()) {
            longest += slowest[row];
        }
        return LabelSearch.errorBand(2 * classes() + 4, Math.min(longest, capacity));
    }

    /**
     * Times from the states of some layer and all after it to the end, exactly.
     *
     * @param first layer; 0, or the first of the tail
     * @return those of the first layer, infinite ones as -1 in the first word
     */
    private long[] fillLeastTimes(int first) {
        int words = grid.words();
        long[] switchTimes = new long[groups * words];
        for (int g = 0; g < groups; g++) {
            if (instance.switchTime()[g] < instance.items().limit()) {
                grid.encode(instance.switchTime()[g], switchTimes, g * words);
            }
        }
        long[] ahead = new long[groups * words];
        long[] here = new long[groups * words];
        long[] sum = new long[words];
        boolean last = true;
        for (int k = classes() - 1; k >= first; k--) {
            limits.check(k);
            if (!last) {
                fastestSwitch[k + 1] = fastestSwitch(ahead, switchTimes, sum);
            }
            for (int g = 0; g < groups; g++) {
                leastTime(k, g, last, ahead, switchTimes, here, sum);
            }
            long[] swap = ahead;
            ahead = here;
            here = swap;
            last = false;
        }
        fastestSwitch[first] = fastestSwitch(ahead, switchTimes, sum);
        if (first == head) {
            for (int g = 0; g < groups; g++) {
                fillTail(g, leastRest(head - 1, g, ahead, switchTimes, sum), sum);
            }
        }
        return ahead;
    }

    private void fillTail(int g, boolean open, long[] sum) {
        System.arraycopy(sum, 0, tailTime, g * grid.words(), grid.words());
        tailSeconds[g] = open ? grid.value(sum, 0) : Double.POSITIVE_INFINITY;
    }

    private void leastTime(int k, int g, boolean last, long[] ahead, long[] switchTimes, long[] here, long[] sum) {
        int words = grid.words();
        GroupedRow row = row(k);
        boolean open = last || leastRest(k, g, ahead, switchTimes, sum);
        if (!open || row.isEmpty(g)) {
            here[g * words] = -1;
            return;
        }
        grid.encode(row.time[row.start[g]], here, g * words);
        if (!last) {
            grid.add(here, g * words, sum, 0, here, g * words);
        }
    }

    /** Writes the least time after a state; false if nothing leads on from it. */
    private boolean leastRest(int k, int g, long[] ahead, long[] switchTimes, long[] sum) {
        int words = grid.words();
        int other = fastestSwitch[k + 1];
        if (other < 0) {
            return false;
        }
        grid.add(ahead, other * words, switchTimes, other * words, sum, 0);
        boolean isReachable = canSwitchTo(other);
        if (ahead[g * words] >= 0 && (!isReachable || grid.compare(ahead, g * words, sum, 0) <= 0)) {
            System.arraycopy(ahead, g * words, sum, 0, words);
            stays.set(k * groups + g);
            return true;
        }
        return isReachable;
    }

    /**
     * The group that is reached fastest, its switch included; one that is too slow to switch to if no other is open; -1 if none.
     */
    private int fastestSwitch(long[] ahead, long[] switchTimes, long[] sum) {
        int words = grid.words();
        long[] least = new long[words];
        int best = -1;
        for (int g = 0; g < groups; g++) {
            if (ahead[g * words] < 0) {
                continue;
            }
            if (!canSwitchTo(g)) {
                best = best < 0 ? g : best;
                continue;
            }
            grid.add(ahead, g * words, switchTimes, g * words, sum, 0);
            if (best < 0 || !canSwitchTo(best) || grid.compare(sum, 0, least, 0) < 0) {
                best = g;
                System.arraycopy(sum, 0, least, 0, words);
            }
        }
        return best;
    }

    private boolean canSwitchTo(int group) {
        return instance.switchTime()[group] < instance.items().limit();
    }

    /** The fastest path as positions in the rows; empty if no path reaches the end. */
    private int[] fromStart(long[] first) {
        int words = grid.words();
        int before = instance.before();
        int best = fastestSwitch[0];
        if (before < 0) {
            for (int g = 0; g < groups; g++) {
                boolean open = first[g * words] >= 0;
                if (open && (first[best * words] < 0 || grid.compare(first, g * words, first, best * words) < 0)) {
                    best = g;
                }
            }
        } else if (first[before * words] >= 0 && !entersFirst(first, before, best)) {
            best = before;
        } else if (best >= 0 && !canSwitchTo(best)) {
            best = -1;
        }
        fastest = best < 0 ? new int[0] : path(best);
        return fastest;
    }

    private boolean entersFirst(long[] first, int before, int other) {
        int words = grid.words();
        if (!canSwitchTo(other)) {
            return false;
        }
        long[] switched = grid.encode(instance.switchTime()[other]);
        grid.add(switched, 0, first, other * words, switched, 0);
        return grid.compare(switched, 0, first, before * words) < 0;
    }

    private int[] path(int firstGroup) {
        int[] positions = new int[classes()];
        int group = firstGroup;
        for (int k = 0; k < positions.length; k++) {
            positions[k] = row(k).start[group];
            group = next(k, group);
        }
        return positions;
    }

    private int next(int k, int group) {
        return stays.get(k * groups + group) ? group : fastestSwitch[k + 1];
    }

    /** A choice for the head, as positions, with the fastest tail. */
    int[] withTail(int[] headPositions) {
        int[] positions = Arrays.copyOf(headPositions, classes());
        for (int k = head; k < positions.length; k++) {
            positions[k] = row(k).start[next(k - 1, group(k - 1, positions[k - 1]))];
        }
        return positions;
    }

    /** All times of the fastest tail after a state of the last layer of the head. */
    double[] tailTimes(int last) {
        double[] times = new double[2 * (classes() - head)];
        int group = last;
        for (int k = head; k < classes(); k++) {
            int next = next(k - 1, group);
            times[2 * (k - head)] = row(k).time[row(k).start[next]];
            times[2 * (k - head) + 1] = next == group ? 0 : instance.switchTime()[next];
            group = next;
        }
        return times;
    }

    /** The fastest choice that stays in a group in the whole head; empty if there is none. */
    int[] alone(int group) {
        int[] positions = new int[head];
        for (int k = 0; k < head; k++) {
            if (row(k).isEmpty(group)) {
                return new int[0];
            }
            positions[k] = row(k).start[group];
        }
        return withTail(positions);
    }

    /** The fastest choice, as positions in the rows. */
    int[] fastest() {
        return fastest.clone();
    }

    boolean isInfeasible() {
        return infeasible;
    }

    int classes() {
        return instance.classes();
    }

    GroupedRow row(int k) {
        return rows[instance.items().rowOf()[k]];
    }

    double weight(int k) {
        return instance.items().weight()[k];
    }

    int group(int k, int position) {
        return instance.groupOf()[row(k).item[position]];
    }

    /** Whether a class whose state is known pays a switch. */
    boolean switches(int[] positions, int k) {
        int before = k == 0 ? instance.before() : group(k - 1, positions[k - 1]);
        return before >= 0 && before != group(k, positions[k]);
    }

    /** Exact time of a choice, as positions in the rows, with what is spent and reserved. */
    private long[] time(int[] positions) {
        long[] sum = committed.clone();
        for (int k = 0; k < positions.length; k++) {
            grid.add(row(k).time[positions[k]], sum, 0);
            if (switches(positions, k)) {
                grid.add(instance.switchTime()[group(k, positions[k])], sum, 0);
            }
        }
        return sum;
    }

    /** Whether a choice stays below the limit, exactly. */
    boolean fits(int[] positions) {
        if (positions.length < classes()) {
            return false;
        }
        for (int k = 0; k < positions.length; k++) {
            if (switches(positions, k) && !canSwitchTo(group(k, positions[k]))) {
                return false;
            }
        }
        return grid.compare(time(positions), 0, limit, 0) < 0;
    }

    /** The time a choice leaves, rounded; not above 0 where it does not fit. */
    double slack(int[] positions) {
        return grid.difference(limit, 0, time(positions), 0);
    }

    /** Compensated Σ weight·cost with switches. */
    double cost(int[] positions) {
        double sum = 0;
        double lost = 0;
        for (int k = 0; k < positions.length; k++) {
            double switching =
                    switches(positions, k) ? weight(k) * instance.switchCost()[k][group(k, positions[k])] : 0;
            double summand = weight(k) * row(k).cost[positions[k]] - lost;
            double next = sum + summand;
            lost = (next - sum) - summand;
            sum = next;
            summand = switching - lost;
            next = sum + summand;
            lost = (next - sum) - summand;
            sum = next;
        }
        return sum;
    }

    /** Compares the costs of two choices and, of equal ones, their times in the head, exactly. */
    int compareHeads(int[] a, int[] b) {
        ExactSum difference = new ExactSum();
        for (int k = 0; k < head; k++) {
            difference.addProduct(weight(k), row(k).cost[a[k]]).addProduct(-weight(k), row(k).cost[b[k]]);
            difference.addProduct(weight(k), switchCost(a, k)).addProduct(-weight(k), switchCost(b, k));
        }
        int order = difference.signum();
        return order != 0 ? order : grid.compare(time(Arrays.copyOf(a, head)), 0, time(Arrays.copyOf(b, head)), 0);
    }

    private double switchCost(int[] positions, int k) {
        return switches(positions, k) ? instance.switchCost()[k][group(k, positions[k])] : 0;
    }

    /** Whether the heads of two choices end in the same group. */
    boolean endTogether(int[] a, int[] b) {
        return group(head - 1, a[head - 1]) == group(head - 1, b[head - 1]);
    }

    /** Positions of the items of a choice, or of the first ones that are no worse. */
    int[] positions(int[] items) {
        int[] positions = new int[items.length];
        for (int k = 0; k < items.length; k++) {
            GroupedRow row = row(k);
            int group = instance.groupOf()[items[k]];
            int p = row.start[group];
            while (row.item[p] != items[k]) {
                p++;
            }
            positions[k] = p;
        }
        return positions;
    }

    int[] items(int[] positions) {
        return IntStream.range(0, positions.length)
                .map(k -> row(k).item[positions[k]])
                .toArray();
    }
}
