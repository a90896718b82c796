package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import io.github.jqodi.estimators.onnx.ShapeInference.Ran;
import io.github.jqodi.estimators.onnx.ShapeInference.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes that hold graphs: conditions, loops, scans and searches. */
final class Bodies {
    private final ShapeInference inference;

    Bodies(ShapeInference inference) {
        this.inference = inference;
    }

    Ran run(Call call, Scope scope, Surroundings around) {
        return switch (call.node().op()) {
            case "If" -> condition(call, scope, around);
            case "Loop" -> loop(call, scope, around);
            case "Scan" -> scan(call, scope, around);
            default -> search(call, scope, around);
        };
    }

    private static GraphBody body(Call call, String name) {
        return call.attribute(name)
                .flatMap(attribute -> attribute.graphs().stream().findFirst())
                .orElseThrow(() -> new OnnxFormatException("lacks its body '" + name + "'"));
    }

    private static Ran ran(Call call, List<Value> outputs, BodyCost cost, double times) {
        return new Ran(call, Set.of(), outputs, Optional.of(cost), times);
    }

    private Ran condition(Call call, Scope scope, Surroundings around) {
        BodyCost yes = inference.body(body(call, "then_branch"), scope.inner(), around);
        BodyCost no = inference.body(body(call, "else_branch"), scope.inner(), around);
        inference.warnings().add(Kind.DEARER_BRANCH, call.node().shown());
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < Math.min(yes.outputs().size(), no.outputs().size()); i++) {
            Value either = yes.outputs().get(i);
            outputs.add(Value.variable(
                    either.type(), either.dims().merged(no.outputs().get(i).dims())));
        }
        return ran(call, outputs, dearer(yes, no), 1);
    }

    /** Multiply-adds of the dearer branch; weights and nodes of both. */
    private static BodyCost dearer(BodyCost a, BodyCost b) {
        BodyCost more = a.macs() >= b.macs() ? a : b;
        BodyCost less = a.macs() >= b.macs() ? b : a;
        List<NodeCost> nodes = new ArrayList<>(more.nodes());
        for (NodeCost node : less.nodes()) {
            nodes.add(new NodeCost(
                    node.node(),
                    node.reads(),
                    node.outputs(),
                    node.isConstant(),
                    0,
                    node.multiplying(),
                    node.weights(),
                    0));
        }
        return new BodyCost(nodes, more.outputs());
    }

    /**
     * Inputs: most runs, whether to begin, carried values. Body: run, whether to begin, carried; whether to go on, carried, rows.
     */
    private Ran loop(Call call, Scope scope, Surroundings around) {
        GraphBody body = body(call, "body");
        List<ValueInfo> formal = body.inputs();
        Scope inner = scope.inner();
        for (int i = 0; i < formal.size(); i++) {
            inner.put(formal.get(i).name(), i < 2 ? counter(i) : carried(call, i, formal.get(i)));
        }
        BodyCost cost = inference.body(body, inner, around);
        double times = trips(call);
        int states = Math.max(0, formal.size() - 2);
        List<Value> outputs = new ArrayList<>();
        for (int i = 1; i < cost.outputs().size(); i++) {
            Value last = cost.outputs().get(i);
            outputs.add(i <= states ? merged(call, i + 1, last) : rows(last, times, 0));
        }
        return ran(call, outputs, cost, Double.isNaN(times) ? once(call) : times);
    }

    private static Value counter(int index) {
        return Value.variable(index == 0 ? ElementType.INT64 : ElementType.BOOL, Dims.SCALAR);
    }

    private Value carried(Call call, int index, ValueInfo formal) {
        return call.has(index)
                ? Value.variable(call.in(index).type(), call.dims(index))
                : Value.variable(formal.type().type(), inference.sizes().of(formal.type()));
    }

    private static Value merged(Call call, int index, Value last) {
        Dims dims = call.has(index) ? last.dims().merged(call.dims(index)) : last.dims();
        return Value.variable(last.type(), dims);
    }

    private static Value rows(Value row, double count, int axis) {
        if (!row.dims().isRanked()) {
            return Value.variable(row.type(), Dims.UNRANKED);
        }
        Dims dims = row.dims();
        int at = Dims.axis(axis, dims.rank() + 1);
        Dims all = dims.slice(0, at).plus(Dims.of(count)).plus(dims.slice(at, dims.rank()));
        return Value.variable(row.type(), all);
    }

    /** How often a loop runs; NaN if only running it tells. */
    private static double trips(Call call) {
        boolean counted = call.has(0) && call.in(0).hasNumbers() && call.numbers(0).length == 1;
        boolean unconditional = !call.has(1) || call.in(1).hasNumbers();
        double most = counted ? call.numbers(0)[0] : Double.NaN;
        return unconditional && most >= 0 && most < Integer.MAX_VALUE ? most : Double.NaN;
    }

    private double once(Call call) {
        inference.warnings().add(Kind.BODY_COUNTED_ONCE, call.node().shown());
        return 1;
    }

    /** Inputs: states, then tensors that are taken apart along an axis. */
    private Ran scan(Call call, Scope scope, Surroundings around) {
        GraphBody body = body(call, "body");
        // Version 8 has lengths first, and a batch axis before the one that is scanned.
        int shift = call.opset() < 9 ? 1 : 0;
        int count = body.inputs().size();
        int states = count - (int) Math.max(0, Math.min(call.integer("num_scan_inputs", 1), count));
        long[] axes = call.integers("scan_input_axes");
        Scope inner = scope.inner();
        double times = Double.NaN;
        for (int i = 0; i < count; i++) {
            Value given = call.in(i + shift);
            Dims dims = given.dims().isRanked()
                    ? given.dims().slice(shift, given.dims().rank())
                    : given.dims();
            if (i >= states) {
                int axis = dims.axis(axis(axes, i - states));
                times = dims.at(axis) == Dims.UNKNOWN ? times : dims.at(axis);
                dims = dims.slice(0, axis).plus(dims.slice(axis + 1, dims.rank()));
            }
            inner.put(body.inputs().get(i).name(), Value.variable(given.type(), dims));
        }
        BodyCost cost = inference.body(body, inner, around);
        Dims batch = shift == 0 ? Dims.SCALAR : call.dims(1).slice(0, 1);
        double runs = times * batch.elements();
        return ran(call, scanOutputs(call, cost, states, times, batch), cost, Double.isNaN(runs) ? once(call) : runs);
    }

    private static long axis(long[] axes, int index) {
        return index < axes.length ? axes[index] : 0;
    }

    private static List<Value> scanOutputs(Call call, BodyCost cost, int states, double times, Dims batch) {
        long[] axes = call.integers("scan_output_axes");
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < cost.outputs().size(); i++) {
            Value last = cost.outputs().get(i);
            Value whole = i < states ? last : rows(last, times, (int) axis(axes, i - states));
            Dims dims = whole.dims().isRanked() ? batch.plus(whole.dims()) : whole.dims();
            outputs.add(Value.variable(last.type(), dims));
        }
        return outputs;
    }

    /** Searches and whatever else holds graphs: each is run once on inputs as it states them. */
    private Ran search(Call call, Scope scope, Surroundings around) {
        List<NodeCost> nodes = new ArrayList<>();
        call.node().bodies().forEach(body -> {
            Scope inner = scope.inner();
            for (ValueInfo input : body.realInputs()) {
                inner.put(
                        input.name(),
                        Value.variable(input.type().type(), inference.sizes().assumed(input)));
            }
            nodes.addAll(inference.body(body, inner, around).nodes());
        });
        once(call);
        return ran(call, call.outputs(), new BodyCost(nodes, List.of()), 1);
    }
}
