package io.github.jqodi.knapsack;

import org.jspecify.annotations.Nullable;

/**
 * The best multiplier of the Lagrangian relaxation by the secant method on its paths (Handler and Zang 1980; called LARAC by
 * Jüttner, Szviatovszki, Mécs and Rajkó 2001), and the cheapest choice met on the way. Steps:
 *
 * <ol>
 *   <li>The multiplier of the relaxation without switches comes first ({@link SwitchFreeRelaxation}), then others near it, until
 *       one path fits and one does not.
 *   <li>Secants between the two lead to the best multiplier.
 *   <li>Whenever a better choice is known, groups that no still better one can use are left out. So most passes go over few
 *       groups.
 *   <li>Paths are made choices by faster items, by single moves within a group, and by joining the beginning of one to the end
 *       of another.
 * </ol>
 */
final class Larac {
    private static final int MAX_STEPS = 40;
    private static final int MAX_MOVES = 12;
    /** How far the first step goes from a multiplier; each next one goes twice as far. */
    private static final double NEAR = 1 + 0x1p-6;
    /** The same where only the items of a path are made faster. */
    private static final double VERY_NEAR = 1 + 0x1p-9;

    private static final int MAX_NEAR_STEPS = 10;

    private final LayeredGraph graph;
    private int[] best;
    private double bestCost;
    private double bound;
    private double multiplier;
    /** The last path that fits, and the last that does not. */
    private Path early;

    private @Nullable Path late;
    /** Choices that cost more are of no interest. */
    private final double ceiling;
    /** The highest cost of interest when groups were last left out. */
    private double fixedAt = Double.POSITIVE_INFINITY;

    private Larac(LayeredGraph graph, int[] known, double ceiling) {
        this.graph = graph;
        this.ceiling = ceiling;
        this.best = known;
        this.bestCost = graph.cost(known);
        this.early = new Path(graph, known);
    }

    /** Solves the relaxation of a graph in which some choice fits. */
    static Larac of(LayeredGraph graph) {
        return of(graph, graph.fastest(), SwitchFreeRelaxation.multiplier(graph), Double.POSITIVE_INFINITY);
    }

    /**
     * Solves the relaxation of the states of a graph that are open.
     *
     * @param graph the graph
     * @param known a choice of open states that fits
     * @param multiplier to begin with
     * @param ceiling choices that cost more are of no interest
     */
    static Larac of(LayeredGraph graph, int[] known, double multiplier, double ceiling) {
        Larac larac = new Larac(graph, known, ceiling);
        larac.search(multiplier);
        return larac;
    }

    /** A choice that fits. */
    int[] best() {
        return best;
    }

    /** No choice costs less. */
    double bound() {
        return Math.min(bound, bestCost);
    }

    /** The last path that fits, as positions. */
    int[] early() {
        return early.positions;
    }

    /** The last path that does not fit, as positions; the other one if there was none. */
    int[] late() {
        return late == null ? early.positions : late.positions;
    }

    /** λ of the bound. */
    double multiplier() {
        return multiplier;
    }

    private void search(double first) {
        StateValues values = StateValues.of(graph, first);
        Path path = look(values);
        if (path != early && values.multiplier > 0) {
            hurry(path.positions, values.multiplier);
        }
        fix(values);
        bracket(values, path == early);
        if (late != null) {
            closeIn(values, late);
            join(early, late);
            join(late, early);
        }
        offer(filled(best));
    }

    /** Takes the best path at a multiplier as the early or the late one; it may raise the bound. */
    private Path look(StateValues values) {
        if (values.bound() > bound) {
            bound = values.bound();
            multiplier = values.multiplier;
        }
        Path path = new Path(graph, values.path());
        if (offer(path.positions)) {
            early = path;
            offer(filled(path.positions));
        } else {
            late = path;
        }
        return path;
    }

    /** Goes on from the first path until one fits and one does not, or the cheapest path fits. */
    private void bracket(StateValues values, boolean fits) {
        double factor = NEAR;
        for (int step = 0; step < MAX_NEAR_STEPS && values.multiplier > 0; step++) {
            values.become(fits ? values.multiplier / factor : values.multiplier * factor);
            factor *= factor;
            Path path = look(values);
            fix(values);
            if (fits != (path == early)) {
                return;
            }
        }
        if (fits && values.multiplier > 0) {
            values.become(0);
            look(values);
        }
    }

    private void closeIn(StateValues values, Path firstLate) {
        Path slow = firstLate;
        double reached = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MAX_STEPS; step++) {
            graph.limits.check();
            double next = (early.cost - slow.cost) / (slow.seconds - early.seconds);
            if (!(next > 0) || next == Double.POSITIVE_INFINITY) {
                return;
            }
            double known = slow.value(next);
            values.become(next);
            Path path = look(values);
            if (path.value(next) >= known * (1 - 0x1p-40) || path.value(next) == reached) {
                return;
            }
            reached = path.value(next);
            slow = path == early ? slow : path;
            fix(values);
        }
    }

    /** Offers the same groups with the items of the next larger multiplier at which they fit. */
    private void hurry(int[] positions, double multiplier) {
        double factor = VERY_NEAR;
        for (int step = 0; step < MAX_NEAR_STEPS; step++) {
            int[] faster = positions.clone();
            for (int k = 0; k < graph.head; k++) {
                faster[k] = graph.row(k).best(graph.group(k, positions[k]), graph.weight(k), multiplier * factor);
            }
            if (graph.fits(faster)) {
                offer(filled(faster));
                return;
            }
            factor *= factor;
        }
    }

    /** Leaves out the groups that no choice better than the best one can use. */
    private void fix(StateValues values) {
        double most = Math.min(ceiling, bestCost);
        if (most < fixedAt && graph.active.length > 1 && values.isFinite()) {
            fixedAt = most;
            values.backward();
            graph.keep(values.groupsBelow(most * (1 + 0x1p-40)));
        }
    }

    /** Whether a choice fits; it is kept if it is the best so far. */
    private boolean offer(int[] positions) {
        boolean fits = graph.fits(positions);
        double cost = fits ? graph.cost(positions) : Double.POSITIVE_INFINITY;
        if (cost < bestCost) {
            best = positions;
            bestCost = cost;
        }
        return fits;
    }

    /** Moves, as long as one fits, the class that saves most within its group with the time that is left. */
    private int[] filled(int[] start) {
        int[] positions = start;
        for (int move = 0; move < MAX_MOVES; move++) {
            int[] moved = moved(positions);
            if (moved.length == 0 || !graph.fits(moved)) {
                break;
            }
            positions = moved;
        }
        return positions;
    }

    private int[] moved(int[] positions) {
        double slack = graph.slack(positions);
        double most = 0;
        int[] move = {};
        for (int k = 0; k < graph.head; k++) {
            GroupedRow row = graph.row(k);
            int to = positions[k];
            int end = row.end(graph.group(k, to), graph.weight(k));
            while (to + 1 < end && row.time[to + 1] - row.time[positions[k]] < slack) {
                to++;
            }
            double saved = graph.weight(k) * (row.cost[positions[k]] - row.cost[to]);
            if (saved > most) {
                most = saved;
                move = new int[] {k, to};
            }
        }
        if (move.length == 0) {
            return move;
        }
        int[] moved = positions.clone();
        moved[move[0]] = move[1];
        return moved;
    }

    /** The beginning of one path and the end of another, where that fits and costs least. */
    private void join(Path first, Path second) {
        double least = bestCost;
        int at = -1;
        for (int k = 1; k < graph.head; k++) {
            int from = graph.group(k - 1, first.positions[k - 1]);
            int to = graph.group(k, second.positions[k]);
            double time = from == to ? 0 : graph.instance.switchTime()[to];
            double cost = from == to ? 0 : graph.weight(k) * graph.instance.switchCost()[k][to];
            double seconds = first.secondsBefore[k] + time + second.secondsFrom(k);
            double joined = first.costBefore[k] + cost + second.costFrom(k);
            if (seconds < graph.capacity && joined < least) {
                least = joined;
                at = k;
            }
        }
        if (at >= 0) {
            int[] positions = second.positions.clone();
            System.arraycopy(first.positions, 0, positions, 0, at);
            if (offer(positions)) {
                offer(filled(positions));
            }
        }
    }

    /** A path with its sums, rounded; those before a class do not contain its switch. */
    private static final class Path {
        final int[] positions;
        final double[] secondsBefore;
        final double[] costBefore;
        private final double[] switchTime;
        private final double[] switchCost;
        final double seconds;
        final double cost;

        Path(LayeredGraph graph, int[] positions) {
            int n = positions.length;
            this.positions = positions;
            this.secondsBefore = new double[n + 1];
            this.costBefore = new double[n + 1];
            this.switchTime = new double[n];
            this.switchCost = new double[n];
            for (int k = 0; k < n; k++) {
                if (graph.switches(positions, k)) {
                    int g = graph.group(k, positions[k]);
                    switchTime[k] = graph.instance.switchTime()[g];
                    switchCost[k] = graph.weight(k) * graph.instance.switchCost()[k][g];
                }
                GroupedRow row = graph.row(k);
                secondsBefore[k + 1] = secondsBefore[k] + switchTime[k] + row.time[positions[k]];
                costBefore[k + 1] = costBefore[k] + switchCost[k] + graph.weight(k) * row.cost[positions[k]];
            }
            this.seconds = secondsBefore[n];
            this.cost = costBefore[n];
        }

        double value(double perSecond) {
            return cost + perSecond * seconds;
        }

        /** From a class to the end, without its switch. */
        double secondsFrom(int k) {
            return seconds - secondsBefore[k] - switchTime[k];
        }

        double costFrom(int k) {
            return cost - costBefore[k] - switchCost[k];
        }
    }
}
