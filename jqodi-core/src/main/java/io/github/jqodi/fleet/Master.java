package io.github.jqodi.fleet;

/**
 * Master program of the column generation: shares of the known schedules that cost least while loads fit, and prices, to which
 * devices answer with more schedules. What it knows is in the {@link Columns} it was made with, where shares are left too.
 */
interface Master {
    /**
     * Rounds of relaxed pricing until the bound rises no more.
     *
     * @param dual best prices and bounds, which must be of one round at least
     * @param maxRounds how many at most, the first included
     * @return false if one was stopped
     */
    boolean approach(DualBound dual, int maxRounds);

    /**
     * Rounds of exact pricing, which certify a bound.
     *
     * @param dual best prices and bounds
     * @param maxRounds how many at most
     * @param gap what the master's value and the bound may differ by, relative to the value, if it proves one
     */
    void certify(DualBound dual, int maxRounds, double gap);

    /**
     * Shares out a part of every capacity at least cost, with the schedules that are known.
     *
     * @param part of every capacity, above 0
     * @param prices joules a busy second, to start from
     */
    void share(double part, double[] prices);
}
