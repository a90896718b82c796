package io.github.jqodi.knapsack;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Least cost of a grouped instance, then least time in the classes up to the last one with weight, exactly, by trying every
 * choice in decimal arithmetic.
 *
 * @param cost Σ weight·cost with switches
 * @param headTime time up to the last class with weight
 * @param lastGroup group of that class
 */
record GroupedBest(BigDecimal cost, BigDecimal headTime, int lastGroup) {
    static Optional<GroupedBest> of(GroupedInstance instance) {
        Search search = new Search(instance);
        search.extend(0, instance.before(), search.start());
        return search.best;
    }

    /** The sums of one choice; empty if it does not fit. */
    static Optional<GroupedBest> ofChoice(GroupedInstance instance, int[] choice) {
        Search search = new Search(instance);
        Sums sums = search.start();
        int group = instance.before();
        for (int k = 0; k < choice.length; k++) {
            sums = search.plus(sums, k, choice[k], group);
            group = instance.groupOf()[choice[k]];
        }
        search.complete(sums);
        return search.best;
    }

    boolean sameValues(GroupedBest other) {
        return cost.compareTo(other.cost) == 0 && headTime.compareTo(other.headTime) == 0;
    }

    private record Sums(BigDecimal cost, BigDecimal time, BigDecimal headTime, int lastGroup) {}

    private static final class Search {
        private final GroupedInstance instance;
        private final BigDecimal limit;
        private final int head;
        private Optional<GroupedBest> best = Optional.empty();

        Search(GroupedInstance instance) {
            this.instance = instance;
            BigDecimal reserved = BigDecimal.ZERO;
            for (double time : instance.items().reserved()) {
                reserved = reserved.add(new BigDecimal(time));
            }
            this.limit = new BigDecimal(instance.items().limit()).subtract(reserved);
            int last = instance.classes();
            while (last > 0 && instance.items().weight()[last - 1] == 0) {
                last--;
            }
            this.head = last;
        }

        Sums start() {
            BigDecimal spent = BigDecimal.ZERO;
            for (double time : instance.items().spent()) {
                spent = spent.add(new BigDecimal(time));
            }
            return new Sums(BigDecimal.ZERO, spent, spent, -1);
        }

        void extend(int k, int group, Sums sums) {
            if (k == instance.classes()) {
                complete(sums);
                return;
            }
            double[] time = instance.items().time()[instance.items().rowOf()[k]];
            for (int i = 0; i < time.length; i++) {
                if (time[i] < Double.POSITIVE_INFINITY) {
                    extend(k + 1, instance.groupOf()[i], plus(sums, k, i, group));
                }
            }
        }

        Sums plus(Sums sums, int k, int item, int before) {
            Instance items = instance.items();
            int row = items.rowOf()[k];
            int group = instance.groupOf()[item];
            BigDecimal time = new BigDecimal(items.time()[row][item]);
            BigDecimal cost = new BigDecimal(items.cost()[row][item]);
            if (before >= 0 && before != group) {
                time = time.add(new BigDecimal(instance.switchTime()[group]));
                cost = cost.add(new BigDecimal(instance.switchCost()[k][group]));
            }
            boolean inHead = k < head;
            return new Sums(
                    sums.cost.add(cost.multiply(new BigDecimal(items.weight()[k]))),
                    sums.time.add(time),
                    inHead ? sums.headTime.add(time) : sums.headTime,
                    inHead ? group : sums.lastGroup);
        }

        void complete(Sums sums) {
            if (sums.time.compareTo(limit) >= 0) {
                return;
            }
            int order = best.isEmpty() ? -1 : sums.cost.compareTo(best.get().cost);
            if (order == 0) {
                order = sums.headTime.compareTo(best.orElseThrow().headTime);
            }
            if (order < 0) {
                best = Optional.of(new GroupedBest(sums.cost, sums.headTime, sums.lastGroup));
            }
        }
    }
}
