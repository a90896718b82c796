package io.github.jqodi.cost;

import java.util.List;
import java.util.Optional;

/**
 * Time and energy of every action in every epoch of one quantized model, as plain arrays. Epochs from which costs stay the
 * same share one row. Immutable; arrays are handed out as they are and must not be changed.
 */
public final class CostTable {
    private final List<Action> actions;
    private final ModelCosts costs;
    private final double[][] seconds;
    private final double[][] joules;

    private CostTable(List<Action> actions, ModelCosts costs, int rows) {
        this.actions = actions;
        this.costs = costs;
        this.seconds = new double[rows][actions.size()];
        this.joules = new double[rows][actions.size()];
    }

    /**
     * Asks the cost model for every cell; O(rows·actions) time and memory.
     *
     * @param costs costs of one quantized model
     * @param actions the open actions
     * @param epochs how many epochs are looked at
     * @return the table
     */
    public static CostTable of(ModelCosts costs, List<Action> actions, int epochs) {
        CostTable table = new CostTable(List.copyOf(actions), costs, Math.min(epochs, costs.steadyFromEpoch()));
        for (int row = 0; row < table.seconds.length; row++) {
            for (int i = 0; i < actions.size(); i++) {
                Cost cost = costs.epoch(actions.get(i), row + 1);
                table.seconds[row][i] = cost.seconds();
                table.joules[row][i] = cost.joules();
            }
        }
        return table;
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
     * {@return cells computed}
     */
    public long cells() {
        return (long) rows() * actions.size();
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
     * Why an action cannot serve the whole run.
     *
     * @param action index of the action
     * @return the reason in the first epoch in which it is ineffective; empty if it is effective throughout
     */
    public Optional<Ineffective> whyNot(int action) {
        for (int row = 0; row < rows(); row++) {
            if (seconds[row][action] == Double.POSITIVE_INFINITY) {
                return costs.epoch(actions.get(action), row + 1).ineffective();
            }
        }
        return Optional.empty();
    }
}
