package io.github.jqodi.estimators.onnx;

import io.github.jqodi.estimators.onnx.TypeInfo.Axis;
import io.github.jqodi.estimators.onnx.TypeInfo.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Types of values with the sizes that are stated. */
final class TypeParser {
    private static final int RECORD_BYTES = 64;
    private static final int MOST_AXES = 64;

    private final Wire in;
    private final List<Axis> axes = new ArrayList<>();
    private Kind kind = Kind.UNSTATED;
    private ElementType type = ElementType.UNDEFINED;
    private boolean ranked;

    private TypeParser(Wire in) {
        this.in = in;
    }

    static ValueInfo readValue(Wire in) throws IOException {
        in.budget().keep(RECORD_BYTES);
        String[] name = {""};
        TypeParser parser = new TypeParser(in);
        in.message(field -> {
            switch (field) {
                case 1 -> name[0] = in.name();
                case 2 -> in.message(parser::type);
                default -> {}
            }
        });
        TypeInfo type = new TypeInfo(parser.kind, parser.type, parser.ranked, List.copyOf(parser.axes));
        return new ValueInfo(name[0], type);
    }

    private void type(int field) throws IOException {
        switch (field) {
            case 1 -> tensor(Kind.TENSOR);
            case 4 -> kind = Kind.SEQUENCE;
            case 5 -> kind = Kind.MAP;
            case 7 -> kind = Kind.OPAQUE;
            case 8 -> tensor(Kind.SPARSE_TENSOR);
            case 9 -> kind = Kind.OPTIONAL;
            default -> {}
        }
    }

    private void tensor(Kind found) throws IOException {
        kind = found;
        in.message(field -> {
            switch (field) {
                case 1 -> type = ElementType.of(in.varint());
                case 2 -> shape();
                default -> {}
            }
        });
    }

    private void shape() throws IOException {
        ranked = true;
        in.message(field -> {
            if (field == 1) {
                axes.add(axis());
            }
        });
    }

    private Axis axis() throws IOException {
        if (axes.size() >= MOST_AXES) {
            throw new OnnxFormatException("a value has more than " + MOST_AXES + " axes");
        }
        in.budget().keep(RECORD_BYTES);
        Axis[] read = {Axis.UNSTATED};
        in.message(field -> {
            switch (field) {
                case 1 -> read[0] = new Axis(Math.max(Dims.UNKNOWN, in.varint()), "");
                case 2 -> read[0] = new Axis(Dims.UNKNOWN, in.name());
                default -> {}
            }
        });
        return read[0];
    }
}
