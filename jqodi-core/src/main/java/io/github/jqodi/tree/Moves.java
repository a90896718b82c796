package io.github.jqodi.tree;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The actions that are effective in one epoch, by rising time, of equal times the cheaper first: what a deadline forbids is
 * then a suffix.
 */
final class Moves {
    /** Cells sorted between two looks at the stop signal. */
    private static final int CELLS = 4096;

    /** Columns of the cost table. */
    final int[] action;

    final double[] seconds;
    final double[] joules;

    private Moves(int[] action, double[] seconds, double[] joules) {
        this.action = action;
        this.seconds = seconds;
        this.joules = joules;
    }

    /** The moves of every row of a table, with a stop signal; epochs that share a row share its moves. */
    static Moves[] of(CostTable table, BooleanSupplier stop) {
        Moves[] rows = new Moves[table.rows()];
        int rowsAtOnce = Math.max(1, CELLS / Math.max(1, table.actions().size()));
        for (int row = 0; row < rows.length; row++) {
            if (row % rowsAtOnce == 0) {
                Stopped.when(stop);
            }
            rows[row] = of(table.seconds(row), table.joules(row), stop);
        }
        return rows;
    }

    private static Moves of(double[] seconds, double[] joules, BooleanSupplier stop) {
        int[] action = Arrays.stream(IndexSort.ascending(seconds, joules, seconds.length, stop))
                .filter(i -> seconds[i] < Double.POSITIVE_INFINITY)
                .toArray();
        return new Moves(
                action,
                Arrays.stream(action).mapToDouble(i -> seconds[i]).toArray(),
                Arrays.stream(action).mapToDouble(i -> joules[i]).toArray());
    }

    int count() {
        return action.length;
    }
}
