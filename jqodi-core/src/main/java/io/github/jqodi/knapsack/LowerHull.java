package io.github.jqodi.knapsack;

/** The lower convex hull of points in the order of their times (Andrew 1979), which is what a linear relaxation mixes. */
final class LowerHull {
    private LowerHull() {}

    /**
     * Appends the corners of the hull of some points, from the fastest to the cheapest.
     *
     * @param time of the points, rising
     * @param cost of the points
     * @param from first point
     * @param to after the last point
     * @param hull takes the corners
     * @param first place of the first corner
     * @return after the place of the last corner
     */
    static int append(double[] time, double[] cost, int from, int to, int[] hull, int first) {
        int size = first;
        for (int p = from; p < to; p++) {
            while (size - first >= 2 && !turnsUp(time, cost, hull[size - 2], hull[size - 1], p)) {
                size--;
            }
            hull[size++] = p;
        }
        return size;
    }

    /** Whether b lies strictly below the segment from a to c. */
    private static boolean turnsUp(double[] time, double[] cost, int a, int b, int c) {
        return (cost[a] - cost[b]) / (time[b] - time[a]) > (cost[b] - cost[c]) / (time[c] - time[b]);
    }
}
