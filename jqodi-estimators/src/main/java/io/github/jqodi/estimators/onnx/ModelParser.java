package io.github.jqodi.estimators.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.jqodi.estimators.onnx.ModelFile.Function;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole file; field numbers are those of onnx.proto. */
final class ModelParser {
    /** From this version of the format on a model says which operators it uses. */
    private static final int FIRST_WITH_OPSETS = 3;

    private final Wire in;
    private final List<GraphBody> graphs = new ArrayList<>();
    private final Map<String, Long> opsets = new LinkedHashMap<>();
    private final Map<String, Function> functions = new HashMap<>();
    private String producer = "";
    private String producerVersion = "";
    private long irVersion;
    private int trainingGraphs;

    private ModelParser(Wire in) {
        this.in = in;
    }

    static ModelFile read(InputStream stream, Budget budget) throws IOException {
        try {
            ModelParser parser = new ModelParser(new Wire(stream, budget));
            parser.in.file(parser::field);
            return parser.model();
        } catch (InvalidProtocolBufferException e) {
            OnnxFormatException broken = Wire.broken("is not written as protobuf is (" + e.getMessage() + ")");
            broken.initCause(e);
            throw broken;
        }
    }

    private void field(int field) throws IOException {
        switch (field) {
            case 1 -> irVersion = in.varint();
            case 2 -> producer = in.name();
            case 3 -> producerVersion = in.name();
            case 7 -> graphs.add(GraphParser.read(in));
            case 8 -> opset(opsets);
            case 20 -> trainingGraphs++;
            case 25 -> function();
            default -> {}
        }
    }

    private void opset(Map<String, Long> into) throws IOException {
        String[] domain = {""};
        long[] version = {0};
        in.message(field -> {
            switch (field) {
                case 1 -> domain[0] = in.name();
                case 2 -> version[0] = in.varint();
                default -> {}
            }
        });
        in.budget().keep(64);
        into.put(NodeParser.domain(domain[0]), version[0]);
    }

    private void function() throws IOException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        Map<String, Attribute> defaults = new LinkedHashMap<>();
        Map<String, Long> own = new LinkedHashMap<>();
        String[] names = {"", "", ""};
        in.message(field -> {
            switch (field) {
                case 1 -> names[0] = in.name();
                case 4 -> inputs.add(in.name());
                case 5 -> outputs.add(in.name());
                case 7 -> nodes.add(NodeParser.read(in));
                case 9 -> opset(own);
                case 10 -> names[1] = in.name();
                case 11 -> {
                    Attribute attribute = NodeParser.readAttribute(in);
                    defaults.put(attribute.name(), attribute);
                }
                case 13 -> names[2] = in.name();
                default -> {}
            }
        });
        GraphBody body = new GraphBody(names[0], List.copyOf(nodes), Map.of(), List.of(), List.of(), Map.of());
        functions.put(
                ModelFile.key(NodeParser.domain(names[1]), names[0], names[2]),
                new Function(List.copyOf(inputs), List.copyOf(outputs), defaults, own, body));
    }

    private ModelFile model() {
        if (graphs.size() != 1) {
            throw Wire.broken(graphs.isEmpty() ? "holds no graph" : "holds more than one main graph");
        }
        if (opsets.isEmpty() && irVersion >= FIRST_WITH_OPSETS) {
            throw Wire.broken("states no version of its operators");
        }
        String whole = (producer + " " + producerVersion).strip();
        return new ModelFile(irVersion, whole, opsets, graphs.get(0), functions, trainingGraphs);
    }
}
