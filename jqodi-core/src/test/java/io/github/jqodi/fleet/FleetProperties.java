package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Bounds, values and plans of fleets beside every way to plan them. */
class FleetProperties {
    private static final int TINY = 400;
    private static final int MANY = 60;
    private static final int SOME = 10;
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
        assertEquals(TINY, best, "the best plan was found in " + best + " of " + TINY);
        assertTrue(rejecting >= TINY / 10, "capacities bind in " + rejecting);
    }

    /** Branching goes on from the bound of prices alone, and is never above a value that is reached. */
    @Test
    void branchingRaisesBoundsOfSmallFleets() {
        int higher = 0;
        for (long seed = 1; seed <= MANY; seed++) {
            long own = seed;
            Fleet wide = TinyFleets.of(seed, 12);
            Fleet fleet = wide.withCapacities(wide.capacities().stream()
                    .map(capacity -> capacity.withUtilization(capacity.utilization() / 4))
                    .toList());
            FleetOptions unbranched = options(seed).withNeighbourhoods(0);
            FleetResult plain = FleetPlanner.create().withOptions(unbranched).plan(fleet);
            FleetResult branched = plan(fleet, seed);
            assertTrue(branched.lowerBound() >= plain.lowerBound() * (1 - ROUNDING), () -> "seed " + own);
            assertTrue(branched.lowerBound() <= plain.value() * (1 + ROUNDING), () -> "seed " + own);
            assertTrue(branched.value() <= plain.value() * (1 + ROUNDING), () -> "seed " + own);
            higher += branched.lowerBound() > plain.lowerBound() * (1 + 1e-4) ? 1 : 0;
        }
        System.out.println("branching raised the bound of " + higher + " of " + MANY + " fleets");
        assertTrue(higher >= MANY / 6, "raised " + higher);
    }

    @Test
    void moreOfAnythingMakesNoBoundWorse() {
        for (long seed = 1; seed <= MANY; seed++) {
            long own = seed;
            Fleet fleet = TinyFleets.of(seed);
            Rule rule = options(seed).rule();
            List<Capacity> more = fleet.capacities().stream()
                    .map(capacity -> capacity.withExecutors(2 * capacity.executors()))
                    .toList();
            double before = EveryFleetPlan.least(fleet, rule);
            FleetResult result = plan(fleet.withCapacities(more), seed);
            assertTrue(result.lowerBound() <= before * (1 + ROUNDING), () -> "seed " + own);
            assertEquals(
                    List.of(), FleetVerifier.verify(fleet.withCapacities(more), result, 1e-9), () -> "seed " + own);
        }
    }

    /**
     * Twice the window makes twice the room; twice the devices of each type then cost twice as much, or less where they share what
     * one fleet leaves. What prices alone prove of one fleet holds for them too.
     */
    @Test
    void twiceTheFleetInTwiceTheWindowIsBoundByTwiceAsMuch() {
        for (long seed = 1; seed <= MANY; seed++) {
            long own = seed;
            Fleet fleet = onceAWindow(TinyFleets.of(seed));
            List<FleetDevice> twice = fleet.devices().stream()
                    .map(device -> device.withCount(2 * device.count()))
                    .toList();
            Fleet doubled = new Fleet(2 * fleet.windowSeconds(), fleet.capacities(), fleet.deadlineShare(), twice);
            FleetOptions byPrices = options(seed).withNeighbourhoods(0);
            double one = FleetPlanner.create().withOptions(byPrices).plan(fleet).lowerBound();
            FleetResult two = plan(doubled, seed);
            double best = EveryFleetPlan.least(fleet, options(seed).rule());
            assertTrue(two.lowerBound() <= 2 * best * (1 + ROUNDING), () -> "seed " + own);
            assertTrue(two.value() >= 2 * one * (1 - ROUNDING), () -> "seed " + own);
        }
    }

    private static Fleet onceAWindow(Fleet fleet) {
        List<FleetDevice> devices = fleet.devices().stream()
                .map(device -> FleetDevice.of(device.name(), device.problem(), device.rejectionJoules())
                        .withPriority(device.priority())
                        .withCount(device.count()))
                .toList();
        return fleet.withDevices(devices);
    }

    @Test
    void resultsAreTheSameToTheBitWhateverTheThreads() {
        for (long seed = 1; seed <= SOME; seed++) {
            long own = seed;
            Fleet fleet = TinyFleets.of(seed, 30);
            FleetOptions options = options(seed).withNeighbourhoods(20);
            FleetResult one = FleetPlanner.create().withOptions(options).plan(fleet);
            FleetResult four =
                    FleetPlanner.create().withOptions(options.withThreads(4)).plan(fleet);
            FleetResult backwards = FleetPlanner.create()
                    .withOptions(options)
                    .withBackend(FleetProperties::backwards)
                    .plan(fleet);
            assertEquals(figures(one), figures(four), () -> "seed " + own);
            assertEquals(figures(one), figures(backwards), () -> "seed " + own);
            assertEquals(List.of(), FleetVerifier.verify(fleet, one, 1e-9), () -> "seed " + own);
        }
    }

    private static void backwards(int blocks, IntConsumer work) {
        for (int block = blocks - 1; block >= 0; block--) {
            work.accept(block);
        }
    }

    private static List<Object> figures(FleetResult result) {
        return List.of(
                result.value(),
                result.lowerBound(),
                result.plans(),
                result.rejected(),
                result.resourceUses(),
                result.status());
    }

    /** The price of a newcomer at the prices of a fleet is what the exact planner says, and the oracle never says more. */
    @Test
    void theOracleAgreesWithThePlanner() {
        int compared = 0;
        for (long seed = 1; seed <= MANY; seed++) {
            long own = seed;
            Fleet fleet = onceAWindow(seed % 2 == 0 ? TinyFleets.of(seed) : TinyFleets.switching(seed));
            FleetOptions options = options(seed);
            FleetResult result = FleetPlanner.create().withOptions(options).plan(fleet);
            FleetControl control = new FleetControl(Optional.empty(), FleetListener.NONE);
            FleetModel model =
                    FleetModel.of(fleet, options.rule(), PricingBackend.threads(1), control, Optional.empty());
            double[] prices = result.resourceUses().stream()
                    .mapToDouble(ResourceUse::price)
                    .toArray();
            for (int d = 0; d < model.size(); d++) {
                Problem priced = result.priced(fleet.devices().get(d).problem());
                SolveResult exact =
                        Planner.create().withRule(options.rule()).withGap(0).plan(priced);
                DevicePricing.Answer answer =
                        model.pricing(d).answer(PricingMode.EXACT, prices, new DevicePricing.Workspace(), () -> false);
                assertEquals(exact.status().hasPlan(), answer.bound() < Double.POSITIVE_INFINITY, () -> "seed " + own);
                if (exact.plan().isPresent()) {
                    double objective = exact.plan().get().objective();
                    assertTrue(answer.bound() <= objective * (1 + ROUNDING), () -> "seed " + own);
                    compared++;
                    assertEquals(objective, answer.bound(), 1e-6 * objective, () -> "seed " + own);
                    assertEquals(
                            objective,
                            answer.column().orElseThrow().priced(prices),
                            1e-6 * objective,
                            () -> "seed " + own);
                }
            }
        }
        System.out.println("oracle and planner agree on " + compared + " devices");
        assertTrue(compared >= MANY / 2, "compared " + compared);
    }

    /** Wherever a limit strikes, what is proven holds and what is planned fits. */
    @Test
    void aLimitAnywhereLeavesWhatHolds() {
        int ended = 0;
        for (long seed = 1; seed <= SOME; seed++) {
            long own = seed;
            Fleet fleet = TinyFleets.of(seed, 60);
            FleetResult whole = plan(fleet, seed);
            for (long micros = 500; micros < 1_000_000; micros *= 4) {
                FleetOptions limited = options(seed).withTimeLimit(Duration.ofNanos(1000 * micros));
                FleetResult result = FleetPlanner.create().withOptions(limited).plan(fleet);
                ended += result.limitReached().isPresent() ? 1 : 0;
                assertTrue(result.lowerBound() <= whole.value() * (1 + ROUNDING), () -> "seed " + own);
                assertTrue(whole.lowerBound() <= result.value() * (1 + ROUNDING), () -> "seed " + own);
                assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-9), () -> "seed " + own);
            }
        }
        System.out.println("limits ended " + ended + " searches");
        assertTrue(ended >= SOME, "limits ended " + ended);
    }

    @Test
    void aPreparedPlannerProvesWhatHoldsAlone() {
        int kept = 0;
        for (long seed = 1; seed <= SOME; seed++) {
            long own = seed;
            Fleet fleet = TinyFleets.of(seed, 12);
            PreparedFleet prepared =
                    FleetPlanner.create().withOptions(options(seed)).prepare();
            prepared.plan(fleet);
            List<Capacity> fewer = fleet.capacities().stream()
                    .map(capacity -> capacity.withUtilization(0.8 * capacity.utilization()))
                    .toList();
            Fleet changed = fleet.withCapacities(fewer)
                    .withDevices(fleet.devices().subList(0, fleet.devices().size() - 1));
            FleetResult again = prepared.plan(changed);
            FleetResult alone = plan(changed, seed);
            assertTrue(again.lowerBound() <= alone.value() * (1 + ROUNDING), () -> "seed " + own);
            assertTrue(alone.lowerBound() <= again.value() * (1 + ROUNDING), () -> "seed " + own);
            assertEquals(List.of(), FleetVerifier.verify(changed, again, 1e-9), () -> "seed " + own);
            kept += again.value() <= alone.value() * 1.05 ? 1 : 0;
        }
        assertTrue(kept >= 0.9 * SOME, "as good as alone in " + kept + " of " + SOME);
    }
}
