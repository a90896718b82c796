package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.program.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioGeneratorTest {
    @Test
    void everyBundledScenarioIsWrittenAsItIsShipped(@TempDir Path folder) throws IOException {
        ProgramRun run = ProgramRun.of(ScenarioGenerator::new, folder.toString());
        assertEquals(0, run.status());
        assertEquals(BundledScenarios.names().size(), run.out().lines().count());
        for (String name : BundledScenarios.names()) {
            try (InputStream shipped = BundledScenarios.open(name)) {
                assertEquals(
                        new String(shipped.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"),
                        Files.readString(folder.resolve(name + ".json")));
            }
        }
    }

    @Test
    void theFolderHasToBeThere(@TempDir Path folder) {
        assertEquals(64, ProgramRun.of(ScenarioGenerator::new).status());
        ProgramRun run =
                ProgramRun.of(ScenarioGenerator::new, folder.resolve("none").toString());
        assertEquals(64, run.status());
        assertTrue(run.err().contains("(DIR): must be a folder that is there"), run.err());
    }
}
