package io.github.jqodi.bench.scenario;

import io.github.jqodi.json.ScenarioJson;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the bundled scenario files; run it after a change of architectures, coefficients or beliefs. */
public final class ScenarioGenerator {
    private ScenarioGenerator() {}

    /**
     * Writes every bundled scenario.
     *
     * @param args the folder to write to
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("the folder to write to is expected");
        }
        for (String name : BundledScenarios.names()) {
            ScenarioJson.write(BundledScenarios.generate(name), Path.of(args[0], name + ".json"));
        }
    }
}
