package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Time and energy of actions in every epoch of one quantized model, as plain arrays. Epochs from which costs stay the same
 * share one row. Immutable; arrays are handed out as they are and must not be changed.
 */
public final class CostTable {
    /** Cells filled between two looks at the stop signal. */
    private static final int CHUNK = 1024;

    private final List<Action> actions;
    private final double[][] seconds;
    private final double[][] joules;
    private final int[] fastest;
    private final long boundCells;

    private CostTable(ModelCosts costs, List<Action> actions, int epochs, long boundCells, WorkLimits limits) {
        int rows = Math.min(epochs, costs.steadyFromEpoch());
        this.actions = actions;
        this.boundCells = boundCells;
        this.seconds = new double[rows][];
        this.joules = new double[rows][];
        this.fastest = new int[rows];
        int rowsAtOnce = Math.max(1, CHUNK / Math.max(1, actions.size()));
        CostRows kernel = actions.size() <= CHUNK ? costs.rows(actions, limits.stop()) : inChunks(costs, limits);
        for (int row = 0; row < rows; row++) {
            if (row % rowsAtOnce == 0) {
                Stopped.when(limits.stop());
            }
            seconds[row] = new double[actions.size()];
            joules[row] = new double[actions.size()];
            kernel.fill(row + 1, seconds[row], joules[row]);
            fastest[row] = indexOfLeast(seconds[row]);
        }
    }

    private CostTable(List<Action> actions, double[][] seconds, double[][] joules, int[] fastest, long boundCells) {
        this.actions = actions;
        this.seconds = seconds;
        this.joules = joules;
        this.fastest = fastest;
        this.boundCells = boundCells;
    }

    /** Of each epoch the actions that are left in it, the last ones of all epochs from theirs on. */
    private CostTable(ModelCosts costs, ActionGrid grid, List<int[]> left, int epochs, WorkLimits limits) {
        int rows = Math.min(epochs, costs.steadyFromEpoch());
        BitSet any = new BitSet();
        left.forEach(own -> Arrays.stream(own).forEach(any::set));
        int[] all = any.stream().toArray();
        limits.checkTable("its nondominated actions", rows, all.length);
        int[] column = new int[grid.size()];
        for (int i = 0; i < all.length; i++) {
            column[all[i]] = i;
        }
        this.actions = grid.pick(all);
        this.boundCells = (long) left.size() * grid.size();
        this.seconds = new double[rows][all.length];
        this.joules = new double[rows][all.length];
        this.fastest = new int[rows];
        for (int first = 0; first < Math.min(rows, left.size()); first++) {
            int[] own = left.get(first);
            int to = first + 1 < left.size() ? first + 1 : rows;
            fill(
                    costs.rows(grid.pick(own), limits.stop()),
                    first,
                    to,
                    Arrays.stream(own).map(a -> column[a]).toArray(),
                    limits);
        }
    }

    /** Fills some columns of rows, and makes the others not effective. */
    private void fill(CostRows kernel, int first, int to, int[] columns, WorkLimits limits) {
        double[] t = new double[columns.length];
        double[] e = new double[columns.length];
        for (int row = first; row < to; row++) {
            Stopped.when(limits.stop());
            kernel.fill(row + 1, t, e);
            Arrays.fill(seconds[row], Double.POSITIVE_INFINITY);
            Arrays.fill(joules[row], Double.POSITIVE_INFINITY);
            for (int i = 0; i < columns.length; i++) {
                seconds[row][columns[i]] = t[i];
                joules[row][columns[i]] = e[i];
            }
            fastest[row] = indexOfLeast(seconds[row]);
        }
    }

    /** Rows of many actions, with looks at the stop signal in between. */
    private CostRows inChunks(ModelCosts costs, WorkLimits limits) {
        List<CostRows> chunks = new ArrayList<>();
        for (int from = 0; from < actions.size(); from += CHUNK) {
            Stopped.when(limits.stop());
            List<Action> own = actions.subList(from, Math.min(actions.size(), from + CHUNK));
            chunks.add(costs.rows(own, limits.stop()));
        }
        double[] t = new double[CHUNK];
        double[] e = new double[CHUNK];
        return (epoch, seconds, joules) -> {
            for (int i = 0; i < chunks.size(); i++) {
                Stopped.when(limits.stop());
                int from = i * CHUNK;
                int count = Math.min(CHUNK, actions.size() - from);
                chunks.get(i).fill(epoch, t, e);
                System.arraycopy(t, 0, seconds, from, count);
                System.arraycopy(e, 0, joules, from, count);
            }
        };
    }

    private static int indexOfLeast(double[] values) {
        int least = 0;
        for (int i = 1; i < values.length; i++) {
            least = values[i] < values[least] ? i : least;
        }
        return least;
    }

    /**
     * All actions; O(rows·actions) time and memory.
     *
     * @param costs costs of one quantized model
     * @param actions the open actions
     * @param epochs how many epochs are looked at
     * @return the table
     */
    public static CostTable of(ModelCosts costs, List<Action> actions, int epochs) {
        return of(costs, actions, epochs, WorkLimits.NONE);
    }

    /**
     * All actions, as far as limits allow; O(rows·actions) time and memory.
     *
     * @param costs costs of one quantized model
     * @param actions the open actions
     * @param epochs how many epochs are looked at
     * @param limits polled during long work, which they end once they are exceeded
     * @return the table
     */
    public static CostTable of(ModelCosts costs, List<Action> actions, int epochs, WorkLimits limits) {
        Check.between("epochs", epochs, 0, Integer.MAX_VALUE);
        limits.checkTable("all its actions", Math.min(epochs, costs.steadyFromEpoch()), actions.size());
        return new CostTable(costs, actions, epochs, 0, limits);
    }

    /**
     * The actions that bounds cannot tell to be useless: for each one left out there is one in the table that takes no more
     * time and no more energy in any epoch, or it is never effective. All actions where the model has no bounds.
     *
     * @param costs costs of one quantized model
     * @param grid the open actions
     * @param epochs how many epochs are looked at
     * @return the table
     */
    public static CostTable nondominated(ModelCosts costs, ActionGrid grid, int epochs) {
        return nondominated(costs, grid, epochs, WorkLimits.NONE);
    }

    /**
     * The same, as far as limits allow.
     *
     * @param costs costs of one quantized model
     * @param grid the open actions
     * @param epochs how many epochs are looked at
     * @param limits polled during long work, which they end once they are exceeded
     * @return the table
     */
    public static CostTable nondominated(ModelCosts costs, ActionGrid grid, int epochs, WorkLimits limits) {
        return costs.bounds(grid, epochs, limits.stop())
                .map(bounds -> of(costs, grid, bounds, epochs, limits))
                .orElseGet(() -> of(costs, grid, epochs, limits));
    }

    private static CostTable of(ModelCosts costs, ActionGrid grid, CostBounds bounds, int epochs, WorkLimits limits) {
        int[] left = NondominatedActions.in(grid, bounds, limits.stop());
        limits.checkTable("its nondominated actions", Math.min(epochs, costs.steadyFromEpoch()), left.length);
        return new CostTable(costs, grid.pick(left), epochs, grid.size(), limits);
    }

    /**
     * The actions that bounds cannot tell to be useless in all epochs, for schedules that may change in every epoch: for each
     * action and each epoch in which it is effective there is one in the table that takes no more time and no more energy in
     * that epoch. Where the model has bounds by epoch, an action that is useless in an epoch is not effective in its row. All
     * actions where the model has no bounds.
     *
     * @param costs costs of one quantized model
     * @param grid the open actions
     * @param epochs how many epochs are looked at
     * @param limits polled during long work, which they end once they are exceeded
     * @return the table
     */
    public static CostTable nondominatedByEpoch(ModelCosts costs, ActionGrid grid, int epochs, WorkLimits limits) {
        List<CostBounds> byEpoch = costs.boundsByEpoch(grid, epochs, limits.stop());
        if (byEpoch.isEmpty()) {
            return of(costs, grid, epochs, limits);
        } else if (byEpoch.size() == 1) {
            return of(costs, grid, byEpoch.get(0), epochs, limits);
        }
        List<int[]> left = byEpoch.stream()
                .map(bounds -> NondominatedActions.in(grid, bounds, limits.stop()))
                .toList();
        return new CostTable(costs, grid, left, epochs, limits);
    }

    /**
     * The actions that bounds cannot tell to be useless beside others of the same server, for schedules that pay for a change
     * of the server: for each one left out there is one of its server that takes no more time and no more energy in any epoch,
     * or it is never effective. All actions where the model has no bounds.
     *
     * @param costs costs of one quantized model
     * @param grid the open actions
     * @param epochs how many epochs are looked at
     * @param limits polled during long work, which they end once they are exceeded
     * @return the table
     */
    public static CostTable nondominatedByServer(ModelCosts costs, ActionGrid grid, int epochs, WorkLimits limits) {
        int[] left = new int[grid.size()];
        int size = 0;
        for (int x = 0; x < grid.servers().size(); x++) {
            Stopped.when(limits.stop());
            ActionGrid own = new ActionGrid(List.of(grid.servers().get(x)), grid.cuts());
            Optional<CostBounds> bounds = costs.bounds(own, epochs, limits.stop());
            if (bounds.isEmpty()) {
                return of(costs, grid, epochs, limits);
            }
            for (int cut : NondominatedActions.in(own, bounds.get(), limits.stop())) {
                left[size++] = x * grid.cutCount() + cut;
            }
        }
        limits.checkTable("its nondominated actions", Math.min(epochs, costs.steadyFromEpoch()), size);
        return new CostTable(costs, grid.pick(Arrays.copyOf(left, size)), epochs, grid.size(), limits);
    }

    /**
     * The table of the first epochs; O(rows), since rows are shared.
     *
     * @param epochs how many epochs are looked at, at least 1
     * @return the same actions in these epochs; this very table where it has no more
     */
    public CostTable upTo(int epochs) {
        Check.between("epochs", epochs, 1, Integer.MAX_VALUE);
        return epochs >= rows()
                ? this
                : new CostTable(
                        actions,
                        Arrays.copyOf(seconds, epochs),
                        Arrays.copyOf(joules, epochs),
                        Arrays.copyOf(fastest, epochs),
                        boundCells);
    }

    /**
     * {@return the actions, the columns of the table}
     */
    public List<Action> actions() {
        return actions;
    }

    /**
     * {@return how many rows differ; later epochs have the last one}
     */
    public int rows() {
        return seconds.length;
    }

    /**
     * {@return costs computed, those of bounds included}
     */
    public long cells() {
        return (long) rows() * actions.size() + boundCells;
    }

    /**
     * The row of an epoch.
     *
     * @param epoch k, from 1
     * @return index from 0
     */
    public int rowOf(int epoch) {
        return Math.min(epoch, rows()) - 1;
    }

    /**
     * Times of one row.
     *
     * @param row index from 0
     * @return seconds by action, +∞ where ineffective
     */
    public double[] seconds(int row) {
        return seconds[row];
    }

    /**
     * Energies of one row.
     *
     * @param row index from 0
     * @return joules by action, +∞ where ineffective
     */
    public double[] joules(int row) {
        return joules[row];
    }

    /**
     * {@return the times of all rows, which are not to be changed}
     */
    public double[][] allSeconds() {
        return seconds.clone();
    }

    /**
     * {@return the energies of all rows, which are not to be changed}
     */
    public double[][] allJoules() {
        return joules.clone();
    }

    /**
     * The fastest action of one row.
     *
     * @param row index from 0
     * @return index of the first action of least time
     */
    public int fastest(int row) {
        return fastest[row];
    }

    /**
     * Time of the fastest action of one row.
     *
     * @param row index from 0
     * @return seconds, +∞ if none is effective or there is none
     */
    public double leastSeconds(int row) {
        double[] t = seconds[row];
        return t.length == 0 ? Double.POSITIVE_INFINITY : t[fastest[row]];
    }

    /**
     * Whether an action can serve the whole run.
     *
     * @param action index of the action
     * @return whether it is effective in every row
     */
    public boolean isEffective(int action) {
        for (double[] row : seconds) {
            if (row[action] == Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return Text.count(actions.size(), "action") + " in " + Text.count(rows(), "row");
    }
}
