package io.github.jqodi.cost;

/**
 * Bounds of what each action of an {@link ActionGrid} costs in any epoch of a horizon, computed whenever asked, so that
 * nothing is stored. An action that is ineffective in some epoch has no upper bound, +∞; one that is ineffective in all of
 * them has no lower bound either. Thread-safe.
 *
 * <pre>{@code
 * ActionGrid grid = new ActionGrid(scenario.edgeServers(), List.of(1, 2));
 * Optional<CostBounds> bounds = modelCosts.bounds(grid, 200); // empty where a model has none
 * bounds.ifPresent(bound -> {
 *     double joulesOfAnEpoch = bound.least(0, 1); // no action takes less in any of the 200 epochs
 *     CostBounds.Upper first = bound.high(0, 0); // of the first server and cut
 * });
 * }</pre>
 */
public interface CostBounds {
    /**
     * Lower bounds of one cut's actions, server by server.
     *
     * @param cut index in the grid, from 0
     * @param seconds takes the bound of each server's time, {@code >= 0}; at least as long as there are servers
     * @param joules takes the bound of each server's energy, {@code >= 0}
     */
    void low(int cut, double[] seconds, double[] joules);

    /**
     * Upper bounds of one action.
     *
     * @param server index in the grid, from 0
     * @param cut index in the grid, from 0
     * @return the bounds
     */
    Upper high(int server, int cut);

    /**
     * The least of weighted time and energy over all actions; O(actions).
     *
     * @param secondsWeight {@code >= 0}
     * @param joulesWeight {@code >= 0}
     * @return a lower bound of secondsWeight·t + joulesWeight·e, +∞ if nothing is ever effective
     */
    double least(double secondsWeight, double joulesWeight);

    /**
     * Upper bounds of one action over a horizon.
     *
     * @param seconds of its time in any epoch; +∞ if it is ineffective in some epoch
     * @param joules of its energy; +∞ if it is ineffective in some epoch
     */
    record Upper(double seconds, double joules) {
        /** No bound. */
        public static final Upper NONE = new Upper(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
