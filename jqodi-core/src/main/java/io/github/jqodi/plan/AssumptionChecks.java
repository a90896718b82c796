package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what analytic costs leave out although it may change the decision. */
final class AssumptionChecks {
    private final Scenario scenario;
    private final AnalyticCosts costs;
    private final List<ModelVersion> openModels;
    private final List<Warning> found = new ArrayList<>();

    private AssumptionChecks(Scenario scenario, AnalyticCosts costs) {
        this.scenario = scenario;
        this.costs = costs;
        this.openModels = scenario.openModels();
    }

    /**
     * Looks at a scenario and its costs.
     *
     * @param scenario the scenario
     * @param costModel its costs; of others than analytic ones nothing is said
     * @return what is assumed
     */
    static List<Warning> in(Scenario scenario, CostModel costModel) {
        if (!(costModel instanceof AnalyticCosts analytic)) {
            return List.of();
        }
        AssumptionChecks checks = new AssumptionChecks(scenario, analytic);
        checks.payload();
        checks.memory();
        checks.frozen();
        return checks.found;
    }

    private void payload() {
        if (costs.payload().carriesFeatures()) {
            openModels.forEach(this::silentCuts);
            openModels.stream().filter(this::isInputSilent).findFirst().ifPresent(this::silentInput);
        } else {
            openModels.stream()
                    .filter(model -> !partingCuts(model, true).isEmpty())
                    .findFirst()
                    .ifPresent(this::freeActivations);
        }
    }

    private void freeActivations(ModelVersion model) {
        found.add(new Warning(
                Code.PAYLOAD_WEIGHTS,
                "with payload 'weights' activations cross the device link free, so that cuts look cheaper than they are,"
                        + " as cut " + partingCuts(model, true).get(0) + " of '" + model.name()
                        + "'. Payload 'both' counts them."));
    }

    private void silentCuts(ModelVersion model) {
        List<Integer> silent = partingCuts(model, false);
        if (!silent.isEmpty()) {
            found.add(new Warning(
                    Code.NO_OUTPUT,
                    "layer " + silent.get(0) + " of '" + model.name() + "' has no output"
                            + (silent.size() == 1 ? "" : ", as " + Text.count(silent.size() - 1, "more layer"))
                            + ", so that no features cross the device link at the cut after it. State outputElements,"
                            + " or outputBitsPerEpoch of variants."));
        }
    }

    /** Whether samples, which are on the device, may be worked on by a server alone and have no size. */
    private boolean isInputSilent(ModelVersion model) {
        return !model.layers().isEmpty()
                && model.cutPoints().contains(0)
                && isOpen(0)
                && scenario.workload()
                        .filter(load -> load.samples() > 0 && load.inputElements() * load.inputBits() == 0)
                        .isPresent();
    }

    private void silentInput(ModelVersion model) {
        found.add(new Warning(
                Code.NO_OUTPUT,
                "samples have no size, so that none cross the device link at cut 0 of '" + model.name()
                        + "'. State inputElements of the workload."));
    }

    /** The open cuts with layers on both sides after a layer that has some output, or none. */
    private List<Integer> partingCuts(ModelVersion model, boolean withOutput) {
        List<Integer> parting = new ArrayList<>();
        int layers = layers(model);
        for (int cut : model.cutPoints()) {
            if (0 < cut && cut < layers && hasOutput(model, cut) == withOutput && isOpen(cut)) {
                parting.add(cut);
            }
        }
        return parting;
    }

    private boolean isOpen(int cut) {
        return scenario.choices().cuts().allows(cut);
    }

    private static int layers(ModelVersion model) {
        return model.variants().isEmpty()
                ? model.layers().size()
                : model.variants().get(0).layers().size();
    }

    /** Of the layer itself, where there are layers; else of every variant of it. */
    private static boolean hasOutput(ModelVersion model, int cut) {
        if (!model.layers().isEmpty()) {
            return model.layers().get(cut - 1).outputElements() > 0;
        }
        return model.variants().stream()
                .map(Variant::layers)
                .allMatch(layers -> layers.get(cut - 1).outputBitsPerEpoch() > 0);
    }

    private void memory() {
        Optional<String> limited = limitedNode();
        boolean trains = scenario.task() == Task.FINE_TUNING
                && (scenario.workload().isEmpty() || scenario.workload().get().trainSamples() > 0);
        if (trains && costs.trainingMemory().isEmpty() && limited.isPresent()) {
            found.add(new Warning(
                    Code.MEMORY_WEIGHTS,
                    "of the memory of " + limited.get()
                            + " weights alone are counted, not what training keeps besides: gradients, states of the"
                            + " optimizer, activations"));
        }
    }

    private void frozen() {
        if (scenario.task() == Task.FINE_TUNING && costs.placement() == Placement.IN_PLACE) {
            openModels.stream()
                    .filter(AssumptionChecks::hasFrozenWeights)
                    .findFirst()
                    .ifPresent(
                            model -> found.add(
                                    new Warning(
                                            Code.FROZEN_IN_PLACE,
                                            "frozen weights of '" + model.name()
                                                    + "' are taken to be on device and servers already."
                                                    + " Placement 'firstEpoch', with a fixed schedule, charges for bringing them there.")));
        }
    }

    private static boolean hasFrozenWeights(ModelVersion model) {
        for (Layer layer : model.layers()) {
            if (layer.trainableParameters() < layer.parameters()) {
                return true;
            }
        }
        return !model.variants().isEmpty()
                && model.variants().stream()
                        .flatMap(variant -> variant.layers().stream())
                        .anyMatch(layer -> layer.updateBits() < layer.sizeBits());
    }

    private Optional<String> limitedNode() {
        return scenario.device()
                .filter(device -> device.memoryBytes().isPresent())
                .map(device -> "'" + device.name() + "'")
                .or(() -> scenario.openServers().stream()
                        .filter(server -> server.memoryBytes().isPresent())
                        .map(EdgeServer::name)
                        .map(name -> "'" + name + "'")
                        .findFirst());
    }

    @Override
    public String toString() {
        return Text.count(found.size(), "assumption");
    }
}
