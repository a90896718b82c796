package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The items of one row that are worth taking, group by group: within a group by rising time and falling cost. Items of
 * different groups do not dominate each other, since switches may be worth more than what an item saves.
 */
final class GroupedRow {
    private static final int MAX_INSERTED_ITEMS = 48;
    private static final int MAX_STEPS = 40;

    /** First position of each group, and after the last. */
    final int[] start;
    /** By position: the item, its time and its cost. */
    final int[] item;

    final double[] time;
    final double[] cost;
    /** Where each group's hull starts, and the positions of its corners, from the fastest to the cheapest. */
    final int[] hullStart;

    final int[] hull;

    private GroupedRow(int[] start, int[] item, double[] time, double[] cost, int[] hullStart, int[] hull) {
        this.start = start;
        this.item = item;
        this.time = time;
        this.cost = cost;
        this.hullStart = hullStart;
        this.hull = hull;
    }

    /**
     * Filters a row.
     *
     * @param time by item
     * @param cost by item
     * @param members the items of each group; put into the order of the row, from which that of the next is not far
     * @param limit what a time must stay below
     * @param limits when to give up
     */
    static GroupedRow of(double[] time, double[] cost, int[][] members, double limit, Limits limits) {
        int groups = members.length;
        int[] start = new int[groups + 1];
        int[] kept = new int[time.length];
        int size = 0;
        for (int g = 0; g < groups; g++) {
            int[] sorted = sorted(time, cost, members[g], limits);
            double least = Double.POSITIVE_INFINITY;
            for (int i : sorted) {
                if (time[i] < limit && cost[i] < least) {
                    least = cost[i];
                    kept[size++] = i;
                }
            }
            start[g + 1] = size;
        }
        return withHull(start, Arrays.copyOf(kept, size), time, cost);
    }

    private static int[] sorted(double[] time, double[] cost, int[] members, Limits limits) {
        if (members.length > MAX_INSERTED_ITEMS) {
            double[] t = Arrays.stream(members).mapToDouble(i -> time[i]).toArray();
            double[] c = Arrays.stream(members).mapToDouble(i -> cost[i]).toArray();
            int[] order = IndexSort.ascending(t, c, t.length, limits.stop());
            return Arrays.stream(order).map(i -> members[i]).toArray();
        }
        int[] sorted = members;
        for (int n = 1; n < sorted.length; n++) {
            int item = sorted[n];
            int at = n;
            while (at > 0 && isBefore(time, cost, item, sorted[at - 1])) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = item;
        }
        return sorted;
    }

    private static boolean isBefore(double[] time, double[] cost, int a, int b) {
        return time[a] < time[b] || (time[a] == time[b] && cost[a] < cost[b]);
    }

    private static GroupedRow withHull(int[] start, int[] item, double[] allTimes, double[] allCosts) {
        double[] time = new double[item.length];
        double[] cost = new double[item.length];
        for (int p = 0; p < item.length; p++) {
            time[p] = allTimes[item[p]];
            cost[p] = allCosts[item[p]];
        }
        int[] hullStart = new int[start.length];
        int[] hull = new int[item.length];
        for (int g = 0; g + 1 < start.length; g++) {
            hullStart[g + 1] = LowerHull.append(time, cost, start[g], start[g + 1], hull, hullStart[g]);
        }
        return new GroupedRow(start, item, time, cost, hullStart, Arrays.copyOf(hull, hullStart[start.length - 1]));
    }

    boolean isEmpty(int group) {
        return start[group] == start[group + 1];
    }

    /** Whether a group has for each item of another one an item that takes no longer and costs no more. */
    boolean standsIn(int group, int other) {
        int end = start[group + 1];
        int own = start[group];
        for (int p = start[other]; p < start[other + 1]; p++) {
            while (own < end && time[own] <= time[p]) {
                own++;
            }
            if (own == start[group] || cost[own - 1] > cost[p]) {
                return false;
            }
        }
        return true;
    }

    /** Position of the item of least weight·cost + multiplier·time in a group that is not empty; the fastest of equals. */
    int best(int group, double weight, double multiplier) {
        if (weight == 0) {
            return start[group];
        }
        int best = hull[hullStart[group]];
        double least = value(best, weight, multiplier);
        for (int h = hullStart[group] + 1; h < hullStart[group + 1]; h++) {
            double value = value(hull[h], weight, multiplier);
            if (value < least) {
                least = value;
                best = hull[h];
            }
        }
        return best;
    }

    /**
     * The same from the corner of the hull that was best at a similar weight; along a hull values fall and then rise.
     *
     * @param corner index in the hull
     * @return index in the hull
     */
    int bestCorner(int group, int corner, double weight, double multiplier) {
        int best = corner;
        double least = value(hull[best], weight, multiplier);
        int first = hullStart[group];
        while (best > first) {
            double value = value(hull[best - 1], weight, multiplier);
            if (value > least) {
                break;
            }
            least = value;
            best--;
        }
        if (best < corner) {
            return best;
        }
        int last = hullStart[group + 1] - 1;
        while (best < last) {
            double value = value(hull[best + 1], weight, multiplier);
            if (value >= least) {
                break;
            }
            least = value;
            best++;
        }
        return best;
    }

    /** Cost that is saved for each second that the next corner of a hull takes more. */
    double slope(int corner) {
        int fast = hull[corner];
        int slow = hull[corner + 1];
        return (cost[fast] - cost[slow]) / (time[slow] - time[fast]);
    }

    /**
     * The best multiplier of a class of its own over the items of all groups, by secants.
     *
     * @param weight of costs
     * @param limit of its time
     * @return weighted cost of a second; 0 if the cheapest item is in time
     */
    double multiplier(double weight, double limit) {
        int early = bestOfAll(weight, Double.POSITIVE_INFINITY);
        int late = bestOfAll(weight, 0);
        double slope = 0;
        for (int step = 0; step < MAX_STEPS && late >= 0 && time[late] > limit && time[early] < time[late]; step++) {
            slope = weight * (cost[early] - cost[late]) / (time[late] - time[early]);
            int next = bestOfAll(weight, slope);
            if (!(value(next, weight, slope) < value(early, weight, slope) * (1 - 1e-14)) || next == late) {
                break;
            }
            if (time[next] <= limit) {
                early = next;
            } else {
                late = next;
            }
        }
        return slope;
    }

    /** Position of the item of least value of all groups, the fastest at an infinite multiplier; -1 if there is none. */
    int bestOfAll(double weight, double multiplier) {
        int best = -1;
        for (int h : hull) {
            boolean better = best < 0
                    || (multiplier == Double.POSITIVE_INFINITY
                            ? time[h] < time[best]
                            : value(h, weight, multiplier) < value(best, weight, multiplier));
            best = better ? h : best;
        }
        return best;
    }

    double value(int position, double weight, double multiplier) {
        return weight * cost[position] + multiplier * time[position];
    }

    /** How many items of a group may matter at a weight: the fastest alone where costs do not count. */
    int end(int group, double weight) {
        return weight == 0 ? Math.min(start[group] + 1, start[group + 1]) : start[group + 1];
    }
}
