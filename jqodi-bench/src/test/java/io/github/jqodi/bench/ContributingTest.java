package io.github.jqodi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the guides point at is there. */
class ContributingTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> GUIDES =
            List.of(".github/CONTRIBUTING.md", "README.md", "jqodi-bench/README.md", "jqodi-bench/docs/commands.md");
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+|[A-Z]\\w+Test)(?:[. ][^`]*)?`");
    private static final Pattern TESTS = Pattern.compile("-Dtest='(\\w+)\\*'");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static Set<String> sources = Set.of();

    @BeforeAll
    static void findSources() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : List.of("jqodi-core", "jqodi-estimators", "jqodi-bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.map(file -> file.toString().replace('\\', '/'))
                        .filter(file -> file.endsWith(".java"))
                        .map(file -> file.substring(0, file.length() - ".java".length()))
                        .forEach(found::add);
            }
        }
        sources = found;
    }

    @Test
    void everyClassThatTheContributionGuideNamesExists() throws IOException {
        List<String> named = CLASS.matcher(Files.readString(ROOT.resolve(GUIDES.get(0))))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertTrue(named.size() > 30, named::toString);
        assertEquals(
                List.of(),
                named.stream()
                        .filter(name ->
                                sources.stream().noneMatch(source -> source.endsWith("/" + name.replace('.', '/'))))
                        .toList());
    }

    @Test
    void everyTestThatIsToBeRunByNameExists() throws IOException {
        List<String> named = TESTS.matcher(Files.readString(ROOT.resolve(GUIDES.get(0))))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(1, named.size(), named::toString);
        assertEquals(
                List.of(),
                named.stream()
                        .filter(name ->
                                sources.stream().noneMatch(source -> source.matches(".*/src/test/.*/" + name + "\\w*")))
                        .toList());
    }

    @Test
    void everyRelativeLinkOfTheGuidesLeadsSomewhere() throws IOException {
        Set<String> dead = new TreeSet<>();
        for (String guide : GUIDES) {
            Path file = ROOT.resolve(guide);
            Set<String> links = LINK.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
            assertTrue(guide.startsWith("jqodi") || !links.isEmpty(), guide);
            links.stream()
                    .filter(link -> !Files.exists(file.resolveSibling(link)))
                    .forEach(link -> dead.add(guide + ": " + link));
        }
        assertEquals(Set.of(), dead);
    }
}
