package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the README print what it shows. */
class ReadmeCommandTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern OWN_FILES =
            Pattern.compile("## From your own files.*?```sh\\n(.*?)```.*?```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FIRST = Pattern.compile(
            "```sh\\n.* && java -jar jqodi-bench/target/jqodi.jar (.*)\\n```\\n\\n```text\\n(.*)\\n```");
    private static final String JAR = "java -jar jqodi-bench/target/jqodi.jar ";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void ownFiles() throws IOException {
        Files.write(folder.resolve("model.onnx"), OnnxPerceptron.bytes());
        StringBuilder wifi = new StringBuilder("seconds,throughput_mbps\n");
        for (int second = 0; second < 600; second += 10) {
            wifi.append(second).append(',').append(20 + second % 70).append('\n');
        }
        Files.writeString(folder.resolve("wifi.csv"), wifi);
        StringBuilder runs = new StringBuilder("run,epoch,loss,model,bits\n");
        for (int bits : new int[] {4, 8}) {
            for (int run = 0; run < 3; run++) {
                for (int epoch = 1; epoch <= 20; epoch++) {
                    double loss = 2.3 * Math.exp(-epoch / (4.0 + run + (8 - bits) / 4.0));
                    runs.append(String.join(",", "r" + bits + run, "" + epoch, "" + loss, "model", "" + bits))
                            .append('\n');
                }
            }
        }
        Files.writeString(folder.resolve("runs.csv"), runs);
    }

    @Test
    void theFirstCommandPrintsWhatIsShown() throws IOException {
        Matcher shown = FIRST.matcher(Files.readString(README).replace("\r\n", "\n"));
        assertTrue(shown.find(), "the README shows a command and what it prints");
        Run run = Run.of(shown.group(1).split(" "));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().lines().toList().contains(shown.group(2)), run.out());
    }

    @Test
    void ownFilesBecomeAPlanInOneCommand() throws IOException {
        Matcher shown = OWN_FILES.matcher(Files.readString(README).replace("\r\n", "\n"));
        assertTrue(shown.find(), "the README shows the command and what it prints");
        String line = shown.group(1).replace("\\\n", " ").strip();
        assertTrue(line.startsWith(JAR), line);
        List<String> arguments = Arrays.stream(
                        line.substring(JAR.length()).strip().split("\\s+", -1))
                .map(word -> word.matches("(model|wifi|runs|camera)\\.\\w+")
                        ? folder.resolve(word).toString()
                        : word)
                .toList();
        Run run = Run.of(arguments.toArray(String[]::new));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains(shown.group(2).strip()), shown.group(2) + " in " + run.out());
        Run again = Run.of("plan", folder.resolve("camera.json").toString());
        assertEquals(run.out(), again.out());
    }
}
