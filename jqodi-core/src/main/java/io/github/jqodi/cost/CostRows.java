package io.github.jqodi.cost;

/**
 * Times and energies of a list of actions, one epoch at a time and without the items: the same doubles as
 * {@link ModelCosts#epoch}. What does not change from epoch to epoch may be worked out when the rows are asked for.
 *
 * <pre>{@code
 * List<Action> actions = List.of(new Action(server, 1), new Action(server, 2));
 * CostRows rows = modelCosts.rows(actions);
 * double[] seconds = new double[actions.size()];
 * double[] joules = new double[actions.size()];
 * rows.fill(1, seconds, joules); // epoch 1
 * }</pre>
 */
@FunctionalInterface
public interface CostRows {
    /**
     * Fills one row.
     *
     * @param epoch k, from 1
     * @param seconds takes the time of each action, in the order of the list, +∞ if ineffective
     * @param joules takes the energy of each action, +∞ if ineffective
     */
    void fill(int epoch, double[] seconds, double[] joules);
}
