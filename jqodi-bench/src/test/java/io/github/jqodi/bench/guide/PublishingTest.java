package io.github.jqodi.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release needs: metadata of the POMs, the BOM and the citation, which repeat the version. */
class PublishingTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    private static final Pattern MANAGED =
            Pattern.compile("<artifactId>(.*?)</artifactId>\\s*<version>\\$\\{project.version}</version>");

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "jqodi-core/bom/pom.xml"})
    void whatARepositoryAsksForIsInThePom(String file) throws IOException {
        String pom = Files.readString(ROOT.resolve(file));
        for (String element : List.of(
                "<name>",
                "<description>",
                "<url>${jqodi.url}</url>",
                "<license>",
                "<name>Apache-2.0</name>",
                "<developer>",
                "<connection>scm:git:${jqodi.scm}</connection>",
                "<developerConnection>")) {
            assertTrue(pom.contains(element), file + " lacks " + element);
        }
    }

    /** The BOM has no parent, so that it brings no other versions, and repeats what a parent would give. */
    @Test
    void theBomHasTheVersionsOfTheParentAndNoOthers() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        String bom = Files.readString(ROOT.resolve("jqodi-core/bom/pom.xml"));
        assertFalse(bom.contains("<parent>"));
        for (String property : List.of("version", "central-publishing.version", "maven-gpg.version", "groupId")) {
            assertEquals(first(parent, property), first(bom, property), property);
        }
        for (String property : List.of("jqodi.url", "jqodi.scm")) {
            assertEquals(valueOf(parent, property), valueOf(bom, property), property);
        }
    }

    @Test
    void theBomListsEveryModuleThatIsPublished() throws IOException {
        String bom = Files.readString(ROOT.resolve("jqodi-core/bom/pom.xml"));
        Set<String> published = new TreeSet<>();
        for (MatchResult found : MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .toList()) {
            String pom = Files.readString(ROOT.resolve(found.group(1)).resolve("pom.xml"));
            if (!pom.contains("<maven.deploy.skip>true") && !pom.contains("<packaging>pom")) {
                published.add(found.group(1));
            }
        }
        assertEquals(Set.of("jqodi-core", "jqodi-estimators"), published);
        assertEquals(
                published,
                MANAGED.matcher(bom).results().map(found -> found.group(1)).collect(Collectors.toSet()));
    }

    @Test
    void theCitationNamesTheVersion() throws IOException {
        String citation = Files.readString(ROOT.resolve(".github/CITATION.cff"));
        assertTrue(
                citation.contains("version: \"" + first(Files.readString(ROOT.resolve("pom.xml")), "version") + "\""));
    }

    /** The licence is a resource of the modules; the tests run on their classes. */
    @ParameterizedTest
    @ValueSource(strings = {"jqodi-core", "jqodi-estimators"})
    void theLicenceIsInTheJar(String module) throws IOException {
        assertEquals(
                Files.readString(ROOT.resolve("LICENSE")),
                Files.readString(ROOT.resolve(module).resolve("target/classes/META-INF/LICENSE")));
    }

    private static String first(String pom, String element) {
        return pom.replaceFirst("(?s).*?<" + element + ">(.*?)</" + element + ">.*", "$1");
    }

    private static String valueOf(String pom, String property) {
        return pom.contains("<" + property + "/>") ? "" : first(pom, property);
    }
}
