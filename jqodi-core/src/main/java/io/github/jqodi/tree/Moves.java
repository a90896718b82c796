package io.github.jqodi.tree;

import io.github.jqodi.cost.CostTable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The actions that are effective in one epoch, by rising time, of equal times the cheaper first: what a deadline forbids is
 * then a suffix.
 */
final class Moves {
    /** Columns of the cost table. */
    final int[] action;

    final double[] seconds;
    final double[] joules;

    private Moves(int[] action, double[] seconds, double[] joules) {
        this.action = action;
        this.seconds = seconds;
        this.joules = joules;
    }

    /** The moves of every row of a table; epochs that share a row share its moves. */
    static Moves[] of(CostTable table) {
        Moves[] rows = new Moves[table.rows()];
        Arrays.setAll(rows, row -> of(table.seconds(row), table.joules(row)));
        return rows;
    }

    private static Moves of(double[] seconds, double[] joules) {
        Integer[] order = new Integer[seconds.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingDouble(i -> seconds[i])
                        .thenComparingDouble(i -> joules[i])
                        .thenComparingInt(i -> i));
        int[] action = Arrays.stream(order)
                .mapToInt(i -> i)
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
