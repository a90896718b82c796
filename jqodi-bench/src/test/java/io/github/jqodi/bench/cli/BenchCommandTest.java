package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void measuresWholeSolves() {
        assertEquals(0, run("bench", "--quick", "--format", "csv"));
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertEquals("what,detail,value,bound,atLeast,atMost,stretch,unit,reached", lines[0]);
        assertEquals(1 + 2 * 2 * 3 + 1, lines.length);
        assertTrue(lines[1].contains("paper-sta-nominal"));
    }

    @Test
    void helpNamesTheCommandForTheRest() {
        assertEquals(0, run("bench", "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("io.github.jqodi.bench.study.BenchTable"));
    }

    private int run(String... args) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(InputStream.nullInputStream(), stream, stream, args);
    }
}
