package io.github.jqodi.bench.scenario;

import io.github.jqodi.bench.peer.LiteralCosts;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How many cells of the first epoch of a pair are worth a thought.
 *
 * @param cells X·J
 * @param frontier cells that no other cell beats in time and energy
 * @param hull corners of the frontier's lower convex hull
 * @param servers servers with a cell on the frontier
 */
record FrontierCount(int cells, int frontier, int hull, int servers) {
    /** Counts for every candidate. */
    static List<FrontierCount> of(Problem problem) {
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        List<FrontierCount> counts = new ArrayList<>();
        for (Candidate candidate : problem.assess().candidates()) {
            LiteralCosts costs = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
            counts.add(of(costs, candidate.model().cutPoints().size()));
        }
        return counts;
    }

    private static FrontierCount of(LiteralCosts costs, int cuts) {
        double[] seconds = new double[costs.cells()];
        double[] joules = new double[costs.cells()];
        costs.row(1, seconds, joules);
        Integer[] order = new Integer[seconds.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> seconds[i]).thenComparingDouble(i -> joules[i]));
        List<Integer> frontier = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int i : order) {
            if (joules[i] < least) {
                least = joules[i];
                frontier.add(i);
            }
        }
        int servers = (int) frontier.stream().map(i -> i / cuts).distinct().count();
        return new FrontierCount(seconds.length, frontier.size(), hull(frontier, seconds, joules), servers);
    }

    private static int hull(List<Integer> frontier, double[] seconds, double[] joules) {
        List<Integer> hull = new ArrayList<>();
        for (int i : frontier) {
            while (hull.size() > 1
                    && !turnsUp(hull.get(hull.size() - 2), hull.get(hull.size() - 1), i, seconds, joules)) {
                hull.remove(hull.size() - 1);
            }
            hull.add(i);
        }
        return hull.size();
    }

    private static boolean turnsUp(int a, int b, int c, double[] seconds, double[] joules) {
        return (joules[a] - joules[b]) * (seconds[c] - seconds[b])
                > (joules[b] - joules[c]) * (seconds[b] - seconds[a]);
    }
}
