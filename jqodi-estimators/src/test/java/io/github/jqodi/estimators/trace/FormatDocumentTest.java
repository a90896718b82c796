package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.seeds.SeedRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files that jqodi-core's page of formats shows are read, and hold every column it names. */
class FormatDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "jqodi-core", "docs", "format.md");
    private static final Pattern EXAMPLE = Pattern.compile("```(?:csv|jsonl)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile("`(\\w+)`");

    private static String section = "";
    private static List<String> examples = List.of();

    @BeforeAll
    static void readTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT).replace("\r\n", "\n");
        section = document.substring(document.indexOf("\n### Learning curves, seeds, targets\n"));
        examples =
                EXAMPLE.matcher(section).results().map(found -> found.group(1)).toList();
    }

    @Test
    void curvesAreReadFromTablesAndLines() throws IOException {
        assertEquals(4, examples.size());
        Curve first = CurveReader.curves(open(0)).get(0);
        assertEquals("first", first.name());
        assertEquals(3, first.lastEpoch());
        assertEquals(
                List.of("first", "second"),
                CurveReader.curves(open(1)).stream().map(Curve::name).toList());
    }

    @Test
    void seedsAndTargetsAreRead() throws IOException {
        assertEquals(
                List.of(OptionalInt.of(26), OptionalInt.empty()),
                CurveReader.seeds(open(2)).stream().map(SeedRun::epochs).toList());
        assertEquals(1, CurveReader.targets(open(3)).size());
    }

    @Test
    void theExamplesHoldEveryColumnThatIsNamed() {
        String shown = String.join("\n", examples);
        List<String> missing = section.lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .flatMap(line -> COLUMN.matcher(line).results().map(found -> found.group(1)))
                .filter(name -> !name.equals("nan"))
                .filter(name ->
                        !Pattern.compile("\\b" + name + "\\b").matcher(shown).find())
                .toList();
        assertEquals(List.of(), missing);
    }

    private static InputStream open(int example) {
        return new ByteArrayInputStream(examples.get(example).getBytes(StandardCharsets.UTF_8));
    }
}
