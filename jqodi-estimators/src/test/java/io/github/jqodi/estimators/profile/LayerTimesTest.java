package io.github.jqodi.estimators.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.estimators.testing.Refusal;
import io.github.jqodi.estimators.text.Unit;
import io.github.jqodi.scenario.Layer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Layer times read from files of the shapes that tools write, fitted, predicted and brought to costs. */
class LayerTimesTest {
    @Test
    void aTableTellsLayerNodePrecisionBatchAndBothPasses() throws IOException {
        LayerProfile profile = table("""
                device,layer,dtype,batch_size,fwd_ms,bwd_ms
                pi,conv1,torch.float32,8,12.5,25
                pi,conv1,torch.float32,8,12.7,26
                pi,conv1,torch.float32,8,99,27
                gpu,conv1,fp16,8,0.25,
                """, LayerColumns.DEFAULT);
        assertEquals(2, profile.times().size());
        LayerTime pi = profile.times().get(0);
        assertEquals(0.0127, pi.forwardSeconds());
        assertEquals(0.026, pi.backwardSeconds().getAsDouble());
        assertEquals(OptionalInt.of(8), pi.batchSize());
        assertEquals(Optional.empty(), pi.quantization());
        assertEquals(Optional.of("16"), profile.times().get(1).quantization());
        assertTrue(profile.times().get(1).backwardSeconds().isEmpty());
        assertTrue(profile.notes().toString().contains("4 rows measure 2 layers"), profile.notes()::toString);
        assertTrue(profile.notes().toString().contains("differ more than 3-fold"), profile.notes()::toString);
        ProfiledLayer cost = profile.costs("net").get(0);
        assertEquals("net", cost.model());
        assertEquals(0.0127, cost.forwardSeconds());
        assertEquals(OptionalInt.of(8), cost.batchSize());
    }

    @Test
    void columnsAndUnitsThatAreNamedWin() throws IOException {
        LayerProfile profile = table(
                """
                op;what;latency
                a;x;1500
                """, LayerColumns.DEFAULT.with(LayerColumns.Role.LAYER, "what").withTimeUnit(Unit.MICROSECONDS), ';');
        assertEquals("x", profile.times().get(0).layer());
        assertEquals(0.0015, profile.times().get(0).forwardSeconds());
        assertEquals("phone", profile.times().get(0).node());
    }

    @Test
    void meansAreTakenBeforeExtremes() throws IOException {
        LayerProfile profile = table("layer,latency_ms_min,latency_ms_mean\nconv1,1.5,2\n", LayerColumns.DEFAULT);
        assertEquals(0.002, profile.times().get(0).forwardSeconds());
        assertEquals(List.of("Times from column 'latency_ms_mean' in ms."), profile.notes());
    }

    @Test
    void modelsOfOneTableStayApart() throws IOException {
        LayerProfile profile = table("model,layer,time_s\nsmall,1,0.1\nlarge,1,0.9\n", LayerColumns.DEFAULT);
        assertEquals(2, profile.times().size());
        assertEquals(
                List.of("small", "large"),
                profile.costs("net").stream().map(ProfiledLayer::model).toList());
    }

    @Test
    void aScenarioTakesBatchesOfOneSize() throws IOException {
        LayerProfile profile = table("layer,time_s,batch\na,1,32\na,0.6,16\n", LayerColumns.DEFAULT);
        assertTrue(Refusal.of(() -> profile.costs("net"))
                .contains("layer 'a' on 'phone') must be measured at one size of the batch, not at 32, 16"));
        ProfiledLayer chosen = profile.ofBatches(16).costs("net").get(0);
        assertEquals(OptionalInt.of(16), chosen.batchSize());
        assertEquals(0.6, chosen.forwardSeconds());
        assertTrue(Refusal.of(() -> profile.ofBatches(8)).contains("must be one that was measured: 32, 16"));
        LayerProfile untold = table("layer,time_s\na,1\n", LayerColumns.DEFAULT);
        assertEquals(OptionalInt.of(4), untold.ofBatches(4).times().get(0).batchSize());
    }

    @Test
    void precisionsAreWidthsOrNames() {
        assertEquals(Optional.of("8"), Precision.quantization("8.0"));
        assertEquals(Optional.of("4.5"), Precision.quantization(" 4.5 "));
        assertEquals(Optional.empty(), Precision.quantization("32.0"));
        assertEquals(Optional.of("w8a16"), Precision.quantization("w8a16"));
        for (String text : List.of("0", "-8", "64", "1e9")) {
            assertTrue(Refusal.of(() -> Precision.quantization(text)).contains("must be a width above 0 and up to 32"));
        }
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertRefused(
                "layer,latency\na,1\n",
                "line 1: column 'latency' does not say its unit; state it, as with --time-unit ms");
        assertRefused("layer,size\na,1\n", "no column of forward");
        assertRefused("thing,time_ms\na,1\n", "no column of layer");
        assertRefused("layer,time_ms\na,1\nb,-2\n", "line 3: column time_ms: '-2' must be a time of at least 0");
        assertRefused("layer,time_ms\na,fast\n", "line 2: column time_ms: 'fast' must be a number");
        assertRefused("layer,time_ms,bits\na,1,0\n", "line 2: column bits: '0' must be a width above 0");
        assertRefused("layer,time_ms\n", "holds no measured time");
        assertRefused("layer,time_ms,batch\na,1,0\n", "line 2: column batch: '0' must be a whole number from 1");
    }

    private static void assertRefused(String text, String part) {
        String message = Refusal.of(() -> table(text, LayerColumns.DEFAULT));
        assertTrue(message.contains(part), message);
    }

    @Test
    void layersOfAiHubStandInTheOrderOfTheFile() throws IOException {
        String text = """
                precisions:
                  float:
                    components:
                      net:
                        performance_metrics:
                          phone:
                            tflite:
                              inference_time_milliseconds: 1.0
                              layer_counts: {total: 10, npu: 5, gpu: 3, cpu: 2}
                """;
        AiHubPerformance.Entry entry =
                AiHubPerformance.read(stream(text)).entries().get(0);
        assertEquals(
                List.of("total", "npu", "gpu", "cpu"),
                List.copyOf(entry.layers().keySet()));
    }

    @Test
    void aProfileOfTensorRtIsTakenByItsMeans() throws IOException {
        LayerProfile profile = tensorRt("""
                [ { "count" : 100 }
                , { "name" : "conv + relu", "timeMs" : 200, "averageMs" : 2, "medianMs" : 1.9, "percentage" : 40 }
                , { "name" : "fc", "timeMs" : 100, "averageMs" : 1, "medianMs" : 1, "percentage" : 20 }
                , { "name" : "fc", "timeMs" : 100, "averageMs" : 1, "medianMs" : 1, "percentage" : 20 } ]
                """);
        assertEquals(List.of("conv + relu", "fc", "fc #2"), names(profile));
        assertEquals(0.002, profile.times().get(0).forwardSeconds());
        assertTrue(profile.notes().contains("Names that appear more than once, later ones numbered: 1."));
        assertTrue(profile.notes().contains("The shares add up to 80 % instead of 100: layers are missing."));
    }

    @Test
    void aProfileOfTensorRtThatIsNoneIsRefused() {
        assertTensorRtRefused("[]", "must be a list of layers");
        assertTensorRtRefused("[ { \"count\" : 3 } ]", "holds no layer");
        assertTensorRtRefused("[ { \"name\" : \"a\" } ]", "[0]/averageMs");
        assertTensorRtRefused("[ { \"name\" : \"a\", \"averageMs\" : -1 } ]", "[0]/averageMs (-1) must be at least 0");
        assertTensorRtRefused("[ { \"name\" : ", "line 1: is no JSON");
        assertTensorRtRefused("{ \"x\" : 1 }", "must be a list of layers");
    }

    private static void assertTensorRtRefused(String text, String part) {
        String message = Refusal.of(() -> tensorRt(text));
        assertTrue(message.contains(part), message);
    }

    private static LayerProfile tensorRt(String text) throws IOException {
        return TensorRtProfile.read(stream(text), "gpu", Optional.of("16"), OptionalInt.empty());
    }

    @Test
    void aTraceJoinsKernelsToOperatorsAndBackwardToForward() throws IOException {
        LayerProfile profile = KinetoTrace.read(stream("""
                {"traceEvents": [
                {"ph": "X", "cat": "user_annotation", "name": "ProfilerStep#1", "tid": 1, "ts": 0, "dur": 50},
                {"ph": "X", "cat": "cpu_op", "name": "aten::linear", "tid": 1, "ts": 10, "dur": 20, "args": {"Sequence number": 7}},
                {"ph": "X", "cat": "cpu_op", "name": "aten::addmm", "tid": 1, "ts": 12, "dur": 10, "args": {"Sequence number": 7}},
                {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 1, "ts": 14, "dur": 2, "args": {"correlation": 3}},
                {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 99, "dur": 40, "args": {"correlation": 3}},
                {"ph": "X", "cat": "cpu_op", "name": "autograd::engine::evaluate_function: AddmmBackward0", "tid": 2, "ts": 40, "dur": 9, "args": {"Sequence number": 7}},
                {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 2, "ts": 41, "dur": 2, "args": {"correlation": 4}},
                {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 150, "dur": 90, "args": {"correlation": 4}},
                {"ph": "s", "name": "ac2g", "tid": 1, "ts": 14},
                {"ph": "X", "cat": "cpu_op", "name": "aten::late", "tid": 1, "ts": 70, "dur": 20}
                ]}
                """), "gpu", Optional.empty(), OptionalInt.of(4));
        assertEquals(List.of("aten::linear #1"), names(profile));
        assertEquals(40e-6, profile.times().get(0).forwardSeconds(), 1e-12);
        assertEquals(90e-6, profile.times().get(0).backwardSeconds().getAsDouble(), 1e-12);
        assertEquals(OptionalInt.of(4), profile.times().get(0).batchSize());
        assertTrue(profile.notes().get(0).contains("'ProfilerStep#1'"), profile.notes()::toString);
    }

    /** Each of the operators within one has a backward pass of its own; what ran on the CPU alone is no time of the GPU. */
    @Test
    void allBackwardPassesOfAnOperatorCount() throws IOException {
        String trace = """
                {"traceEvents": [
                {"ph": "X", "cat": "cpu_op", "name": "aten::linear", "tid": 1, "ts": 10, "dur": 20},
                {"ph": "X", "cat": "cpu_op", "name": "aten::addmm", "tid": 1, "ts": 12, "dur": 5, "args": {"Sequence number": 3}},
                {"ph": "X", "cat": "cpu_op", "name": "aten::_unsafe_view", "tid": 1, "ts": 20, "dur": 5, "args": {"Sequence number": 4}},
                GPU
                {"ph": "X", "cat": "cpu_op", "name": "autograd::engine::evaluate_function: ViewBackward0", "tid": 2, "ts": 100, "dur": 5, "args": {"Sequence number": 4}},
                {"ph": "X", "cat": "cpu_op", "name": "autograd::engine::evaluate_function: AddmmBackward0", "tid": 2, "ts": 110, "dur": 300, "args": {"Sequence number": 3}}
                ]}
                """;
        String gpu = """
                {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 1, "ts": 14, "dur": 2, "args": {"correlation": 3}},
                {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 99, "dur": 40, "args": {"correlation": 3}},
                {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 2, "ts": 112, "dur": 2, "args": {"correlation": 4}},
                {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 150, "dur": 90, "args": {"correlation": 4}},
                """;
        for (boolean onGpu : new boolean[] {false, true}) {
            LayerProfile profile = KinetoTrace.read(
                    stream(trace.replace("GPU", onGpu ? gpu : "")), "node", Optional.empty(), OptionalInt.of(4));
            assertEquals(List.of("aten::linear #1"), names(profile));
            assertEquals(
                    onGpu ? 90e-6 : 305e-6,
                    profile.times().get(0).backwardSeconds().getAsDouble(),
                    1e-12);
        }
    }

    /** A thread whose operators launch nothing is no reason to refuse a trace. */
    @Test
    void aThreadMayLaunchNothing() throws IOException {
        LayerProfile profile = KinetoTrace.read(stream("""
                {"traceEvents": [
                {"ph": "X", "cat": "user_annotation", "name": "ProfilerStep#1", "tid": 1, "ts": 0, "dur": 50},
                {"ph": "X", "cat": "cpu_op", "name": "aten::linear", "tid": 1, "ts": 10, "dur": 20, "args": {"Sequence number": 7}},
                {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 1, "ts": 14, "dur": 2, "args": {"correlation": 3}},
                {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 99, "dur": 40, "args": {"correlation": 3}},
                {"ph": "X", "cat": "cpu_op", "name": "aten::copy", "tid": 2, "ts": 20, "dur": 6, "args": {"Sequence number": 8}}]}
                """), "gpu", Optional.empty(), OptionalInt.of(4));
        assertEquals("aten::linear #1", names(profile).get(0));
        assertEquals(40e-6, profile.times().get(0).forwardSeconds(), 1e-12);
    }

    @Test
    void aCountOfCallsIsANumberOrRefused() throws IOException {
        String table = """
                Module   | Self CPU total | CPU total | Number of Calls
                ---------|----------------|-----------|----------------
                Net      |                |           |
                ├── fc   | 80us           | 80us      | CALLS
                """;
        assertEquals(
                20e-6,
                ModuleTimeTree.read(stream(table.replace("CALLS", "4")), "cpu")
                        .times()
                        .get(0)
                        .forwardSeconds(),
                1e-15);
        String message = Refusal.of(() -> ModuleTimeTree.read(stream(table.replace("CALLS", "4x")), "cpu"));
        assertTrue(message.contains("line 4: column Number of Calls"), message);
    }

    @Test
    void layersThatANodeLacksArePredictedAndMarked() {
        List<LayerTime> times = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            LayerWork work = new LayerWork(1e6 * i * i, 1e4 * (13 - i));
            double seconds = 1e-4 + 2e-10 * work.macs() + 3e-9 * work.bytes();
            if (i != 5) {
                times.add(LayerTime.of("pi", "layer" + i, seconds)
                        .withSeconds(seconds, OptionalDouble.of(3 * seconds))
                        .withWork(work));
            }
            times.add(LayerTime.of("gpu", "layer" + i, seconds / 10).withWork(work));
        }
        LayerProfile whole = ProfileCompletion.completed(new LayerProfile(times, List.of()));
        assertEquals(24, whole.times().size());
        LayerTime predicted = whole.times().get(23);
        assertEquals("layer5", predicted.layer());
        assertEquals("pi", predicted.node());
        assertEquals(1e-4 + 2e-10 * 25e6 + 3e-9 * 8e4, predicted.forwardSeconds(), 1e-9);
        assertEquals(3 * predicted.forwardSeconds(), predicted.backwardSeconds().getAsDouble(), 1e-8);
        String notes = whole.notes().toString();
        assertTrue(
                notes.contains("Predicted, not measured: layer 'layer5' on 'pi', 5.34 ms (nine of ten between "),
                notes);
        assertTrue(
                notes.contains(
                        "100 us + 0.2 s/GMAC + 3 s/GB, fitted to 11 layers; median error on layers held back 0 %"),
                notes);
    }

    @Test
    void withoutWorkOrWithTooFewLayersNothingIsPredicted() {
        LayerProfile few = new LayerProfile(
                List.of(LayerTime.of("pi", "a", 1), LayerTime.of("pi", "b", 2), LayerTime.of("gpu", "a", 0.1)),
                List.of());
        LayerProfile same = ProfileCompletion.completed(few);
        assertEquals(few.times(), same.times());
        assertEquals(
                List.of("Not measured on 'gpu' and not predicted, since a model needs 6 layers of known work: 'b'."),
                same.notes());
    }

    @Test
    void workOfAModelIsTakenByName() {
        LayerProfile profile = new LayerProfile(
                        List.of(
                                LayerTime.of("pi", "a", 1).withBatchSize(OptionalInt.of(2)),
                                LayerTime.of("pi", "b", 1).withQuantization(Optional.of("8")),
                                LayerTime.of("pi", "c", 1)),
                        List.of())
                .withWorkOf(List.of(new Layer("a", 100, 10, 50), new Layer("b", 30, 3, 5)));
        assertEquals(
                new LayerWork(200, 4 * (100 + 10)),
                profile.times().get(0).work().get());
        assertEquals(new LayerWork(30, 55 + 3), profile.times().get(1).work().get());
        assertTrue(profile.times().get(2).work().isEmpty());
        assertEquals(List.of("Layers the model does not have: c."), profile.notes());
    }

    @Test
    void weightsAreNeverBelowZeroAndOutliersPullNoMoreThanOthers() {
        double[][] terms = new double[9][];
        double[] seconds = new double[9];
        for (int i = 0; i < 9; i++) {
            terms[i] = new double[] {1, i + 1, 100.0 / (i + 1)};
            seconds[i] = 2 + 3 * (i + 1);
        }
        seconds[4] *= 100;
        double[] weights = RelativeFit.weights(terms, seconds);
        assertEquals(2, weights[0], 0.01);
        assertEquals(3, weights[1], 0.01);
        assertEquals(0, weights[2], 1e-3);
        double[] falling = RelativeFit.weights(new double[][] {{1, 1}, {1, 2}, {1, 3}}, new double[] {3, 2, 1});
        assertTrue(falling[0] >= 0 && falling[1] >= 0);
    }

    private static List<String> names(LayerProfile profile) {
        return profile.times().stream().map(LayerTime::layer).toList();
    }

    private static LayerProfile table(String text, LayerColumns columns) throws IOException {
        return table(text, columns, ',');
    }

    private static LayerProfile table(String text, LayerColumns columns, char separator) throws IOException {
        return LayerTimeTable.read(stream(text), separator, columns, "phone");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
