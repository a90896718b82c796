package io.github.jqodi.bench.regret;

import io.github.jqodi.control.Aim;
import io.github.jqodi.control.ControlOptions;
import io.github.jqodi.control.CurveBelief;
import java.util.List;
import java.util.Locale;

/** Ways to act on a belief. All are the library's run controller. */
enum Way {
    /** Plans once for the confidence asked for, and holds on to the last action. */
    ONCE(false),
    /** Plans again before every epoch, for that confidence in the run as a whole. */
    EVERY_EPOCH(false),
    /** Plans again before every epoch, with a price of a miss in place of the confidence. */
    PRICED(true),
    /** The same with a belief that follows the losses of the run. */
    LEARNING(true);

    private static final List<Double> QUANTILES = ((Aim.PricedMiss) Aim.DEFAULT).quantiles();

    private final boolean isPriced;

    Way(boolean isPriced) {
        this.isPriced = isPriced;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Options of the controller with a price of a miss. */
    ControlOptions options(Belief belief, double price) {
        Aim aim = isPriced ? new Aim.PricedMiss(price, QUANTILES) : Aim.RISK_BUDGET;
        return ControlOptions.DEFAULT.withAim(aim).withBelief(this == LEARNING ? belief.learning() : CurveBelief.NONE);
    }
}
