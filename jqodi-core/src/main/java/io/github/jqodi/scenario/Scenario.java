package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The world: who computes, over which links, which model versions there are, what has to be reached. What is believed
 * about training and how costs are computed is kept apart and joined in a problem.
 *
 * @param name short text
 * @param notes where numbers come from and what is assumed
 * @param target deadline, loss or accuracy, confidence
 * @param objective what is minimised
 * @param schedule whether server and cut may change between epochs
 * @param cloud the cloud server; may be missing where costs are measured
 * @param device the small device; may be missing where costs are measured
 * @param edgeServers at least one, names unique
 * @param quantizations Ω, at least one, names unique
 * @param workload the private data; may be missing where costs are measured, or all models given by variants
 * @param models at least one, names unique
 * @param choices pinned and forbidden values
 * @param inference what is added to the objective of fine-tuning, or is itself the task; empty if none is asked for
 * @param task what is planned
 */
public record Scenario(
        String name,
        List<String> notes,
        Target target,
        Objective objective,
        SchedulePolicy schedule,
        Optional<Cloud> cloud,
        Optional<Device> device,
        List<EdgeServer> edgeServers,
        List<Quantization> quantizations,
        Optional<Workload> workload,
        List<ModelVersion> models,
        Choices choices,
        Optional<Inference> inference,
        Task task) {
    /**
     * Checks what the parts cannot check alone and copies the lists.
     *
     * @param name not blank
     * @param notes texts
     * @param target deadline, loss, confidence
     * @param objective what is minimised; the interval only of an inference that is the task
     * @param schedule per epoch or fixed
     * @param cloud the cloud server
     * @param device the small device
     * @param edgeServers at least one, names unique; bills call a link by its two ends, as in {@code cloud-edge1}, and no other
     *     link or node may be called so
     * @param quantizations at least one, names unique
     * @param workload the private data
     * @param models at least one, names unique
     * @param choices pinned and forbidden values, all of them held by this scenario; of a cut, by one of the models
     * @param inference how many samples; where inference is the task and nothing is said, one
     * @param task fine-tuning or inference
     */
    public Scenario {
        Objects.requireNonNull(choices, "choices");
        Objects.requireNonNull(cloud, "cloud");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(edgeServers, "edgeServers");
        Objects.requireNonNull(inference, "inference");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(notes, "notes");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(quantizations, "quantizations");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(workload, "workload");
        Check.name("name", name);
        for (int i = 0; i < notes.size(); i++) {
            Check.wellFormed("notes/" + i, notes.get(i));
        }
        notes = List.copyOf(notes);
        edgeServers = Check.distinct("edgeServers", edgeServers, EdgeServer::name);
        Check.that(!edgeServers.isEmpty(), "edgeServers", "[]", "must list at least one server");
        BillNames names = new BillNames(cloud, device, edgeServers);
        names.check();
        quantizations = Check.distinct("quantizations", quantizations, Quantization::name);
        Check.that(!quantizations.isEmpty(), "quantizations", "[]", "must list at least one quantization");
        models = Check.distinct("models", models, ModelVersion::name);
        Check.that(!models.isEmpty(), "models", "[]", "must list at least one model");
        choices.checkNames(models, quantizations, edgeServers);
        checkEnergyLimit(target, objective);
        if (objective instanceof Objective.Price priced) {
            priced.prices().checkNames(KnownNames.of(names.all()));
            checkOnceAndChanges(priced.prices(), cloud.map(Cloud::name).orElse(""), models, edgeServers);
        }
        Check.that(
                task == Task.INFERENCE || !(objective instanceof Objective.Interval),
                "objective/minimise",
                "'interval'",
                "needs the task 'inference'");
        inference = task == Task.INFERENCE ? inference.or(() -> Optional.of(Inference.ONE)) : inference;
        for (int i = 0; i < models.size(); i++) {
            checkMetric("models/" + i + "/", models.get(i), target.metric());
        }
    }

    /** What setups and switches of the server cost at their prices can be added up, as their seconds and joules can. */
    private static void checkOnceAndChanges(
            Prices prices, String cloud, List<ModelVersion> models, List<EdgeServer> servers) {
        for (ModelVersion model : models) {
            for (Setup setup : model.setup()) {
                checkPrice(prices, cloud, setup.seconds(), setup.joules(), "a setup of '" + model.name() + "'");
            }
        }
        for (EdgeServer server : servers) {
            String change = "a change to '" + server.name() + "'";
            checkPrice(prices, server.name(), server.switchSeconds(), server.switchJoules(), change);
        }
    }

    private static void checkPrice(Prices prices, String node, double seconds, double joules, String what) {
        double price = joules * prices.mostPerJoule(node) + seconds * prices.perSecond(node);
        Check.that(price <= Check.MAX_SUMMAND, "objective", price, "must be at most 1e290, the price of " + what);
    }

    /** Energy and time have one; prices and intervals are no energies. */
    private static void checkEnergyLimit(Target target, Objective objective) {
        boolean isPrice = objective instanceof Objective.Price;
        Check.that(
                target.joules().isEmpty() || !(isPrice || objective instanceof Objective.Interval),
                "target/joules",
                target.joules().isPresent() ? target.joules().getAsDouble() : "nothing",
                "cannot be given where " + (isPrice ? "price" : "the interval") + " is minimised",
                "Leave it out, or minimise energy or time.");
    }

    private static void checkMetric(String where, ModelVersion model, Metric metric) {
        metric.check(where + metric.label(), model.loss());
        model.lossTarget().ifPresent(own -> metric.check(where + metric.label() + "Target", own));
    }

    /**
     * Starts a description.
     *
     * @param name short text
     * @param target deadline, loss, confidence
     * @return a builder with everything else still open
     */
    public static Builder builder(String name, Target target) {
        return new Builder(name, target);
    }

    /**
     * {@return a builder that starts from this scenario}
     */
    public Builder toBuilder() {
        Builder builder = new Builder(name, target);
        builder.notes.addAll(notes);
        builder.objective = objective;
        builder.schedule = schedule;
        builder.cloud = cloud;
        builder.device = device;
        builder.edgeServers.addAll(edgeServers);
        builder.quantizations.addAll(quantizations);
        builder.workload = workload;
        builder.models.addAll(models);
        builder.choices = choices;
        builder.inference = inference;
        builder.task = task;
        return builder;
    }

    /**
     * The model version of a name; O(models).
     *
     * @param modelName its name
     * @return the version
     * @throws IllegalArgumentException if this scenario has no such model
     */
    public ModelVersion model(String modelName) {
        return named("model", modelName, models, ModelVersion::name);
    }

    /**
     * The quantization of a name; O(quantizations).
     *
     * @param quantizationName its name
     * @return that of Ω, or, of a number in (0, 32] that is not in Ω, the bit-width
     * @throws IllegalArgumentException if this scenario has no such quantization and the name is no bit-width
     */
    public Quantization quantization(String quantizationName) {
        for (Quantization quantization : quantizations) {
            if (quantization.name().equals(quantizationName)) {
                return quantization;
            }
        }
        OptionalDouble width = Quantization.bitWidth(quantizationName);
        return width.isPresent()
                ? Quantization.of(width.getAsDouble())
                : named("quantization", quantizationName, quantizations, Quantization::name);
    }

    /**
     * The edge server of a name; O(servers).
     *
     * @param serverName its name
     * @return the server
     * @throws IllegalArgumentException if this scenario has no such server
     */
    public EdgeServer server(String serverName) {
        return named("server", serverName, edgeServers, EdgeServer::name);
    }

    private static <T> T named(String field, String name, List<T> all, Function<T, String> nameOf) {
        for (T one : all) {
            if (nameOf.apply(one).equals(name)) {
                return one;
            }
        }
        KnownNames known = KnownNames.of(all.stream().map(nameOf).toList());
        throw Check.invalid(field, "'" + name + "'", "is not in this scenario", known.advice(name));
    }

    /**
     * {@return the model versions that the choices leave open}
     */
    public List<ModelVersion> openModels() {
        return open(models, choices.models(), ModelVersion::name);
    }

    /**
     * {@return the quantizations that the choices leave open}
     */
    public List<Quantization> openQuantizations() {
        return open(quantizations, choices.quantizations(), Quantization::name);
    }

    /**
     * {@return the edge servers that the choices leave open}
     */
    public List<EdgeServer> openServers() {
        return open(edgeServers, choices.servers(), EdgeServer::name);
    }

    /**
     * The cuts of a model version that the choices leave open.
     *
     * @param model one of the versions
     * @return numbers of layers on the device
     */
    public List<Integer> openCuts(ModelVersion model) {
        return open(model.cutPoints(), choices.cuts(), cut -> cut);
    }

    /** All of them where all are open, so that nothing is copied. */
    private static <T, N> List<T> open(List<T> all, Selection<N> selection, Function<T, N> nameOf) {
        List<T> open =
                all.stream().filter(one -> selection.allows(nameOf.apply(one))).toList();
        return open.size() == all.size() ? all : List.copyOf(open);
    }

    /**
     * {@return what all losses of this scenario are: losses or accuracies}
     */
    public Metric metric() {
        return target.metric();
    }

    /**
     * {@return the inference that is added to fine-tuning; empty if none is asked for, or if inference itself is the task}
     */
    public Optional<Inference> addedInference() {
        return task == Task.INFERENCE ? Optional.empty() : inference;
    }

    /**
     * The target loss of a model version.
     *
     * @param model one of the versions
     * @return its own target, or the scenario's; an accuracy where that is the metric
     */
    public double lossTarget(ModelVersion model) {
        return model.lossTarget().orElse(target.loss());
    }

    /**
     * The target loss of a pair, that of its model version.
     *
     * @param pair model and quantization by name
     * @return its own target, or the scenario's; an accuracy where that is the metric
     * @throws IllegalArgumentException if this scenario has no such model
     */
    public double lossTarget(QuantizedModel pair) {
        return lossTarget(model(pair.model()));
    }

    /**
     * The same scenario with another target loss of one model version.
     *
     * @param modelName its name
     * @param loss what it has to get below; an accuracy where that is the metric
     * @return a copy
     * @throws IllegalArgumentException if this scenario has no such model
     */
    public Scenario withLossTarget(String modelName, double loss) {
        model(modelName);
        return toBuilder()
                .models(models.stream()
                        .map(model -> model.name().equals(modelName) ? model.withLossTarget(loss) : model)
                        .toList())
                .build();
    }

    /**
     * The same scenario with another target.
     *
     * @param newTarget deadline, loss, confidence
     * @return a copy
     */
    public Scenario withTarget(Target newTarget) {
        Objects.requireNonNull(newTarget, "newTarget");
        return toBuilder().target(newTarget).build();
    }

    /**
     * The same scenario with another objective.
     *
     * @param newObjective what is minimised
     * @return a copy
     */
    public Scenario withObjective(Objective newObjective) {
        Objects.requireNonNull(newObjective, "newObjective");
        return toBuilder().objective(newObjective).build();
    }

    /**
     * The same world some epochs later: entry k of each list by epoch, of rates, energies and prices, is that of epoch k from
     * then on.
     *
     * @param epochs how many have gone by, at least 0
     * @return a copy; this scenario after 0 epochs
     */
    public Scenario afterEpochs(int epochs) {
        return epochs == 0
                ? this
                : toBuilder()
                        .objective(Later.objective(objective, epochs))
                        .edgeServers(edgeServers.stream()
                                .map(server -> server.afterEpochs(epochs))
                                .toList())
                        .build();
    }

    /**
     * The same world with other edge servers.
     *
     * @param servers all of them
     * @return a copy
     */
    public Scenario withEdgeServers(List<EdgeServer> servers) {
        Objects.requireNonNull(servers, "servers");
        return toBuilder().edgeServers(servers).build();
    }

    /**
     * The same world with one of its edge servers changed.
     *
     * @param server in place of that of its name
     * @return a copy
     * @throws IllegalArgumentException if there is none of its name
     */
    public Scenario withServer(EdgeServer server) {
        Objects.requireNonNull(server, "server");
        List<EdgeServer> changed = new ArrayList<>(edgeServers);
        changed.set(edgeServers.indexOf(named("server", server.name(), edgeServers, EdgeServer::name)), server);
        return withEdgeServers(changed);
    }

    /**
     * The same scenario with another schedule policy.
     *
     * @param policy per epoch or fixed
     * @return a copy
     */
    public Scenario withSchedule(SchedulePolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return toBuilder().schedule(policy).build();
    }

    /**
     * The same scenario with other choices.
     *
     * @param newChoices pinned and forbidden values, all of them held by this scenario
     * @return a copy
     */
    public Scenario withChoices(Choices newChoices) {
        Objects.requireNonNull(newChoices, "newChoices");
        return toBuilder().choices(newChoices).build();
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + Text.count(models.size(), "model") + " at "
                + Text.count(quantizations.size(), "quantization") + " on "
                + Text.count(edgeServers.size(), "edge server") + ", in less than "
                + Text.number(target.deadlineSeconds()) + " s to " + metric().withArticle() + " "
                + metric().goodSide() + " " + Text.number(target.loss());
    }

    /** Collects the parts of a {@link Scenario}; everything is checked when it is built. */
    public static final class Builder {
        private final String name;
        private Target target;
        private final List<String> notes = new ArrayList<>();
        private Objective objective = Objective.ENERGY;
        private SchedulePolicy schedule = SchedulePolicy.PER_EPOCH;
        private Optional<Cloud> cloud = Optional.empty();
        private Optional<Device> device = Optional.empty();
        private final List<EdgeServer> edgeServers = new ArrayList<>();
        private final List<Quantization> quantizations = new ArrayList<>();
        private Optional<Workload> workload = Optional.empty();
        private final List<ModelVersion> models = new ArrayList<>();
        private Choices choices = Choices.ALL;
        private Optional<Inference> inference = Optional.empty();
        private Task task = Task.FINE_TUNING;

        private Builder(String name, Target target) {
            this.name = name;
            this.target = target;
        }

        /**
         * Replaces the target.
         *
         * @param newTarget deadline, loss or accuracy, confidence
         * @return this
         */
        public Builder target(Target newTarget) {
            target = newTarget;
            return this;
        }

        /**
         * Sets what is minimised; {@link Objective#ENERGY} by default.
         *
         * @param newObjective energy, time or price
         * @return this
         */
        public Builder objective(Objective newObjective) {
            objective = newObjective;
            return this;
        }

        /**
         * Adds a note.
         *
         * @param note where numbers come from, what is assumed
         * @return this
         */
        public Builder note(String note) {
            notes.add(note);
            return this;
        }

        /**
         * Sets whether server and cut may change between epochs; {@link SchedulePolicy#PER_EPOCH} by default.
         *
         * @param policy per epoch or fixed
         * @return this
         */
        public Builder schedule(SchedulePolicy policy) {
            schedule = policy;
            return this;
        }

        /**
         * Sets the cloud server.
         *
         * @param newCloud the cloud
         * @return this
         */
        public Builder cloud(Cloud newCloud) {
            cloud = Optional.of(newCloud);
            return this;
        }

        /**
         * Sets the device.
         *
         * @param newDevice the device
         * @return this
         */
        public Builder device(Device newDevice) {
            device = Optional.of(newDevice);
            return this;
        }

        /**
         * Adds an edge server.
         *
         * @param server the server
         * @return this
         */
        public Builder edgeServer(EdgeServer server) {
            edgeServers.add(server);
            return this;
        }

        /**
         * Replaces the edge servers.
         *
         * @param servers all servers
         * @return this
         */
        public Builder edgeServers(List<EdgeServer> servers) {
            edgeServers.clear();
            edgeServers.addAll(servers);
            return this;
        }

        /**
         * Replaces Ω by bit-widths.
         *
         * @param widths at least one, distinct, each in (0, 32]
         * @return this
         * @throws IllegalArgumentException if the widths are none, not distinct or out of range
         */
        public Builder bitWidths(double... widths) {
            return quantizations(Quantization.ofBitWidths(widths));
        }

        /**
         * Replaces Ω.
         *
         * @param all names unique
         * @return this
         */
        public Builder quantizations(List<Quantization> all) {
            quantizations.clear();
            quantizations.addAll(all);
            return this;
        }

        /**
         * Sets the private data.
         *
         * @param newWorkload samples and passes
         * @return this
         */
        public Builder workload(Workload newWorkload) {
            workload = Optional.of(newWorkload);
            return this;
        }

        /**
         * Adds a model version.
         *
         * @param model the version
         * @return this
         */
        public Builder model(ModelVersion model) {
            models.add(model);
            return this;
        }

        /**
         * Replaces the model versions.
         *
         * @param versions all versions
         * @return this
         */
        public Builder models(List<ModelVersion> versions) {
            models.clear();
            models.addAll(versions);
            return this;
        }

        /**
         * Sets pinned and forbidden values; everything is open by default.
         *
         * @param newChoices the selections
         * @return this
         */
        public Builder choices(Choices newChoices) {
            choices = newChoices;
            return this;
        }

        /**
         * Adds the inference of some samples to objective, energy and bill.
         *
         * @param samples how many
         * @return this
         */
        public Builder inferenceSamples(double samples) {
            return inference(Inference.of(samples));
        }

        /**
         * Adds an inference to objective, energy and bill, or says which one is the task.
         *
         * @param newInference how many samples, in which batches
         * @return this
         */
        public Builder inference(Inference newInference) {
            inference = Optional.of(newInference);
            return this;
        }

        /**
         * Sets what is planned; {@link Task#FINE_TUNING} by default.
         *
         * @param newTask fine-tuning or inference
         * @return this
         */
        public Builder task(Task newTask) {
            task = newTask;
            return this;
        }

        /**
         * {@return the scenario}
         */
        public Scenario build() {
            return new Scenario(
                    name,
                    notes,
                    target,
                    objective,
                    schedule,
                    cloud,
                    device,
                    edgeServers,
                    quantizations,
                    workload,
                    models,
                    choices,
                    inference,
                    task);
        }
    }
}
