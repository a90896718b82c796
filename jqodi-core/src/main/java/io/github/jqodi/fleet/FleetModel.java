package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.plan.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A fleet as numbers: the tables of every device, what leaving it out weighs, and capacities in busy seconds. */
final class FleetModel {
    /** A row is full at this part of its capacity: sums of doubles that are equal but for rounding are equal. */
    static final double FULL = 1 + 1e-12;

    private final Fleet fleet;
    private final SharedRows rows;
    private final DevicePricing[] devices;
    private final double[] weight;

    private FleetModel(Fleet fleet, SharedRows rows, DevicePricing[] devices, double[] weight) {
        this.fleet = fleet;
        this.rows = rows;
        this.devices = devices;
        this.weight = weight;
    }

    /**
     * Asks the cost model of every device that an earlier model does not know; devices that were not reached before a stop have
     * no schedules.
     */
    static FleetModel of(
            Fleet fleet, Rule rule, PricingBackend backend, FleetControl control, Optional<FleetModel> before) {
        SharedRows rows = new SharedRows(fleet);
        DevicePricing[] devices = new DevicePricing[fleet.devices().size()];
        Map<Shape, DevicePricing> known = before.filter(model -> model.sharesLike(fleet))
                .map(FleetModel::byShape)
                .orElse(Map.of());
        PairTables.Common common = new PairTables.Common(fleet.devices().get(0).problem());
        new CheckedBackend(backend)
                .forEach(
                        devices.length,
                        d -> {
                            DevicePricing own =
                                    known.get(Shape.of(fleet.devices().get(d)));
                            devices[d] = own == null ? pricing(fleet, rows, rule, d, common, control::poll) : own;
                            control.step();
                        },
                        control::poll);
        Arrays.setAll(devices, d -> devices[d] == null ? new DevicePricing(List.of(), rows.size()) : devices[d]);
        double[] weight = fleet.devices().stream()
                .mapToDouble(FleetDevice::rejectionWeight)
                .toArray();
        return new FleetModel(fleet, rows, devices, weight);
    }

    /** The same fleet with other schedules of a device, or another weight of leaving it out. */
    FleetModel with(int device, DevicePricing pricing, double newWeight) {
        DevicePricing[] others = devices.clone();
        double[] weights = weight.clone();
        others[device] = pricing;
        weights[device] = newWeight;
        return new FleetModel(fleet, rows, others, weights);
    }

    /** What the tables of a device depend on; problems are told apart as objects. */
    private record Shape(String name, Identity problem, OptionalDouble period) {
        static Shape of(FleetDevice device) {
            return new Shape(device.name(), new Identity(device.problem()), device.periodSeconds());
        }
    }

    /** An object that equals itself alone. */
    private static final class Identity {
        private final Object object;

        Identity(Object object) {
            this.object = object;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // that is what it is for
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity identity && identity.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private Map<Shape, DevicePricing> byShape() {
        Map<Shape, DevicePricing> byShape = new HashMap<>();
        for (int d = 0; d < devices.length; d++) {
            byShape.put(Shape.of(fleet.devices().get(d)), devices[d]);
        }
        return byShape;
    }

    /** Whether another fleet shares the same resources with the same stretch, in the same order. */
    private boolean sharesLike(Fleet other) {
        return other.windowSeconds() == fleet.windowSeconds()
                && other.deadlineShare() == fleet.deadlineShare()
                && shared(other).equals(shared(fleet));
    }

    private static List<Object> shared(Fleet fleet) {
        return fleet.capacities().stream()
                .<Object>map(capacity -> List.of(capacity.resource(), capacity.stretch()))
                .toList();
    }

    private static DevicePricing pricing(
            Fleet fleet, SharedRows rows, Rule rule, int d, PairTables.Common common, BooleanSupplier stop) {
        FleetDevice device = fleet.devices().get(d);
        if (stop.getAsBoolean()) {
            return new DevicePricing(List.of(), rows.size());
        }
        try {
            return new DevicePricing(new PairTables(device, fleet, rows, rule, common, stop).of(device), rows.size());
        } catch (IllegalArgumentException e) {
            throw complaintOf(d, e);
        }
    }

    /** A complaint about a device's scenario, or of code of the caller that was asked about it. */
    static IllegalArgumentException complaintOf(int device, IllegalArgumentException e) {
        String place = "devices/" + device + "/scenario";
        return e instanceof InvalidValueException complaint
                ? Check.below(place, complaint)
                : new IllegalArgumentException(place + "/" + e.getMessage(), e.getCause());
    }

    Fleet fleet() {
        return fleet;
    }

    SharedRows rows() {
        return rows;
    }

    int size() {
        return devices.length;
    }

    int rowCount() {
        return rows.size();
    }

    DevicePricing pricing(int device) {
        return devices[device];
    }

    int count(int device) {
        return fleet.devices().get(device).count();
    }

    /** What leaving out one device weighs. */
    double weight(int device) {
        return weight[device];
    }

    double capacity(int row) {
        return rows.seconds()[row];
    }

    List<PairTable> tables(int device) {
        return devices[device].tables();
    }
}
