package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import java.util.List;
import java.util.Objects;

/** Weight of energy against missing the deadline. */
public sealed interface Aim {
    /** A missed deadline costs as much as four cheapest plans. */
    Aim DEFAULT = new PricedMiss(4, List.of(0.3, 0.45, 0.6, 0.75, 0.87, 0.94, 0.98, 0.993));

    /** The confidence of the scenario's target is kept for the run as a whole. */
    Aim RISK_BUDGET = new RiskBudget();

    /**
     * A missed deadline has a price. For each of some probabilities there is a horizon within which the target is reached with it;
     * the one is taken for which the energy until the target is reached and the price of a miss come to least. The lower the
     * price, the more misses, and at 1 everything is given up. Where epochs are chosen one by one and a miss has become likely, it
     * counts ten times its price. No confidence is demanded, so that pairs that may never get there are open like others.
     *
     * @param price M, in cheapest plans at the start
     * @param quantiles probabilities of reaching the target within the horizons looked at, given that it is ever reached
     */
    record PricedMiss(double price, List<Double> quantiles) implements Aim {
        /**
         * Checks the numbers.
         *
         * @param price finite, above 0
         * @param quantiles not empty, each in (0, 1)
         */
        public PricedMiss {
            Objects.requireNonNull(quantiles, "quantiles");
            Check.positive("price", price);
            quantiles = Check.nonNegatives("quantiles", quantiles);
            Check.that(!quantiles.isEmpty(), "quantiles", "[]", "must not be empty");
            for (int i = 0; i < quantiles.size(); i++) {
                double q = quantiles.get(i);
                Check.that(q > 0 && q < 1, "quantiles/" + i, q, "must be above 0 and below 1");
            }
        }
    }

    /** The confidence c asked for; after k epochs max(0.501, 1 - (1 - c) / P(K &gt; k)) is what keeps it. */
    record RiskBudget() implements Aim {}
}
