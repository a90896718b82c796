package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.json.ScenarioPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command import onnx, on a perceptron of two layers written field by field. */
class ImportOnnxCommandTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeModel() throws IOException {
        file = folder.resolve("perceptron.onnx");
        Files.write(file, OnnxPerceptron.bytes());
    }

    @Test
    void theModelIsPrintedAsAPart() {
        Run run = Run.of("import", "onnx", file.toString(), "--loss", "2.3");
        assertEquals(0, run.status(), run.err());
        ScenarioPart part = ScenarioPart.parse(run.out());
        assertEquals(List.of("perceptron"), part.names("models"));
        for (String field : List.of(
                "\"name\": \"first\"",
                "\"macs\": 3200",
                "\"parameters\": 3200",
                "\"macs\": 320",
                "\"loss\": 2.3",
                "\"inputElements\": 100",
                "\"cuts\": [ 1 ]")) {
            assertTrue(run.out().contains(field), field + " in " + run.out());
        }
        assertTrue(
                run.out().contains("perceptron: layers counted from the ONNX graph in perceptron.onnx, 3520 MACs"),
                run.out());
    }

    @Test
    void qualitiesNoScenarioMayHoldAreBadUsage() {
        for (String option : List.of("--loss=-1", "--accuracy=1.5", "--name=")) {
            Run run = Run.of("import", "onnx", file.toString(), option);
            assertEquals(64, run.status(), run.err());
            assertTrue(run.err().startsWith(option.substring(0, option.indexOf('=')) + " ("), run.err());
        }
    }

    @Test
    void whatIsAssumedStandsOnStandardErrorAndInTheNotes() {
        Run run = Run.of("import", "onnx", file.toString());
        String said = "the first axis of 'x', 'n'";
        assertTrue(run.err().contains("ASSUMED_SIZE: sizes that are not stated are taken to be 1: " + said), run.err());
        assertTrue(run.out().contains(said), run.out());
    }

    @Test
    void sizesAreGivenByNameOrByShape() {
        Run dimension = Run.of("import", "onnx", file.toString(), "--dim", "n=4");
        assertTrue(dimension.out().contains("\"macs\": 12800"), dimension.out());
        Run samples = Run.of("import", "onnx", file.toString(), "--dim", "n=4", "--samples", "4", "--name", "mlp");
        assertTrue(samples.out().contains("\"macs\": 3200"), samples.out());
        assertTrue(samples.out().contains("\"name\": \"mlp\""), samples.out());
        Run shape = Run.of("import", "onnx", file.toString(), "--shape", "x=2x100");
        assertTrue(shape.out().contains("\"macs\": 6400"), shape.out());
    }

    @Test
    void anAccuracyTakesThePlaceOfALoss() {
        assertTrue(Run.of("import", "onnx", file.toString(), "--accuracy", "0.7")
                .out()
                .contains("\"accuracy\": 0.7"));
        Run both = Run.of("import", "onnx", file.toString(), "--accuracy", "0.7", "--loss", "1");
        assertEquals(64, both.status());
        assertTrue(both.err().contains("--loss and --accuracy exclude each other"), both.err());
    }

    @Test
    void badUsageSaysWhatThereIs() {
        Run input = Run.of("import", "onnx", file.toString(), "--both-sides", "mask");
        assertEquals(64, input.status());
        assertTrue(input.err().contains("--both-sides ('mask')") && input.err().contains("[x]"), input.err());
        Run name = Run.of("import", "onnx", file.toString(), "--dim", "m=4");
        assertEquals(64, name.status());
        assertTrue(name.err().contains("--dim ('m')") && name.err().contains("[n]"), name.err());
        Run shape = Run.of("import", "onnx", file.toString(), "--shape", "x=2by100");
        assertEquals(64, shape.status());
        assertTrue(shape.err().contains("1x3x224x224"), shape.err());
    }

    @Test
    void badFilesAreBadInput() throws IOException {
        Run absent = Run.of("import", "onnx", folder.resolve("absent.onnx").toString());
        assertEquals(65, absent.status());
        Path pointer = folder.resolve("pointer.onnx");
        Files.writeString(pointer, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        Run lfs = Run.of("import", "onnx", pointer.toString());
        assertEquals(65, lfs.status());
        assertTrue(lfs.err().contains("a pointer of Git LFS"), lfs.err());
        assertEquals("", lfs.out());
    }

    @Test
    void helpSaysHowToGetAFile() {
        String help = Run.of("import", "onnx", "--help").out();
        assertTrue(help.contains("torch.onnx.export") && help.contains("tf2onnx.convert"), help);
    }
}
