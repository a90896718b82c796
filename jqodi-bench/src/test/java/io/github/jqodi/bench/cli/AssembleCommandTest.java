package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.zoo.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssembleCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private List<String> arguments = List.of();

    @BeforeEach
    void pastRuns() throws IOException {
        StringBuilder runs = new StringBuilder("run,epoch,loss,model,bits\n");
        for (int bits : new int[] {4, 8}) {
            for (int run = 0; run < 4; run++) {
                for (int epoch = 1; epoch <= 12; epoch++) {
                    runs.append(String.join(
                                    ",",
                                    "r" + bits + run,
                                    "" + epoch,
                                    "" + (2.0 - (0.1 + 0.01 * run) * epoch),
                                    "ResNet-18",
                                    "" + bits))
                            .append('\n');
                }
            }
        }
        Path file = folder.resolve("runs.csv");
        Files.writeString(file, runs);
        arguments = List.of(
                "assemble",
                "--model",
                "ResNet-18",
                "--device",
                "RaspberryPi5:0.2",
                "--server",
                "near=RTX3090:0.3",
                "--server",
                "far=A100",
                "--device-link",
                "wifi:80/40@0.003",
                "--cloud-link",
                "near=wan:200@0.02",
                "--cloud-link",
                "far=ethernet:1000",
                "--samples",
                "2000/200",
                "--batch-size",
                "32",
                "--history",
                file.toString(),
                "--deadline",
                "36000",
                "--target-loss",
                "1.2");
    }

    private Run run(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void theScenarioIsPrintedAndCanBePlanned() throws IOException {
        Run run = run("--name", "camera");
        assertEquals(0, run.status(), run.err());
        Problem problem = ScenarioJson.parse(run.out());
        assertEquals("camera", problem.scenario().name());
        assertEquals(32, problem.scenario().workload().orElseThrow().batchSize().orElseThrow());
        EdgeServer near = problem.scenario().edgeServers().get(0);
        assertEquals("near", near.name());
        assertEquals(0.02, near.cloudLink().orElseThrow().latencySeconds());
        assertEquals(80e6, near.deviceLink().orElseThrow().downBitsPerSecond(1));
        assertEquals(40e6, near.deviceLink().orElseThrow().upBitsPerSecond(1));
        assertEquals(
                1e9,
                problem.scenario()
                        .edgeServers()
                        .get(1)
                        .cloudLink()
                        .orElseThrow()
                        .downBitsPerSecond(1));
        String notes = problem.scenario().notes().toString();
        assertTrue(notes.contains("near: preset RTX3090 at 0.3 of its peak, 350 W"), notes);
        assertTrue(
                notes.contains(
                        "epochs of ResNet-18 at 8 bits to 1.2: prior by bits: 4 runs at 8 bits, with the spread of a further one, from runs.csv"),
                notes);
        assertTrue(run.err().contains("assumed: utilization of far, none is stated"), run.err());
        assertFalse(run.err().contains("utilization of near"), run.err());
        assertTrue(run.err().contains("assumed: no latency of the cloud link of far"), run.err());
    }

    @Test
    void itIsPlannedRightAway() throws IOException {
        Path file = folder.resolve("camera.json");
        Run run = run("--plan", "--out", file.toString());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("OPTIMAL: ResNet-18 at "), run.out());
        Run again = Run.of("plan", file.toString());
        assertEquals(run.out(), again.out());
        Run json = Run.of("plan", file.toString(), "--format", "json");
        Path plan = folder.resolve("plan.json");
        Files.writeString(plan, json.out());
        assertEquals(0, Run.of("verify", file.toString(), plan.toString()).status());
        assertTrue(PlanJson.parse(json.out()).plan().isPresent());
    }

    @Test
    void partsAndStatedEpochsTakeTheirPlaces() throws IOException {
        Path part = folder.resolve("part.json");
        Files.writeString(part, Run.of("import", "zoo", "MobileNetV2").out());
        Run run = Run.of(
                "assemble",
                "--part",
                part.toString(),
                "--accuracy",
                "MobileNetV2=0.4",
                "--device",
                "RaspberryPi4",
                "--server",
                "T4",
                "--device-link",
                "lte:40/10",
                "--cloud-link",
                "wan:100/50",
                "--samples",
                "500",
                "--bits",
                "8,4.5",
                "--epochs",
                "MobileNetV2/8=10/12",
                "--epochs",
                "MobileNetV2/4.5=15",
                "--deadline",
                "90000",
                "--target-accuracy",
                "0.6",
                "--plan");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("MobileNetV2 at "), run.out());
        assertTrue(run.err().contains("assumed: no validation samples are given; 0"), run.err());
    }

    private Run runOf(String model, String... more) {
        List<String> kept = new ArrayList<>(arguments.subList(0, arguments.indexOf("--history")));
        kept.set(kept.indexOf("ResNet-18"), model);
        kept.addAll(List.of("--deadline", "36000", "--target-loss", "1.2", "--loss", "2"));
        kept.addAll(List.of(more));
        return Run.of(kept.toArray(String[]::new));
    }

    @Test
    void aNameMayStandBeforeAnySource() throws IOException {
        Path part = folder.resolve("part.json");
        Files.writeString(part, """
                {"estimates": [{"model": "ResNet-18", "bits": 8, "epochs": {"expected": 9, "robust": 10}}],
                 "choices": {"models": {"only": ["ResNet-18"]}},""" + Run.of("import", "zoo", "ResNet-18").out().substring(1));
        for (String source : List.of("ResNet-18", "ViT-S/16")) {
            Run run = runOf("m=" + source, "--epochs", "m/8=20");
            assertEquals(0, run.status(), run.err());
            assertEquals(
                    "m",
                    ScenarioJson.parse(run.out()).scenario().models().get(0).name());
        }
        Run run = runOf("m=" + part);
        assertEquals(0, run.status(), run.err());
        assertFalse(run.out().contains("\"ResNet-18\""), run.out());
        Path odd = folder.resolve("a=b.json");
        Files.copy(part, odd);
        assertEquals(0, runOf(odd.toString()).status());
    }

    @Test
    void aPartOfSeveralModelsOrNoneTakesNoName() throws IOException {
        Path part = folder.resolve("part.json");
        Files.writeString(part, "{\"models\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");
        Run two = runOf("m=" + part);
        assertEquals(65, two.status());
        assertTrue(two.err().contains("part.json: must hold one model to be named m, but holds a, b"), two.err());
        Files.writeString(part, "{}");
        assertTrue(runOf("m=" + part).err().contains("to be named m, but holds none"));
    }

    @Test
    void statedEpochsOpenTheirWidths() {
        Run stated = runOf("ResNet-18", "--epochs", "ResNet-18/8=20", "--plan");
        assertEquals(0, stated.status(), stated.err());
        assertTrue(stated.out().contains("OPTIMAL: ResNet-18 at 8 bits"), stated.out());
        assertTrue(
                stated.err().contains("assumed: no bit-widths are given; those of the stated estimates are open"),
                stated.err());
        Run both = run("--epochs", "ResNet-18/2=20", "--loss", "2");
        assertEquals(0, both.status(), both.err());
        assertEquals(
                List.of("2", "4", "8"),
                ScenarioJson.parse(both.out()).scenario().quantizations().stream()
                        .map(Quantization::name)
                        .toList());
        assertTrue(both.err().contains("those of the past runs and of the stated estimates are open"), both.err());
        assertFalse(both.out().contains("epochs of ResNet-18 at 2 bits to 1.2"), both.out());
    }

    @Test
    void measuredLayersTakeTheirEnergyFromThePresets() throws IOException {
        StringBuilder times = new StringBuilder("node,layer,forward_ms\n");
        for (String node : List.of("RaspberryPi5", "near", "far")) {
            for (Layer layer : Architecture.RESNET18.network().layers()) {
                times.append(String.join(",", node, layer.name(), node.startsWith("R") ? "20" : "0.5"))
                        .append('\n');
            }
        }
        Path table = folder.resolve("times.csv");
        Files.writeString(table, times);
        Path part = folder.resolve("times.json");
        Files.writeString(
                part,
                Run.of("import", "profile", table.toString(), "--model", "ResNet-18")
                        .out());
        Run run = run("--part", part.toString(), "--plan");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("OPTIMAL: ResNet-18 at "), run.out());
    }

    @Test
    void aTraceGivesTheRatesOfTheEpochs() throws IOException {
        Path trace = folder.resolve("wifi.csv");
        Files.writeString(trace, "seconds,throughput_mbps\n0,80\n600,40\n1200,20\n100000,20\n");
        List<String> kept = new ArrayList<>(arguments);
        kept.set(kept.indexOf("wifi:80/40@0.003"), "wifi@0.003");
        kept.addAll(List.of("--bandwidth", trace + "@near", "--bandwidth", trace + "@far"));
        Run run = Run.of(kept.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        Problem problem = ScenarioJson.parse(run.out());
        List<Double> rates = problem.scenario()
                .edgeServers()
                .get(0)
                .deviceLink()
                .orElseThrow()
                .bitsPerSecondByEpoch();
        assertTrue(rates.size() > 1, rates.toString());
        assertEquals(80e6, rates.get(0));
        assertTrue(rates.get(rates.size() - 1) < 80e6, rates.toString());
        String notes = problem.scenario().notes().toString();
        assertTrue(notes.contains("device link of near: rates of epochs from wifi.csv"), notes);
    }

    @Test
    void logsOfToolsAreTakenForThePairInFrontOfThem() throws IOException {
        Path log = folder.resolve("fit.csv");
        Files.writeString(log, "epoch,val_accuracy\n0,0.30\n1,0.52\n2,0.61\n3,0.66\n");
        List<String> kept = new ArrayList<>(arguments.subList(0, arguments.indexOf("--history")));
        kept.addAll(List.of(
                "--history",
                "ResNet-18/8=" + log,
                "--loss-column",
                "val_accuracy",
                "--maximize",
                "--deadline",
                "36000",
                "--target-accuracy",
                "0.6",
                "--accuracy",
                "0.25"));
        Run run = Run.of(kept.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        Problem problem = ScenarioJson.parse(run.out());
        assertEquals(0.4, problem.scenario().target().loss());
        assertEquals(0.75, problem.scenario().model("ResNet-18").loss());
        String notes = problem.scenario().notes().toString();
        assertTrue(notes.contains("losses are 1 - accuracy, as the past runs are read"), notes);
        assertTrue(notes.contains("epochs of ResNet-18 at 8 bits to 0.4: prior by bits: 1 run at 8 bits, with"), notes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --device=Pi | 'Pi' is no preset. Known are RaspberryPi5
            --device=RaspberryPi5:2 | utilization (2.0) must be above 0 and at most 1
            --device=RaspberryPi5:x | 'x' must be a number
            --device-link=wife:1 | 'wife' must be one of wifi, lte, ethernet, wan
            --device-link=wifi | --device-link 'wifi' must state its rates, as in wifi:80/40@0.003, or --bandwidth give a trace of them
            --device-link=wifi: | 'wifi:' must be [SERVER=]KIND[:DOWN[/UP]][@SECONDS]
            --cloud-link=fog=wan:1 | --cloud-link 'fog=wan:1' must be that of a server. Known are near, far
            --epochs=ResNet-18=3 | must be MODEL/BITS=EXPECTED[/ROBUST]
            --epochs=ResNet-18/8=1.5 | must be a whole number from 1
            --target-accuracy=0.5 | --target-loss and --target-accuracy exclude each other
            --loss=a | 'a' must be a number
            """)
    void whatIsWrongIsNamed(String option, String message) {
        List<String> kept = new ArrayList<>(arguments);
        if (option.startsWith("--device=")) {
            kept.removeAll(List.of("--device", "RaspberryPi5:0.2"));
        }
        kept.add(option);
        Run run = Run.of(kept.toArray(String[]::new));
        assertEquals(64, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void whatIsMissingIsNamedWithTheOptionThatGivesIt() {
        Run run = Run.of("assemble", "--model", "ResNet-18", "--loss", "2.3");
        assertEquals(64, run.status());
        assertTrue(run.err().contains("device, given by --device or a --part"), run.err());
        assertTrue(
                run.err().contains("target, given by --deadline and --target-loss or --target-accuracy or a --part"),
                run.err());
        Run links = Run.of(
                "assemble",
                "--model",
                "ResNet-18",
                "--loss",
                "2.3",
                "--device",
                "RaspberryPi5",
                "--server",
                "T4",
                "--samples",
                "1/1",
                "--deadline",
                "9",
                "--target-loss",
                "1",
                "--epochs",
                "ResNet-18/32=4");
        assertEquals(65, links.status(), links.err());
        assertTrue(links.err().contains("/edgeServers/0"), links.err());
    }

    @Test
    void filesThatCannotBeReadOrWrittenAreNamed() {
        Run part = run("--part", folder.resolve("none.json").toString());
        assertEquals(65, part.status());
        assertTrue(part.err().contains("none.json: cannot be read"), part.err());
        Run out = run("--out", folder.resolve("no/such/folder.json").toString());
        assertEquals(74, out.status());
        assertTrue(out.err().contains("folder.json could not be written: "), out.err());
        assertFalse(out.err().contains(".tmp"), out.err());
        Run model = run("--model", "nope.onnx");
        assertEquals(65, model.status());
        assertTrue(model.err().contains("nope.onnx: cannot be read: no such file"), model.err());
        assertFalse(model.err().contains("Exception"), model.err());
    }
}
