package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;

/**
 * The linear relaxation, solved greedily: start with the fastest item of each class and take the steps along the hulls in
 * order of cost saved per second while time is left. The step that does not fit gives the multiplier λ of the Lagrangian
 * bound Σ min(cost + λ·time) - λ·capacity; the steps that fit give a first choice.
 */
final class Relaxation {
    /** λ, cost per second. */
    final double multiplier;
    /** Position in its row of the item chosen for each class. */
    final int[] greedy;
    /** Whether no step was left out, so that the first choice is the best. */
    final boolean complete;

    private Relaxation(double multiplier, int[] greedy, boolean complete) {
        this.multiplier = multiplier;
        this.greedy = greedy;
        this.complete = complete;
    }

    /**
     * Solves it.
     *
     * @param rows items by row
     * @param instance the problem
     * @param grid exact times
     * @param spent base and the fastest item of every class, in exact time; must be below the limit
     * @param limit in exact time
     */
    static Relaxation of(Row[] rows, Instance instance, TimeGrid grid, long[] spent, long[] limit) {
        Steps steps = Steps.of(rows, instance);
        long[] total = spent.clone();
        long[] tried = new long[grid.digits()];
        int[] greedy = new int[instance.classes()];
        boolean[] stuck = new boolean[instance.classes()];
        double multiplier = 0;
        boolean complete = true;
        for (int s : steps.order) {
            int k = steps.classOf[s];
            if (stuck[k]) {
                continue;
            }
            Row row = rows[instance.rowOf()[k]];
            int to = row.hull[steps.corner[s]];
            grid.subtract(total, 0, row.ticks, greedy[k] * grid.digits(), tried, 0);
            grid.add(tried, 0, row.ticks, to * grid.digits(), tried, 0);
            if (grid.compare(tried, 0, limit, 0) < 0) {
                System.arraycopy(tried, 0, total, 0, tried.length);
                greedy[k] = to;
            } else {
                multiplier = complete ? steps.efficiency[s] : multiplier;
                complete = false;
                stuck[k] = true;
            }
        }
        return new Relaxation(multiplier, greedy, complete);
    }

    /** All steps along the hulls, the most efficient first. */
    private static final class Steps {
        final int[] classOf;
        final int[] corner;
        final double[] efficiency;
        int[] order = new int[0];

        private Steps(int count) {
            classOf = new int[count];
            corner = new int[count];
            efficiency = new double[count];
        }

        static Steps of(Row[] rows, Instance instance) {
            int count = 0;
            for (int row : instance.rowOf()) {
                count += rows[row].hull.length - 1;
            }
            Steps steps = new Steps(count);
            int s = 0;
            for (int k = 0; k < instance.classes(); k++) {
                Row row = rows[instance.rowOf()[k]];
                for (int corner = 1; corner < row.hull.length; corner++) {
                    int from = row.hull[corner - 1];
                    int to = row.hull[corner];
                    steps.classOf[s] = k;
                    steps.corner[s] = corner;
                    steps.efficiency[s] =
                            instance.weight()[k] * (row.cost[from] - row.cost[to]) / (row.time[to] - row.time[from]);
                    s++;
                }
            }
            steps.order = IndexSort.descending(steps.efficiency);
            return steps;
        }
    }
}
