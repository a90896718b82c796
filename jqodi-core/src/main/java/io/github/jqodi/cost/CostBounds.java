package io.github.jqodi.cost;

/**
 * Bounds of what each action of an {@link ActionGrid} costs in any epoch of a horizon, computed server by server whenever
 * asked, so that nothing is stored. An action that is ineffective in some epoch has no upper bound, +∞; one that is
 * ineffective in all of them has no lower bound either. Thread-safe.
 */
public interface CostBounds {
    /**
     * Lower bounds of one server's actions.
     *
     * @param server index in the grid, from 0
     * @param seconds takes the bound of each cut's time; at least as long as there are cuts
     * @param joules takes the bound of each cut's energy
     */
    void low(int server, double[] seconds, double[] joules);

    /**
     * Upper bounds of one server's actions.
     *
     * @param server index in the grid, from 0
     * @param seconds takes the bound of each cut's time
     * @param joules takes the bound of each cut's energy
     */
    void high(int server, double[] seconds, double[] joules);

    /**
     * The least of weighted time and energy over all actions; O(actions).
     *
     * @param secondsWeight {@code >= 0}
     * @param joulesWeight {@code >= 0}
     * @return a lower bound of secondsWeight·t + joulesWeight·e, +∞ if nothing is ever effective
     */
    double least(double secondsWeight, double joulesWeight);
}
