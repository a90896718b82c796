package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Odd values of every option of every command: none of them is a defect of the program. */
class OddOptionsTest {
    private static final List<String> VALUES = List.of(
            "",
            "\u0000",
            "x",
            "-1",
            "0",
            "0.5",
            "64",
            "1e308",
            "1e-320",
            "NaN",
            "Infinity",
            "2147483647",
            "=",
            ",",
            "a=b",
            "x=-1",
            "n=0",
            "1/8=0",
            "net/8=2/1",
            "pi=x:2",
            "gone.csv@x",
            "x=wifi:1/-1@-1",
            "1/1");

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("layers.csv", "layer,forward_ms,batch,precision\na,1,8,fp16\nb,2,8,fp16\n");
        write("engine.json", "[{\"count\": 10}, {\"name\": \"a\", \"averageMs\": 1, \"medianMs\": 1, \"timeMs\": 10}]");
        write(
                "perf.yaml",
                "precisions:\n float:\n  components:\n   Net:\n    performance_metrics:\n     Phone:\n      onnx: {inference_time_milliseconds: 2}\n");
        write("modules.csv", "module,macs,parameters,output_shape\na,10,4,\"[1, 3]\"\nb,10,4,\"[1, 3]\"\n");
        write("runs.csv", "model,seconds,joules,accuracy\nnet,2,10,0.7\n");
        write("times.csv", "model,seconds\nnet,2\n");
        write("power.csv", "time_s,power_W\n0,2\n1,9\n2,9\n");
        write("trace.csv", "seconds,mbps\n0,20\n1,30\n2,10\n");
        write("targets.csv", "run,target\nr0,0.3\n");
        write("curves.csv", curves(2, 4));
        write("past.csv", curves(12, 12));
        write("seeds.csv", "run,target,seed,epochs\na,0.5,1,10\na,0.5,2,12\n");
        write("lines.jsonl", Run.of("scenarios", "motivating-example").out().replaceAll("\\s*\\n\\s*", " ") + "\n");
        write(
                "plan.json",
                Run.of("plan", "motivating-example", "--format", "json").out());
        Files.write(folder.resolve("net.onnx"), OnnxPerceptron.bytes());
    }

    private static String curves(int runs, int epochs) {
        StringBuilder text = new StringBuilder("run,epoch,loss\n");
        for (int run = 0; run < runs; run++) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                text.append("r" + run + "," + epoch + "," + 1.0 / (epoch + 0.1 * run) + "\n");
            }
        }
        return text.toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan motivating-example",
                "batch lines.jsonl -",
                "compare motivating-example",
                "frontier motivating-example",
                "fleet --generate 2/1",
                "verify motivating-example plan.json",
                "tree motivating-example",
                "import onnx net.onnx",
                "import profile layers.csv",
                "import trtexec engine.json",
                "import aihub perf.yaml --device Phone",
                "import pytorch modules.csv",
                "import table runs.csv",
                "import table times.csv --watts 2",
                "import power power.csv",
                "import trace trace.csv --server hub --epoch-seconds 1 --epochs 2",
                "import trace trace.csv --scenario motivating-example",
                "import zoo LeNet-like",
                "assemble --model ResNet-18 --device RaspberryPi5 --server A100 --device-link wifi:80 --cloud-link wan:200 --samples 100 --epochs ResNet-18/8=2/3 --deadline 36000 --target-loss 1 --loss 2",
                "epochs --observed curves.csv --history past.csv --targets targets.csv --estimator neighbours",
                "evaluate --curves past.csv --estimator last",
                "replay smart-city --bandwidth trace.csv --runs 1 --policy once-mean"
            })
    void noneIsADefect(String line) {
        List<String> words = words(line);
        Run usual = Run.of(words.toArray(String[]::new));
        assertEquals(ExitStatus.DONE, usual.status(), usual.err());
        for (OptionSpec option : options(words)) {
            List<String> others = without(words, option.longestName());
            for (String value : VALUES) {
                List<String> all = new ArrayList<>(others);
                all.add(option.longestName() + "=" + value);
                assertNoDefect(all);
            }
        }
    }

    /** What an option cannot change is refused, whatever its value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay smart-city --bandwidth trace.csv --log-job 1 --format csv|--log-job tells a job as --format text or html, not as csv",
                "replay smart-city --bandwidth trace.csv --log-job 1 --format json|not as json",
                "replay smart-city --bandwidth trace.csv --patience 3|--patience is of the runs of --curves, which are missing",
                "replay smart-city --bandwidth trace.csv --maximize|--maximize is of the runs of --curves",
                "replay smart-city --bandwidth trace.csv --run-column x|--run-column is of the runs of --curves",
                "tree motivating-example --states|--states is of --format dot and json",
                "assemble --patience 2|--patience is of the runs of --history, which are missing",
                "import zoo --tokens 9|--tokens is of a network, whose NAME is missing",
                "import aihub perf.yaml --runtime onnx|--runtime is of the times of a --device, which is missing",
                "evaluate --curves past.csv --estimator last --min-epochs 5|--min-epochs is of repeated seeds, and ",
                "evaluate --curves seeds.csv --fraction 0.3|--fraction is of curves, and ",
                "evaluate --curves seeds.csv --limit 2|--limit is of curves, and ",
                "evaluate --curves seeds.csv --patience 3|--patience is of curves, and ",
                "epochs --observed seeds.csv --targets targets.csv --loss-column nope|--loss-column is of curves, and ",
                "epochs --observed seeds.csv --targets targets.csv --unit 5|--unit is of curves, and "
            })
    void whatCanHaveNoEffectIsRefused(String line, String message) {
        Run run = Run.of(words(line).toArray(String[]::new));
        assertEquals(ExitStatus.BAD_USAGE, run.status(), run.err());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
    }

    private List<String> words(String line) {
        return Arrays.stream(line.split(" ", -1))
                .map(word -> Files.exists(folder.resolve(word))
                        ? folder.resolve(word).toString()
                        : word)
                .toList();
    }

    private static void assertNoDefect(List<String> words) {
        Run run = Run.of(words.toArray(String[]::new));
        assertNotEquals(ExitStatus.DEFECT, run.status(), () -> words + ": " + run.err());
    }

    /** Options that take a value, but for those that name what is written. */
    private static List<OptionSpec> options(List<String> words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        CommandLine command =
                Main.commandLine(new Streams(InputStream.nullInputStream(), nowhere, nowhere, () -> false));
        for (String word : words) {
            command = command.getSubcommands().getOrDefault(word, command);
        }
        return command.getCommandSpec().options().stream()
                .filter(option ->
                        option.arity().max() > 0 && !option.longestName().equals("--out"))
                .toList();
    }

    private static List<String> without(List<String> words, String option) {
        int at = words.indexOf(option);
        List<String> others = new ArrayList<>(words);
        if (at >= 0) {
            others.subList(at, at + 2).clear();
        }
        return others;
    }
}
