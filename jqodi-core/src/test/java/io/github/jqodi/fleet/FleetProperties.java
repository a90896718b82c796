package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bounds, values and plans of fleets beside every way to plan them. */
class FleetProperties {
    private static final int TINY = 400;
    private static final double ROUNDING = 1e-9;

    private static FleetOptions options(long seed) {
        return FleetOptions.DEFAULT.withGap(1e-9).withRule(seed % 3 == 0 ? Rule.ROBUST : Rule.EXPECTED);
    }

    private static FleetResult plan(Fleet fleet, long seed) {
        return FleetPlanner.create().withOptions(options(seed)).plan(fleet);
    }

    @Test
    void theBoundIsBelowTheBestAndTheValueNotBelowIt() {
        int best = 0;
        int rejecting = 0;
        double gaps = 0;
        for (long seed = 1; seed <= TINY; seed++) {
            long own = seed;
            Fleet fleet = TinyFleets.of(seed);
            FleetResult result = plan(fleet, seed);
            double least = EveryFleetPlan.least(fleet, options(seed).rule());
            assertTrue(
                    result.lowerBound() <= least * (1 + ROUNDING),
                    () -> "seed " + own + ": bound " + result.lowerBound() + " above the best " + least);
            assertTrue(
                    result.value() >= least * (1 - ROUNDING),
                    () -> "seed " + own + ": value " + result.value() + " below the best " + least);
            assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-9), () -> "seed " + own);
            best += result.value() <= least * (1 + 1e-6) ? 1 : 0;
            rejecting += result.rejectedCount() > 0 ? 1 : 0;
            gaps += (result.value() - least) / least;
        }
        System.out.println("tiny fleets: " + TINY + ", the best plan found in " + best + ", some device left out in "
                + rejecting + ", mean excess " + gaps / TINY);
        assertTrue(best >= 0.9 * TINY, "the best plan was found in " + best + " of " + TINY);
        assertTrue(rejecting >= TINY / 10, "capacities bind in " + rejecting);
    }
}
