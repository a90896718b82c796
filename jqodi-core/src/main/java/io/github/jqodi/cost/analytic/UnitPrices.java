package io.github.jqodi.cost.analytic;

/** Prices of what an action on one server uses: of a joule and of a busy second of each node and link. */
final class UnitPrices {
    /** By node. */
    private final double[] perJoule;

    private final double[] perSecond;

    /**
     * Prices.
     *
     * @param perJoule by node; not to be changed
     * @param perSecond by node; not to be changed
     */
    UnitPrices(double[] perJoule, double[] perSecond) {
        this.perJoule = perJoule;
        this.perSecond = perSecond;
    }

    /** Price of what takes some joules and seconds. */
    double cost(Node node, double joules, double seconds) {
        return joules * perJoule[node.index()] + seconds * perSecond[node.index()];
    }
}
