package io.github.jqodi.control;

import java.util.Comparator;
import java.util.List;

/**
 * Numbers of epochs that the rest of a run may be planned for.
 *
 * @param aim how energy is weighed against missing the deadline
 * @param confidence of the target of the whole run
 */
record Horizons(Aim aim, double confidence) {
    /** Confidence with which plans of a stated number of epochs end there: nearly all of their distribution lies before. */
    static final double WHOLE = 1 - 1e-9;

    /** Whether misses have a price, so that of several horizons the one that costs least is taken. */
    boolean arePriced() {
        return aim instanceof Aim.PricedMiss;
    }

    /** Of a miss, in cheapest plans; 0 where a confidence is demanded. */
    double price() {
        return aim instanceof Aim.PricedMiss priced ? priced.price() : 0;
    }

    /** Probabilities of reaching the target within a plan, the highest first. */
    List<Double> levels(EpochsLeft left) {
        if (aim instanceof Aim.PricedMiss priced) {
            return priced.quantiles().stream().sorted(Comparator.reverseOrder()).toList();
        }
        double survived = left.open();
        double kept = survived > 0 ? 1 - (1 - confidence) / survived : confidence;
        return List.of(Math.max(0.501, kept));
    }

    /** Levels of priced misses are those of a run that gets there: what never does is missed with any horizon. */
    int at(EpochsLeft left, double level) {
        return left.quantile(arePriced() ? level * left.reach(left.last()) : level);
    }

    /** The most epochs that a plan may be made for. */
    int farthest(EpochsLeft left) {
        return at(left, levels(left).get(0));
    }
}
