package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeCommandTest {
    /** A run of the command. */
    private record Run(int status, String out, String err) {
        String cell(String row, int column) {
            String line = out.lines()
                    .filter(l -> l.strip().startsWith(row))
                    .findFirst()
                    .orElseThrow();
            return List.of(line.strip().split("\\s{2,}")).get(column);
        }
    }

    /** Section 7 of the readings: what Property 2 and the listing of Algorithm 1 come to on the paper's own data. */
    @Test
    void sizesOfThePapersData() {
        Run first = run("paper-data1");
        assertEquals(0, first.status);
        assertEquals(List.of("5142", "44284", "10^119.2"), totals(first));
        assertEquals(List.of("6840", "60528", "10^137.3"), totals(run("paper-data2")));
        assertEquals("10^26.2", first.cell("LeNet-like     8", 6));
        assertTrue(first.out.contains("ResNet20"));
        assertTrue(first.out.contains("no states for"));
    }

    @Test
    void selectionNarrowsTheTable() {
        Run run = run("paper-data1", "--only", "model=LeNet-like", "--only", "bits=8");
        assertEquals(List.of("232", "1800", "10^26.2"), totals(run));
        assertEquals(64, run("paper-data1", "--only", "color=red").status);
    }

    @Test
    void dotIsRefusedWhereItIsTooLarge() {
        Run run = run("paper-data1", "--format", "dot");
        assertEquals(65, run.status);
        assertEquals("", run.out);
        assertTrue(run.err.contains("time-energy tree of LeNet-like at 2 bits (1.89e+26 vertices"), run.err);
        assertTrue(run.err.contains("must have at most 10000 vertices"), run.err);
        assertTrue(run.err.contains("--only, --except and --states make it smaller."), run.err);
    }

    @Test
    void mergedStatesAreWrittenInBothFormats() {
        Run dot = run("paper-data1", "--format", "dot", "--states", "--only", "model=LeNet-like", "--only", "bits=8");
        assertEquals(0, dot.status);
        assertTrue(dot.out.startsWith("digraph"));
        assertEquals(
                1 + 1 + 232 + 1,
                dot.out.lines().filter(l -> l.contains("fillcolor")).count());
        Run json = run("paper-data1", "--format", "json", "--states", "--only", "model=LeNet-like", "--only", "bits=8");
        assertEquals(0, json.status);
        assertTrue(json.out.contains("\"format\": \"jqodi-tree/1\""));
        assertTrue(json.out.contains("\"vertices\": 235"));
    }

    @Test
    void unknownFormatsAndScenariosAreRefused() {
        assertEquals(64, run("paper-data1", "--format", "csv").status);
        assertEquals(65, run("no-such-scenario").status);
    }

    private static List<String> totals(Run run) {
        return List.of(run.cell("total", 1), run.cell("total", 2), run.cell("total", 3));
    }

    private static Run run(String... args) {
        List<String> all = new ArrayList<>(List.of("tree"));
        all.addAll(List.of(args));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
