package io.github.jqodi.estimators.onnx;

import static io.github.jqodi.estimators.onnx.GraphBuilder.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.testing.Inputs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, contradict themselves or would cost too much end in the reader's own error, soon. */
class HostileModelsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static String refused(byte[] bytes) {
        return assertTimeoutPreemptively(
                SOON,
                () -> String.valueOf(assertThrows(
                                OnnxFormatException.class,
                                () -> GraphBuilder.read(bytes).network(OnnxOptions.DEFAULT))
                        .getMessage()));
    }

    private static String refused(GraphBuilder builder) {
        return refused(builder.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version https://git-lfs.github.com/spec/v1 oid sha256:0 size 1 | Git LFS",
                "<!DOCTYPE html><html></html> | a web page",
                "{\"format\": \"onnx\"} | JSON",
                "'' | an empty file",
                "hello, world | not an ONNX model",
                "aaaaTFL3 | a TensorFlow Lite model",
                "PK\u0003\u0004archive | a ZIP archive",
            })
    void whatIsNoModelIsNamed(String text, String named) {
        String message = refused(text.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(message.contains(named), message);
    }

    /** Wherever a file ends, it is refused: a graph is never complete before its last byte. */
    @Test
    void everyTruncationIsNoticed() {
        byte[] whole = small().bytes();
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aFileThatEndsWithinItsWeightsIsNoticed(@TempDir Path folder) throws IOException {
        GraphBuilder b = small();
        b.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("large")
                        .setDataType(1)
                        .addDims(1 << 16)
                        .setRawData(ByteString.copyFrom(new byte[1 << 18])));
        byte[] whole = b.bytes();
        Path file = folder.resolve("cut.onnx");
        Files.write(file, Arrays.copyOf(whole, whole.length - 100_000));
        String message = String.valueOf(assertThrows(OnnxFormatException.class, () -> OnnxModel.read(file))
                .getMessage());
        assertTrue(message.contains("cut off"), message);
    }

    /** Bytes of a small graph are changed at random: what is read then is a model or an error of the reader. */
    @Test
    void randomChangesEndInAModelOrAnErrorOfTheReader() {
        byte[] whole = small().bytes();
        int read = 0;
        int refused = 0;
        Inputs seeds = Inputs.from(1, 12_000);
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] changed = whole.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                GraphBuilder.read(changed).network(OnnxOptions.DEFAULT);
                read++;
            } catch (OnnxFormatException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        System.out.println("changed models: " + seeds + ", " + refused + " refused");
        assertTrue(read > seeds.drawn() / 40 && refused > seeds.drawn() / 40, read + " read, " + refused + " refused");
    }

    /** Many kinds of operators in one graph, for changes to hit. */
    private static GraphBuilder small() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", "n", 3, 8, 8);
        x = b.convolution("/c", x, new int[] {3, 4}, 3, 1, 1, "Relu");
        x = b.node("", "MaxPool", Map.of("kernel_shape", ints(2, 2), "strides", ints(2, 2), "ceil_mode", 1), x);
        String size = b.node("Shape", x);
        String batch = b.node("Gather", size, b.numbers("zero", 0));
        x = b.node("Reshape", x, b.node("", "Concat", Map.of("axis", 0), batch, b.numbers("rest", -1, 4)));
        x = b.node("", "Transpose", Map.of("perm", ints(0, 2, 1)), x);
        x = b.node("Slice", x, b.numbers("from", 0), b.numbers("to", 9), b.numbers("axes", 2), b.numbers("step", 2));
        x = b.node("Pad", x, b.numbers("pads", 0, 0, 1, 0, 0, 1));
        x = b.node("", "Einsum", Map.of("equation", "bij,bkj->bik"), x, x);
        x = b.node("MatMul", x, b.weight("w", 4, 5));
        x = b.node("Add", x, b.weight("bias", 5));
        x = b.node("Tile", x, b.numbers("times", 1, 2, 1));
        x = b.node("ReduceSum", x, b.numbers("summed", 1));
        return b.output(x);
    }

    @Test
    void theSmallGraphIsReadWhole() {
        OnnxNetwork network = small().network();
        assertEquals(3 * 4 * 9 * 64 + 4 * 4 * 7 + 4 * 4 * 5, network.macs(), network::toString);
    }

    @Test
    void hugeLengthsAreRefusedBeforeMemoryIsTaken() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(7, 2);
        out.writeUInt32NoTag(Integer.MAX_VALUE);
        out.writeTag(5, 2);
        out.writeUInt32NoTag(Integer.MAX_VALUE - 20);
        out.flush();
        assertTrue(refused(bytes.toByteArray()).contains("cut off or damaged"));
    }

    @Test
    void deepNestingIsRefused() {
        GraphProto body = GraphProto.newBuilder().setName("innermost").build();
        for (int i = 0; i < 200; i++) {
            NodeProto node = NodeProto.newBuilder()
                    .setOpType("If")
                    .addAttribute(
                            AttributeProto.newBuilder().setName("then_branch").setG(body))
                    .build();
            body = GraphProto.newBuilder().addNode(node).build();
        }
        GraphBuilder b = new GraphBuilder(13);
        b.graph().mergeFrom(body);
        assertTrue(refused(b).contains("nested more than"));
    }

    @Test
    void cyclesAreRefused() {
        GraphBuilder b = new GraphBuilder(13);
        b.input("x", 1, 4);
        b.node("first", "", "Add", Map.of(), new String[] {"x", "b"}, "a");
        b.node("second", "", "Relu", Map.of(), new String[] {"a"}, "b");
        assertTrue(refused(b.output("b")).contains("cycle: node 'first' (Add)"));
    }

    @Test
    void nodesOutOfOrderAreSorted() {
        GraphBuilder b = new GraphBuilder(13);
        b.input("x", 1, 4);
        b.weight("w", 4, 2);
        b.node("second", "", "Relu", Map.of(), new String[] {"a"}, "b");
        b.node("first", "", "MatMul", Map.of(), new String[] {"x", "w"}, "a");
        assertEquals(8, b.output("b").network().macs());
    }

    @Test
    void valuesThatNobodyOrSeveralGiveAreRefused() {
        GraphBuilder nobody = new GraphBuilder(13);
        nobody.output(nobody.node("Relu", "nothing"));
        assertTrue(refused(nobody).contains("nothing gives the value 'nothing'"));
        GraphBuilder several = new GraphBuilder(13);
        several.input("x", 1, 4);
        several.node("", "", "Relu", Map.of(), new String[] {"x"}, "a");
        several.node("", "", "Relu", Map.of(), new String[] {"x"}, "a");
        assertTrue(refused(several.output("a")).contains("two nodes give the value 'a'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MaxPool | kernel_shape | -3 -3 | has a kernel of -3",
                "MaxPool | kernel_shape | 0 0 | has a kernel of 0",
                "MaxUnpool | kernel_shape | 2 -1 | has a kernel of -1",
                "Transpose | perm | 0 0 0 0 | does not name each axis once",
                "Transpose | perm | 1 0 2 -4 | does not name each axis once",
                "Transpose | perm | 1 0 | does not name each axis once",
                "Reshape | shape | 7 14 | another number of elements",
                "Reshape | shape | 0 0 7 6 | another number of elements",
                "Reshape | shape | -1 10 | to groups of 10",
            })
    void attributesThatContradictTheInputAreRefused(String operator, String name, String numbers, String named) {
        GraphBuilder b = new GraphBuilder(4);
        long[] all =
                Arrays.stream(numbers.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        b.output(b.node("", operator, Map.of(name, all), b.input("x", 1, 1, 7, 7), "x"));
        String message = refused(b);
        assertTrue(message.contains(named), message);
    }

    /** Their products and sums would overflow to numbers that fit. */
    @ParameterizedTest
    @CsvSource({
        "MaxPool, kernel_shape, 4611686018427387905",
        "MaxPool, strides, 9223372036854775807",
        "MaxPool, dilations, 4611686018427387904",
        "MaxPool, pads, 9223372036854775807",
        "MaxUnpool, strides, 4611686018427387904"
    })
    void windowsBeyondAllSizesAreRefused(String operator, String name, long number) {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "kernel_shape", ints(5), "strides", ints(1), "dilations", ints(4), "pads", ints(0, 0), "ceil_mode", 1));
        attributes.put(name, name.equals("pads") ? ints(number, number) : ints(number));
        GraphBuilder b = new GraphBuilder(13);
        b.output(b.node("", operator, attributes, b.input("x", 1, 1, 17), "x"));
        String message = refused(b);
        assertTrue(message.contains("has a window with " + number), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DepthToSpace | 4294967296 | 12 | parts 12 elements of an axis into blocks of 4294967296",
                "DepthToSpace | 4294967296 | 0 | more than 2^50",
                "DepthToSpace | 2 | 6 | parts 3 elements of an axis into blocks of 2",
                "SpaceToDepth | 4294967296 | 12 | parts 4 elements",
            })
    void blocksThatDoNotFitAreRefused(String operator, long block, int channels, String named) {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", 1, channels, 4, 4);
        b.graph()
                .addNode(GraphBuilder.nodeOf("", "", operator, Map.of(), new String[] {x}, "y").toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("blocksize")
                                .setType(AttributeProto.AttributeType.INT)
                                .setI(block)));
        String message = refused(b.output("y"));
        assertTrue(message.contains(named), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, -4, 2, 3})
    void batchesThatPlacesDoNotHaveAreRefused(int batch) {
        GraphBuilder b = new GraphBuilder(13);
        String[] inputs = {b.input("x", 2, 3, 4, 5), b.typedInput("places", GraphBuilder.INT64, 2, 2)};
        b.output(b.node("", "GatherND", Map.of("batch_dims", batch), inputs));
        String message = refused(b);
        assertTrue(message.contains("after " + batch + " axes of the batch"), message);
    }

    @Test
    void giantSizesAreRefused() {
        GraphBuilder weights = new GraphBuilder(13);
        weights.input("x", 1, 4);
        weights.weight("w", Long.MAX_VALUE, Long.MAX_VALUE);
        assertTrue(refused(weights).contains("more than 2^50"));
        GraphBuilder repeated = new GraphBuilder(13);
        String x = repeated.input("x", 1, 1 << 20);
        String times = repeated.numbers("times", 1 << 20, 1 << 20);
        repeated.output(repeated.node("Tile", x, times));
        assertTrue(refused(repeated).contains("more than 2^50"));
        GraphBuilder negative = new GraphBuilder(13);
        negative.input("x", 1, 4);
        negative.weight("w", -4);
        assertTrue(refused(negative).contains("an axis of size -4"));
    }

    /** Functions that call each other twice a level would take 2^40 nodes. */
    @Test
    void functionsThatMultiplyAreRefusedByTheirCount() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        for (int level = 0; level < 40; level++) {
            String inner = "f" + (level + 1);
            FunctionProto.Builder function =
                    FunctionProto.newBuilder().setName("f" + level).setDomain("own");
            function.addInput("x").addOutput("z");
            function.addNode(GraphBuilder.nodeOf("", "own", inner, Map.of(), new String[] {"x"}, "y"));
            function.addNode(GraphBuilder.nodeOf("", "own", inner, Map.of(), new String[] {"y"}, "z"));
            b.model().addFunctions(function);
        }
        b.input("x", 1, 4);
        b.node("", "own", "f0", Map.of(), new String[] {"x"}, "out");
        String message = refused(b.output("out"));
        assertTrue(message.contains("goes beyond a limit: more than 200000 nodes"), message);
    }

    /** Every node makes thousands of numbers that shapes might follow from. */
    @Test
    void numbersToFoldAreRefusedByWhatTheyTake() {
        GraphBuilder b = new GraphBuilder(13);
        b.input("x", 1, 4);
        b.numbers("one", 1);
        b.numbers("many", 4096);
        String last = "one";
        for (int i = 0; i < 10_000; i++) {
            last = b.node("Expand", "one", "many");
        }
        assertTrue(refused(b.output(last)).contains("goes beyond a limit: its graph takes more than"));
    }

    /** A scan over something of unknown rank is no reason to end in anything but a warning. */
    @Test
    void aScanOfAnUnknownShapeIsSaid() {
        GraphProto body = GraphProto.newBuilder()
                .addInput(GraphBuilder.value("row", 1, 4))
                .addNode(GraphBuilder.nodeOf("", "", "Relu", Map.of(), new String[] {"row"}, "out"))
                .addOutput(GraphBuilder.value("out", 1, 4))
                .build();
        GraphBuilder b = new GraphBuilder(13).domain("own");
        b.input("x", 1, 4);
        b.node("", "own", "Secret", Map.of(), new String[] {"x"}, "hidden");
        b.node("", "", "Scan", Map.of("body", body, "num_scan_inputs", 1), new String[] {"hidden"}, "y");
        assertTrue(b.output("y").network().warnsOf(OnnxWarning.Kind.UNKNOWN_SHAPE));
    }

    @Test
    void functionsThatCallThemselvesAreRefused() {
        GraphBuilder b = new GraphBuilder(13).domain("own");
        b.model()
                .addFunctions(FunctionProto.newBuilder()
                        .setName("f")
                        .setDomain("own")
                        .addInput("x")
                        .addOutput("y")
                        .addNode(GraphBuilder.nodeOf("", "own", "f", Map.of(), new String[] {"x"}, "y")));
        b.input("x", 1, 4);
        b.node("", "own", "f", Map.of(), new String[] {"x"}, "out");
        assertTrue(refused(b.output("out")).contains("nested more than"));
    }

    @Test
    void limitsHold() {
        byte[] bytes = small().bytes();
        for (OnnxLimits tight : new OnnxLimits[] {
            new OnnxLimits(bytes.length - 1, 1 << 20, 100, SOON),
            new OnnxLimits(1 << 20, 100, 100, SOON),
            new OnnxLimits(1 << 20, 1 << 20, 3, SOON),
            new OnnxLimits(1 << 20, 1 << 20, 100, Duration.ofNanos(1))
        }) {
            OnnxFormatException e = assertThrows(
                    OnnxFormatException.class, () -> OnnxModel.read(new ByteArrayInputStream(bytes), tight));
            assertTrue(String.valueOf(e.getMessage()).startsWith("the model goes beyond a limit"), e::getMessage);
        }
        assertThrows(InvalidValueException.class, () -> new OnnxLimits(0, 1, 1, SOON));
    }

    /** Two bytes of file must not become a hundred in memory without end. */
    @Test
    void manySmallMessagesAreRefusedByWhatTheyTake() {
        InputStream start =
                new ByteArrayInputStream(new byte[] {0x3a, (byte) 0xf0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07});
        InputStream endless = new SequenceInputStream(start, new InputStream() {
            private boolean odd;

            @Override
            public int read() {
                odd = !odd;
                return odd ? 0x0a : 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    into[offset + i] = (byte) read();
                }
                return length;
            }
        });
        OnnxFormatException e = assertTimeoutPreemptively(
                SOON, () -> assertThrows(OnnxFormatException.class, () -> OnnxModel.read(endless, OnnxLimits.DEFAULT)));
        assertTrue(String.valueOf(e.getMessage()).contains("goes beyond a limit"), e::getMessage);
    }

    /** Weights are skipped, so that a model takes the memory of its graph. */
    @Test
    void weightsTakeNoMemory() throws IOException {
        byte[] head = small().bytes();
        long weights = 200L << 20;
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(start);
        // A field that nobody knows stands for weights: it is skipped in the same way.
        out.writeTag(999, 2);
        out.writeUInt32NoTag((int) weights);
        out.flush();
        InputStream zeros = new InputStream() {
            private long left = weights;

            @Override
            public int read() {
                left--;
                return left >= 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int read = (int) Math.min(left, length);
                left -= read;
                return read == 0 ? -1 : read;
            }
        };
        InputStream all = new SequenceInputStream(
                new SequenceInputStream(new ByteArrayInputStream(head), new ByteArrayInputStream(start.toByteArray())),
                zeros);
        long before = allocated();
        OnnxModel model = OnnxModel.read(all, OnnxLimits.DEFAULT);
        long taken = allocated() - before;
        assertTrue(model.nodes() > 10);
        assertTrue(taken < 4 << 20, taken + " bytes");
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void controlCharactersOfNamesAreShownEscaped() {
        GraphBuilder b = new GraphBuilder(13);
        b.input("x", 1, 4);
        b.node("evil\u001b[31m\n", "", "MatMul", Map.of(), new String[] {"x", "x"}, "y");
        String message = refused(b.output("y"));
        assertTrue(message.contains("evil\\u001b[31m\\n"), message);
    }
}
