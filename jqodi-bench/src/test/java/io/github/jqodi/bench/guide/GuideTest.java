package io.github.jqodi.bench.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.cli.Main;
import io.github.jqodi.bench.guide.GuidePage.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that the guide shows is run: files are saved, command lines go through the command line, Java blocks of a page are one
 * program. What a page shows as printed must be printed, line by line in this order; {@code …} stands for lines left out.
 */
class GuideTest {
    private static final Path DOCS = Path.of("..", "jqodi-core", "docs");
    private static final Path GUIDE = DOCS.resolve("guide");
    private static final Pattern STATUS = Pattern.compile("\\s+# exit (\\d+)$");
    private static final Pattern PATH = Pattern.compile("Path\\.of\\(\"([\\w.-]+)\"\\)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");
    private static final Pattern INLINE = Pattern.compile("`jqodi ([^`]+)`");
    private static final String END_OF_BLOCK = "\u0001";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    static Path folder;

    static List<GuidePage> pages() throws IOException {
        try (Stream<Path> files = Files.list(GUIDE)) {
            List<GuidePage> pages = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                pages.add(GuidePage.read(file));
            }
            return pages;
        }
    }

    @BeforeAll
    static void saveFiles() throws IOException {
        for (GuidePage page : pages()) {
            for (Block block : page.blocks()) {
                if (!block.file().isEmpty()) {
                    Files.writeString(folder.resolve(block.file()), block.text());
                }
            }
        }
        assertTrue(Files.exists(folder.resolve("camera.json")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandLinesDoWhatThePageShows(GuidePage page) throws IOException {
        for (int i = 0; i < page.blocks().size(); i++) {
            if (page.blocks().get(i).is("sh")) {
                StringBuilder printed = new StringBuilder();
                for (String line : page.blocks().get(i).text().lines().toList()) {
                    printed.append(run(line));
                }
                assertPrinted(page + ": " + page.blocks().get(i).text(), page.shownAfter(i), printed.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaBlocksCompileRunAndPrintWhatThePageShows(GuidePage page) throws Exception {
        int[] blocks = IntStream.range(0, page.blocks().size())
                .filter(i -> page.blocks().get(i).is("java"))
                .toArray();
        if (blocks.length == 0) {
            return;
        }
        Path classes = Files.createDirectories(folder.resolve("classes-" + page.name()));
        JavaProgram.compile(classes, program(page, blocks));
        String[] printed = JavaProgram.run(classes).split(END_OF_BLOCK, -1);
        assertEquals(blocks.length + 1, printed.length);
        for (int i = 0; i < blocks.length; i++) {
            assertPrinted(page + ", java block " + (i + 1), page.shownAfter(blocks[i]), printed[i]);
        }
    }

    /** Commands within a sentence exist, with the options they name. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsInSentencesExist(GuidePage page) throws IOException {
        String text = Files.readString(GUIDE.resolve(page.name()));
        for (String line :
                INLINE.matcher(text).results().map(found -> found.group(1)).toList()) {
            String[] words = line.split(" ", -1);
            String help = run("jqodi " + words[0] + " --help");
            Stream.of(words)
                    .filter(word -> word.startsWith("--"))
                    .forEach(option -> assertTrue(help.contains(option), page + ": jqodi " + line));
        }
    }

    /** A page that shows neither cannot rot unseen. */
    @Test
    void everyBlockIsRunSavedOrShown() throws IOException {
        for (GuidePage page : pages()) {
            for (Block block : page.blocks()) {
                boolean known = block.is("sh")
                        || block.is("java")
                        || block.is("text")
                        || !block.file().isEmpty();
                assertTrue(known, page + ": " + block);
            }
        }
    }

    @Test
    void theReadmeLinksEveryPageAndTheEquations() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertTrue(readme.contains("(jqodi-core/docs/equations.md)"));
        for (GuidePage page : pages()) {
            assertTrue(readme.contains("(jqodi-core/docs/guide/" + page.name() + ")"), page.name());
        }
    }

    @Test
    void everyLinkOfTheDocumentsLeadsSomewhere() throws IOException {
        Set<String> dead = new TreeSet<>();
        int links = 0;
        for (Path file : documents()) {
            Matcher link = LINK.matcher(Files.readString(file));
            while (link.find()) {
                links++;
                Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
                if (!Files.exists(target)
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    dead.add(file + ": " + link.group());
                }
            }
        }
        assertTrue(links > 40, "found " + links);
        assertEquals(Set.of(), dead);
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path root : List.of(DOCS, Path.of("..", ".github"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }

    private static Set<String> anchors(Path file) throws IOException {
        String text = Files.readString(file);
        Set<String> anchors = Pattern.compile("<a id=\"([^\"]+)\"")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }

    /** Runs a line; what it would write into a file is written there. */
    private static String run(String line) throws IOException {
        Matcher status = STATUS.matcher(line);
        int expected = status.find() ? Integer.parseInt(status.group(1)) : 0;
        String[] words = STATUS.matcher(line).replaceFirst("").split(" +", -1);
        assertEquals("jqodi", words[0], "not a command line that can be run: " + line);
        int end = words.length > 2 && words[words.length - 2].equals(">") ? words.length - 2 : words.length;
        String[] arguments =
                IntStream.range(1, end).mapToObj(i -> inFolder(words[i])).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int actual = Main.run(InputStream.nullInputStream(), stream, stream, arguments);
        assertEquals(expected, actual, line + "\n" + out.toString(StandardCharsets.UTF_8));
        if (end < words.length) {
            Files.write(folder.resolve(words[words.length - 1]), out.toByteArray());
            return "";
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String inFolder(String word) {
        boolean isFile = word.matches("[\\w-]+\\.(json|csv|html|svg|jsonl)");
        return isFile ? folder.resolve(word).toString() : word;
    }

    private static String program(GuidePage page, int[] blocks) {
        StringBuilder imports = new StringBuilder();
        StringBuilder types = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (int block : blocks) {
            String text = page.blocks().get(block).text();
            text.lines()
                    .filter(line -> line.startsWith("import "))
                    .forEach(line -> imports.append(line).append('\n'));
            String code = text.lines()
                    .filter(line -> !line.startsWith("import "))
                    .collect(Collectors.joining("\n"))
                    .strip();
            boolean isType = code.matches("(?s)(/\\*\\*.*?\\*/\\s*)?(final class|class|record|interface) .*");
            (isType ? types.append("static ") : body).append(code).append('\n');
            body.append("System.out.print(\"").append(END_OF_BLOCK).append("\");\n");
        }
        String source = imports + "public class " + JavaProgram.NAME + " {\n" + types
                + "public static void main(String[] args) throws Exception {\n" + body + "} }\n";
        return PATH.matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "Path.of(\"" + folder.resolve(found.group(1)).toString().replace("\\", "\\\\") + "\")"));
    }

    private static void assertPrinted(String where, String shown, String printed) {
        List<String> lines = printed.lines().map(String::stripTrailing).toList();
        int at = 0;
        boolean gap = true;
        for (String line : shown.lines().map(String::stripTrailing).toList()) {
            if (line.equals("…")) {
                gap = true;
                continue;
            }
            int found = lines.subList(at, lines.size()).indexOf(line);
            assertTrue(found == 0 || (found > 0 && gap), where + "\ndoes not print: " + line + "\nbut\n" + printed);
            at += found + 1;
            gap = false;
        }
    }
}
