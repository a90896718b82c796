package io.github.jqodi.bench.spark;

import io.github.jqodi.fleet.PricingMode;
import java.io.Serializable;
import java.util.Locale;

/** Prices that all workers are asked for. */
final class Ask implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] prices;
    private final PricingMode mode;

    Ask(double[] prices, PricingMode mode) {
        this.prices = prices;
        this.mode = mode;
    }

    double[] prices() {
        return prices;
    }

    PricingMode mode() {
        return mode;
    }

    @Override
    public String toString() {
        return mode.name().toLowerCase(Locale.ROOT) + " at " + prices.length + " prices";
    }
}
