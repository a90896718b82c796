package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Some devices of a fleet with the capacities they know, for whoever prices them somewhere else. All of it can be sent as text
 * and numbers: the fleet as its file, the rows, the rule by its label and the memory as it is.
 */
public final class PricingPart {
    private final Fleet fleet;
    private final int[] rows;
    private final Rule rule;
    private final byte[] memory;

    /**
     * Puts a part together again.
     *
     * @param fleet the devices of the part and the capacities they know
     * @param rows place of each of these capacities in the whole fleet, {@code >= 0}
     * @param rule how energies and loads are weighed
     * @param memory as it was: what devices keep from the rounds before, and which of the whole fleet they are; empty for all of a
     *     fleet before its first round, whose answers no session takes
     */
    public PricingPart(Fleet fleet, int[] rows, Rule rule, byte[] memory) {
        this.fleet = Objects.requireNonNull(fleet, "fleet");
        this.rows = Objects.requireNonNull(rows, "rows").clone();
        this.rule = Objects.requireNonNull(rule, "rule");
        Check.that(
                rows.length == fleet.capacities().size(),
                "rows",
                Text.count(rows.length, "row"),
                "must be one for each capacity of the part, which are "
                        + fleet.capacities().size());
        for (int i = 0; i < rows.length; i++) {
            Check.that(rows[i] >= 0, "rows/" + i, rows[i], "must be >= 0");
        }
        this.memory = Objects.requireNonNull(memory, "memory").clone();
    }

    /** The devices of a model in so many parts of nearly the same size. */
    static List<PricingPart> split(FleetModel model, Rule rule, int count, long session) {
        int parts = Math.max(1, Math.min(count, model.size()));
        List<PricingPart> all = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            int from = from(model.size(), parts, i);
            int to = from(model.size(), parts, i + 1);
            all.add(part(model, rule, from, to, session));
        }
        return all;
    }

    /** Where a part begins. */
    private static int from(int size, int parts, int part) {
        return (int) ((long) size * part / parts);
    }

    private static PricingPart part(FleetModel model, Rule rule, int from, int to, long session) {
        Fleet whole = model.fleet();
        List<FleetDevice> devices = whole.devices().subList(from, to);
        Set<Resource> known = new HashSet<>();
        devices.forEach(device ->
                Fleet.Names.of(device.problem().scenario()).all().forEach(named -> known.add(named.resource())));
        List<Capacity> capacities = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int r = 0; r < whole.capacities().size(); r++) {
            if (known.contains(whole.capacities().get(r).resource())) {
                capacities.add(whole.capacities().get(r));
                rows.add(r);
            }
        }
        return new PricingPart(
                new Fleet(whole.windowSeconds(), capacities, whole.deadlineShare(), devices),
                rows.stream().mapToInt(Integer::intValue).toArray(),
                rule,
                Wire.memory(model, from, new Wire.Place(session, new Wire.Head(from, to - from, 0))));
    }

    /**
     * {@return the devices of the part and the capacities they know}
     */
    public Fleet fleet() {
        return fleet;
    }

    /**
     * {@return the place of each of its capacities in the whole fleet}
     */
    public int[] rows() {
        return rows.clone();
    }

    /**
     * {@return how energies and loads are weighed}
     */
    public Rule rule() {
        return rule;
    }

    /**
     * {@return what devices keep from the rounds before, and which of the whole fleet they are}
     */
    public byte[] memory() {
        return memory.clone();
    }

    @Override
    public String toString() {
        return Text.count(fleet.devices().size(), "device") + " of a fleet on " + Text.count(rows.length, "resource");
    }
}
