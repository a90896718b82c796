package io.github.jqodi.bench.scenario;

import io.github.jqodi.bench.program.Program;
import io.github.jqodi.bench.program.Values;
import io.github.jqodi.json.ScenarioJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the bundled scenario files; run it after a change of architectures, coefficients or beliefs. */
@Command(description = "Writes every bundled scenario.", mixinStandardHelpOptions = true)
public final class ScenarioGenerator implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(
            paramLabel = "DIR",
            converter = Values.Folder.class,
            description = "Where NAME.json is written for each bundled scenario.")
    private Path folder = Path.of("");

    ScenarioGenerator(PrintStream out) {
        this.out = out;
    }

    /**
     * Writes every bundled scenario and prints the files.
     *
     * @param args the folder to write to
     */
    public static void main(String[] args) {
        Program.main(ScenarioGenerator::new, args);
    }

    @Override
    public Integer call() throws IOException {
        for (String name : BundledScenarios.names()) {
            Path file = folder.resolve(name + ".json");
            ScenarioJson.write(BundledScenarios.generate(name), file);
            out.println(file);
        }
        return Program.DONE;
    }
}
