package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import java.util.Objects;
import java.util.Optional;

/**
 * Prices the devices of one part, wherever that is: prices come in, bounds and schedules go out as a few bytes a device. Equal
 * parts that are asked the same in the same order answer the same to the bit, so that a worker that was lost is made again by
 * asking a new one everything that the old one was asked. Not thread-safe.
 */
public final class PricingWorker {
    private final FleetModel model;
    private final int[] rows;
    private final Wire.Place place;
    private int round;

    /**
     * Asks the cost model of every device.
     *
     * @param part some devices of a fleet
     * @throws IllegalArgumentException if a device's estimates contradict themselves, its cost model fails, or the memory is
     *     damaged or of another part
     */
    public PricingWorker(PricingPart part) {
        FleetControl control = new FleetControl(Optional.empty(), FleetListener.NONE);
        this.model = FleetModel.of(part.fleet(), part.rule(), PricingBackend.threads(1), control, Optional.empty());
        this.rows = part.rows();
        this.place = new WireReader("memory of the part", part.memory()).rememberAll(model);
        this.round = place.head().round();
    }

    /**
     * Answers to prices.
     *
     * @param prices joules a busy second, of all capacities of the whole fleet
     * @param mode what devices do to find their best schedules
     * @return for {@link PricingSession#round}
     */
    public byte[] answer(double[] prices, PricingMode mode) {
        Objects.requireNonNull(mode, "mode");
        double[] own = own(prices);
        round++;
        Wire out = new Wire();
        out.head(head());
        DevicePricing.Workspace space = new DevicePricing.Workspace();
        for (int d = 0; d < model.size(); d++) {
            DevicePricing device = model.pricing(d);
            out.answer(device.answer(mode, own, space, Stopped.NEVER));
        }
        return out.sealed(Wire.question(place.session(), mode, prices));
    }

    private double[] own(double[] prices) {
        double[] own = new double[rows.length];
        for (int i = 0; i < own.length; i++) {
            Check.that(
                    rows[i] < prices.length,
                    "prices",
                    Text.count(prices.length, "price"),
                    "must hold one of row " + rows[i],
                    "Give the prices of all capacities of the whole fleet.");
            own[i] = Check.nonNegative("prices/" + rows[i], prices[rows[i]]);
        }
        return own;
    }

    private Wire.Head head() {
        return new Wire.Head(place.head().from(), model.size(), round);
    }

    /**
     * {@return what its devices keep from all they were asked, for {@link PricingSession#memories}}
     */
    public byte[] memory() {
        return Wire.memory(model, 0, new Wire.Place(place.session(), head()));
    }

    @Override
    public String toString() {
        return "prices " + model.size() + " devices";
    }
}
