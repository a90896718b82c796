package io.github.jqodi.estimators.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The readers of each value inside one graph. */
final class Readers {
    private final Map<String, List<Call>> byName = new HashMap<>();

    private Readers() {}

    static Readers of(List<Call> calls) {
        Readers readers = new Readers();
        for (Call call : calls) {
            for (String name : call.node().inputs()) {
                readers.byName.computeIfAbsent(name, n -> new ArrayList<>()).add(call);
            }
        }
        return readers;
    }

    /**
     * Whether a normalisation is read by a multiplication with a constant alone, and that by an addition of one: Caffe parts its
     * BatchNorm, whose own scale is 1 and shift 0, from the Scale after it, which is what trains.
     */
    boolean isFixedNormalization(Node node) {
        return node.op().equals("BatchNormalization") && isScaled(onlyReader(node, "Mul"));
    }

    private boolean isScaled(List<Call> multiplications) {
        return !multiplications.isEmpty()
                && !onlyReader(multiplications.get(0).node(), "Add").isEmpty();
    }

    private List<Call> onlyReader(Node node, String op) {
        List<Call> readers = node.outputs().isEmpty()
                ? List.of()
                : byName.getOrDefault(node.outputs().get(0), List.of());
        boolean fits = readers.size() == 1
                && readers.get(0).node().op().equals(op)
                && readers.get(0).given().stream().filter(Value::isConstant).count() == 1;
        return fits ? readers : List.of();
    }
}
