package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warnings that need the whole model. */
final class ModelChecks {
    private final GraphBody graph;
    private final Warnings warnings;

    private ModelChecks(GraphBody graph, Warnings warnings) {
        this.graph = graph;
        this.warnings = warnings;
    }

    static void warn(
            ModelFile file, BodyCost cost, List<Segment> blocks, ShapeInference inference, OnnxOptions options) {
        ModelChecks checks = new ModelChecks(file.graph(), inference.warnings());
        checks.weights(inference.claims(), blocks);
        checks.unused(cost);
        checks.external();
        checks.shared(inference.claims(), blocks);
        checks.ends(blocks, options);
        checks.batch(inference.sizes(), options);
        if (file.trainingGraphs() > 0) {
            inference.warnings().add(Kind.TRAINING_GRAPH, "a graph for training was skipped");
        }
    }

    private void weights(WeightClaims claims, List<Segment> blocks) {
        double quantized = blocks.stream()
                .mapToDouble(block -> block.weights().quantized())
                .sum();
        if (quantized > 0) {
            warnings.add(
                    Kind.QUANTIZED_WEIGHTS,
                    Text.number(quantized)
                            + " weights are stored as integers; those trained count as the floats they stand for");
        }
        if (claims.filled() > 0) {
            warnings.add(
                    Kind.WEIGHTS_LEFT_OUT,
                    Text.count(claims.filled(), "tensor")
                            + " of weights stand in the file by their shape alone (ConstantOfShape)");
        }
    }

    private void unused(BodyCost cost) {
        Set<String> read = new HashSet<>();
        cost.nodes().forEach(node -> read.addAll(node.reads()));
        graph.outputs().forEach(output -> read.add(output.name()));
        graph.initializers().keySet().stream()
                .filter(name -> !read.contains(name))
                .forEach(name -> warnings.add(Kind.UNUSED_TENSORS, name));
    }

    private void external() {
        long external = graph.allBodies()
                .flatMap(body -> body.initializers().values().stream())
                .filter(Tensor::isExternal)
                .count();
        if (external > 0) {
            warnings.add(
                    Kind.EXTERNAL_WEIGHTS,
                    "the data of " + Text.count(external, "tensor") + " are in other files, which are not needed");
        }
    }

    private void shared(WeightClaims claims, List<Segment> blocks) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (NodeCost cost : blocks.get(i).nodes()) {
                for (String output : cost.node().outputs()) {
                    places.put(output, i);
                }
            }
        }
        for (WeightClaims.Shared shared : claims.shared()) {
            int first = place(places, shared.first());
            int again = place(places, shared.again());
            if (first >= 0 && again >= 0 && first != again) {
                warnings.add(
                        Kind.SHARED_WEIGHTS,
                        shared.name().isEmpty() ? shared.again().shown() : shared.name());
            }
        }
    }

    private static int place(Map<String, Integer> places, Node node) {
        return node.outputs().stream()
                .mapToInt(name -> places.getOrDefault(name, -1))
                .max()
                .orElse(-1);
    }

    private void ends(List<Segment> blocks, OnnxOptions options) {
        List<String> inputs = graph.realInputs().stream().map(ValueInfo::name).toList();
        List<String> crossing = inputs.stream()
                .filter(name -> !options.bothSides().contains(name))
                .toList();
        if (crossing.size() > 1) {
            warnings.add(
                    Kind.SEVERAL_INPUTS,
                    "the inputs " + crossing
                            + " and what follows from them all count among the tensors that cross; name those "
                            + "that are at hand on both sides, such as a mask (--both-sides INPUT)");
        }
        if (graph.outputs().size() > 1) {
            warnings.add(
                    Kind.SEVERAL_OUTPUTS,
                    "the model has " + graph.outputs().size()
                            + " outputs; no cut lies between the first of them and the end");
        }
        if (blocks.size() < 2) {
            warnings.add(Kind.NO_CUT, "nowhere inside does a single tensor cross, the model runs whole on one side");
        }
    }

    private void batch(Sizes sizes, OnnxOptions options) {
        graph.realInputs().stream().findFirst().ifPresent(first -> {
            Dims dims = sizes.input(first.name());
            if (dims.isRanked() && dims.rank() > 1 && dims.at(0) > 1 && options.samples() == 1) {
                warnings.add(
                        Kind.FIXED_BATCH,
                        "the first axis of '" + first.name() + "' has size " + dims.at(0)
                                + "; if these are samples, give their number (--samples " + dims.at(0) + ")");
            }
        });
    }
}
