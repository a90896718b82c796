package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.github.jqodi.estimators.onnx.OnnxWarning.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes and multiply-adds of single operators, as ONNX states them. */
class OperatorsTest {
    /** One operator on inputs of given shapes; attributes as name=value, lists of integers joined by commas. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Conv | 1x3x32x32 8x3x3x3 | pads=1,1,1,1 | 1x8x32x32 | 221184",
                "Conv | 1x3x32x32 8x3x3x3 | strides=2,2;auto_pad=SAME_UPPER | 1x8x16x16 | 55296",
                "Conv | 1x3x32x32 8x3x3x3 | auto_pad=VALID | 1x8x30x30 | 194400",
                "Conv | 1x8x10x10 8x1x3x3 | group=8;dilations=2,2 | 1x8x6x6 | 2592",
                "Conv | 1x4x100 6x4x5 | strides=3 | 1x6x32 | 3840",
                "Conv | 1x2x8x8x8 4x2x3x3x3 | '' | 1x4x6x6x6 | 46656",
                "ConvTranspose | 1x16x8x8 16x4x2x2 | strides=2,2 | 1x4x16x16 | 16384",
                "ConvTranspose | 1x16x8x8 16x4x3x3 | strides=2,2;pads=1,1,1,1;output_padding=1,1 | 1x4x16x16 | 36864",
                "ConvTranspose | 1x16x8x8 16x2x3x3 | group=4;strides=2,2;auto_pad=SAME_UPPER | 1x8x16x16 | 18432",
                "MaxPool | 1x3x7x7 | kernel_shape=3,3;strides=2,2;ceil_mode=1 | 1x3x3x3 | 0",
                "MaxPool | 1x3x8x8 | kernel_shape=3,3;strides=2,2;ceil_mode=1 | 1x3x4x4 | 0",
                "AveragePool | 1x3x4x4 | kernel_shape=2,2;strides=3,3;pads=1,1,1,1;ceil_mode=1 | 1x3x2x2 | 0",
                "GlobalAveragePool | 1x3x7x5 | '' | 1x3x1x1 | 0",
                "MatMul | 2x3x4 4x5 | '' | 2x3x5 | 120",
                "MatMul | 2x1x3x4 6x4x5 | '' | 2x6x3x5 | 720",
                "MatMul | 4 4x5 | '' | 5 | 20",
                "MatMul | 2x3x4 4 | '' | 2x3 | 24",
                "MatMul | 4 4 | '' | '' | 4",
                "Gemm | 4x3 5x4 | transA=1;transB=1 | 3x5 | 60",
                "Einsum | 2x3x4 2x4x5 | equation=bij,bjk->bik | 2x3x5 | 120",
                "Einsum | 2x3x4 5x4 | equation=...j,kj->...k | 2x3x5 | 120",
                "Einsum | 3x3 | equation=ii | '' | 0",
                "Einsum | 2x3 3x4 4x5 | equation=ij,jk,kl->il | 2x5 | 64",
                "LSTM | 5x2x4 1x32x4 1x32x8 | hidden_size=8 | 5x1x2x8 | 3840",
                "GRU | 5x2x4 2x24x4 2x24x8 | hidden_size=8;direction=bidirectional | 5x2x2x8 | 5760",
                "Flatten | 2x3x4x5 | axis=2 | 6x20 | 0",
                "Transpose | 2x3x4 | perm=2,0,1 | 4x2x3 | 0",
                "Concat | 2x3 2x5 | axis=-1 | 2x8 | 0",
                "Add | 2x1x4 3x1 | '' | 2x3x4 | 0",
                "DepthToSpace | 1x12x4x4 | blocksize=2 | 1x3x8x8 | 0",
                "SpaceToDepth | 1x3x8x8 | blocksize=2 | 1x12x4x4 | 0",
                "Softmax | 2x3 | axis=1 | 2x3 | 0",
                "ArgMax | 2x3x4 | axis=1;keepdims=0 | 2x4 | 0",
                "ReduceMean | 2x3x4 | axes=1,2 | 2x1x1 | 0",
                "ReduceMean | 2x3x4 | axes=1;keepdims=0 | 2x4 | 0",
                "Squeeze | 2x1x4x1 | axes=1 | 2x4x1 | 0",
                "Squeeze | 2x1x4x1 | '' | 2x4 | 0",
                "Unsqueeze | 2x4 | axes=0,2 | 1x2x1x4 | 0",
                "Slice | 10x8 | starts=1,-3;ends=-1,100;axes=0,1 | 8x3 | 0",
                "Pad | 1x3x4x4 | pads=0,0,1,2,0,0,3,4 | 1x3x8x10 | 0",
                "Gather | 10x8 2x3 | axis=0 | 2x3x8 | 0",
                "GridSample | 1x3x8x8 1x4x5x2 | '' | 1x3x4x5 | 0",
                "LRN | 1x3x8x8 | size=5 | 1x3x8x8 | 0",
                "com.microsoft.Attention | 1x10x64 64x192 192 | num_heads=8 | 1x10x64 | 135680",
                "com.microsoft.MultiHeadAttention | 1x10x64 1x20x64 1x20x32 | num_heads=8 | 1x10x32 | 19200",
                "com.microsoft.GroupQueryAttention | 1x10x64 1x10x16 1x10x16 | num_heads=8;kv_num_heads=2 | 1x10x64 | 12800",
                "com.microsoft.FusedMatMul | 2x4x3 2x4x5 | transA=1 | 2x3x5 | 120",
                "com.microsoft.MatMulNBits | 2x3x64 16x2x16 32 | K=64;N=16;bits=4;block_size=32 | 2x3x16 | 6144",
                "com.microsoft.BiasGelu | 2x3 3 | '' | 2x3 | 0",
                "com.microsoft.FusedConv | 1x3x8x8 4x3x3x3 | activation=Relu | 1x4x6x6 | 3888",
                "com.microsoft.NhwcConv | 1x8x8x3 4x3x3x3 | '' | 1x6x6x4 | 3888",
                "Attention | 1x4x10x16 1x4x20x16 1x4x20x8 | '' | 1x4x10x8 | 19200"
            })
    void shapesAndMultiplyAdds(String operator, String inputs, String attributes, String output, double macs) {
        int dot = operator.lastIndexOf('.');
        GraphBuilder b = new GraphBuilder(operator.equals("Attention") ? 23 : 12).domain("com.microsoft");
        String[] names = inputs.split(" ", -1);
        for (int i = 0; i < names.length; i++) {
            names[i] = b.input("x" + i, sizes(names[i]));
        }
        b.node(
                "",
                dot < 0 ? "" : operator.substring(0, dot),
                operator.substring(dot + 1),
                attributes(attributes),
                names,
                "y");
        // A node that keeps the shape makes a block whose output is seen.
        b.output("y");
        Value found = inferred(b, "y");
        assertEquals(output, found.dims().toString());
        assertEquals(macs, b.network().macs());
    }

    private static Value inferred(GraphBuilder b, String name) {
        ModelFile file = parsed(b);
        Warnings warnings = new Warnings();
        Sizes sizes = new Sizes(file.graph(), OnnxOptions.DEFAULT, warnings);
        BodyCost cost = new ShapeInference(file, sizes, warnings, new Budget(OnnxLimits.DEFAULT)).main();
        return cost.nodes().stream()
                .filter(node -> node.node().outputs().contains(name))
                .map(node -> node.outputs().get(node.node().outputs().indexOf(name)))
                .findFirst()
                .orElseThrow();
    }

    private static ModelFile parsed(GraphBuilder b) {
        try {
            return ModelParser.read(new ByteArrayInputStream(b.bytes()), new Budget(OnnxLimits.DEFAULT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] sizes(String shape) {
        return shape.isEmpty()
                ? new Object[0]
                : Arrays.stream(shape.split("x", -1)).map(Long::valueOf).toArray();
    }

    private static Map<String, Object> attributes(String text) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            String[] pair = one.split("=", 2);
            boolean list = pair[1].contains(",")
                    || Set.of("axes", "kernel_shape", "strides", "perm").contains(pair[0]);
            if (pair[0].equals("equation") || !pair[1].matches("[-0-9,]+")) {
                attributes.put(pair[0], pair[1]);
            } else if (list) {
                attributes.put(
                        pair[0],
                        Arrays.stream(pair[1].split(",", -1))
                                .mapToLong(Long::parseLong)
                                .toArray());
            } else {
                attributes.put(pair[0], Integer.parseInt(pair[1]));
            }
        }
        return attributes;
    }

    @Test
    void newerVersionsHaveAxesAsInputs() {
        GraphBuilder b = new GraphBuilder(18);
        String x = b.input("x", 1, 8, 6);
        x = b.node("Unsqueeze", x, b.numbers("two", 2));
        x = b.node(
                "Slice",
                x,
                b.numbers("from", 7),
                b.numbers("to", Long.MIN_VALUE),
                b.numbers("one", 1),
                b.numbers("back", -2));
        x = b.node("Pad", x, b.numbers("pads", 1, 1), "", b.numbers("last", -1));
        x = b.node("ReduceMax", x, b.numbers("second", 1));
        b.output(b.node("Squeeze", x, "one"));
        assertEquals(
                "1x1x8", inferred(b, b.graph().getOutput(0).getName()).dims().toString());
    }

    @Test
    void splitsAndResizesFollowTheirInputs() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 1, 5, 4, 4);
        b.node("", "", "Split", Map.of("axis", 1), new String[] {x, b.numbers("parts", 2, 3)}, "a", "c");
        b.node("", "", "Resize", Map.of(), new String[] {"c", "", b.floats("scales", 1, 1, 2, 2.5f)}, "r");
        b.node("", "", "Resize", Map.of(), new String[] {"a", "", "", b.numbers("sizes", 1, 2, 7, 9)}, "s");
        assertEquals("1x3x8x10", inferred(b.output("r").output("s"), "r").dims().toString());
        assertEquals("1x2x7x9", inferred(b, "s").dims().toString());
    }

    @ParameterizedTest
    @CsvSource({"Resize, 13", "Upsample, 9"})
    void scalesMultiplyIn32Bits(String operator, int opset) {
        GraphBuilder b = new GraphBuilder(opset);
        String x = b.input("x", 1, 3, 10, 10);
        String scales = b.floats("scales", 1, 1, 0.7f, 1.3f);
        String[] inputs = opset < 11 ? new String[] {x, scales} : new String[] {x, "", scales};
        b.node("", "", operator, Map.of(), inputs, "y");
        assertEquals("1x3x7x13", inferred(b.output("y"), "y").dims().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "stretch, 10, 20, 5, 20x5",
        "not_larger, 10, 20, 5, 5x5",
        "not_smaller, 10, 20, 5, 20x20",
        "not_larger, 7, 10, 10, 7x10",
        "not_smaller, 7, 10, 10, 10x14"
    })
    void resizesKeepTheAspectRatioTheyAreAskedFor(String policy, long rows, long high, long wide, String output) {
        GraphBuilder b = new GraphBuilder(18);
        String x = b.input("x", 3, rows, 10);
        Map<String, Object> attributes = Map.of("keep_aspect_ratio_policy", policy, "axes", GraphBuilder.ints(1, -1));
        b.node("", "", "Resize", attributes, new String[] {x, "", "", b.numbers("sizes", high, wide)}, "y");
        assertEquals("3x" + output, inferred(b.output("y"), "y").dims().toString());
    }

    /** Shapes computed by nodes, as exporters trace view(), from the batch on. */
    @Test
    void shapesThatNodesComputeAreFollowed() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", "n", 6, 4);
        String shape = b.node("Shape", x);
        String batch = b.node("", "Squeeze", Map.of(), b.node("Gather", shape, b.numbers("zero", 0)), "zero");
        String channels = b.node("Gather", shape, b.numbers("one", 1));
        String half = b.node("Div", channels, b.numbers("two", 2));
        String rows = b.node("Mul", b.node("Unsqueeze", batch, "zero"), half);
        String all = b.node("", "Concat", Map.of("axis", 0), rows, b.node("Cast", "two"), b.numbers("rest", -1));
        assertEquals(
                "3x2x4",
                inferred(
                                b.output(b.node("Reshape", x, all)),
                                b.graph().getOutput(0).getName())
                        .dims()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({"Sum, 12", "Mean, 6", "Max, 8"})
    void constantsAreCombinedAsTheOperatorSays(String operator, String rows) {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 12, 2);
        String size = b.node(operator, b.numbers("four", 4), b.numbers("eight", 8));
        String all = b.node("", "Concat", Map.of("axis", 0), size, b.numbers("rest", -1));
        String y = b.node("Reshape", x, all);
        assertTrue(inferred(b.output(y), y).dims().toString().startsWith(rows + "x"));
    }

    @Test
    void aLoopCountsAsOftenAsItRuns() {
        GraphProto body = GraphProto.newBuilder()
                .addInput(GraphBuilder.value("i", GraphBuilder.INT64))
                .addInput(GraphBuilder.value("go", 9))
                .addInput(GraphBuilder.value("state", GraphBuilder.FLOAT, 1, 4))
                .addNode(GraphBuilder.nodeOf("", "", "MatMul", Map.of(), new String[] {"state", "w"}, "next"))
                .addNode(GraphBuilder.nodeOf("", "", "Identity", Map.of(), new String[] {"go"}, "on"))
                .addOutput(GraphBuilder.value("on", 9))
                .addOutput(GraphBuilder.value("next", GraphBuilder.FLOAT, 1, 4))
                .addOutput(GraphBuilder.value("next", GraphBuilder.FLOAT, 1, 4))
                .build();
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 1, 4);
        b.weight("w", 4, 4);
        b.node("", "", "Loop", Map.of("body", body), new String[] {b.numbers("times", 7), "", x}, "last", "rows");
        OnnxNetwork network = b.output("last").network();
        assertEquals(7 * 16, network.macs());
        assertEquals(16, network.parameters());
        assertTrue(!network.warnsOf(Kind.BODY_COUNTED_ONCE));
        assertEquals("7x1x4", inferred(b, "rows").dims().toString());
    }

    /** Version 8 scans along the second axis of a batch, later ones along the first. */
    @ParameterizedTest
    @CsvSource({"8, 2, 2x4, 2x5x4", "9, 1, 4, 5x4"})
    void aScanCountsAsLongAsItsSequence(int opset, int batch, String last, String rows) {
        GraphProto body = GraphProto.newBuilder()
                .addInput(GraphBuilder.value("state", GraphBuilder.FLOAT, 4))
                .addInput(GraphBuilder.value("row", GraphBuilder.FLOAT, 4))
                .addNode(GraphBuilder.nodeOf("", "", "MatMul", Map.of(), new String[] {"row", "w"}, "product"))
                .addNode(GraphBuilder.nodeOf("", "", "Add", Map.of(), new String[] {"state", "product"}, "next"))
                .addOutput(GraphBuilder.value("next", GraphBuilder.FLOAT, 4))
                .addOutput(GraphBuilder.value("product", GraphBuilder.FLOAT, 4))
                .build();
        GraphBuilder b = new GraphBuilder(opset);
        b.weight("w", 4, 4);
        String state = opset == 8 ? b.input("s", batch, 4) : b.input("s", 4);
        String x = opset == 8 ? b.input("x", batch, 5, 4) : b.input("x", 5, 4);
        String[] inputs = opset == 8 ? new String[] {"", state, x} : new String[] {state, x};
        b.node("", "", "Scan", Map.of("body", body, "num_scan_inputs", 1), inputs, "last", "rows");
        b.output("last").output("rows");
        assertEquals(last, inferred(b, "last").dims().toString());
        assertEquals(rows, inferred(b, "rows").dims().toString());
        assertEquals(5 * 16 * batch, b.network().macs());
    }

    @Test
    void aShapeAfterAnUnknownOneIsUnknownNotWrong() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        b.node("", "own", "Secret", Map.of(), new String[] {b.input("x", 1, 4)}, "hidden");
        b.output(b.node("Reshape", "hidden", b.numbers("shape", -1, 8)));
        assertEquals("?x8", inferred(b, b.graph().getOutput(0).getName()).dims().toString());
    }

    @Test
    void functionsOfTheFileAreRunThrough() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        FunctionProto.Builder function = FunctionProto.newBuilder()
                .setName("Dense")
                .setDomain("own")
                .addInput("x")
                .addInput("w")
                .addInput("bias")
                .addOutput("y")
                .addAttribute("turned");
        AttributeProto turned = AttributeProto.newBuilder()
                .setName("transB")
                .setType(AttributeType.INT)
                .setRefAttrName("turned")
                .build();
        function.addNode(GraphBuilder.nodeOf("", "", "Gemm", Map.of(), new String[] {"x", "w", "bias"}, "y").toBuilder()
                .addAttribute(turned));
        b.model().addFunctions(function);
        String x = b.input("x", 1, 4);
        b.node("", "own", "Dense", Map.of("turned", 1), new String[] {x, b.weight("w", 5, 4)}, "y");
        OnnxNetwork network = b.output("y").network();
        assertEquals(20, network.macs());
        assertEquals(20, network.parameters());
        assertEquals(Map.of(), network.unknownOperators());
    }

    @Test
    void unknownOperatorsAreListedAndTheirStatedShapesUsed() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        String x = b.input("x", 1, 4);
        b.node("", "own", "Secret", Map.of(), new String[] {x, b.weight("s", 3)}, "hidden");
        b.graph().addValueInfo(GraphBuilder.value("hidden", GraphBuilder.FLOAT, 1, 8));
        b.node("", "", "MatMul", Map.of(), new String[] {"hidden", b.weight("w", 8, 2)}, "y");
        OnnxNetwork network = b.output("y").network();
        assertEquals(Map.of("own.Secret", 1), network.unknownOperators());
        assertTrue(network.warnsOf(Kind.UNKNOWN_OPERATOR));
        assertEquals(16, network.macs());
        assertEquals(19, network.parameters());
    }

    @Test
    void whatIsAfterAnUnknownShapeIsSaidToCountAsZero() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        b.node("", "own", "Secret", Map.of(), new String[] {b.input("x", 1, 4)}, "hidden");
        b.node("lost", "", "MatMul", Map.of(), new String[] {"hidden", b.weight("w", 8, 2)}, "y");
        OnnxNetwork network = b.output("y").network();
        assertEquals(0, network.macs());
        assertTrue(network.warnings().stream()
                .anyMatch(w -> w.kind() == Kind.UNKNOWN_SHAPE && w.text().contains("node 'lost' (MatMul)")));
    }

    @Test
    void quantizedOperatorsCountTheirIntegersAsWeights() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.typedInput("x", GraphBuilder.UINT8, 1, 3, 8, 8);
        String[] inputs = {
            x,
            b.floats("xs", 1),
            b.typedWeight("xz", GraphBuilder.UINT8),
            b.typedWeight("w", GraphBuilder.INT8, 4, 3, 3, 3),
            b.weight("ws", 4),
            b.typedWeight("wz", GraphBuilder.INT8, 4),
            b.floats("ys", 1),
            b.typedWeight("yz", GraphBuilder.UINT8),
            b.typedWeight("bias", 6, 4)
        };
        b.node("", "", "QLinearConv", Map.of(), inputs, "y");
        OnnxNetwork network = b.output("y").network();
        assertEquals(112, network.parameters());
        assertEquals(112, network.quantizedParameters());
        assertEquals(8, network.inputBits());
        assertEquals("UINT8", network.blocks().get(0).outputType());
    }

    @Test
    void packedWeightsAreCountedUnpacked() {
        GraphBuilder b = new GraphBuilder(21).domain("com.microsoft");
        String x = b.input("x", 1, 64);
        String[] inputs = {x, b.typedWeight("w", GraphBuilder.UINT8, 16, 2, 16), b.weight("scales", 32)};
        b.node("", "com.microsoft", "MatMulNBits", Map.of("K", 64, "N", 16, "bits", 4, "block_size", 32), inputs, "y");
        assertEquals(64 * 16, b.output("y").network().parameters());
    }

    @Test
    void tensorsKeepTheirTypesUpToFourBits() {
        GraphBuilder b = new GraphBuilder(21);
        b.input("x", 1, 4);
        for (int type : new int[] {10, 16, 17, 21, 22, 23, 99}) {
            b.typedWeight("w" + type, type, 3);
        }
        assertEquals(
                Set.of("FLOAT16", "BFLOAT16", "FLOAT8E4M3FN", "UINT4", "INT4", "FLOAT4E2M1", "TYPE99"),
                b.read().initializers().keySet());
    }

    @Test
    void dataElsewhereAreNotNeeded() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 1, 4);
        b.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(1)
                        .addDims(4)
                        .addDims(2)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL));
        OnnxNetwork network = b.output(b.node("MatMul", x, "w")).network();
        assertEquals(8, network.parameters());
        assertTrue(network.warnsOf(Kind.EXTERNAL_WEIGHTS));
    }

    /** Zeros that a mask or state begins with are no weights, zeros in the place of a matrix are. */
    @Test
    void zerosAreWeightsWhereWeightsBelong() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 1, 4);
        String zeros = b.node("ConstantOfShape", b.numbers("row", 1, 4));
        String matrix = b.node("ConstantOfShape", b.numbers("square", 4, 4));
        OnnxNetwork network =
                b.output(b.node("MatMul", b.node("Add", x, zeros), matrix)).network();
        assertEquals(16, network.parameters());
        assertTrue(network.warnsOf(Kind.WEIGHTS_LEFT_OUT));
    }

    @Test
    void samplesDivideWhatIsCounted() {
        GraphBuilder b = new GraphBuilder(13);
        b.output(b.node("MatMul", b.input("x", 8, 4), b.weight("w", 4, 2)));
        assertTrue(b.network().warnsOf(Kind.FIXED_BATCH));
        OnnxNetwork one = b.read().network(OnnxOptions.DEFAULT.withSamples(8));
        assertEquals(8, one.macs());
        assertEquals(4, one.inputElements());
        assertEquals(2, one.layers().get(0).outputElements());
        assertEquals(8, one.parameters());
        assertTrue(!one.warnsOf(Kind.FIXED_BATCH));
    }

    @Test
    void statisticsOfNormalisationsAreNotTrained() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.convolution("/c", b.input("x", 1, 3, 8, 8), new int[] {3, 4}, 3, 1, 1, "");
        OnnxNetwork network = b.output(x).network();
        assertEquals(3 * 4 * 9 + 8, network.parameters());
        assertEquals(network.parameters(), network.trainableParameters());
        assertEquals(8, network.runningStatistics());
    }

    @Test
    void sizesInNamesThatAddUpAreBound() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", "batch", "past + tokens", 4);
        b.output(b.node("MatMul", x, b.weight("w", 4, 2)));
        OnnxNetwork network =
                b.read().network(OnnxOptions.DEFAULT.withDimension("past", 3).withDimension("tokens", 2));
        assertEquals(5 * 8, network.macs());
        assertEquals("x", Objects.requireNonNull(b.read().inputs().get(0)).name());
    }
}
