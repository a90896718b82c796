package io.github.jqodi.bench.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.jqodi.Planner;
import io.github.jqodi.base.Text;
import io.github.jqodi.bench.cli.Main;
import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.solve.SolveResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples in Python where there is one, and compares what they print with plans made here. */
class PythonTest {
    /** By this the example says that JPype is not there. */
    private static final int NO_JPYPE = 77;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSweepByFiles() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(script("sweep_by_files.py"), scenario(), "100", "220", "4"));
        arguments.addAll(List.of(java(), "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        String printed = python(arguments);
        Problem problem = OwnCodeTest.bundled("paper-data1");
        StringBuilder expected = new StringBuilder();
        for (double deadline : new double[] {100, 140, 180, 220}) {
            SolveResult result = Planner.create().plan(problem.withDeadlineSeconds(deadline));
            expected.append(Text.number(deadline))
                    .append(" s: ")
                    .append(result.plan()
                            .map(plan -> plan.pair().model() + ", " + Text.number(plan.objective()) + " J")
                            .orElse(result.status().name()))
                    .append('\n');
        }
        assertEquals(expected.toString(), printed);
    }

    @Test
    void plansWithinPython() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(script("plan_by_jpype.py"), scenario()));
        arguments.addAll(
                Arrays.asList(System.getProperty("java.class.path").split(System.getProperty("path.separator"))));
        String printed = python(arguments);
        Problem problem = OwnCodeTest.bundled("paper-data1");
        double objective = Planner.create().plan(problem).plan().orElseThrow().objective();
        assertEquals(
                "180 s: OPTIMAL, " + Text.number(objective) + " J",
                printed.lines().findFirst().orElse(""));
        assertEquals(3, printed.lines().count());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String scenario() throws IOException {
        Path file = folder.resolve("scenario.json");
        try (InputStream in = BundledScenarios.open("paper-data1")) {
            Files.copy(in, file);
        }
        return file.toString();
    }

    private String script(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(EdgeBroker.class.getResourceAsStream(name), name)) {
            Files.copy(in, file);
        }
        return file.toString();
    }

    private String python(List<String> arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            return abort("python3 is not there: " + e.getMessage());
        }
        int status = process.waitFor();
        if (status == NO_JPYPE) {
            return abort(Files.readString(err).strip());
        }
        assertEquals(0, status, Files.readString(err));
        return Files.readString(out);
    }
}
