package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Costs that were measured. An entry holds from its epoch until the next listed one of the same action; an action without
 * an entry is ineffective. Nothing is added to an entry but the setup.
 *
 * @param entries the measurements
 */
public record MeasuredCosts(List<Measurement> entries) implements CostModel {
    /**
     * Checks that no two measurements speak of the same action from the same epoch on.
     *
     * @param entries the measurements
     */
    public MeasuredCosts {
        entries = Check.distinct("entries", entries, Measurement::key);
    }

    @Override
    public void check(Scenario scenario) {
        Check.that(
                scenario.inferenceSamples().isEmpty(),
                "inference",
                scenario.inferenceSamples(),
                "needs analytic costs",
                "Measured epochs say nothing about inference: leave the field out.");
        Set<String> models = scenario.models().stream().map(ModelVersion::name).collect(Collectors.toSet());
        Set<String> servers =
                scenario.edgeServers().stream().map(EdgeServer::name).collect(Collectors.toSet());
        for (int i = 0; i < entries.size(); i++) {
            Measurement entry = entries.get(i);
            known("costs/entries/" + i + "/model", entry.pair().model(), models);
            known("costs/entries/" + i + "/server", entry.server(), servers);
        }
        for (int i = 0; i < scenario.models().size(); i++) {
            ModelVersion model = scenario.models().get(i);
            Check.that(
                    model.layerCount() > 0 || model.cuts().isPresent(),
                    "models/" + i + "/cuts",
                    "missing",
                    "must be given where there are no layers",
                    "List the cuts that were measured.");
        }
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        return this::lookup;
    }

    private ModelCosts lookup(QuantizedModel pair) {
        Map<Place, TreeMap<Integer, Cost>> table = new HashMap<>();
        for (Measurement entry : entries) {
            if (entry.pair().equals(pair)) {
                table.computeIfAbsent(new Place(entry.server(), entry.cut()), place -> new TreeMap<>())
                        .put(entry.fromEpoch(), entry.cost());
            }
        }
        int steady = table.values().stream().mapToInt(TreeMap::lastKey).max().orElse(1);
        return new Lookup(table, steady);
    }

    private static void known(String field, String name, Set<String> names) {
        Check.that(
                names.contains(name), field, "'" + name + "'", "is not in this scenario", "Known are " + names + ".");
    }

    /**
     * One measured epoch.
     *
     * @param pair model and quantization by name
     * @param server name of the server
     * @param cut j
     * @param seconds time of the epoch
     * @param joules energy of the epoch
     * @param fromEpoch the first epoch it holds for
     */
    public record Measurement(
            QuantizedModel pair, String server, int cut, double seconds, double joules, int fromEpoch) {
        /**
         * Checks every value.
         *
         * @param pair model and quantization by name
         * @param server not blank
         * @param cut at least 0
         * @param seconds finite, {@code >= 0}
         * @param joules finite, {@code >= 0}
         * @param fromEpoch at least 1
         */
        public Measurement {
            Check.name("server", server);
            Check.between("cut", cut, 0, Integer.MAX_VALUE);
            seconds = Check.nonNegative("seconds", seconds);
            joules = Check.nonNegative("joules", joules);
            Check.between("epoch", fromEpoch, 1, Integer.MAX_VALUE);
        }

        private List<Object> key() {
            return List.of(pair.model(), pair.quantization(), server, cut, fromEpoch);
        }

        private Cost cost() {
            return Cost.of(seconds, joules, List.of(new CostItem(server, Phase.MEASURED, seconds, joules)));
        }
    }

    private record Place(String server, int cut) {}

    private record Lookup(Map<Place, TreeMap<Integer, Cost>> table, int steadyFromEpoch)
            implements ModelCosts, Trusted {
        @Override
        public Cost epoch(Action action, int epoch) {
            TreeMap<Integer, Cost> listed = table.get(new Place(action.server().name(), action.cut()));
            Entry<Integer, Cost> entry = listed == null ? null : listed.floorEntry(epoch);
            return entry == null ? unmeasured(action, epoch) : entry.getValue();
        }

        @Override
        public Cost inference(Action action, double samples) {
            return unmeasured(action, 1);
        }

        private static Cost unmeasured(Action action, int epoch) {
            return Cost.ineffective(new Ineffective(
                    Ineffective.Kind.UNMEASURED, action + " was not measured for epoch " + epoch, 1, 0));
        }
    }
}
