package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Prices;
import java.util.function.ToDoubleFunction;

/** Prices of what an action on one server uses: of a joule and of a busy second of each node and link. */
final class UnitPrices {
    /** By node. */
    private final double[] perJoule = new double[Node.ALL.length];

    private final double[] perSecond = new double[Node.ALL.length];

    private UnitPrices(Prices prices, ToDoubleFunction<String> joule, Nodes nodes) {
        for (Node node : Node.ALL) {
            String name = node.name(nodes);
            perJoule[node.index()] = joule.applyAsDouble(name);
            perSecond[node.index()] = prices.perSecond(name);
        }
    }

    /** Those of an epoch. */
    static UnitPrices of(Prices prices, int epoch, Nodes nodes) {
        return new UnitPrices(prices, name -> prices.perJoule(name, epoch), nodes);
    }

    /** The lowest of all epochs. */
    static UnitPrices least(Prices prices, Nodes nodes) {
        return new UnitPrices(prices, prices::leastPerJoule, nodes);
    }

    /** The highest of all epochs. */
    static UnitPrices most(Prices prices, Nodes nodes) {
        return new UnitPrices(prices, prices::mostPerJoule, nodes);
    }

    /** Price of what takes some joules and seconds. */
    double of(Node node, double joules, double seconds) {
        return joules * perJoule[node.index()] + seconds * perSecond[node.index()];
    }
}
