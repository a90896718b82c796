package io.github.jqodi.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples in javadoc: every interface that a caller implements has one, and all of them compile. */
class JavadocExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern INTERFACE = Pattern.compile("^public interface (\\w+)", Pattern.MULTILINE);

    /** Not for callers: a marker inside the library. */
    private static final Set<String> WITHOUT = Set.of("Trusted");

    /** What examples speak of without making it. */
    private static final String GIVEN = """
            static Problem problem;
            static Scenario scenario;
            static Estimators estimators;
            static Planner planner;
            static Problem newcomer;
            static Fleet fleet;
            static FleetResult result;
            static ScenarioPart networkPart;
            static Device device;
            static Target target;
            static List<Curve> curves;
            static BandwidthTrace trace;
            static InputStream in;
            static OutputStream out;
            static EdgeServer server;
            static ModelCosts modelCosts;
            static Drawing drawing;
            static Table table;
            record Measured(double loss, double seconds, double joules) {}
            static Measured run(NextEpoch epoch) { return new Measured(0, 0, 0); }
            """;

    private static final String IMPORTS = """
            import static io.github.jqodi.scenario.LayerDescriptor.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.stream.*;
            import java.io.*;
            import io.github.jqodi.report.Quantity;
            import io.github.jqodi.scenario.Network;
            import io.github.jqodi.control.Decision;
            """;

    @Test
    void everyInterfaceOfCallersHasAnExample() throws IOException {
        Set<String> missing = new TreeSet<>();
        int interfaces = 0;
        for (Path source : sources()) {
            String text = Files.readString(source);
            Matcher type = INTERFACE.matcher(text);
            if (type.find() && !WITHOUT.contains(type.group(1))) {
                interfaces++;
                if (!EXAMPLE.matcher(text.substring(0, type.start())).find()) {
                    missing.add(type.group(1));
                }
            }
        }
        assertTrue(interfaces > 15, "found " + interfaces);
        assertEquals(Set.of(), missing);
    }

    @Test
    void allExamplesCompile(@TempDir Path folder) throws IOException {
        List<String> examples = new ArrayList<>();
        Set<String> packages = new LinkedHashSet<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            PACKAGE.matcher(text).results().map(found -> found.group(1)).forEach(packages::add);
            EXAMPLE.matcher(text)
                    .results()
                    .map(found -> found.group(1).replaceAll("(?m)^\\s*\\* ?", ""))
                    .forEach(examples::add);
        }
        assertTrue(examples.size() > 25, "found " + examples.size());
        JavaProgram.compile(folder, program(packages, examples));
        assertTrue(Files.exists(folder.resolve(JavaProgram.NAME + ".class")));
    }

    private static String program(Set<String> packages, List<String> examples) {
        StringBuilder source = new StringBuilder(IMPORTS);
        packages.forEach(name -> source.append("import ").append(name).append(".*;\n"));
        source.append("@SuppressWarnings(\"all\") public class ")
                .append(JavaProgram.NAME)
                .append(" {\n")
                .append(GIVEN);
        for (int i = 0; i < examples.size(); i++) {
            boolean isType = examples.get(i).startsWith("final class ");
            source.append(isType ? "static " : "static void example" + i + "() throws Exception {\n")
                    .append(examples.get(i))
                    .append(isType ? "" : "}\n");
        }
        return source.append("}\n").toString();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("jqodi-core", "jqodi-estimators")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("module-info.java"))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
