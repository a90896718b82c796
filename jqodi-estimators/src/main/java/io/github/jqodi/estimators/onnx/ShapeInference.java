package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.ModelFile.Function;
import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shape inference: shapes, multiply-adds and weights of all nodes of a model. */
final class ShapeInference {
    private static final int MOST_DEPTH = 64;

    private final ModelFile model;
    private final Budget budget;
    private final Sizes sizes;
    private final Warnings warnings;
    private final WeightClaims claims = new WeightClaims();
    private final Bodies bodies = new Bodies(this);
    private int depth;

    ShapeInference(ModelFile model, Sizes sizes, Warnings warnings, Budget budget) {
        this.model = model;
        this.sizes = sizes;
        this.warnings = warnings;
        this.budget = budget;
    }

    Sizes sizes() {
        return sizes;
    }

    Warnings warnings() {
        return warnings;
    }

    /** Runs through the main graph. */
    BodyCost main() {
        GraphBody graph = model.graph();
        Scope scope = Scope.outermost();
        for (ValueInfo input : graph.realInputs()) {
            if (!input.type().isTensor()) {
                warnings.add(
                        Kind.NOT_A_TENSOR,
                        "input '" + input.name() + "', a "
                                + input.type().kind().name().toLowerCase(Locale.ROOT));
            }
            scope.put(input.name(), Value.variable(input.type().type(), sizes.input(input.name())));
        }
        putInitializers(graph, scope);
        return run(graph, scope, new Surroundings(model.opsets(), Map.of()));
    }

    private void putInitializers(GraphBody graph, Scope scope) {
        graph.initializers().forEach((name, tensor) -> scope.put(name, Value.stored(tensor, Value.Origin.INITIALIZER)));
    }

    WeightClaims claims() {
        return claims;
    }

    /**
     * What holds for all nodes of a graph.
     *
     * @param opsets versions by domain
     * @param arguments attributes that the node calling a function gives
     */
    record Surroundings(Map<String, Long> opsets, Map<String, Attribute> arguments) {
        Map<String, Attribute> resolved(Node node) {
            if (node.attributes().values().stream().allMatch(a -> a.reference().isEmpty())) {
                return node.attributes();
            }
            Map<String, Attribute> resolved = new HashMap<>();
            node.attributes().forEach((name, own) -> {
                Attribute given = own.reference().isEmpty() ? own : arguments.get(own.reference());
                if (given != null) {
                    resolved.put(name, own.reference().isEmpty() ? own : own.takenFrom(given));
                }
            });
            return resolved;
        }

        long opset(String domain) {
            return opsets.getOrDefault(domain, 1L);
        }
    }

    /** Runs through a body inside a scope that holds its inputs. */
    BodyCost body(GraphBody body, Scope scope, Surroundings around) {
        putInitializers(body, scope);
        return run(body, scope, around);
    }

    private BodyCost run(GraphBody graph, Scope scope, Surroundings around) {
        depth++;
        if (depth > MOST_DEPTH) {
            throw new OnnxFormatException("bodies and functions are nested more than " + MOST_DEPTH + " deep");
        }
        List<Ran> ran = new ArrayList<>();
        for (Node node : NodeOrder.of(graph.nodes())) {
            budget.node();
            ran.add(inferred(node, graph, scope, around));
        }
        Readers readers = Readers.of(ran.stream().map(Ran::call).toList());
        List<NodeCost> costs = ran.stream().map(one -> cost(one, readers)).toList();
        depth--;
        return new BodyCost(
                costs,
                graph.outputs().stream().map(output -> scope.get(output.name())).toList());
    }

    /**
     * A node with its outputs, its weights not yet claimed.
     *
     * @param call the node on its inputs
     * @param outputs its outputs
     * @param inner what its bodies or its function cost, if it has any
     * @param times how often they run
     */
    record Ran(Call call, Set<String> reads, List<Value> outputs, Optional<BodyCost> inner, double times) {
        static Ran plain(Call call, List<Value> outputs) {
            return new Ran(call, Set.of(), outputs, Optional.empty(), 1);
        }
    }

    private Ran inferred(Node node, GraphBody graph, Scope scope, Surroundings around) {
        try {
            Ran ran = ranAs(node, scope, around);
            List<Value> outputs = named(node, ran.outputs(), graph, scope);
            Set<String> reads = OuterNames.readBy(node);
            return new Ran(ran.call(), reads, outputs, ran.inner(), ran.times());
        } catch (OnnxFormatException e) {
            throw e.at(node.shown());
        }
    }

    private Ran ranAs(Node node, Scope scope, Surroundings around) {
        List<Optional<Value>> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            inputs.add(name.isEmpty() ? Optional.empty() : Optional.of(scope.get(name)));
        }
        Map<String, Attribute> attributes = around.resolved(node);
        Call call = new Call(node, attributes, inputs, around.opset(node.domain()));
        Optional<Function> function = model.functionOf(node);
        if (function.isPresent()) {
            return called(call, function.get(), attributes);
        }
        if (node.bodies().findAny().isPresent()) {
            return withBodies(call, scope, around);
        }
        Optional<Operator> operator = OperatorTable.find(node);
        if (operator.isPresent()) {
            infer(call, operator.get());
        } else if (!node.domain().startsWith("ai.onnx.ml")) {
            warnings.unknownOperator(node.operator());
        }
        return Ran.plain(call, call.outputs());
    }

    private Ran withBodies(Call call, Scope scope, Surroundings around) {
        try {
            return bodies.run(call, scope, around);
        } catch (UnknownShape e) {
            warnings.add(Kind.UNKNOWN_SHAPE, call.node().shown());
            return Ran.plain(call, call.outputs());
        }
    }

    private void infer(Call call, Operator operator) {
        try {
            operator.infer(call);
        } catch (UnknownShape e) {
            if (call.multiplies()) {
                call.multiply(Double.NaN);
            }
        }
        if (Double.isNaN(call.macs()) && !call.isConstant()) {
            warnings.add(Kind.UNKNOWN_SHAPE, call.node().shown());
        }
    }

    private Ran called(Call call, Function function, Map<String, Attribute> attributes) {
        Scope scope = Scope.outermost();
        for (int i = 0; i < function.inputs().size(); i++) {
            if (call.has(i)) {
                scope.put(function.inputs().get(i), call.in(i));
            }
        }
        Map<String, Attribute> arguments = new HashMap<>(function.defaults());
        arguments.putAll(attributes);
        BodyCost cost = run(withoutMissing(function, scope), scope, new Surroundings(function.opsets(), arguments));
        List<Value> outputs = function.outputs().stream().map(scope::get).toList();
        return new Ran(call, Set.of(), outputs, Optional.of(cost), 1);
    }

    /** The body of a function in which inputs that the caller leaves out are left out. */
    private static GraphBody withoutMissing(Function function, Scope scope) {
        Set<String> missing = function.inputs().stream()
                .filter(name -> scope.find(name).isEmpty())
                .collect(Collectors.toSet());
        if (missing.isEmpty()) {
            return function.body();
        }
        GraphBody body = function.body();
        List<Node> nodes = body.nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        node.domain(),
                        node.op(),
                        node.overload(),
                        node.inputs().stream()
                                .map(name -> missing.contains(name) ? "" : name)
                                .toList(),
                        node.outputs(),
                        node.attributes()))
                .toList();
        return new GraphBody(body.name(), nodes, Map.of(), List.of(), List.of(), Map.of());
    }

    /** Puts the outputs under their names, filled with what the file states of them. */
    private List<Value> named(Node node, List<Value> outputs, GraphBody graph, Scope scope) {
        List<Value> named = new ArrayList<>();
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            Value value = i < outputs.size() ? outputs.get(i) : Value.variable(ElementType.UNDEFINED, Dims.UNRANKED);
            TypeInfo stated = graph.valueInfo().get(name);
            if (stated == null && !value.dims().isKnown()) {
                stated = graph.outputs().stream()
                        .filter(output -> output.name().equals(name))
                        .map(ValueInfo::type)
                        .findFirst()
                        .orElse(null);
            }
            Value filled = stated == null ? value : value.filled(stated.type(), sizes.of(stated));
            named.add(filled);
            budget.keep(filled.keptBytes());
            if (!name.isEmpty()) {
                scope.put(name, filled);
            }
        }
        return named;
    }

    private NodeCost cost(Ran ran, Readers readers) {
        Call call = ran.call();
        boolean constant = ran.outputs().stream().allMatch(Value::isConstant);
        if (ran.inner().isPresent()) {
            BodyCost inner = ran.inner().get();
            return new NodeCost(
                    call.node(),
                    ran.reads(),
                    ran.outputs(),
                    constant,
                    inner.macs() * ran.times(),
                    inner.multiplying(),
                    inner.weights(),
                    inner.kept() * ran.times());
        }
        ParameterCounts weights =
                constant ? ParameterCounts.NONE : claimed(call, readers.isFixedNormalization(call.node()));
        double macs = constant || Double.isNaN(call.macs()) ? 0 : call.macs();
        long multiplying = call.multiplies() && !constant ? 1 : 0;
        return new NodeCost(
                call.node(),
                ran.reads(),
                ran.outputs(),
                constant,
                macs,
                multiplying,
                weights,
                kept(call.node(), ran.outputs()));
    }

    private ParameterCounts claimed(Call call, boolean isFixed) {
        ParameterCounts counts = ParameterCounts.NONE;
        Node node = call.node();
        for (int i = 0; i < call.inputCount(); i++) {
            if (!call.has(i) || !call.in(i).isConstant() || Roles.isSetting(call, i)) {
                continue;
            }
            if (call.hasAttribute("K") && call.hasAttribute("N") && i == 1) {
                counts = counts.plus(
                        claims.claimPacked(node, call.in(i), (double) call.integer("K", 0) * call.integer("N", 0)));
            } else {
                counts = counts.plus(
                        claims.claim(node, call.in(i), Roles.of(node, i), Roles.takesIntegers(node, i), isFixed));
            }
        }
        if (isFixed && counts.parameters() > 0) {
            warnings.add(
                    Kind.FIXED_NORMALIZATION,
                    "normalisations whose scale and shift the multiplication and addition after them repeat are not trained");
        }
        return counts;
    }

    private static double kept(Node node, List<Value> outputs) {
        if (outputs.isEmpty() || Views.isView(node) || outputs.get(0).isConstant()) {
            return 0;
        }
        double elements = outputs.get(0).dims().elements();
        return Double.isNaN(elements) ? 0 : elements;
    }
}
