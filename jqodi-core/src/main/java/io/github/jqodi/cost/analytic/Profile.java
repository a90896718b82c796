package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Measured times of layers on nodes, in place of work over speed. Immutable. */
public final class Profile {
    private final List<ProfiledLayer> entries;
    private final Map<Key, ProfiledLayer> byKey = new HashMap<>();

    private record Key(String node, String model, Optional<String> quantization, String layer) {}

    /**
     * Takes measurements.
     *
     * @param entries at most one for each node, model, quantization and layer
     * @throws IllegalArgumentException if two are of the same
     */
    public Profile(List<ProfiledLayer> entries) {
        this.entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            ProfiledLayer entry = entries.get(i);
            Key key = new Key(entry.node(), entry.model(), entry.quantization(), entry.layer());
            Check.that(
                    byKey.put(key, entry) == null,
                    "profile/" + i,
                    entry.label(),
                    "appears twice",
                    "Keep one measurement of each.");
        }
    }

    /**
     * {@return the measurements}
     */
    public List<ProfiledLayer> entries() {
        return entries;
    }

    /** What was measured at a quantization, or else at full precision. */
    Optional<ProfiledLayer> entry(String node, String model, String quantization, String layer) {
        ProfiledLayer own = byKey.get(new Key(node, model, Optional.of(quantization), layer));
        return own != null
                ? Optional.of(own)
                : Optional.ofNullable(byKey.get(new Key(node, model, Optional.empty(), layer)));
    }

    /** Whether every entry speaks of what is in a scenario, and batches are those of its workload. */
    void check(Scenario scenario) {
        Set<String> nodes = new HashSet<>();
        scenario.device().map(Device::name).ifPresent(nodes::add);
        scenario.edgeServers().stream().map(EdgeServer::profiledAs).forEach(nodes::add);
        OptionalInt batchSize = scenario.workload().map(Workload::batchSize).orElse(OptionalInt.empty());
        for (ProfiledLayer entry : entries) {
            try {
                checkNode(entry, nodes);
                checkLayer(scenario.model(entry.model()), entry);
                checkBatch(entry, batchSize);
            } catch (InvalidValueException e) {
                throw Check.below(place(entry), e);
            }
        }
    }

    /** Where an entry stands in a scenario. */
    String place(ProfiledLayer entry) {
        return "costs/profile/" + entries.indexOf(entry);
    }

    private static void checkNode(ProfiledLayer entry, Set<String> nodes) {
        if (!nodes.contains(entry.node())) {
            throw Check.invalid(
                    "node",
                    entry.label(),
                    "must be on the device, on a server, or on a profile that servers name",
                    KnownNames.of(nodes.stream().sorted().toList()).advice(entry.node()));
        }
    }

    private static void checkLayer(ModelVersion model, ProfiledLayer entry) {
        long named = model.layers().stream()
                .map(Layer::name)
                .filter(entry.layer()::equals)
                .count();
        Check.that(named == 1, "layer", entry.label(), "must name one layer of the model, it names " + named);
    }

    /** The batch size all entries of batches must have. */
    private static void checkBatch(ProfiledLayer entry, OptionalInt batchSize) {
        Check.that(
                entry.batchSize().isEmpty() || entry.batchSize().equals(batchSize),
                "batchSize",
                entry.label() + " in batches of " + entry.batchSize().orElse(0),
                "must be measured in batches of workload/batchSize"
                        + (batchSize.isPresent() ? ", " + batchSize.getAsInt() : ", which is not given"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile profile && profile.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return Text.count(entries.size(), "measured layer");
    }
}
