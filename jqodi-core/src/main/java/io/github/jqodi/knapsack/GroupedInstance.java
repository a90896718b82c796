package io.github.jqodi.knapsack;

/**
 * A multiple-choice knapsack whose items belong to groups: a class whose item is of another group than that of the class
 * before pays the entry of its group, in time and in cost. An entry's cost has the weight of the class that pays it, its time
 * is an addend of its own. Weights may be 0 here: such a class costs nothing, but its time counts.
 *
 * @param items the classes, their items, and what the sum of all times must stay below
 * @param groupOf group of each item, the same in all rows
 * @param entryTime by group, {@code >= 0}
 * @param entryCost by group, {@code >= 0}
 * @param before group before the first class, whose entry is free to it; -1 if any group's is
 */
@SuppressWarnings("ArrayRecordComponent") // a view of cost tables, never compared
public record GroupedInstance(Instance items, int[] groupOf, double[] entryTime, double[] entryCost, int before) {
    /** No group before the first class. */
    public static final int NONE_BEFORE = -1;

    int groups() {
        return entryTime.length;
    }

    int classes() {
        return items.classes();
    }
}
