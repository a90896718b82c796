package io.github.jqodi.knapsack;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The groups that a branch leaves open, layer by layer. */
final class OpenGroups {
    /** All of them in every layer. */
    static final OpenGroups ALL = new OpenGroups(Map.of());

    /** By layer: groups that are closed in it; layers of which all are open are left out. */
    private final Map<Integer, BitSet> closed;

    private OpenGroups(Map<Integer, BitSet> closed) {
        this.closed = closed;
    }

    /** The same but for one layer, in which some groups are closed too. */
    OpenGroups without(int layer, BitSet groups) {
        Map<Integer, BitSet> more = new HashMap<>(closed);
        BitSet there = (BitSet) groups.clone();
        there.or(closed.getOrDefault(layer, new BitSet()));
        more.put(layer, there);
        return new OpenGroups(more);
    }

    /** The same but for one layer, in which one group alone is open, if it was. */
    OpenGroups only(int layer, int group, int groups) {
        BitSet others = new BitSet();
        others.set(0, groups);
        others.clear(group);
        return without(layer, others);
    }

    /** Whether no group is closed in a layer. */
    boolean areAll(int layer) {
        return closed.isEmpty() || !closed.containsKey(layer);
    }

    /** Makes the values of closed groups infinite. */
    void close(int layer, int[] groups, double[] values, int from) {
        if (areAll(layer)) {
            return;
        }
        BitSet there = closed.getOrDefault(layer, new BitSet());
        for (int i = 0; i < groups.length; i++) {
            values[from + i] = there.get(groups[i]) ? Double.POSITIVE_INFINITY : values[from + i];
        }
    }
}
