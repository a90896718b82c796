package io.github.jqodi.fleet;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Best prices of the pricing rounds made so far, and the bounds they prove; schedules that are answered become known. */
final class DualBound {
    private final Pricing pricing;
    private final Columns columns;
    private final Map<PricingMode, Double> bounds = new EnumMap<>(PricingMode.class);
    private double[] best;

    DualBound(Pricing pricing, Columns columns, double[] start) {
        this.pricing = pricing;
        this.columns = columns;
        this.best = start;
    }

    /** Prices of the last round whose bound was higher than all before it of the same mode. */
    double[] prices() {
        return best;
    }

    /** No plan is below it; not finite if not even one round was made. */
    double value() {
        return Math.max(value(PricingMode.RELAXED), value(PricingMode.EXACT));
    }

    /** The same of the rounds of one mode. */
    double value(PricingMode mode) {
        return bounds.getOrDefault(mode, Double.NEGATIVE_INFINITY);
    }

    /** Prices all devices; false if that was stopped. */
    boolean round(double[] prices, PricingMode mode) {
        Optional<Pricing.Round> answer = pricing.round(prices, mode);
        answer.ifPresent(round -> {
            enter(round, prices);
            if (round.lowerBound() > value(mode)) {
                bounds.put(mode, round.lowerBound());
                best = prices;
            }
        });
        return answer.isPresent();
    }

    private void enter(Pricing.Round round, double[] prices) {
        for (int d = 0; d < round.columns().size(); d++) {
            int device = d;
            round.columns().get(d).ifPresent(column -> columns.add(device, column, prices));
        }
    }
}
