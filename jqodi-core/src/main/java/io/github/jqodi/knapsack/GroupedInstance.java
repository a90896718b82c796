package io.github.jqodi.knapsack;

import java.util.Arrays;

/**
 * A multiple-choice knapsack whose items belong to groups: a class whose item is of another group than that of the class
 * before pays the switch to its group, in time and in cost. A switch's cost has the weight of the class that pays it, its time
 * is an addend of its own. Weights may be 0 here: such a class costs nothing, but its time counts.
 *
 * @param items the classes, their items, and what the sum of all times must stay below
 * @param groupOf group of each item, the same in all rows
 * @param switchTime by group, {@code >= 0}
 * @param switchCost by class, then group, {@code >= 0}; classes whose switches cost the same may share an array
 * @param before group before the first class, whose switch is free to it; -1 if any group's is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of cost tables, never compared
public record GroupedInstance(Instance items, int[] groupOf, double[] switchTime, double[][] switchCost, int before) {
    /** No group before the first class. */
    public static final int NONE_BEFORE = -1;

    /**
     * Switches that cost the same in every class.
     *
     * @param items the classes, their items, and what the sum of all times must stay below
     * @param groupOf group of each item, the same in all rows
     * @param switchTime by group, {@code >= 0}
     * @param switchCost by group, {@code >= 0}
     * @param before group before the first class, whose switch is free to it; -1 if any group's is
     */
    public GroupedInstance(Instance items, int[] groupOf, double[] switchTime, double[] switchCost, int before) {
        this(items, groupOf, switchTime, everywhere(switchCost, items.classes()), before);
    }

    private static double[][] everywhere(double[] switchCost, int classes) {
        double[][] all = new double[classes][];
        Arrays.fill(all, switchCost);
        return all;
    }

    /** The same with another knapsack of as many classes. */
    GroupedInstance with(Instance otherItems) {
        return new GroupedInstance(otherItems, groupOf, switchTime, switchCost, before);
    }

    int groups() {
        return switchTime.length;
    }

    int classes() {
        return items.classes();
    }
}
