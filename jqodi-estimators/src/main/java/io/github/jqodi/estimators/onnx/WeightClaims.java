package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.Value.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Weights given to the first node that uses them, each once however many nodes share it. */
final class WeightClaims {
    /** Operators whose constant inputs are weights even if they are zeros. */
    private static final Set<String> WEIGHTED = Set.of(
            "Conv",
            "ConvTranspose",
            "Gemm",
            "MatMul",
            "LSTM",
            "GRU",
            "RNN",
            "BatchNormalization",
            "InstanceNormalization",
            "LayerNormalization",
            "GroupNormalization",
            "PRelu");

    private final Map<Value, Node> owners = new HashMap<>();
    private final List<Shared> shared = new ArrayList<>();
    private int filled;

    /**
     * Weights that a second node uses.
     *
     * @param name of the tensor, empty if it has none
     * @param first the node that they count with
     * @param again the other one
     */
    record Shared(String name, Node first, Node again) {}

    /** A value on the way from an operator to the tensors it was computed from. */
    private record Path(Value value, boolean integers) {}

    /**
     * Weights after a constant input that nobody has claimed.
     *
     * @param node which depends on the model's inputs
     * @param input one of its own
     * @param role of the input
     * @param integers whether integers at this place stand for weights
     * @param isFixed whether training leaves them as they are
     */
    ParameterCounts claim(Node node, Value input, Roles.Role role, boolean integers, boolean isFixed) {
        ParameterCounts found = ParameterCounts.NONE;
        Deque<Path> paths = new ArrayDeque<>();
        paths.push(new Path(input, integers));
        while (!paths.isEmpty()) {
            Path path = paths.pop();
            if (!mayHoldWeights(path) || !isFirst(node, path)) {
                continue;
            }
            boolean below = path.integers() || path.value().isDequantized();
            path.value().sources().forEach(source -> paths.push(new Path(source, below)));
            if (path.value().origin().isPresent()) {
                found = found.plus(counts(node, path.value(), role, below, isFixed));
            }
        }
        return found;
    }

    /** Weights packed several to an element. */
    ParameterCounts claimPacked(Node node, Value input, double count) {
        return isFirst(node, new Path(input, true))
                ? new ParameterCounts(count, count, 0, count)
                : ParameterCounts.NONE;
    }

    private boolean isFirst(Node node, Path path) {
        Node first = owners.putIfAbsent(path.value(), node);
        if (first != null && !first.equals(node) && path.value().dims().elements() > 1) {
            shared.add(new Shared(path.value().rootName(), first, node));
        }
        return first == null;
    }

    private static boolean mayHoldWeights(Path path) {
        Value value = path.value();
        return value.type().isFloating() || (path.integers() && value.type().isInteger());
    }

    /** Weights that several nodes use. */
    List<Shared> shared() {
        return shared;
    }

    /** How many tensors of weights stand in the file by their shape alone. */
    int filled() {
        return filled;
    }

    private ParameterCounts counts(Node node, Value root, Roles.Role role, boolean integers, boolean isFixed) {
        boolean counts = root.type().isFloating() || (integers && root.type().isInteger());
        if (!counts || isScalar(root) || (has(root, Origin.ZEROS) && !WEIGHTED.contains(node.op()))) {
            return ParameterCounts.NONE;
        }
        double elements = root.dims().elements();
        filled += has(root, Origin.CONSTANT_OF_SHAPE) || has(root, Origin.ZEROS) ? 1 : 0;
        if (role == Roles.Role.RUNNING) {
            return new ParameterCounts(0, 0, elements, 0);
        }
        return new ParameterCounts(
                elements, isFixed ? 0 : elements, 0, root.type().isInteger() ? elements : 0);
    }

    private static boolean has(Value root, Origin origin) {
        return root.origin().filter(origin::equals).isPresent();
    }

    /** Numbers of formulas, such as a half or an epsilon; an initializer of one axis may be the bias of one output. */
    private static boolean isScalar(Value root) {
        boolean single = root.dims().elements() == 1;
        return root.dims().rank() == 0 || (single && has(root, Origin.CONSTANT));
    }
}
