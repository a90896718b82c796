package io.github.jqodi.estimators.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes and their attributes. */
final class NodeParser {
    private static final int RECORD_BYTES = 160;
    private static final int MOST_LIST = 4096;
    private static final int MOST_TEXT_BYTES = 1024;

    private NodeParser() {}

    static Node read(Wire in) throws IOException {
        in.budget().node();
        in.budget().keep(RECORD_BYTES);
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        String[] names = {"", "", "", ""};
        in.message(field -> {
            switch (field) {
                case 1 -> inputs.add(in.name());
                case 2 -> outputs.add(in.name());
                case 3 -> names[0] = in.name();
                case 4 -> names[1] = in.name();
                case 5 -> {
                    Attribute attribute = readAttribute(in);
                    attributes.put(attribute.name(), attribute);
                }
                case 7 -> names[2] = in.name();
                case 8 -> names[3] = in.name();
                default -> {}
            }
        });
        return new Node(
                names[0],
                domain(names[2]),
                names[1],
                names[3],
                List.copyOf(inputs),
                List.copyOf(outputs),
                Map.copyOf(attributes));
    }

    /** The standard operators under one name of theirs. */
    static String domain(String stated) {
        return stated.equals("ai.onnx") ? "" : stated;
    }

    static Attribute readAttribute(Wire in) throws IOException {
        in.budget().keep(RECORD_BYTES);
        AttributeFields fields = new AttributeFields(in);
        in.message(fields::read);
        return fields.attribute();
    }

    /** What of an attribute has been read so far. */
    private static final class AttributeFields {
        private final Wire in;
        private final List<Long> integers = new ArrayList<>();
        private final List<Double> numbers = new ArrayList<>();
        private final List<GraphBody> graphs = new ArrayList<>();
        private Optional<Tensor> tensor = Optional.empty();
        private String name = "";
        private String reference = "";
        private String text = "";
        private long integer;
        private double number;

        AttributeFields(Wire in) {
            this.in = in;
        }

        void read(int field) throws IOException {
            switch (field) {
                case 1 -> name = in.name();
                case 2 -> number = in.fixed32();
                case 3 -> integer = in.varint();
                case 4 -> text = new String(in.bytesUpTo(MOST_TEXT_BYTES), StandardCharsets.UTF_8);
                case 5 -> tensor = Optional.of(TensorParser.read(in));
                case 6, 11 -> graphs.add(GraphParser.read(in));
                case 7 -> in.floats(value -> add(numbers, value));
                case 8 -> in.varints(value -> add(integers, value));
                case 21 -> reference = in.name();
                case 22 -> tensor = Optional.of(TensorParser.readSparse(in));
                default -> {}
            }
        }

        private static <T> void add(List<T> list, T value) {
            if (list.size() < MOST_LIST) {
                list.add(value);
            }
        }

        Attribute attribute() {
            in.budget().keep(Double.BYTES * ((long) integers.size() + numbers.size()));
            return new Attribute(
                    name,
                    integer,
                    number,
                    text,
                    List.copyOf(integers),
                    List.copyOf(numbers),
                    tensor,
                    List.copyOf(graphs),
                    reference);
        }
    }
}
