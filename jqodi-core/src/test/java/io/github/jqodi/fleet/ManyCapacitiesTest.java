package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fleets with more capacities than a linear program is solved for: the method of multipliers does all. */
class ManyCapacitiesTest {
    private static final int FLEETS = 8;
    /** What the multipliers' plans may cost more than the linear program's, over all fleets. */
    private static final double MOST_EXCESS = 0.02;

    @Test
    void multipliersAloneProveAndPlanNearlyAsWell() {
        double few = 0;
        double many = 0;
        for (long seed = 1; seed <= FLEETS; seed++) {
            Fleet fleet = withNewcomer(TinyFleets.of(seed, 14));
            FleetResult plain = FleetPlanner.create().plan(fleet);
            FleetResult spared = FleetPlanner.create().plan(withSpares(fleet));
            assertEquals(List.of(), FleetVerifier.verify(spared.fleet(), spared, FleetOptions.DEFAULT_GAP));
            assertTrue(spared.lowerBound() <= plain.value() * (1 + 1e-9), "seed " + seed);
            assertTrue(plain.lowerBound() <= spared.value() * (1 + 1e-9), "seed " + seed);
            few += plain.value();
            many += spared.value();
        }
        System.out.println("fleets: " + FLEETS + ", value without a linear program to that with one: " + many / few);
        assertTrue(many <= few * (1 + MOST_EXCESS), many + " against " + few);
    }

    /** The same with a device that has no plan and alone knows so many servers. */
    private static Fleet withNewcomer(Fleet fleet) {
        Problem problem = fleet.devices().get(0).problem();
        EdgeServer server = problem.scenario().edgeServers().get(0);
        List<EdgeServer> spares = IntStream.rangeClosed(0, SimplexMaster.MAX_ROWS)
                .mapToObj(i -> EdgeServer.of(
                        "spare" + i,
                        server.processor().orElseThrow(),
                        server.cloudLink().orElseThrow(),
                        server.deviceLink().orElseThrow()))
                .toList();
        Problem late = problem.withScenario(
                        problem.scenario().toBuilder().edgeServers(spares).build())
                .withDeadlineSeconds(1e-6);
        List<FleetDevice> devices = new ArrayList<>(fleet.devices());
        devices.add(FleetDevice.of("newcomer", late, 1));
        return new Fleet(fleet.windowSeconds(), fleet.capacities(), fleet.deadlineShare(), devices);
    }

    private static Fleet withSpares(Fleet fleet) {
        List<Capacity> capacities = new ArrayList<>(fleet.capacities());
        for (int i = 0; i <= SimplexMaster.MAX_ROWS; i++) {
            capacities.add(Capacity.of(Resource.node("spare" + i)));
        }
        return fleet.withCapacities(capacities);
    }
}
