package io.github.jqodi.cost;

import io.github.jqodi.base.Stopped;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Finds the actions that may belong to a schedule of least energy: those whose lower bounds no other action undercuts with
 * its upper bounds in time and energy alike. One pass over the lower bounds; only actions that nothing seen before undercuts
 * are asked for their upper bounds, since those of others cannot undercut more than what undercuts them. A promising action
 * goes first, so that few are asked. What is left is looked at again once all are seen. O(actions) time but for the few that
 * are left, O(servers + those) memory.
 */
final class NondominatedActions {
    /** A look may move a long front. */
    private static final int STOP_INTERVAL = 512;

    private final ActionGrid grid;
    private final CostBounds bounds;
    private final BooleanSupplier stop;
    private final ParetoFront front = new ParetoFront();

    // What nothing undercut when it was seen.
    private int[] action = new int[128];
    private double[] seconds = new double[128];
    private double[] joules = new double[128];
    private int size;
    private int looks;

    private NondominatedActions(ActionGrid grid, CostBounds bounds, BooleanSupplier stop) {
        this.grid = grid;
        this.bounds = bounds;
        this.stop = stop;
    }

    /**
     * Finds them.
     *
     * @param grid the actions
     * @param bounds what they cost
     * @param stop asked now and then; true ends the search by {@link Stopped}
     * @return their indices, ascending
     */
    static int[] in(ActionGrid grid, CostBounds bounds, BooleanSupplier stop) {
        NondominatedActions search = new NondominatedActions(grid, bounds, stop);
        search.collect();
        return search.left();
    }

    private void collect() {
        int servers = grid.servers().size();
        double[] times = new double[servers];
        double[] energies = new double[servers];
        bounds.low(0, times, energies);
        begin(times, energies);
        for (int cut = 0; cut < grid.cutCount(); cut++) {
            Stopped.when(stop);
            bounds.low(cut, times, energies);
            int x = -1;
            while ((x = front.next(times, energies, x + 1, servers)) < servers) {
                Stopped.every(STOP_INTERVAL, ++looks, stop);
                look(x, cut, times[x], energies[x]);
            }
        }
    }

    /** Begins the front with an action of the first cut that undercuts many: the one whose time times energy is least. */
    private void begin(double[] times, double[] energies) {
        int best = 0;
        for (int x = 1; x < times.length; x++) {
            best = times[x] * energies[x] < times[best] * energies[best] ? x : best;
        }
        addUpper(0, best, 0);
    }

    private void look(int server, int cut, double time, double energy) {
        int faster = front.faster(time);
        if (energy == Double.POSITIVE_INFINITY || front.undercuts(faster, energy)) {
            return;
        }
        keep(server * grid.cutCount() + cut, time, energy);
        addUpper(faster, server, cut);
    }

    private void addUpper(int faster, int server, int cut) {
        CostBounds.Upper upper = bounds.high(server, cut);
        if (upper.seconds() < Double.POSITIVE_INFINITY) {
            front.add(faster, upper.seconds(), upper.joules());
        }
    }

    private void keep(int index, double time, double energy) {
        if (size == action.length) {
            action = Arrays.copyOf(action, 2 * size);
            seconds = Arrays.copyOf(seconds, 2 * size);
            joules = Arrays.copyOf(joules, 2 * size);
        }
        action[size] = index;
        seconds[size] = time;
        joules[size++] = energy;
    }

    private int[] left() {
        int count = 0;
        int i = -1;
        while ((i = front.next(seconds, joules, i + 1, size)) < size) {
            Stopped.every(STOP_INTERVAL, ++looks, stop);
            if (!front.undercuts(front.faster(seconds[i]), joules[i])) {
                action[count++] = action[i];
            }
        }
        int[] left = Arrays.copyOf(action, count);
        Arrays.sort(left);
        return left;
    }
}
