package io.github.jqodi.estimators.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.bandwidth.TraceReader;
import io.github.jqodi.estimators.measured.ConfigurationColumns;
import io.github.jqodi.estimators.measured.ConfigurationTable;
import io.github.jqodi.estimators.measured.MlperfText;
import io.github.jqodi.estimators.power.PowerColumns;
import io.github.jqodi.estimators.power.PowerLogReader;
import io.github.jqodi.estimators.power.SpanReader;
import io.github.jqodi.estimators.profile.AiHubPerformance;
import io.github.jqodi.estimators.profile.KinetoTrace;
import io.github.jqodi.estimators.profile.LayerColumns;
import io.github.jqodi.estimators.profile.LayerTimeTable;
import io.github.jqodi.estimators.profile.ModuleTimeTree;
import io.github.jqodi.estimators.profile.TensorRtProfile;
import io.github.jqodi.estimators.summary.FlopCounts;
import io.github.jqodi.estimators.summary.GraphJson;
import io.github.jqodi.estimators.summary.ModelTables;
import io.github.jqodi.estimators.summary.ModuleCsv;
import io.github.jqodi.estimators.summary.TorchinfoText;
import io.github.jqodi.estimators.testing.Inputs;
import io.github.jqodi.estimators.testing.Taken;
import io.github.jqodi.estimators.trace.TrainingLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Files that are nearly right, of every reader of profiles, summaries, tables, traces of rates and power: each is read or refused in
 * one clean line, soon, in memory that grows with its length alone.
 */
class HostileFilesTest {
    private static final long BYTES_ALWAYS = 2L << 20;
    private static final long BYTES_PER_BYTE = 20_000;
    private static final double SLOW_SECONDS = 2;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int WARM_UP_FILES = 200;

    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "|",
            "null",
            "nan",
            "-1",
            "1e999",
            "1e-999",
            "99999999999999999999",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u001b[31m",
            "\u202e",
            "\uFEFF",
            "=1+1",
            "- ",
            "&a ",
            "*a ",
            "  ",
            "#",
            "%",
            "'",
            "\\u0000");

    @FunctionalInterface
    private interface Reader {
        Object read(InputStream in) throws IOException;
    }

    /** A file that is right, and who reads it. */
    private record Kind(String name, Reader reader, String text) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("bandwidth", TraceReader::read, "time_s,bandwidth_Mbps\n0,4\n1,5.5\n2,0\n3,7\n"),
            new Kind("iperf", TraceReader::read, """
                    {"start": {"version": "iperf 3.9", "test_start": {"protocol": "TCP", "num_streams": 1, "omit": 0}},
                     "intervals": [
                      {"streams": [], "sum": {"start": 0, "end": 1, "seconds": 1, "bits_per_second": 2e6, "omitted": false}},
                      {"streams": [], "sum": {"start": 1, "end": 3, "seconds": 2, "bits_per_second": 5e6, "omitted": false}}],
                     "end": {"sum_sent": {"bytes": 12, "bits_per_second": 4e6}}}
                    """),
            new Kind(
                    "power",
                    in -> PowerLogReader.read(in, PowerColumns.DEFAULT).joules(),
                    "time_s,power_W\n0,10\n2,20\n3,20\n"),
            new Kind("spans", SpanReader::read, "0,boot\n1,fit_start\n2,fit_end\n4,fit_start\n6,fit_end\n"),
            new Kind(
                    "configurations",
                    in -> ConfigurationTable.read(in, ',', ConfigurationColumns.DEFAULT, 1000),
                    "model,train_samples_per_sec,train_step_time,power_W\nnet,200,5000,30\nnet,100,9000,20\n"),
            new Kind("mlperf", in -> MlperfText.read(in, "net"), """
                    MLPerf Results Summary
                    SUT name : box
                    Scenario : Offline
                    Samples per second: 500
                    Result is : VALID
                    Mean latency (ns)               : 90000000000
                    """),
            new Kind(
                    "layer times",
                    in -> LayerTimeTable.read(in, ',', LayerColumns.DEFAULT, "phone"),
                    "device,layer,dtype,batch_size,fwd_ms,bwd_ms\npi,conv1,torch.float32,8,12.5,25\ngpu,conv1,fp16,8,0.25,\n"),
            new Kind("kineto", in -> KinetoTrace.read(in, "gpu", Optional.empty(), OptionalInt.of(4)), """
                    {"traceEvents": [
                    {"ph": "X", "cat": "user_annotation", "name": "ProfilerStep#1", "tid": 1, "ts": 0, "dur": 50},
                    {"ph": "X", "cat": "cpu_op", "name": "aten::linear", "tid": 1, "ts": 10, "dur": 20, "args": {"Sequence number": 7}},
                    {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "tid": 1, "ts": 14, "dur": 2, "args": {"correlation": 3}},
                    {"ph": "X", "cat": "kernel", "name": "gemm", "tid": 7, "ts": 99, "dur": 40, "args": {"correlation": 3}}]}
                    """),
            new Kind("tensorrt", in -> TensorRtProfile.read(in, "gpu", Optional.empty(), OptionalInt.empty()), """
                    [ { "count" : 100 }
                    , { "name" : "conv", "timeMs" : 200, "averageMs" : 2, "medianMs" : 1.9, "percentage" : 60 }
                    , { "name" : "fc", "timeMs" : 100, "averageMs" : 1, "medianMs" : 1, "percentage" : 40 } ]
                    """),
            new Kind("module times", in -> ModuleTimeTree.read(in, "gpu"), """
                    Module   | Self CPU total | CPU total | CUDA total | Occurrences
                    ---------|----------------|-----------|------------|------------
                    Net      |                |           |            |
                    ├── conv | 1.671ms        | 6.509ms   | 6.5ms      | 1
                    └── fc   | 76.6us         | 76.6us    | 76us       | 1
                    """),
            new Kind("aihub", AiHubPerformance::read, """
                    precisions:
                      float:
                        components:
                          net:
                            performance_metrics:
                              phone:
                                tflite:
                                  inference_time_milliseconds: 1.5
                                  estimated_peak_memory_range_mb:
                                    min: 0
                                    max: 2
                                  primary_compute_unit: NPU
                                  layer_counts:
                                    total: 3
                                    npu: 3
                    """),
            new Kind("torchinfo", in -> TorchinfoText.read(in).get(0).blocks(1), """
                    ============================================================
                    Layer (type:depth-idx)    Output Shape   Param #
                    ============================================================
                    Net                       [1, 2]         7
                    ├─Sequential: 1-1         [1, 4]         --
                    │    └─Linear: 2-1        [1, 8]         40
                    │    └─Linear: 2-2        [1, 4]         36
                    ├─Linear: 1-2             [1, 2]         10
                    ============================================================
                    Total params: 93
                    """),
            new Kind("tables", in -> ModelTables.read(in).get(0).blocks(1), """
                    | module      | #parameters or shape | #flops |
                    |:------------|:---------------------|:-------|
                    | model       | 12K                  | 3.5M   |
                    |  conv1      |  2K                  |  1M    |
                    |  layer1     |  10K                 |  2.5M  |
                    |   layer1.0  |   10K                |  2.5M  |
                    """),
            new Kind(
                    "module csv",
                    in -> ModuleCsv.read(in, ',', Optional.empty(), "net").blocks(1),
                    "module,macs,parameters,output_shape\nstem,1000,10,\"[1, 4, 5, 5]\"\nbody.0,2000,20,\"[1, 8, 5, 5]\"\n"),
            new Kind("flop counts", in -> FlopCounts.read(in, "net").blocks(1), "{'': 30, 'conv1': 20, 'fc': 10}\n"),
            new Kind("graph", in -> GraphJson.read(in, "net").blocks(1), """
                    {"in": {"attr": {"type": "Conv2D", "output_shape": [[1, 8, 8, 4]], "attr": {"weight_shape": [3, 3, 3, 4]}},
                            "inbounds": [], "outbounds": ["out"]},
                     "out": {"attr": {"type": "Relu", "output_shape": [[1, 8, 8, 4]], "attr": {}}, "inbounds": ["in"], "outbounds": []}}
                    """),
            new Kind("training log", TrainingLog::read, """
                    {"best_metric": null, "epoch": 2.0, "global_step": 20, "log_history": [
                    {"epoch": 1.0, "loss": 8.5, "step": 10}, {"epoch": 1.0, "eval_loss": 8.25, "eval_f1": 0.5, "step": 10},
                    {"epoch": 2.0, "loss": 7.5, "step": 20}, {"epoch": 2.0, "eval_loss": 8, "eval_f1": 0.75, "step": 20}]}
                    """));

    @Test
    void whatIsRightIsRead() throws IOException {
        for (Kind kind : KINDS) {
            byte[] file = kind.text.getBytes(StandardCharsets.UTF_8);
            assertTrue(
                    !kind.reader.read(new ByteArrayInputStream(file)).toString().isEmpty(), kind.name);
        }
    }

    @Test
    void whatIsNearlyRightIsReadOrRefusedInOneCleanLine() {
        for (long seed = 1; seed <= WARM_UP_FILES; seed++) {
            refuses(kind(-seed), file(-seed), -seed);
        }
        Map<String, Integer> read = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        Inputs seeds = Inputs.from(1, 17_000);
        for (long seed : seeds) {
            Kind kind = kind(seed);
            byte[] file = file(seed);
            boolean[] refusal = new boolean[1];
            long[] bytes = new long[1];
            double seconds = Taken.seconds(() -> bytes[0] = Taken.bytes(() -> refusal[0] = refuses(kind, file, seed)));
            assertTrue(
                    bytes[0] <= BYTES_ALWAYS + BYTES_PER_BYTE * file.length,
                    () -> kind.name + ", seed " + seed + ": " + bytes[0] + " bytes for a file of " + file.length);
            assertTrue(seconds < SLOW_SECONDS, () -> kind.name + ", seed " + seed + " took " + seconds + " s");
            (refusal[0] ? refused : read).merge(kind.name, 1, Integer::sum);
        }
        System.out.println("nearly right files: " + seeds + ", read " + read + ", refused " + refused);
        assertEquals(KINDS.size(), read.size(), read::toString);
        assertEquals(KINDS.size(), refused.size(), refused::toString);
    }

    private static Kind kind(long seed) {
        return KINDS.get(Math.floorMod(seed, KINDS.size()));
    }

    private static boolean refuses(Kind kind, byte[] file, long seed) {
        try {
            kind.reader.read(new ByteArrayInputStream(file));
            return false;
        } catch (TextFormatException | InvalidValueException e) {
            String message = String.valueOf(e.getMessage());
            assertTrue(
                    message.equals(Text.escaped(message)) && message.length() < LONGEST_MESSAGE,
                    () -> kind.name + ", seed " + seed + ": " + message);
            return true;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(kind.name + ", seed " + seed + ": " + new String(file, StandardCharsets.UTF_8), e);
        }
    }

    /** Up to four places are changed: left out, repeated, set to a byte or a piece, and sometimes the rest is cut off. */
    private static byte[] file(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(kind(seed).text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(random.nextInt(4) == 0 ? 100 : 4));
            String own = text.substring(from, to);
            text.replace(
                    from,
                    to,
                    switch (random.nextInt(5)) {
                        case 0 -> "";
                        case 1 -> own.repeat(2 + random.nextInt(random.nextInt(50) == 0 ? 2_000 : 3));
                        case 2 -> String.valueOf((char) random.nextInt(128));
                        case 3 ->
                            Double.toString((random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(-300, 300)));
                        default -> PIECES.get(random.nextInt(PIECES.size()));
                    });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(6) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }
}
