package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code frontier} through the command line. */
class FrontierCommandTest {
    private static final String SCENARIO = "realistic-data1";

    @Test
    void textShowsWhereTheDecisionChangesHands() {
        Run run = Run.of("frontier", SCENARIO);
        assertEquals(ExitStatus.DONE, run.status());
        assertEquals("", run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(SCENARIO + ": least energy for every deadline by rule expected, 36 supported steps", lines.get(0));
        assertEquals(List.of("90.8854", "8213.3", "ResNet20", "8"), words(lines.get(3)));
        assertEquals(List.of("151.206", "6978.5", "LeNet-like", "8", "changes"), words(lines.get(4)));
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split(" +"));
    }

    @Test
    void jsonAndCsvHoldEveryStep() throws JsonProcessingException {
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("frontier", SCENARIO, "--format", "json").out());
        assertEquals(SCENARIO, json.get("scenario").asText());
        assertEquals("expected", json.get("rule").asText());
        assertEquals("energy", json.get("objectiveKind").asText());
        assertEquals(180, json.get("deadlineSeconds").asDouble());
        assertFalse(json.get("exact").asBoolean());
        assertTrue(json.get("complete").asBoolean());
        assertEquals(36, json.get("points").size());
        List<String> csv =
                Run.of("frontier", SCENARIO, "--format", "csv").out().lines().toList();
        assertEquals(String.join(",", FrontierFiles.COLUMNS), csv.get(0));
        assertEquals(37, csv.size());
        for (int i = 0; i < 36; i++) {
            JsonNode point = json.get("points").get(i);
            String[] cells = csv.get(i + 1).split(",", -1);
            for (int k = 0; k < cells.length; k++) {
                JsonNode value = point.get(FrontierFiles.COLUMNS.get(k));
                assertEquals(value == null ? "" : value.asText(), cells[k]);
            }
        }
        assertEquals(1, csv.stream().filter(line -> line.endsWith(",true")).count());
    }

    @Test
    void columnsAreDocumented() {
        String help = Run.of("frontier", "--help").out();
        FrontierFiles.COLUMNS.stream()
                .filter(column -> !column.equals("quantization") && !column.equals("bits"))
                .forEach(column -> assertTrue(help.contains("\n  " + column + " "), column));
        assertTrue(help.contains("\n  bits, quantization "), help);
        for (String field : List.of("scenario", "rule", "objectiveKind", "exact", "complete")) {
            assertTrue(help.contains(field), field);
        }
    }

    @Test
    void exactStepsAreAtLeastAsManyAndFewerWhereAsked() throws JsonProcessingException {
        JsonNode all = new ObjectMapper()
                .readTree(Run.of("frontier", "smart-city", "--exact", "--format", "json")
                        .out());
        assertTrue(all.get("exact").asBoolean() && all.get("complete").asBoolean());
        int supported = new ObjectMapper()
                .readTree(Run.of("frontier", "smart-city", "--format", "json").out())
                .get("points")
                .size();
        assertTrue(all.get("points").size() > supported, all.get("points").size() + " and " + supported);
        Run few = Run.of("frontier", "smart-city", "--exact", "--points", "3");
        assertEquals(ExitStatus.DONE, few.status());
        assertTrue(few.out().contains("3 exact steps") && few.out().contains("steps of shorter limits are missing"));
    }

    @Test
    void theStaircaseIsAPictureAndAPage() throws JsonProcessingException {
        Run svg = Run.of("frontier", SCENARIO, "--format", "svg");
        Page picture = Page.of(svg.out());
        assertEquals(1, picture.count("svg"));
        assertTrue(svg.out().startsWith("<?xml"));
        assertTrue(svg.out().contains("ResNet20 at 8 bits") && svg.out().contains(">deadline<"), svg.out());
        assertEquals(svg.out(), Run.of("frontier", SCENARIO, "--format", "svg").out());
        JsonNode json = new ObjectMapper()
                .readTree(Run.of("frontier", SCENARIO, "--format", "json").out());
        Page page = Page.of(Run.of("frontier", SCENARIO, "--format", "html").out());
        List<Double> numbers = page.numbers("All 36 steps");
        for (int i = 0; i < 36; i++) {
            assertEquals(json.get("points").get(i).get("deadlineSeconds").asDouble(), numbers.get(2 * i));
            assertEquals(json.get("points").get(i).get("objective").asDouble(), numbers.get(2 * i + 1));
        }
        assertEquals(72, numbers.size());
    }

    @ParameterizedTest
    @CsvSource({"csv", "svg"})
    void whatEndedBeforeItsEndIsToldBesideWhatCannotSayIt(String format) {
        Run few = Run.of("frontier", SCENARIO, "--exact", "--points", "2", "--format", format);
        assertEquals(ExitStatus.DONE, few.status());
        assertEquals(
                "A limit ended the search: steps of shorter limits are missing.",
                few.err().strip());
        Run none = Run.of("frontier", SCENARIO, "--time-limit", "1e-9", "--format", format);
        assertEquals(ExitStatus.LIMIT, none.status());
        assertEquals(
                "A limit ended the search before a plan was found.", none.err().strip());
        assertEquals("", Run.of("frontier", SCENARIO, "--format", format).err());
    }

    @Test
    void nothingFoundIsNotSaidToBeNothing() {
        Run none = Run.of("frontier", SCENARIO, "--time-limit", "1e-9");
        assertEquals(ExitStatus.LIMIT, none.status());
        assertEquals(
                List.of(SCENARIO + ": no plan was found", "A limit ended the search before a plan was found."),
                none.out().lines().toList());
    }

    @ParameterizedTest
    @CsvSource({"text", "json", "csv", "svg", "html"})
    void whatNeverHasAPlanIsStatusTwo(String format) {
        Run run = Run.of("frontier", SCENARIO, "--only", "bits=2", "--only", "model=ResNet20", "--format", format);
        assertEquals(ExitStatus.NO_PLAN, run.status(), run.err());
        assertFalse(run.out().isEmpty());
        if (format.equals("svg") || format.equals("html")) {
            Page.of(run.out());
            assertTrue(run.out().contains("No pair has a plan at any limit."), run.out());
        }
    }

    @Test
    void whereTimeIsMinimisedLimitsAreJoules() {
        String scenario =
                Run.of("scenarios", SCENARIO).out().replaceFirst("\\{", "{\"objective\":{\"minimise\":\"time\"},");
        Run run = Run.withInput(scenario, "frontier", "-", "--format", "csv");
        assertEquals(ExitStatus.DONE, run.status(), run.err());
        String[] first = run.out().lines().toList().get(1).split(",", -1);
        assertEquals("", first[0]);
        assertTrue(Double.parseDouble(first[1]) > 0);
        Run text = Run.withInput(scenario, "frontier", "-");
        assertTrue(text.out().contains("least time for every limit on the energy by rule robust"), text.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--rule,paper,--rule 'paper' must be one of expected",
        "--rule,best,--rule 'best' must be one of expected",
        "--points,0,--points (0) must be from 1 to 1000000",
        "--points,2,'--points is of the steps of --exact, which is missing'",
        "--time-limit,-1,--time-limit (-1.0) must be above 0"
    })
    void badOptionsAreNamed(String option, String value, String message) {
        Run run = Run.of("frontier", SCENARIO, option, value);
        assertEquals(ExitStatus.BAD_USAGE, run.status());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
    }
}
