package io.github.jqodi.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Planner of fleets that differ little from one another, as servers and devices come and go. Tables of costs of devices that stay
 * the same are kept with the schedules found, and prices start from those of the fleet before, so that a few rounds do. What it
 * proves holds as if planned alone; which of many good plans it finds may depend on the fleets before. One fleet at a time;
 * thread-safe.
 */
public final class PreparedFleet {
    private final FleetOptions options;
    private final PricingBackend backend;
    private final FleetListener listener;
    private @Nullable FleetMemory memory;
    private Map<Resource, Double> prices = new HashMap<>();

    PreparedFleet(FleetOptions options, PricingBackend backend, FleetListener listener) {
        this.options = options;
        this.backend = backend;
        this.listener = listener;
    }

    /**
     * Plans a fleet.
     *
     * @param fleet devices and what they share
     * @return plans, bound and prices
     * @throws IllegalArgumentException if a device's estimates contradict themselves, its cost model fails, or a backend of the
     *     caller throws, leaves blocks undone or gives answers that were not asked for
     */
    public synchronized FleetResult plan(Fleet fleet) {
        FleetControl control = new FleetControl(options.timeLimit(), listener);
        control.begin(FleetProgress.Phase.TABLES, fleet.devices().size());
        Optional<FleetMemory> known = Optional.ofNullable(memory);
        FleetModel model = FleetModel.of(fleet, options.rule(), backend, control, known.map(FleetMemory::model));
        FleetSolve.Solved solved = new FleetSolve(model, options, backend, control, known).solve(start(fleet));
        FleetResult result = solved.result();
        memory = result.limitReached().isPresent() ? null : solved.memory();
        prices = new HashMap<>();
        result.resourceUses().forEach(use -> prices.put(use.capacity().resource(), use.price()));
        return result;
    }

    private double[] start(Fleet fleet) {
        return fleet.capacities().stream()
                .mapToDouble(capacity -> prices.getOrDefault(capacity.resource(), 0.0))
                .toArray();
    }

    @Override
    public String toString() {
        return "prepared fleet planner, " + options;
    }
}
