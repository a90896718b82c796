package io.github.jqodi.estimators.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Graphs, wherever in a file they stand. */
final class GraphParser {
    private GraphParser() {}

    static GraphBody read(Wire in) throws IOException {
        List<Node> nodes = new ArrayList<>();
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        List<ValueInfo> inputs = new ArrayList<>();
        List<ValueInfo> outputs = new ArrayList<>();
        Map<String, TypeInfo> valueInfo = new LinkedHashMap<>();
        String[] name = {""};
        in.message(field -> {
            switch (field) {
                case 1 -> nodes.add(NodeParser.read(in));
                case 2 -> name[0] = in.name();
                case 5 -> add(initializers, TensorParser.read(in));
                case 11 -> inputs.add(TypeParser.readValue(in));
                case 12 -> outputs.add(TypeParser.readValue(in));
                case 13 -> {
                    ValueInfo value = TypeParser.readValue(in);
                    valueInfo.put(value.name(), value.type());
                }
                case 15 -> add(initializers, TensorParser.readSparse(in));
                default -> {}
            }
        });
        return new GraphBody(
                name[0], List.copyOf(nodes), initializers, List.copyOf(inputs), List.copyOf(outputs), valueInfo);
    }

    private static void add(Map<String, Tensor> initializers, Tensor tensor) {
        if (initializers.put(tensor.name(), tensor) != null) {
            throw new OnnxFormatException("two initializers are named '" + tensor.name() + "'");
        }
    }
}
