package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Versioned;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The loads of one quantized model on a server: the same on all of them, or measured on those of one profile. */
final class ModelLoads {
    private final ModelVersion model;
    private final Quantization quantization;
    private final Workload workload;
    private final AnalyticCosts costs;
    private final CutLoads computed;
    /** Sums of the computed loads, which devices with the same model share. */
    private final Versioned<TermSums> sums = new Versioned<>();
    /** What was measured on nodes that profiles tell apart, as far as it was asked for. */
    private final Map<LayerTimes.Basis, LayerTimes> times = new ConcurrentHashMap<>();
    /** What was measured on the device, if anything. */
    private final Optional<LayerTimes> onDevice;

    private ModelLoads(
            ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs, Device device) {
        this.model = model;
        this.quantization = quantization;
        this.workload = workload;
        this.costs = costs;
        this.computed = CutLoads.ofEpoch(model, quantization, workload, costs);
        this.onDevice = costs.profile().map(profile -> times(LayerTimes.Basis.of(device)));
    }

    /**
     * The loads of a model.
     *
     * @throws IllegalArgumentException if the model has neither layers nor a variant of this quantization, has layers alone and
     *     there is no workload, or a layer that an open action needs was not measured
     */
    static ModelLoads of(Scenario scenario, ModelVersion model, Quantization quantization, AnalyticCosts costs) {
        Workload workload = scenario.workload().orElseGet(() -> noSamples(model, quantization));
        Device device = scenario.device().orElseThrow();
        if (costs.profile().isPresent()) {
            Check.that(
                    !model.layers().isEmpty(),
                    "layers",
                    "[]",
                    "must be given for model '" + model.name() + "', whose layers are profiled");
        }
        ModelLoads loads = new ModelLoads(model, quantization, workload, costs, device);
        loads.onDevice.ifPresent(times -> loads.checkMeasured(scenario, device, times));
        return loads;
    }

    /** What a variant is charged where there is no workload; layers need one. */
    private static Workload noSamples(ModelVersion model, Quantization quantization) {
        Check.that(
                model.layers().isEmpty()
                        || model.variantFor(quantization.name()).isPresent(),
                "workload",
                "missing",
                "is needed for model '" + model.name() + "' at " + quantization.label()
                        + ", of which there is no variant",
                "Give it, or a variant.");
        return Workload.of(0, 0);
    }

    /** A cut that the model has. */
    int checked(int cut) {
        int layers = computed.layers().count();
        if (cut > layers) {
            throw Check.invalid(
                    "cut", cut, "must be from 0 to " + layers + ", the number of layers of '" + model.name() + "'");
        }
        return cut;
    }

    private LayerTimes times(LayerTimes.Basis basis) {
        return times.computeIfAbsent(
                basis, node -> LayerTimes.of(node, model, quantization, computed.layers(), workload, costs));
    }

    /** Layers 1 to the last open cut on the device, those after the first one on every open server. */
    private void checkMeasured(Scenario scenario, Device device, LayerTimes onIt) {
        List<Integer> cuts = scenario.openCuts(model);
        int first = cuts.stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(computed.layers().count());
        int last = cuts.stream().mapToInt(Integer::intValue).max().orElse(0);
        checkMeasured(device.name(), onIt, 0, last);
        Set<LayerTimes.Basis> seen = new HashSet<>();
        for (EdgeServer server : scenario.openServers()) {
            LayerTimes.Basis basis = LayerTimes.Basis.of(server);
            if (seen.add(basis)) {
                checkMeasured(
                        basis.node(), times(basis), first, computed.layers().count());
            }
        }
    }

    private void checkMeasured(String node, LayerTimes times, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!times.knows(i)) {
                throw Check.invalid(
                        "costs/profile",
                        "no entry",
                        "must hold layer '" + model.layers().get(i).name() + "' of model '" + model.name() + "' on '"
                                + node + "', which an open cut needs at " + quantization.label(),
                        "Measure it, or close the cuts that need it.");
            }
        }
    }

    /** Whether loads are the same on every server. */
    boolean areComputed() {
        return onDevice.isEmpty();
    }

    /** Those of an epoch. */
    CutLoads epoch(LayerTimes.Basis basis) {
        if (onDevice.isEmpty()) {
            return computed;
        }
        LayerTimes here = onDevice.get();
        LayerTimes there = times(basis);
        return computed.measured(here.seconds, here.joules, there.seconds, there.joules);
    }

    /** The sums of these where some nodes may take power while they wait. */
    TermSums sums(CutLoads epoch, List<Node> idlers) {
        return onDevice.isEmpty() ? sums.get(idlers, () -> new TermSums(epoch, idlers)) : new TermSums(epoch, idlers);
    }

    /** Those of the first epoch, where they differ. */
    Optional<CutLoads> firstEpoch(LayerTimes.Basis basis) {
        return costs.placement() == Placement.FIRST_EPOCH
                ? epoch(basis).withPlacement(costs.payload().carriesWeights())
                : Optional.empty();
    }

    /** Those of an inference. */
    CutLoads inference(LayerTimes.Basis basis, Inference inference) {
        double samples = inference.samples();
        CutLoads loads = computed.ofInference(inference);
        if (onDevice.isEmpty()) {
            return loads;
        }
        LayerTimes here = onDevice.get();
        LayerTimes there = times(basis);
        return loads.measured(
                here.inferenceSeconds(samples),
                here.inferenceJoules(samples),
                there.inferenceSeconds(samples),
                there.inferenceJoules(samples));
    }
}
