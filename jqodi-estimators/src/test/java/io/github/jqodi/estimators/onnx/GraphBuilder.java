package io.github.jqodi.estimators.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** ONNX graphs written with the generated classes, which the reader does without. Weights are stated by their shape. */
final class GraphBuilder {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int INT64 = 7;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final ModelProto.Builder model;
    private int count;

    GraphBuilder(int opset) {
        model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("test")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
    }

    GraphBuilder domain(String domain) {
        model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(1));
        return this;
    }

    /** Sizes as numbers or names. */
    String input(String name, Object... sizes) {
        graph.addInput(value(name, FLOAT, sizes));
        return name;
    }

    String typedInput(String name, int type, Object... sizes) {
        graph.addInput(value(name, type, sizes));
        return name;
    }

    GraphBuilder output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    static ValueInfoProto value(String name, int type, Object... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    size instanceof Number number
                            ? dimension.setDimValue(number.longValue())
                            : dimension.setDimParam(size.toString()));
        }
        TypeProto.Tensor tensor =
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape).build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    String weight(String name, long... dims) {
        return typedWeight(name, FLOAT, dims);
    }

    String typedWeight(String name, int type, long... dims) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(Arrays.stream(dims).boxed().toList())
                .setRawData(ByteString.EMPTY));
        return name;
    }

    String numbers(String name, long... numbers) {
        graph.addInitializer(tensor(numbers).setName(name));
        return name;
    }

    static TensorProto.Builder tensor(long... numbers) {
        return TensorProto.newBuilder()
                .setDataType(INT64)
                .addDims(numbers.length)
                .addAllInt64Data(Arrays.stream(numbers).boxed().toList());
    }

    String floats(String name, float... numbers) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(FLOAT).addDims(numbers.length);
        for (float number : numbers) {
            tensor.addFloatData(number);
        }
        graph.addInitializer(tensor);
        return name;
    }

    String node(String name, String op, Map<String, Object> attributes, String... inputs) {
        String output = "v" + count;
        count++;
        node(name, "", op, attributes, inputs, output);
        return output;
    }

    String node(String op, String... inputs) {
        return node("", op, Map.of(), inputs);
    }

    GraphBuilder node(
            String name, String domain, String op, Map<String, Object> attributes, String[] inputs, String... outputs) {
        graph.addNode(nodeOf(name, domain, op, attributes, inputs, outputs));
        return this;
    }

    static NodeProto nodeOf(
            String name, String domain, String op, Map<String, Object> attributes, String[] inputs, String... outputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(name)
                .setDomain(domain)
                .setOpType(op)
                .addAllInput(Arrays.asList(inputs))
                .addAllOutput(Arrays.asList(outputs));
        attributes.forEach((key, value) -> node.addAttribute(attribute(key, value)));
        return node.build();
    }

    static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer integer) {
            attribute.setType(AttributeType.INT).setI(integer);
        } else if (value instanceof Float number) {
            attribute.setType(AttributeType.FLOAT).setF(number);
        } else if (value instanceof String text) {
            attribute.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        } else if (value instanceof TensorProto tensor) {
            attribute.setType(AttributeType.TENSOR).setT(tensor);
        } else if (value instanceof GraphProto body) {
            attribute.setType(AttributeType.GRAPH).setG(body);
        } else {
            attribute.setType(AttributeType.INTS);
            for (long number : (long[]) value) {
                attribute.addInts(number);
            }
        }
        return attribute.build();
    }

    static long[] ints(long... numbers) {
        return numbers;
    }

    /** Convolution, normalisation and, if wanted, the activation after them; padding keeps the size of stride 1. */
    String convolution(String scope, String in, int[] channels, int kernel, int stride, int groups, String activation) {
        long pad = kernel / 2;
        String weights = weight(scope + ".weight", channels[1], channels[0] / groups, kernel, kernel);
        String out = node(
                scope + "/Conv",
                "Conv",
                Map.of(
                        "kernel_shape", ints(kernel, kernel),
                        "strides", ints(stride, stride),
                        "pads", ints(pad, pad, pad, pad),
                        "group", groups),
                in,
                weights);
        out = normalized(scope, out, channels[1]);
        return activation.isEmpty() ? out : node(scope + "/" + activation, activation, Map.of(), out);
    }

    private String normalized(String scope, String in, int channels) {
        return node(
                scope + "/BatchNormalization",
                "BatchNormalization",
                Map.of(),
                in,
                weight(scope + ".scale", channels),
                weight(scope + ".shift", channels),
                weight(scope + ".mean", channels),
                weight(scope + ".variance", channels));
    }

    /** A matrix with or without a bias. */
    String linear(String scope, String in, int from, int to, boolean bias) {
        String out = node(scope + "/MatMul", "MatMul", Map.of(), in, weight(scope + ".weight", from, to));
        return bias ? node(scope + "/Add", "Add", Map.of(), out, weight(scope + ".bias", to)) : out;
    }

    GraphProto.Builder graph() {
        return graph;
    }

    ModelProto.Builder model() {
        return model;
    }

    byte[] bytes() {
        return model.setGraph(graph).build().toByteArray();
    }

    OnnxModel read() {
        return read(bytes());
    }

    static OnnxModel read(byte[] bytes) {
        try {
            return OnnxModel.read(new ByteArrayInputStream(bytes), OnnxLimits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OnnxNetwork network() {
        return read().network(OnnxOptions.DEFAULT);
    }
}
