package io.github.jqodi.fleet;

import java.util.SplittableRandom;

/**
 * Schedules that are not best at the prices found, but may be where something is nearly full: those that are best at prices
 * some of which are much higher or lower.
 */
final class Diversity {
    private static final int ROUNDS = 4;
    private static final double SPREAD = 1.5;
    private static final double SHARE_PRICED = 0.3;

    private final FleetModel model;
    private final Pricing pricing;
    private final Columns columns;

    Diversity(FleetModel model, Pricing pricing, Columns columns) {
        this.model = model;
        this.pricing = pricing;
        this.columns = columns;
    }

    /** Adds what devices answer to prices around some; the bound of the fleet says what prices may be like where there are none. */
    void add(double[] prices, double bound, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] at = around(prices, Math.max(0, bound), random);
            pricing.round(at, PricingMode.RELAXED).ifPresent(answer -> {
                for (int d = 0; d < model.size(); d++) {
                    int device = d;
                    answer.columns().get(d).ifPresent(column -> columns.add(device, column, prices));
                }
            });
        }
    }

    private double[] around(double[] prices, double bound, SplittableRandom random) {
        double[] at = new double[prices.length];
        for (int r = 0; r < at.length; r++) {
            double free = bound / (prices.length * model.capacity(r));
            double base = random.nextDouble() < SHARE_PRICED ? Math.max(prices[r], free) : prices[r];
            at[r] = base * Math.exp(SPREAD * (2 * random.nextDouble() - 1));
        }
        return at;
    }
}
