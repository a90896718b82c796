package io.github.jqodi.cost;

import java.util.Arrays;
import java.util.List;

/**
 * Time and energy of actions in every epoch of one quantized model, as plain arrays. Epochs from which costs stay the same
 * share one row. Immutable; arrays are handed out as they are and must not be changed.
 */
public final class CostTable {
    private final List<Action> actions;
    private final double[][] seconds;
    private final double[][] joules;
    private final long boundCells;

    private CostTable(ModelCosts costs, List<Action> actions, int epochs, long boundCells) {
        int rows = Math.min(epochs, costs.steadyFromEpoch());
        this.actions = actions;
        this.boundCells = boundCells;
        this.seconds = new double[rows][actions.size()];
        this.joules = new double[rows][actions.size()];
        for (int row = 0; row < rows; row++) {
            costs.fill(actions, row + 1, seconds[row], joules[row]);
        }
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
        return new CostTable(costs, actions, epochs, 0);
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
        return costs.bounds(grid, epochs)
                .map(bounds -> {
                    int[] left = NondominatedActions.in(grid, bounds);
                    return new CostTable(costs, grid.pick(left), epochs, grid.size());
                })
                .orElseGet(() -> of(costs, grid, epochs));
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
     * Whether an action can serve the whole run.
     *
     * @param action index of the action
     * @return whether it is effective in every row
     */
    public boolean isEffective(int action) {
        return Arrays.stream(seconds).allMatch(row -> row[action] < Double.POSITIVE_INFINITY);
    }
}
