package io.github.jqodi.fleet;

import java.util.Arrays;

/**
 * Shares of the parts of an assignment in its distance from the bound, at prices: a unit loses what its schedule costs more
 * than its best one, a capacity what is left of it times its price. By these it is drawn where to look for something better.
 */
final class GapContributions {
    private final int units;
    private final double[] upTo;

    GapContributions(Assignment plans, double[] prices) {
        units = plans.units();
        upTo = new double[units + prices.length];
        for (int u = 0; u < units; u++) {
            upTo[u] = plans.priced(u, plans.plan(u), prices) - plans.priced(u, plans.cheapest(u, prices), prices);
        }
        for (int r = 0; r < prices.length; r++) {
            upTo[units + r] = prices[r] * Math.max(0, plans.left()[r]);
        }
        Arrays.parallelPrefix(upTo, Double::sum);
    }

    /**
     * A unit or a capacity, the likelier the more it loses.
     *
     * @param at in [0, 1)
     * @return a unit, or the count of units and a capacity after it
     */
    int draw(double at) {
        int found = Arrays.binarySearch(upTo, at * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found + 1, upTo.length - 1);
    }
}
