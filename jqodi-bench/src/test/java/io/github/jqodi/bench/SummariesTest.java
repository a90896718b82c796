package io.github.jqodi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of javadoc in all modules: the tool ends them at the first full stop before white space, abbreviations included. */
class SummariesTest {
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern MARGIN = Pattern.compile("\\n\\s*\\* ?");
    private static final Pattern SUMMARY = Pattern.compile("(.*?\\.)(?=\\s)", Pattern.DOTALL);
    private static final Pattern QUESTION = Pattern.compile("^/\\*\\*(?:\\n \\*)? (?:What|How) ", Pattern.MULTILINE);
    private static final Pattern CUT = Pattern.compile(
            "\\b(Eqs?|Figs?|Sec|Tab|Alg|Prop|No|e\\.g|i\\.e|vs|cf|al|resp|etc|approx)\\.$", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(strings = {"jqodi-core", "jqodi-estimators", "jqodi-bench"})
    void noSummaryEndsInAnAbbreviation(String module) throws IOException {
        List<String> cut = new ArrayList<>();
        int comments = 0;
        for (Path source : sources(Path.of("..", module, "src"))) {
            List<String> summaries = summaries(Files.readString(source));
            comments += summaries.size();
            summaries.stream()
                    .filter(summary -> CUT.matcher(summary).find())
                    .forEach(summary -> cut.add(source.getFileName() + ": " + summary));
        }
        assertTrue(comments > 300, module + " has " + comments + " comments");
        assertEquals(List.of(), cut);
    }

    /** The comment of a type of its own file stands at the margin; it names the thing. */
    @ParameterizedTest
    @ValueSource(strings = {"jqodi-core", "jqodi-estimators", "jqodi-bench"})
    void noTypeIsToldByAQuestion(String module) throws IOException {
        List<String> questions = new ArrayList<>();
        for (Path source : sources(Path.of("..", module, "src", "main"))) {
            if (QUESTION.matcher(Files.readString(source)).find()) {
                questions.add(source.toString());
            }
        }
        assertEquals(List.of(), questions);
    }

    @Test
    void anAbbreviationIsFound() {
        List<String> summaries = summaries("""
                § Eq. 5: the time. */ int a;
                §
                 * Time of an epoch,
                 * e.g. the first. More.
                 */
                int b;
                § Equation 5: 1.5 s of time. Eq. 6 is energy. */
                int c;
                """.replace("§", "/**"));
        assertEquals(List.of("Eq.", "Time of an epoch, e.g.", "Equation 5: 1.5 s of time."), summaries);
        assertEquals(
                List.of(true, true, false),
                summaries.stream().map(summary -> CUT.matcher(summary).find()).toList());
    }

    private static List<String> summaries(String source) {
        List<String> summaries = new ArrayList<>();
        Matcher comment = COMMENT.matcher(source);
        while (comment.find()) {
            String text = MARGIN.matcher(comment.group(1)).replaceAll(" ");
            Matcher summary = SUMMARY.matcher(text);
            summaries.add((summary.lookingAt() ? summary.group(1) : text).strip());
        }
        return summaries;
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }
}
