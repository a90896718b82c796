package io.github.jqodi.estimators.summary;

import io.github.jqodi.estimators.text.FileNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Reads a graph as nn-Meter keeps it: JSON of nodes by name, each with type, output shape in height, width, channels, and the shape
 * of its weights. It holds no times.
 */
public final class GraphJson {
    private static final String ADVICE = "Save it with nn-Meter's model converter.";

    private GraphJson() {}

    /**
     * Reads a graph.
     *
     * @param in JSON; not closed
     * @param model its name
     * @return its nodes in order, constants left out
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no such graph
     */
    public static ModelSummary read(InputStream in, String model) throws IOException {
        FileNode root = FileNode.json(in);
        List<ModuleRow> rows = new ArrayList<>();
        int constants = 0;
        for (Map.Entry<String, FileNode> node : root.fields().entrySet()) {
            FileNode attributes = node.getValue().get("attr");
            String type = attributes.get("type").optionalText().orElse("");
            if (type.isEmpty() || !attributes.get("output_shape").isPresent()) {
                throw node.getValue().bad("must be a node with attr/type and attr/output_shape", ADVICE);
            }
            constants += type.equals("Const") ? 1 : 0;
            if (!type.equals("Const") && !type.equals("Placeholder")) {
                rows.add(row(node.getKey(), type, attributes));
            }
        }
        if (rows.isEmpty()) {
            throw root.bad("must be an object of nodes", ADVICE);
        }
        return new ModelSummary(
                model,
                rows,
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(
                        root.fields().size() + " nodes, of which " + constants + " constants were left out.",
                        "A graph without times: for costs give a profile as well.",
                        "Biases and normalisation are not told: their parameters are left out."));
    }

    private static ModuleRow row(String name, String type, FileNode attributes) {
        List<Long> shape = numbers(attributes.get("output_shape").elements().stream()
                .findFirst()
                .map(FileNode::elements)
                .orElse(List.of()));
        double weights =
                product(numbers(attributes.get("attr").get("weight_shape").elements()));
        double positions = shape.size() == 4 ? (double) shape.get(1) * shape.get(2) : 1;
        // Without a type the multiply-adds are taken as they are here.
        return new ModuleRow(
                0,
                1,
                name,
                weights > 0 ? "" : type,
                shape,
                weights > 0 ? OptionalDouble.of(weights) : OptionalDouble.empty(),
                false,
                weights > 0 ? OptionalDouble.of(weights * positions) : OptionalDouble.empty(),
                false);
    }

    private static List<Long> numbers(List<FileNode> nodes) {
        // A dimension that is still open, as that of the batch, is -1.
        return nodes.stream().map(node -> (long) Math.abs(node.number())).toList();
    }

    private static double product(List<Long> shape) {
        return shape.isEmpty()
                ? 0
                : shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    }
}
