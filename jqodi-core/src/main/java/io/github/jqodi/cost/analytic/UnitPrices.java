package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Prices;
import java.util.function.ToDoubleFunction;

/**
 * Prices of all that an action on one server uses: what a joule and what a busy second of a node or link costs, in one epoch or
 * as the least or the most of all epochs.
 *
 * @param perJoule by name
 * @param perSecond by name
 */
record UnitPrices(ToDoubleFunction<String> perJoule, ToDoubleFunction<String> perSecond) {
    static UnitPrices of(Prices prices, int epoch) {
        return new UnitPrices(name -> prices.perJoule(name, epoch), prices::perSecond);
    }

    static UnitPrices least(Prices prices) {
        return new UnitPrices(prices::leastPerJoule, prices::perSecond);
    }

    static UnitPrices most(Prices prices) {
        return new UnitPrices(prices::mostPerJoule, prices::perSecond);
    }

    /** Price of what takes some joules and seconds. */
    double of(String name, double joules, double seconds) {
        return joules * perJoule.applyAsDouble(name) + seconds * perSecond.applyAsDouble(name);
    }
}
