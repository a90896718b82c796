package io.github.jqodi.estimators.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Operators by domain and type. */
final class OperatorTable {
    private static final String MICROSOFT = "com.microsoft";
    private static final OperatorTable KNOWN = new OperatorTable();

    private final Map<String, Operator> operators = new HashMap<>();

    private OperatorTable() {
        Elementwise.register(this);
        ShapeOperators.register(this);
        Slices.register(this);
        Reductions.register(this);
        Convolutions.register(this);
        Pooling.register(this);
        Products.register(this);
        Recurrent.register(this);
        Attentions.register(this);
        Normalizations.register(this);
        QuantizationOperators.register(this);
        Detection.register(this);
    }

    static Optional<Operator> find(Node node) {
        return Optional.ofNullable(KNOWN.operators.get(node.operator()));
    }

    /** Standard operators, names parted by spaces. */
    void all(String names, Operator operator) {
        for (String name : names.split(" ", -1)) {
            operators.put(name, operator);
        }
    }

    /** Operators of ONNX Runtime. */
    void allMicrosoft(String names, Operator operator) {
        allOf(MICROSOFT, names, operator);
    }

    void allOf(String domain, String names, Operator operator) {
        for (String name : names.split(" ", -1)) {
            operators.put(domain + "." + name, operator);
        }
    }
}
