package io.github.jqodi.bench.spark;

import java.io.Serializable;

/** Prices that all workers are asked for. */
final class Ask implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] prices;
    private final boolean exact;

    Ask(double[] prices, boolean exact) {
        this.prices = prices;
        this.exact = exact;
    }

    double[] prices() {
        return prices;
    }

    boolean isExact() {
        return exact;
    }

    @Override
    public String toString() {
        return (exact ? "exact" : "relaxed") + " at " + prices.length + " prices";
    }
}
