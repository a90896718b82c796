package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.ScenarioPart;
import io.github.jqodi.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command import of profiles, summaries, tables and power logs: files as tools write them, to parts that join. */
class ImportFilesTest {
    private static final String TIMES = """
            device,layer,batch,forward_ms,macs,bytes
            pi,front,8,100,1e9,1e6
            pi,a,8,30,2e8,2e6
            pi,b,8,55,4e8,3e6
            pi,c,8,80,7e8,2e6
            pi,d,8,20,1e8,1e6
            pi,e,8,45,3e8,4e6
            pi,back,8,12,5e7,1e6
            hub,front,8,10,1e9,1e6
            hub,a,8,3,2e8,2e6
            hub,b,8,5.5,4e8,3e6
            hub,c,8,8,7e8,2e6
            hub,d,8,2,1e8,1e6
            hub,e,8,4.5,3e8,4e6
            """;

    @TempDir
    private Path folder;

    @Test
    void aTableOfTimesIsProfiledCostsWithWhatIsMissingPredicted() throws IOException {
        String part = printed("profile", file("times.csv", TIMES), "--model", "net");
        assertTrue(part.contains("\"kind\": \"profiled\""), part);
        assertTrue(part.contains("times.csv: Predicted, not measured: layer 'back' on 'hub'"), part);
        assertTrue(part.contains("of MACs / speed"), part);
        assertEquals(14, count(part, "\"node\""));
    }

    @Test
    void theLayersOfAPartTellWorkByName() throws IOException {
        StringBuilder times = new StringBuilder("device,layer,forward_ms\n");
        StringBuilder summary = new StringBuilder("module,macs,parameters,output_shape\n");
        for (int i = 1; i <= 8; i++) {
            summary.append('l')
                    .append(i)
                    .append(',')
                    .append(i * 1e8)
                    .append(',')
                    .append(900 - 100 * i)
                    .append(",\"[1, 64]\"\n");
            times.append("pi,l").append(i).append(',').append(10 * i).append('\n');
            times.append(i == 8 ? "" : "hub,l" + i + "," + (1 + i) + "\n");
        }
        String layers = file("net.json", printed("pytorch", file("net.csv", summary.toString()), "--model", "net"));
        String part = printed("profile", file("times.csv", times.toString()), "--model", "net", "--part", layers);
        assertTrue(part.contains("Predicted, not measured: layer 'l8' on 'hub', 9 ms"), part);
        Run other = Run.of("import", "profile", file("times.csv", times.toString()), "--model", "x", "--part", layers);
        assertEquals(65, other.status());
        assertTrue(other.err().contains("holds 0 models named 'x'"), other.err());
    }

    @Test
    void partsJoinToAScenarioThatIsPlanned() throws IOException {
        StringBuilder summary = new StringBuilder("module,macs,parameters,output_shape\n");
        for (String layer : List.of("front", "a", "b", "c", "d", "e", "back")) {
            summary.append(layer).append(",1e8,1000,\"[1, 64]\"\n");
        }
        ScenarioPart part = ScenarioPart.parse(printed("profile", file("times.csv", TIMES), "--model", "net"))
                .and(ScenarioPart.parse(printed("pytorch", file("net.csv", summary.toString()), "--model", "net")))
                .and(ScenarioPart.parse(
                        printed("power", file("pi.csv", "time_s,power_W\n0,4\n9,4\n"), "--device", "pi")))
                .and(ScenarioPart.parse(
                        printed("power", file("hub.csv", "time_s,power_W\n0,40\n9,40\n"), "--server", "hub")))
                .and(ScenarioPart.parse("""
                        {"name": "joined", "task": "inference", "target": {"deadlineSeconds": 10, "loss": 1},
                         "cloud": {"name": "cloud", "macsPerSecond": 1e12, "watts": 1},
                         "edgeServers": [{"name": "hub", "cloudLink": {"bitsPerSecond": 1e9, "watts": 1},
                           "deviceLink": {"bitsPerSecond": 1e7, "watts": 1}}],
                         "bitWidths": [32],
                         "workload": {"trainSamples": 0, "validationSamples": 0, "inputElements": 10, "batchSize": 8},
                         "models": [{"name": "net", "loss": 0.5}],
                         "inference": {"samples": 8, "batchSize": 8}}"""));
        Problem problem = part.toProblem();
        assertEquals(7, problem.scenario().models().get(0).layers().size());
        Path scenario = folder.resolve("joined.json");
        Files.writeString(scenario, part.toScenarioJson());
        Run run = Run.of("plan", scenario.toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("OPTIMAL"), run.out());
    }

    @Test
    void anEngineIsReadByItsMeans() throws IOException {
        String text = """
                [ { "count" : 100 }, { "name" : "conv + relu", "timeMs" : 200, "averageMs" : 2, "percentage" : 100 } ]
                """;
        String part = printed(
                "trtexec", file("engine.json", text), "--node", "gpu", "--precision", "fp16", "--batch-size", "4");
        assertTrue(part.contains("\"bits\": 16") && part.contains("\"forwardSeconds\": 0.002"), part);
        assertTrue(part.contains("\"batchSize\": 4"), part);
        Run structure = Run.of("import", "trtexec", file("graph.json", "{\"Layers\": []}"));
        assertEquals(65, structure.status());
        assertTrue(structure.err().contains("holds no times"), structure.err());
        Run profile = Run.of("import", "profile", file("engine.json", text));
        assertTrue(profile.err().contains("'jqodi import trtexec'"), profile.err());
    }

    @Test
    void devicesOfAiHubAreListedOrChosen() throws IOException {
        String file = file("perf.yaml", """
                precisions:
                  float:
                    components:
                      Net:
                        performance_metrics:
                          Phone A:
                            tflite: {inference_time_milliseconds: 2.5, layer_counts: {total: 7, npu: 7}}
                            onnx: {inference_time_milliseconds: 2.0}
                          Phone B:
                            tflite: {job_status: Failed}
                """);
        Run list = Run.of("import", "aihub", file);
        assertEquals(0, list.status(), list.err());
        assertTrue(list.out().contains("Phone A") && list.out().contains("2.500"), list.out());
        String part = printed("aihub", file, "--device", "Phone A");
        assertTrue(part.contains("\"forwardSeconds\": 0.002") && part.contains("by onnx: 2 ms"), part);
        assertTrue(printed("aihub", file, "--device", "Phone A", "--runtime", "tflite")
                .contains("0.0025"));
        Run wrong = Run.of("import", "aihub", file, "--device", "Phone C");
        assertEquals(65, wrong.status());
        assertTrue(wrong.err().contains("Did you mean 'Phone A'"), wrong.err());
        Run none = Run.of("import", "aihub", file("other.yaml", "a: 1\n"));
        assertTrue(none.err().contains("precisions (missing) must be an object of precisions"), none.err());
        Run broken = Run.of("import", "aihub", file("broken.yaml", "a: [1\n"));
        assertTrue(broken.err().contains("is no YAML"), broken.err());
    }

    @Test
    void summariesAreBlocks() throws IOException {
        String text = """
                ===================================================================
                Layer (type:depth-idx)    Output Shape   Param #
                ===================================================================
                Net                       [2, 2]         --
                ├─Linear: 1-1             [2, 8]         40
                ├─Linear: 1-2             [2, 2]         18
                ===================================================================
                Total params: 58
                """;
        String part = printed("pytorch", file("net.txt", text));
        assertTrue(part.contains("\"macs\": 40") && part.contains("\"cuts\": [ 1 ]"), part);
        assertTrue(part.contains("The summary is of a batch of 2"), part);
        String counts = printed("pytorch", file("counts.txt", "{'': 5, 'conv': 2, 'fc': 3}\n"));
        assertTrue(counts.indexOf("\"macs\": 2") < counts.indexOf("\"macs\": 3"), counts);
        String models = file("models.md", "Model | Params(M) | MACs(G)\n---|---|---\nbig | 9 | 4.1\nsmall | 1 | 0.5\n");
        Run list = Run.of("import", "pytorch", models);
        assertTrue(list.out().contains("big") && list.out().contains("4100000000"), list.out());
        assertTrue(printed("pytorch", models, "--model", "small").contains("\"macs\": 500000000"));
        Run wrong = Run.of("import", "pytorch", models, "--model", "smal");
        assertEquals(65, wrong.status());
        assertTrue(wrong.err().contains("Did you mean 'small'"), wrong.err());
        Run flops = Run.of("import", "pytorch", file("flops.csv", "module,flops\na,2\n"));
        assertTrue(flops.err().contains("--flops multiply-adds or --flops operations"), flops.err());
        assertEquals(64, Run.of("import", "pytorch", models, "--flops", "both").status());
        assertEquals(64, Run.of("import", "pytorch", models, "--table", "9").status());
        assertEquals(
                64,
                Run.of("import", "pytorch", file("net.txt", text), "--depth", "0")
                        .status());
    }

    @Test
    void configurationsAreMeasuredCosts() throws IOException {
        String table = file(
                "runs.csv", "model,gpu,limit_W,time_s,power_W,accuracy\nnet,a40,100,2,90,80\nnet,a40,200,1,190,80\n");
        String part = printed("table", table, "--cut-column", "limit_W");
        assertTrue(part.contains("\"kind\": \"measured\"") && part.contains("\"joules\": 180"), part);
        assertTrue(part.contains("\"cuts\": [ 100, 200 ]") && part.contains("\"accuracy\": 0.8"), part);
        assertEquals(List.of("a40"), ScenarioPart.parse(part).names("edgeServers"));
        Run same = Run.of("import", "table", table);
        assertEquals(65, same.status());
        assertTrue(same.err().contains("More columns tell rows apart"), same.err());
        String rates = file("rates.csv", "model,samples_per_sec\nnet,50\n");
        Run energy = Run.of("import", "table", rates);
        assertTrue(energy.err().contains("line 2: 'net' has neither joules nor watts; state --watts"), energy.err());
        assertTrue(printed("table", rates, "--watts", "10", "--samples", "100").contains("\"joules\": 20"));
        assertTrue(printed("table", table, "--cut-column", "limit_W", "--where", "limit_W=100")
                .contains("\"cuts\": [ 100 ]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table   | model;seconds;joules | m;2,5;10,75",
                "table   | model;seconds;joules | m;1,234;10",
                "power   | time;power_w         | 0;5,5",
                "pytorch | module;macs;parameters;output_shape | a;1,5;2,25;[1 3]",
                "profile | layer;forward_ms     | a;1,5"
            })
    void decimalCommasAreRefused(String kind, String header, String row) throws IOException {
        Run run = Run.of("import", kind, file("comma.csv", header + "\n" + row + "\n"), "--separator", ";");
        assertEquals(65, run.status(), run.out());
        assertTrue(run.err().contains("line 2: column "), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table   | --cut=-1          | --cut (-1)",
                "table   | --quantization=0  | --quantization ('0') must be a width above 0",
                "table   | --quantization=64 | --quantization ('64') must be a width above 0",
                "table   | --watts=-1        | --watts (-1.0)",
                "table   | --samples=inf     | --samples",
                "table   | --model=          | --model ('') must not be blank",
                "power   | --device=         | --device ('') must not be blank",
                "power   | --period=0        | --period (0.0)",
                "profile | --batch-size=0    | --batch-size (0)",
                "profile | --node=           | --node ('')",
                "trtexec | --precision=0     | --precision ('0')",
                "pytorch | --model=          | --model ('')"
            })
    void valuesOfOptionsThatCannotBeAreBadUsage(String kind, String option, String message) throws IOException {
        Run run = Run.of("import", kind, file("any.csv", "a\n1\n"), option);
        assertEquals(64, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void valuesOfFilesThatCannotBeAreBadInput() throws IOException {
        String bits = file("bits.csv", "model,seconds,joules,bits\nnet,1,1,0\n");
        Run table = Run.of("import", "table", bits);
        assertEquals(65, table.status());
        assertTrue(table.err().contains("line 2: precision ('0') must be a width above 0"), table.err());
        String batches = file("batches.csv", "layer,forward_ms,batch\na,1,32\na,0.6,16\n");
        Run profile = Run.of("import", "profile", batches);
        assertEquals(65, profile.status());
        assertTrue(profile.err().contains("Choose one with --batch-size."), profile.err());
        assertTrue(printed("profile", batches, "--batch-size", "16").contains("\"forwardSeconds\": 0.0006"));
    }

    @Test
    void powerIsIntegratedOverSpans() throws IOException {
        StringBuilder log = new StringBuilder("time_s,power_W\n");
        for (int second = 0; second <= 40; second++) {
            log.append(second).append(',').append(second < 20 ? 3 : 9).append('\n');
        }
        String file = file("pi.csv", log.toString());
        String part =
                printed("power", file, "--device", "pi", "--spans", file("spans.csv", "name,start,end\nfit,20,40\n"));
        assertTrue(part.contains("\"watts\": 9") && part.contains("\"idleWatts\": 3"), part);
        assertTrue(part.contains("'fit': 180 J in 20 s, 9 W; idle part 60 J."), part);
        Run outside = Run.of("import", "power", file, "--spans", file("late.csv", "name,start,end\nfit,50,60\n"));
        assertEquals(65, outside.status());
        assertTrue(outside.err().contains("covers none of the 1 span"), outside.err());
        assertEquals(
                64,
                Run.of("import", "power", file, "--device", "a", "--server", "b")
                        .status());
        assertEquals(
                64, Run.of("import", "power", file, "--power-unit", "horses").status());
        assertEquals(64, Run.of("import", "power", file, "--idle-watts", "-1").status());
        assertEquals(64, Run.of("import", "power", file, "--separator", "ab").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "trtexec", "aihub", "pytorch", "table", "power"})
    void everyKindSaysHowToGetItsFileAndRefusesWhatIsNotThere(String kind) throws IOException {
        String help = Run.of("import", kind, "--help").out();
        assertTrue(help.contains("FILE"), help);
        Run gone = Run.of("import", kind, folder.resolve("gone").toString());
        assertEquals(65, gone.status());
        assertTrue(gone.err().contains("no such file"), gone.err());
        Run empty = Run.of("import", kind, file("empty", ""));
        assertEquals(65, empty.status(), empty.err());
        Path bytes = folder.resolve("bytes");
        Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        Run binary = Run.of("import", kind, bytes.toString());
        assertEquals(65, binary.status(), binary.err());
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static String printed(String... arguments) {
        List<String> all = new ArrayList<>(List.of("import"));
        all.addAll(List.of(arguments));
        Run run = Run.of(all.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }
}
