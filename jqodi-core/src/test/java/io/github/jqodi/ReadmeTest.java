package io.github.jqodi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the pages of its references show: the usage block compiled and run, dependencies against the build. */
class ReadmeTest {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");
    private static final Path README = Path.of("..", "README.md");
    private static final Path DEPENDENCIES = Path.of("docs", "dependencies.md");
    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void usageBlockCompilesRunsAndFindsAnOptimalPlan(@TempDir Path folder) throws Exception {
        Matcher block = JAVA_BLOCK.matcher(Files.readString(README));
        assertTrue(block.find(), "README.md has no java block");
        String printed = run(folder, program(block.group(1)));
        List<String> lines = printed.lines().toList();
        assertEquals("OPTIMAL", lines.get(0), printed);
        assertTrue(lines.get(1).startsWith("small at 4 bits: [epochs 1 to "), printed);
    }

    @Test
    void coordinatesAreThoseOfTheBuild() throws Exception {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String version = firstOf(pom, "<version>(.*?)</version>");
        String group = firstOf(pom, "<groupId>(.*?)</groupId>");
        Set<String> published = new TreeSet<>();
        Matcher dependency = DEPENDENCY.matcher(Files.readString(README) + Files.readString(DEPENDENCIES));
        while (dependency.find()) {
            String module = dependency.group(2);
            String itself = Files.readString(Path.of("..", module, "pom.xml"));
            assertTrue(itself.contains("<artifactId>" + module + "</artifactId>"), module);
            assertEquals(group, dependency.group(1), module);
            assertEquals(version, dependency.group(3), module);
            published.add(module);
        }
        assertEquals(Set.of("jqodi-core", "jqodi-estimators"), published);
    }

    @Test
    void exclusionsAreThoseOfTheConsumerWithoutLibraries() throws Exception {
        String consumer = Files.readString(Path.of("src", "it", "class-path-bare", "pom.xml"));
        assertEquals(exclusions(consumer), exclusions(Files.readString(DEPENDENCIES)));
    }

    /** Every library that comes along or may be added is in the list under its coordinates. */
    @Test
    void dependenciesAreListed() throws Exception {
        String list = Files.readString(DEPENDENCIES);
        for (String module : List.of("jqodi-core", "jqodi-estimators")) {
            for (String coordinates : compileDependencies(Path.of("..", module, "pom.xml"))) {
                assertTrue(list.contains(coordinates), module + " needs " + coordinates);
            }
        }
    }

    /** The README has the first rows of what the pages list. */
    @Test
    void rowsAreThoseOfTheReferences() throws IOException {
        String references = Files.readString(Path.of("docs", "calls.md"))
                + Files.readString(Path.of("..", "jqodi-bench", "docs", "commands.md"));
        List<String> rows = withoutLinks(Files.readString(README))
                .lines()
                .dropWhile(line -> !line.equals("## In code"))
                .takeWhile(line -> !line.equals("## From your own files"))
                .filter(line -> line.startsWith("| "))
                .toList();
        assertEquals(12, rows.size(), rows::toString);
        rows.forEach(row -> assertTrue(withoutLinks(references).contains(row), row));
    }

    private static String withoutLinks(String text) {
        return text.replaceAll("\\]\\([^)]*\\)", "]");
    }

    private static List<String> compileDependencies(Path pom) throws IOException {
        String own = Files.readString(pom).replaceAll("(?s)<build>.*", "");
        return Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                .matcher(own)
                .results()
                .map(found -> found.group(1))
                .filter(one -> !one.contains("<scope>test</scope>") && !one.contains("jspecify"))
                .filter(one -> !one.contains("<groupId>io.github.jqodi"))
                .map(one -> one.contains("<scope>runtime</scope>")
                        ? firstOf(one, "<artifactId>(.*?)</artifactId>")
                        : firstOf(one, "<groupId>(.*?)</groupId>") + ":"
                                + firstOf(one, "<artifactId>(.*?)</artifactId>"))
                .toList();
    }

    private static String exclusions(String text) {
        return firstOf(text, "(?s)<exclusions>(.*?)</exclusions>").replaceAll("\\s", "");
    }

    private static String firstOf(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }

    private static String program(String block) {
        String imports =
                block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return imports + "\npublic class Usage { public static void main(String[] args) {\n" + body + "\n} }\n";
    }

    private static String run(Path folder, String program) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Usage.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return program;
                    }
                };
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(source))
                .call();
        assertTrue(compiled, errors.toString());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            Method main = loader.loadClass("Usage").getMethod("main", String[].class);
            return printedBy(() -> main.invoke(null, (Object) new String[0]));
        }
    }

    private static String printedBy(Callable<?> action) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            action.call();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
