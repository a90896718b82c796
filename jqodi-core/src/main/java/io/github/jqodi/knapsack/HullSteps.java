package io.github.jqodi.knapsack;

import java.util.Arrays;

/** The steps along the hulls of all classes, which a selection splits by the cost they save per second. */
final class HullSteps {
    private static final double BYTES_PER_STEP = 2 * Double.BYTES + 2 * Integer.BYTES;

    private final int[] classOf;
    private final int[] corner;
    private final double[] seconds;
    private final double[] efficiency;

    private HullSteps(int count) {
        this.classOf = new int[count];
        this.corner = new int[count];
        this.seconds = new double[count];
        this.efficiency = new double[count];
    }

    static HullSteps of(ReducedInstance prepared) {
        int classes = prepared.instance().classes();
        long count = 0;
        for (int k = 0; k < classes; k++) {
            count += prepared.row(k).hull.length - 1;
        }
        prepared.limits().checkMemory("the steps of its relaxation", count * BYTES_PER_STEP);
        HullSteps steps = new HullSteps(Math.toIntExact(count));
        int s = 0;
        for (int k = 0; k < classes; k++) {
            prepared.limits().check(k);
            s = steps.enter(k, prepared.row(k), prepared.instance().weight()[k], s);
        }
        return steps;
    }

    private int enter(int k, NondominatedItems row, double weight, int from) {
        int s = from;
        for (int to = 1; to < row.hull.length; to++) {
            int a = row.hull[to - 1];
            int b = row.hull[to];
            classOf[s] = k;
            corner[s] = to;
            seconds[s] = row.time[b] - row.time[a];
            efficiency[s] = weight * (row.cost[a] - row.cost[b]) / seconds[s];
            s++;
        }
        return s;
    }

    /**
     * Rearranges the steps so that the most efficient ones that fit come first and no later one is more efficient.
     *
     * @param slack seconds they may take
     * @param limits when to give up
     * @return the first that does not fit; the last step if all do
     */
    int breakItem(double slack, Limits limits) {
        double left = slack;
        int low = 0;
        int high = efficiency.length - 1;
        while (low < high) {
            limits.check();
            int middle = partition(low, high);
            double sum = 0;
            for (int s = low; s <= middle; s++) {
                sum += seconds[s];
            }
            if (sum < left) {
                left -= sum;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return efficiency.length;
    }

    /** Cost saved per second. */
    double efficiency(int step) {
        return efficiency[step];
    }

    /** The choice of the first steps, as positions in the rows. */
    int[] first(int count, ReducedInstance prepared) {
        int[] corners = new int[prepared.instance().classes()];
        for (int s = 0; s < count; s++) {
            corners[classOf[s]] = Math.max(corners[classOf[s]], corner[s]);
        }
        int[] positions = new int[corners.length];
        Arrays.setAll(positions, k -> prepared.row(k).hull[corners[k]]);
        return positions;
    }

    /** Hoare's partition by the median of three: no step up to the one returned is less efficient than one after it. */
    private int partition(int low, int high) {
        double a = efficiency[low];
        double b = efficiency[(low + high) >>> 1];
        double c = efficiency[high];
        double pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        int i = low;
        int j = high;
        while (true) {
            while (efficiency[i] > pivot) {
                i++;
            }
            while (efficiency[j] < pivot) {
                j--;
            }
            if (i >= j) {
                return Math.min(j, high - 1);
            }
            exchange(i++, j--);
        }
    }

    private void exchange(int a, int b) {
        double e = efficiency[a];
        efficiency[a] = efficiency[b];
        efficiency[b] = e;
        double t = seconds[a];
        seconds[a] = seconds[b];
        seconds[b] = t;
        int k = classOf[a];
        classOf[a] = classOf[b];
        classOf[b] = k;
        int at = corner[a];
        corner[a] = corner[b];
        corner[b] = at;
    }
}
