package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of data through a graph, and where a single tensor crosses. A tensor does so if every path from inputs to outputs
 * leads through it, which is to say that it dominates the outputs (Lengauer and Tarjan 1979): then all nodes besides its
 * ancestors descend from it, and after its last ancestor it is alone alive in whatever order the nodes stand. Constants do not
 * cross, nor does what follows from inputs that are at hand on both sides.
 */
final class Flow {
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Set<String> live = new LinkedHashSet<>();
    private final Set<String> inputs = new LinkedHashSet<>();
    private final List<NodeCost> nodes;
    private final List<String> outputs;
    private final Warnings warnings;

    private Flow(GraphBody graph, List<NodeCost> all, Collection<String> bothSides, Sizes sizes, Warnings warnings) {
        this.warnings = warnings;
        this.outputs = graph.outputs().stream().map(ValueInfo::name).toList();
        this.nodes = needed(all);
        for (ValueInfo input : graph.realInputs()) {
            if (!bothSides.contains(input.name())) {
                inputs.add(input.name());
                values.put(input.name(), Value.variable(input.type().type(), sizes.input(input.name())));
            }
        }
        nodes.forEach(this::putOutputs);
        nodes.forEach(node -> node.reads().forEach(this::use));
        outputs.forEach(this::use);
    }

    static List<Segment> segments(GraphBody graph, BodyCost cost, OnnxOptions options, Sizes sizes, Warnings warnings) {
        return new Flow(graph, cost.nodes(), options.bothSides(), sizes, warnings).segments();
    }

    /** Nodes that lead to an output and depend on an input. */
    private List<NodeCost> needed(List<NodeCost> all) {
        Map<String, Integer> makers = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (String name : all.get(i).node().outputs()) {
                makers.put(name, i);
            }
        }
        Set<Integer> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            Integer maker = makers.get(open.pop());
            if (maker != null && needed.add(maker)) {
                open.addAll(all.get(maker).reads());
            }
        }
        List<NodeCost> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            NodeCost cost = all.get(i);
            if (cost.isConstant()) {
                continue;
            }
            if (needed.contains(i)) {
                kept.add(cost);
            } else {
                warnings.add(Kind.UNUSED_NODES, cost.node().shown());
            }
        }
        return kept;
    }

    /** Outputs of a node all of whose variable inputs are at hand on both sides are at hand there too. */
    private void putOutputs(NodeCost cost) {
        boolean crosses = inputs.isEmpty() || cost.reads().stream().anyMatch(values::containsKey);
        List<String> names = cost.node().outputs();
        for (int i = 0; crosses && i < names.size(); i++) {
            if (!names.get(i).isEmpty() && !cost.outputs().get(i).isConstant()) {
                values.put(names.get(i), cost.outputs().get(i));
            }
        }
    }

    private void use(String name) {
        if (values.containsKey(name)) {
            uses.merge(name, 1, Integer::sum);
        }
    }

    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        List<NodeCost> open = new ArrayList<>();
        inputs.stream().filter(uses::containsKey).forEach(live::add);
        String last = "";
        for (int i = 0; i < nodes.size(); i++) {
            open.add(nodes.get(i));
            step(nodes.get(i));
            String only = live.size() == 1 ? live.iterator().next() : "";
            if (i + 1 < nodes.size() && isCut(only, last)) {
                Value crossing = valueOf(only);
                segments.add(new Segment(
                        List.copyOf(open),
                        only,
                        crossing.type(),
                        crossing.dims().elements()));
                open.clear();
                last = only;
            }
        }
        if (!open.isEmpty()) {
            segments.add(lastSegment(open));
        } else if (!segments.isEmpty()) {
            Segment end = segments.remove(segments.size() - 1);
            segments.add(lastSegment(end.nodes()));
        }
        return segments;
    }

    private boolean isCut(String only, String last) {
        return !only.isEmpty()
                && !only.equals(last)
                && !inputs.contains(only)
                && valueOf(only).dims().isKnown();
    }

    private Value valueOf(String name) {
        return values.getOrDefault(name, Value.variable(ElementType.UNDEFINED, Dims.UNRANKED));
    }

    private void step(NodeCost cost) {
        for (String name : cost.reads()) {
            if (uses.getOrDefault(name, 0) > 0 && uses.merge(name, -1, Integer::sum) == 0) {
                live.remove(name);
            }
        }
        cost.node().outputs().stream()
                .filter(name -> uses.getOrDefault(name, 0) > 0)
                .forEach(live::add);
    }

    private Segment lastSegment(List<NodeCost> rest) {
        List<Value> ends =
                outputs.stream().filter(values::containsKey).map(this::valueOf).toList();
        outputs.stream()
                .filter(name ->
                        values.containsKey(name) && !valueOf(name).dims().isKnown())
                .forEach(name -> warnings.add(Kind.UNKNOWN_SHAPE, "output '" + name + "'"));
        double elements = ends.stream()
                .mapToDouble(end -> end.dims().elements())
                .filter(count -> !Double.isNaN(count))
                .sum();
        ElementType type = ends.isEmpty() ? ElementType.UNDEFINED : ends.get(0).type();
        return new Segment(List.copyOf(rest), outputs.size() == 1 ? outputs.get(0) : "", type, elements);
    }
}
