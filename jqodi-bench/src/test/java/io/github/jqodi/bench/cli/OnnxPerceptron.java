package io.github.jqodi.bench.cli;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An ONNX file of a perceptron of two layers, 100 - 32 - 10, without its weights, written field by field. */
final class OnnxPerceptron {
    private OnnxPerceptron() {}

    static byte[] bytes() throws IOException {
        byte[] graph = message(out -> {
            out.writeByteArray(1, node("first", "MatMul", "h", "x", "w1"));
            out.writeByteArray(1, node("", "Relu", "r", "h"));
            out.writeByteArray(1, node("second", "MatMul", "y", "r", "w2"));
            out.writeByteArray(5, weights("w1", 100, 32));
            out.writeByteArray(5, weights("w2", 32, 10));
            out.writeByteArray(11, input("x", "n", 100));
            out.writeByteArray(12, message(value -> value.writeString(1, "y")));
        });
        byte[] opset = message(out -> out.writeInt64(2, 13));
        return message(out -> {
            out.writeInt64(1, 8);
            out.writeByteArray(7, graph);
            out.writeByteArray(8, opset);
        });
    }

    private static byte[] node(String name, String op, String output, String... inputs) throws IOException {
        return message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, output);
            out.writeString(3, name);
            out.writeString(4, op);
        });
    }

    private static byte[] weights(String name, long rows, long columns) throws IOException {
        return message(out -> {
            out.writeInt64(1, rows);
            out.writeInt64(1, columns);
            out.writeInt32(2, 1);
            out.writeByteArray(8, name.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static byte[] input(String name, String batch, long size) throws IOException {
        byte[] first = message(out -> out.writeString(2, batch));
        byte[] second = message(out -> out.writeInt64(1, size));
        byte[] shape = message(out -> {
            out.writeByteArray(1, first);
            out.writeByteArray(1, second);
        });
        byte[] tensor = message(out -> {
            out.writeInt32(1, 1);
            out.writeByteArray(2, shape);
        });
        byte[] type = message(out -> out.writeByteArray(1, tensor));
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, type);
        });
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
