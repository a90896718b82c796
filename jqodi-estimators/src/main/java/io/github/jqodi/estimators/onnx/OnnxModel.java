package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as an ONNX file states it, without its weights. Immutable.
 *
 * <pre>{@code
 * OnnxModel model = OnnxModel.read(Path.of("mobilenet.onnx"));
 * OnnxNetwork network = model.network(OnnxOptions.DEFAULT);
 * network.warnings().forEach(System.err::println);
 * ModelVersion version = network.toModelVersion("mobilenet", 1.2);
 * }</pre>
 */
public final class OnnxModel {
    private static final String NEEDED = "com.google.protobuf.CodedInputStream";
    private static final String NEEDS = "needs Protocol Buffers to be read";
    private static final String ADVICE = "Add com.google.protobuf:protobuf-java:4.33.1 to the class path.";

    private final ModelFile file;

    private OnnxModel(ModelFile file) {
        this.file = file;
    }

    /**
     * Reads a file within {@link OnnxLimits#DEFAULT}.
     *
     * @param path of the file
     * @return the model
     * @throws IOException if the file cannot be read
     * @throws OnnxFormatException if it is no model, contradicts itself or goes beyond a limit
     * @throws IllegalArgumentException if Protocol Buffers are not on the class path
     */
    public static OnnxModel read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, OnnxLimits.DEFAULT);
        }
    }

    /**
     * Reads a stream up to its end, without closing it.
     *
     * @param stream of the file's bytes
     * @param limits beyond which it is refused
     * @return the model
     * @throws IOException if the stream cannot be read
     * @throws OnnxFormatException if it is no model, contradicts itself or goes beyond a limit
     * @throws IllegalArgumentException if Protocol Buffers are not on the class path
     */
    public static OnnxModel read(InputStream stream, OnnxLimits limits) throws IOException {
        missing().ifPresent(missing -> {
            throw Check.invalid("onnx", "model", NEEDS, ADVICE);
        });
        BufferedInputStream buffered = new BufferedInputStream(stream);
        buffered.mark(FileSignature.BYTES);
        byte[] start = new byte[FileSignature.BYTES];
        int length = buffered.readNBytes(start, 0, start.length);
        buffered.reset();
        Optional<String> other = FileSignature.find(start, length);
        if (length == 0 || other.isPresent()) {
            throw new OnnxFormatException("not an ONNX model but " + other.orElse("an empty file"));
        }
        Budget budget = new Budget(limits);
        return new OnnxModel(ModelParser.read(new ModelInput(buffered, limits, budget), budget));
    }

    /**
     * Whether models can be read here.
     *
     * @return what is missing, in words that name the jar to add; empty if they can
     */
    public static Optional<String> missing() {
        try {
            Class.forName(NEEDED, false, OnnxModel.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.of(NEEDS + ". " + ADVICE);
        }
    }

    /**
     * {@return version of the file's format}
     */
    public long irVersion() {
        return file.irVersion();
    }

    /**
     * {@return name and version of the tool that wrote the file, empty if it does not say}
     */
    public String producer() {
        return file.producer();
    }

    /**
     * {@return version of the operators by domain, {@code ai.onnx} being the standard ones}
     */
    public Map<String, Long> opsets() {
        Map<String, Long> opsets = new TreeMap<>();
        file.opsets().forEach((domain, version) -> opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version));
        return opsets;
    }

    /**
     * {@return how many nodes the main graph has}
     */
    public int nodes() {
        return file.graph().nodes().size();
    }

    /**
     * {@return how many nodes the main graph has with those of all branches, loops and searches in it}
     */
    public long nodesWithSubgraphs() {
        return file.graph().nodesWithBodies();
    }

    /**
     * {@return inputs that a caller gives; files of old versions list weights among the inputs, which are left out here}
     */
    public List<OnnxTensor> inputs() {
        return file.graph().realInputs().stream().map(OnnxTensor::of).toList();
    }

    /**
     * {@return outputs of the main graph}
     */
    public List<OnnxTensor> outputs() {
        return file.graph().outputs().stream().map(OnnxTensor::of).toList();
    }

    /**
     * {@return tensors stored in the main graph by type, used or not}
     */
    public Map<String, OnnxTensorCount> initializers() {
        Map<String, OnnxTensorCount> counts = new LinkedHashMap<>();
        file.graph()
                .initializers()
                .values()
                .forEach(tensor -> counts.merge(
                        tensor.type().label(), new OnnxTensorCount(0, 0).plus(tensor), (a, b) -> a.plus(tensor)));
        return counts;
    }

    /**
     * Blocks and counts of the model.
     *
     * @param options numbers for what the file leaves open
     * @return the network
     * @throws OnnxFormatException if the graph contradicts itself, goes beyond a limit, or a size is needed that neither file nor
     *     options state; the message names all of those
     * @throws IllegalArgumentException if the options name an input or a size that the model does not have
     */
    public OnnxNetwork network(OnnxOptions options) {
        Warnings warnings = new Warnings();
        GraphBody graph = file.graph();
        Sizes sizes = new Sizes(graph, options, warnings);
        ShapeInference inference = new ShapeInference(file, sizes, warnings, new Budget(options.limits()));
        BodyCost cost = inference.main();
        List<Segment> blocks = Blocks.merged(Flow.segments(graph, cost, options, sizes, warnings));
        ModelChecks.warn(file, cost, blocks, inference, options);
        double input = graph.realInputs().stream()
                .mapToDouble(one -> sizes.input(one.name()).elements())
                .filter(elements -> !Double.isNaN(elements))
                .sum();
        return new OnnxNetwork(
                input / options.samples(),
                graph.realInputs().stream()
                        .findFirst()
                        .map(first -> first.type().type().comparedBits())
                        .orElse(ElementType.FLOAT.bits()),
                Blocks.described(blocks, options.samples()),
                blocks.stream().mapToLong(Segment::multiplying).sum(),
                blocks.stream()
                        .mapToDouble(block -> block.weights().quantized())
                        .sum(),
                warnings.unknownOperators(),
                warnings.all());
    }

    @Override
    public String toString() {
        String made = producer().isEmpty() ? "" : " by " + Text.escaped(producer());
        return "ONNX model" + made + ", " + Text.count(nodes(), "node") + ", opset "
                + opsets().getOrDefault("ai.onnx", 1L);
    }
}
