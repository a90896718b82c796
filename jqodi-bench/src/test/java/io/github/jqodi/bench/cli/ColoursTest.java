package io.github.jqodi.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

class ColoursTest {
    private static final String TEXT =
            "warnings\n  OPTIMAL: named so\n\nINFEASIBLE: no @|red plan|@\n\nbill of the robust case\n";

    @Test
    void headingsAndStatusAreColouredAndNamesAreNot() {
        String coloured = Colours.of(Ansi.ON, TEXT);
        assertEquals(TEXT, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        assertTrue(coloured.startsWith("\u001b[1mwarnings\u001b["), coloured);
        assertTrue(coloured.contains("  OPTIMAL: named so\n"), coloured);
        assertTrue(coloured.contains("\u001b[1m\u001b[31mINFEASIBLE"), coloured);
        assertTrue(coloured.contains("\u001b[1mbill of the robust case"), coloured);
    }

    @Test
    void withoutATerminalThereAreNone() {
        assertEquals(TEXT, Colours.of(Ansi.OFF, TEXT));
        assertFalse(Run.of("plan", "smart-city").out().contains("\u001b"));
        assertFalse(Run.of("plan", "--help").out().contains("\u001b"));
    }

    @Test
    void aTerminalThatTakesColoursGetsThem() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main.run(
                new Streams(InputStream.nullInputStream(), stream, stream, () -> false, Ansi.ON), "plan", "smart-city");
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("\u001b[1m\u001b[32mOPTIMAL"), text);
        assertEquals(Run.of("plan", "smart-city").out(), text.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    /** The script is valid and completes commands, options and formats, as a shell asks for them. */
    @Test
    void theShellCompletesCommandsAndOptions(@TempDir Path folder) throws IOException, InterruptedException {
        Run run = Run.of("completion");
        assertEquals(ExitStatus.DONE, run.status());
        assertEquals("", run.err());
        Path script = Files.writeString(folder.resolve("jqodi"), run.out());
        assertEquals("frontier\n", completed(script, "jqodi", "fron"));
        assertEquals("--deadline\n", completed(script, "jqodi", "plan", "--dead"));
        assertEquals("html\n", completed(script, "jqodi", "plan", "--format", "ht"));
    }

    private static String completed(Path script, String... words) throws IOException, InterruptedException {
        String line = String.join(" ", words);
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                ". \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE='" + line
                        + "'; COMP_POINT=${#COMP_LINE}; _complete_jqodi; printf '%s\\n' \"${COMPREPLY[@]}\"",
                "bash",
                script.toString()));
        command.addAll(List.of(words));
        Process shell =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        shell.getOutputStream().close();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(10, TimeUnit.SECONDS));
        return out;
    }
}
