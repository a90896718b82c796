package io.github.jqodi.bench.spark;

import io.github.jqodi.fleet.PricingPart;
import io.github.jqodi.fleet.PricingWorker;
import io.github.jqodi.json.FleetJson;
import io.github.jqodi.plan.Rule;
import java.io.Serializable;

/** A part of a fleet as text and numbers, since problems and cost models are not made to be sent. */
final class ShippedPart implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String fleet;
    private final int[] rows;
    private final String rule;
    private final byte[] memory;

    ShippedPart(PricingPart part) {
        this.fleet = FleetJson.write(part.fleet());
        this.rows = part.rows();
        this.rule = part.rule().label();
        this.memory = part.memory();
    }

    PricingWorker worker() {
        return new PricingWorker(
                new PricingPart(FleetJson.parse(fleet), rows, Rule.byLabel(rule).orElseThrow(), memory));
    }

    @Override
    public String toString() {
        return "part of a fleet, " + fleet.length() + " characters";
    }
}
