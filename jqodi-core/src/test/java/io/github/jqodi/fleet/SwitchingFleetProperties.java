package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Fleets whose servers cost something to change to, by hand and beside every way to plan them. */
class SwitchingFleetProperties {
    private static final int TINY = 300;
    private static final int PLENTY = 1_000_000;
    private static final double ROUNDING = 1e-9;
    private static final QuantizedModel PAIR = QuantizedModel.of("net", 8);

    private static Rule rule(long seed) {
        return seed % 3 == 0 ? Rule.ROBUST : Rule.EXPECTED;
    }

    private static FleetResult plan(Fleet fleet, long seed) {
        FleetOptions options = FleetOptions.DEFAULT.withGap(1e-9).withRule(rule(seed));
        return FleetPlanner.create().withOptions(options).plan(fleet);
    }

    private static Problem problem(
            List<EdgeServer> servers, EpochEstimate epochs, double deadlineSeconds, Measurement... costs) {
        Scenario scenario = Scenario.builder("camera", Target.of(deadlineSeconds, 0.02))
                .device(Device.of("camera", 1e9, 1e-9))
                .edgeServers(servers)
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.018, List.of()).withCuts(List.of(1)))
                .build();
        EstimateTable.Row row = EstimateTable.Row.of(PAIR, epochs).withReaches(0.02);
        return new Problem(scenario, Estimators.of(new EstimateTable(List.of(row))), new MeasuredCosts(List.of(costs)));
    }

    private static Capacity seconds(String node, double utilization) {
        return new Capacity(Resource.node(node), 1, utilization, 1);
    }

    /** Two servers, of which the far one is faster and dearer; deadlines that neither meets alone at least energy. */
    private static Fleet tiny(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<EdgeServer> servers = List.of(
                EdgeServer.named("near").withSwitching(random.nextDouble(), random.nextDouble()),
                EdgeServer.named("far").withSwitching(random.nextDouble(), random.nextDouble()));
        List<FleetDevice> devices = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int d = 1; d <= count; d++) {
            int robust = 4 + random.nextInt(2);
            double slow = 3 + random.nextDouble();
            double fast = 1 + random.nextDouble();
            Problem problem = problem(
                    servers,
                    EpochEstimate.of(robust - random.nextInt(2), robust),
                    robust * (fast + (slow - fast) * random.nextDouble()) + 1,
                    new Measurement(PAIR, "near", 1, slow, 1 + random.nextDouble(), 1),
                    new Measurement(PAIR, "far", 1, fast, 4 + 4 * random.nextDouble(), 1));
            devices.add(FleetDevice.of("camera" + d, problem, 20 + 40 * random.nextDouble()));
        }
        return new Fleet(
                100,
                List.of(seconds("near", 0.3 * random.nextDouble()), seconds("far", 0.1 + 0.2 * random.nextDouble())),
                1,
                devices);
    }

    private static long changing(FleetResult result) {
        return result.plans().stream()
                .filter(plan -> plan.plan().schedule().stream()
                                .map(Segment::server)
                                .distinct()
                                .count()
                        > 1)
                .count();
    }

    @Test
    void theBoundIsBelowTheBestAndTheValueNotBelowIt() {
        int best = 0;
        int rejecting = 0;
        long changing = 0;
        double gaps = 0;
        for (long seed = 1; seed <= TINY; seed++) {
            long own = seed;
            Fleet fleet = seed % 3 == 0 ? TinyFleets.switching(seed) : tiny(seed);
            FleetResult result = plan(fleet, seed);
            double least = EveryFleetPlan.least(fleet, rule(seed));
            assertTrue(
                    result.lowerBound() <= least * (1 + ROUNDING),
                    () -> "seed " + own + ": bound " + result.lowerBound() + " above the best " + least);
            assertTrue(
                    result.value() >= least * (1 - ROUNDING),
                    () -> "seed " + own + ": value " + result.value() + " below the best " + least);
            assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-9), () -> "seed " + own);
            best += result.value() <= least * (1 + 1e-6) ? 1 : 0;
            rejecting += result.rejectedCount() > 0 ? 1 : 0;
            changing += changing(result);
            gaps += (result.value() - least) / least;
        }
        System.out.println("fleets with changes that cost: " + TINY + ", the best plan found in " + best
                + ", some device left out in " + rejecting + ", plans that change " + changing + ", mean excess "
                + gaps / TINY);
        assertEquals(TINY, best, "the best plan was found in " + best + " of " + TINY);
        assertTrue(changing >= TINY / 5, changing + " plans change the server");
        assertTrue(rejecting >= TINY / 10, "capacities bind in " + rejecting);
    }

    /** Where there is enough of everything, each device has its own optimum, and the bound is exact. */
    @Test
    void whereThereIsEnoughTheBoundIsTheBest() {
        long changing = 0;
        for (long seed = 1; seed <= TINY; seed++) {
            long own = seed;
            Fleet scarce = seed % 3 == 0 ? TinyFleets.switching(seed) : tiny(seed);
            Fleet fleet = scarce.withCapacities(scarce.capacities().stream()
                    .map(capacity -> capacity.withExecutors(PLENTY))
                    .toList());
            FleetResult result = plan(fleet, seed);
            double least = EveryFleetPlan.least(fleet, rule(seed));
            assertEquals(least, result.value(), 1e-6 * least, () -> "seed " + own);
            assertEquals(least, result.lowerBound(), 1e-6 * least, () -> "seed " + own);
            assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-9), () -> "seed " + own);
            changing += changing(result);
        }
        System.out.println("plans that change the server and pay for it: " + changing);
        assertTrue(changing >= TINY / 5, changing + " plans change the server");
    }

    /**
     * Ten epochs of 4 s and 3 J near, or 2 s and 8 J far, in less than 30 s: four near, then six far, the switch to which takes 1 s and 2 J,
     * are 29 s, 62 J and 13 s of the far server; the other way round is dearer, and far alone 80 J.
     */
    @Test
    void changesAreMadeOnceAndLoadTheServer() {
        List<EdgeServer> servers = List.of(
                EdgeServer.named("near").withSwitching(3, 1),
                EdgeServer.named("far").withSwitching(1, 2));
        Problem problem = problem(
                servers,
                EpochEstimate.of(10, 10),
                30,
                new Measurement(PAIR, "near", 1, 4, 3, 1),
                new Measurement(PAIR, "far", 1, 2, 8, 1));
        List<FleetDevice> devices = List.of(FleetDevice.of("camera", problem, 500));
        Fleet fleet = new Fleet(100, List.of(seconds("near", 1), seconds("far", 0.13)), 1, devices);
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(62, result.value(), 1e-9);
        assertEquals(62, result.lowerBound(), 1e-3);
        assertEquals(13, result.resourceUses().get(1).load(), 1e-9);
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-4));
        Fleet scarce = fleet.withCapacities(List.of(seconds("near", 1), seconds("far", 0.125)));
        FleetResult none = FleetPlanner.create().plan(scarce);
        assertEquals(500, none.value(), 1e-9);
        assertEquals(List.of(), FleetVerifier.verify(scarce, none, 1e-4));
    }
}
