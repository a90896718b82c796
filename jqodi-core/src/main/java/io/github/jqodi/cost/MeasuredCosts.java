package io.github.jqodi.cost;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Costs that were measured. An entry holds from its epoch until the next listed one of the same action; an action without
 * an entry is ineffective. Nothing is added to an entry but the setup. Where inference is the task, the entries are those of
 * the inference the scenario asks for, and one without a server ran on the device alone.
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
        scenario.addedInference().ifPresent(asked -> {
            throw Check.invalid(
                    "inference",
                    asked.samples(),
                    "needs analytic costs",
                    "Measured epochs say nothing about inference: leave the field out.");
        });
        Check.that(
                !(scenario.objective() instanceof Objective.Interval),
                "objective/minimise",
                "'interval'",
                "needs analytic costs",
                "Measured inferences do not say what device, link and server take of them.");
        KnownNames models =
                KnownNames.of(scenario.models().stream().map(ModelVersion::name).toList());
        KnownNames servers = KnownNames.of(
                scenario.edgeServers().stream().map(EdgeServer::name).toList());
        for (int i = 0; i < entries.size(); i++) {
            Measurement entry = entries.get(i);
            String where = "costs/entries/" + i + "/";
            models.require(where + "model", entry.pair().model(), "is not in this scenario");
            entry.server().ifPresent(server -> servers.require(where + "server", server, "is not in this scenario"));
            checkTask(i, entry, scenario);
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

    /** Epochs are run with a server; an inference has no epochs, and none where all layers run on the device. */
    private void checkTask(int index, Measurement entry, Scenario scenario) {
        String where = "costs/entries/" + index + "/";
        if (scenario.task() == Task.FINE_TUNING) {
            Check.that(entry.server().isPresent(), where + "server", "missing", "is required in fine-tuning");
            return;
        }
        Check.that(entry.fromEpoch() == 1, where + "epoch", entry.fromEpoch(), "must be 1 where inference is the task");
        int layers = scenario.model(entry.pair().model()).layerCount();
        OptionalInt alone = layers > 0
                ? OptionalInt.of(layers)
                : deviceAloneCut(entry.pair().model());
        boolean isAlone = alone.isPresent() && alone.getAsInt() == entry.cut();
        Check.that(
                entry.server().isPresent() || isAlone,
                where + "cut",
                entry.cut(),
                "must be " + alone.orElse(0) + " without a server, where the device runs all layers");
        Check.that(
                entry.server().isEmpty() || !isAlone,
                where + "server",
                "'" + entry.server().orElse("") + "'",
                "must be left out at cut " + entry.cut() + ", where the device is alone");
    }

    /**
     * The cut at which a model was measured without a server.
     *
     * @param model its name
     * @return j of the first such entry; empty if there is none
     */
    public OptionalInt deviceAloneCut(String model) {
        return entries.stream()
                .filter(entry ->
                        entry.server().isEmpty() && entry.pair().model().equals(model))
                .mapToInt(Measurement::cut)
                .findFirst();
    }

    /** Of the entries of an action that are over, the last one holds on until the next. */
    @Override
    public MeasuredCosts afterEpochs(int epochs) {
        if (epochs == 0 || entries.stream().allMatch(entry -> entry.fromEpoch() == 1)) {
            return this;
        }
        Map<List<Object>, Integer> current = new HashMap<>();
        for (Measurement entry : entries) {
            if (entry.fromEpoch() <= epochs + 1) {
                current.merge(entry.action(), entry.fromEpoch(), Math::max);
            }
        }
        return new MeasuredCosts(entries.stream()
                .filter(entry -> entry.fromEpoch() >= current.getOrDefault(entry.action(), 1))
                .map(entry -> entry.from(Math.max(1, entry.fromEpoch() - epochs)))
                .toList());
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        return new Lookups(this, Measured.of(scenario), new ConcurrentHashMap<>());
    }

    /** The entries are the same whatever the scenario, as long as they speak of the same. */
    @Override
    @SuppressWarnings("ReferenceEquality") // equal measurements that are other objects only cost a look-up of their own
    public ScenarioCosts costs(Scenario scenario, ScenarioCosts before) {
        boolean same = before instanceof Lookups known
                && known.costs.entries == entries
                && known.measured.equals(Measured.of(scenario));
        return same ? before : costs(scenario);
    }

    /**
     * What entries speak of.
     *
     * @param inference the inference they are of; empty if of epochs
     * @param device who bears what was measured without a server
     */
    private record Measured(Optional<Inference> inference, String device) {
        static Measured of(Scenario scenario) {
            Optional<Inference> task = scenario.inference().filter(asked -> scenario.task() == Task.INFERENCE);
            return new Measured(task, BillNames.device(scenario));
        }
    }

    @Override
    public String toString() {
        return Text.count(entries.size(), "measured epoch");
    }

    /**
     * One measured epoch, or an inference where that is the task.
     *
     * @param pair model and quantization by name
     * @param server name of the server; empty for an inference on the device alone
     * @param cut j
     * @param seconds time of the epoch or the inference
     * @param joules energy of the epoch or the inference
     * @param fromEpoch the first epoch it holds for
     */
    public record Measurement(
            QuantizedModel pair, Optional<String> server, int cut, double seconds, double joules, int fromEpoch) {
        /**
         * Checks every value.
         *
         * @param pair model and quantization by name
         * @param server not blank where given
         * @param cut at least 0
         * @param seconds finite, {@code >= 0}
         * @param joules finite, {@code >= 0}
         * @param fromEpoch at least 1
         */
        public Measurement {
            server.ifPresent(name -> Check.name("server", name));
            Check.between("cut", cut, 0, Integer.MAX_VALUE);
            seconds = Check.nonNegative("seconds", seconds);
            joules = Check.nonNegative("joules", joules);
            Check.between("epoch", fromEpoch, 1, Integer.MAX_VALUE);
        }

        /**
         * A measured epoch on a server.
         *
         * @param pair model and quantization by name
         * @param server not blank
         * @param cut at least 0
         * @param seconds finite, {@code >= 0}
         * @param joules finite, {@code >= 0}
         * @param fromEpoch at least 1
         */
        public Measurement(QuantizedModel pair, String server, int cut, double seconds, double joules, int fromEpoch) {
            this(pair, Optional.of(server), cut, seconds, joules, fromEpoch);
        }

        private List<Object> key() {
            return List.of(pair.model(), pair.quantization(), server.orElse("device"), cut, fromEpoch);
        }

        private List<Object> action() {
            return List.of(pair, server, cut);
        }

        private Measurement from(int epoch) {
            return new Measurement(pair, server, cut, seconds, joules, epoch);
        }

        private Cost cost(String device) {
            String node = server.orElse(device);
            return Cost.of(seconds, joules, List.of(new CostItem(node, Phase.MEASURED, seconds, joules)));
        }
    }

    private record Place(Optional<String> server, int cut) {}

    /** The look-ups of all quantized models, each made when it is asked for. */
    private record Lookups(MeasuredCosts costs, Measured measured, Map<QuantizedModel, Lookup> known)
            implements ScenarioCosts, Trusted {
        @Override
        public ModelCosts of(QuantizedModel pair) {
            return of(pair, Stopped.NEVER);
        }

        @Override
        public ModelCosts of(QuantizedModel pair, BooleanSupplier stop) {
            return known.computeIfAbsent(pair, wanted -> Lookup.of(costs.entries, measured, wanted, stop));
        }
    }

    /**
     * The entries of one quantized model.
     *
     * @param entries those of all
     * @param measured what they speak of
     * @param table which of them hold for an action
     * @param steadyFromEpoch from which epoch on no other entry begins
     */
    private record Lookup(List<Measurement> entries, Measured measured, Map<Place, Series> table, int steadyFromEpoch)
            implements ModelCosts, Trusted {
        private static final int STOP_INTERVAL = 4096;

        static Lookup of(List<Measurement> entries, Measured measured, QuantizedModel pair, BooleanSupplier stop) {
            Map<Place, Series> table = new HashMap<>();
            for (int i = 0; i < entries.size(); i++) {
                Stopped.every(STOP_INTERVAL, i, stop);
                Measurement entry = entries.get(i);
                if (entry.pair.equals(pair)) {
                    table.computeIfAbsent(new Place(entry.server, entry.cut), place -> new Series())
                            .add(entry.fromEpoch, i);
                }
            }
            int steady = 1;
            for (Series series : table.values()) {
                Stopped.when(stop);
                steady = Math.max(steady, series.sorted());
            }
            return new Lookup(entries, measured, table, steady);
        }

        @Override
        public Cost epoch(Action action, int epoch) {
            Measurement entry = at(series(action), epoch);
            return entry == null
                    ? unmeasured(action + " was not measured for epoch " + epoch)
                    : entry.cost(measured.device);
        }

        @Override
        public CostRows rows(List<Action> actions) {
            @Nullable Series[] series = new Series[actions.size()];
            Arrays.setAll(series, i -> series(actions.get(i)));
            return (epoch, seconds, joules) -> {
                for (int i = 0; i < series.length; i++) {
                    Measurement entry = at(series[i], epoch);
                    if (entry != null && Cost.canBeAddedUp(entry.seconds, entry.joules)) {
                        seconds[i] = entry.seconds;
                        joules[i] = entry.joules;
                    } else {
                        seconds[i] = Double.POSITIVE_INFINITY;
                        joules[i] = Double.POSITIVE_INFINITY;
                    }
                }
            };
        }

        private @Nullable Series series(Action action) {
            return table.get(new Place(Optional.of(action.server().name()), action.cut()));
        }

        private @Nullable Measurement at(@Nullable Series series, int epoch) {
            int index = series == null ? -1 : series.at(epoch);
            return index < 0 ? null : entries.get(index);
        }

        @Override
        public Cost inference(Action action, Inference asked) {
            if (!measured.inference.equals(Optional.of(asked))) {
                return unmeasured("an inference of " + asked.samples() + " samples was not measured");
            }
            Series own = table.getOrDefault(new Place(Optional.empty(), action.cut()), series(action));
            Measurement entry = at(own, 1);
            return entry == null ? unmeasured(action + " was not measured") : entry.cost(measured.device);
        }

        private static Cost unmeasured(String message) {
            return Cost.ineffective(new Ineffective(Ineffective.Kind.UNMEASURED, message, 1, 0));
        }
    }

    /** The entries of one action by rising epoch. */
    private static final class Series {
        /** First epoch in the upper half, index of the entry in the lower one. */
        private long[] keys = new long[1];

        private int size;

        void add(int fromEpoch, int index) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * size);
            }
            keys[size++] = (long) fromEpoch << Integer.SIZE | index;
        }

        /** Sorts the entries; the first epoch of the last one. */
        int sorted() {
            Arrays.sort(keys, 0, size);
            return (int) (keys[size - 1] >>> Integer.SIZE);
        }

        /** Index of the last entry that begins no later than an epoch, -1 if there is none. */
        int at(int epoch) {
            int after = -1 - Arrays.binarySearch(keys, 0, size, (long) epoch << Integer.SIZE | Integer.MAX_VALUE);
            return after == 0 ? -1 : (int) keys[after - 1];
        }
    }
}
