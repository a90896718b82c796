package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many changes in a row: every plan is verified, and nothing piles up. */
class PreparedFleetSoakTest {
    private static final int WARM = 100;
    private static final int CHANGES = 1000;
    private static final long MOST_GROWTH = 6L << 20;

    @Test
    void aThousandChangesLeaveNothingBehind() {
        Fleet fleet = TinyFleets.of(11, 14);
        SplittableRandom random = new SplittableRandom(1);
        PreparedFleet prepared = FleetPlanner.create().prepare();
        long before = 0;
        int rejected = 0;
        for (int change = 1; change <= CHANGES; change++) {
            Fleet changed = changed(fleet, random);
            FleetResult result = prepared.plan(changed);
            assertEquals(List.of(), FleetVerifier.verify(changed, result, 1e-4), "change " + change);
            rejected += result.rejectedCount() > 0 ? 1 : 0;
            before = change == WARM ? used() : before;
        }
        long growth = used() - before;
        System.out.println(
                "changes " + CHANGES + ", with devices left out " + rejected + ", heap " + growth + " bytes more");
        assertTrue(growth < MOST_GROWTH, growth + " bytes more");
        assertTrue(prepared.toString().contains("prepared"));
    }

    private static Fleet changed(Fleet fleet, SplittableRandom random) {
        double most = 0.5 + random.nextDouble() / 2;
        List<Capacity> capacities = fleet.capacities().stream()
                .map(capacity ->
                        capacity.withUtilization(capacity.utilization() * (most + (1 - most) * random.nextDouble())))
                .toList();
        int gone = random.nextInt(fleet.devices().size());
        List<FleetDevice> devices = fleet.devices().stream()
                .filter(device -> !device.equals(fleet.devices().get(gone)))
                .toList();
        return new Fleet(fleet.windowSeconds(), used(capacities, devices), fleet.deadlineShare(), devices);
    }

    /** Capacities of what the devices use. */
    private static List<Capacity> used(List<Capacity> capacities, List<FleetDevice> devices) {
        return capacities.stream()
                .filter(capacity -> devices.stream()
                        .anyMatch(device -> Fleet.Names.of(device.problem().scenario())
                                .all()
                                .contains(capacity.resource())))
                .toList();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
