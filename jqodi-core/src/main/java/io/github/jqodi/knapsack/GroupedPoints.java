package io.github.jqodi.knapsack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The supported choices of a grouped instance, whatever its limit: those that are best at some multiplier. Between two of them
 * the multiplier at which both are worth the same tells whether there is another one (Eisner and Severance 1976).
 */
public final class GroupedPoints {
    /** A line that is not lower by this part is the same but for rounding. */
    private static final double SAME = 1e-13;

    private GroupedPoints() {}

    /**
     * Finds them; two shortest paths for each.
     *
     * @param instance the problem; its limit is not looked at
     * @param limits when to give up, by {@link io.github.jqodi.base.Stopped}
     * @return items of each class, from the fastest choice to the cheapest; empty if there is none
     */
    public static List<int[]> choices(GroupedInstance instance, Limits limits) {
        LayeredGraph graph = LayeredGraph.of(unlimited(instance), limits);
        if (graph.isInfeasible()) {
            return List.of();
        }
        List<int[]> found = new ArrayList<>();
        Deque<Point> right = new ArrayDeque<>();
        Point left = new Point(graph, graph.fastest());
        found.add(graph.items(left.positions));
        right.push(new Point(graph, StateValues.of(graph, 0).path()));
        while (!right.isEmpty()) {
            limits.check();
            Point next = right.peek();
            Point between = left.cost > next.cost && left.seconds < next.seconds ? between(graph, left, next) : next;
            if (between == next) {
                left = right.pop();
                found.add(graph.items(left.positions));
            } else {
                right.push(between);
            }
        }
        return found;
    }

    private static GroupedInstance unlimited(GroupedInstance instance) {
        Instance items = instance.items();
        double sum = Arrays.stream(items.spent()).sum()
                + Arrays.stream(items.reserved()).sum();
        double slowestSwitch = Arrays.stream(instance.switchTime()).max().orElse(0);
        for (int row : items.rowOf()) {
            sum += slowestSwitch
                    + Arrays.stream(items.time()[row])
                            .filter(Double::isFinite)
                            .max()
                            .orElse(0);
        }
        double limit = Math.min(Double.MAX_VALUE, Math.max(Double.MIN_NORMAL, 2 * sum));
        return instance.with(items.toBuilder().limit(limit).build());
    }

    /** A choice below the line through two others; the second where there is none. */
    private static Point between(LayeredGraph graph, Point left, Point right) {
        double multiplier = (left.cost - right.cost) / (right.seconds - left.seconds);
        if (multiplier == Double.POSITIVE_INFINITY) {
            return right;
        }
        Point point = new Point(graph, StateValues.of(graph, multiplier).path());
        double line = left.cost + multiplier * left.seconds;
        boolean below = point.cost + multiplier * point.seconds < line * (1 - SAME);
        return below && point.seconds < right.seconds && point.cost < left.cost ? point : right;
    }

    /** A choice with its rounded sums. */
    private static final class Point {
        final int[] positions;
        final double seconds;
        final double cost;

        Point(LayeredGraph graph, int[] positions) {
            this.positions = positions;
            this.seconds = graph.capacity - graph.slack(positions);
            this.cost = graph.cost(positions);
        }
    }
}
