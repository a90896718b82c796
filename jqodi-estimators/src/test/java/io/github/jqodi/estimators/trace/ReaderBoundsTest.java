package io.github.jqodi.estimators.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.seeds.SeedGroup;
import io.github.jqodi.estimators.seeds.SeedRun;
import io.github.jqodi.estimators.testing.Taken;
import io.github.jqodi.estimators.text.TextFormatException;
import io.github.jqodi.estimators.text.TextLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input without end or measure is refused at a bound, soon and in little memory; what is read means what it says. */
class ReaderBoundsTest {
    private static final double SOON_SECONDS = 15;
    private static final long LITTLE = 2L << 20;

    /** So that loading of classes is not measured. */
    @BeforeAll
    static void readOnce() throws IOException {
        for (String text : List.of(
                "{\"run\":\"a\",\"epoch\":1,\"loss\":1}", "{\"run\":\"a\",\"loss\":" + "1".repeat(101) + "}", "x")) {
            try {
                CurveReader.observations(in(text));
            } catch (TextFormatException e) {
                assertTrue(e.line() == 1, e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                        | NUL          | 1 | U+0000
            ''                        | a            | 1 | 1,000 characters in one cell
            '"'                       | a~           | 1 | 1,000 characters in one cell
            ''                        | a,           | 1 | 1,000 columns
            run,epoch,loss~a,1,       | 1            | 2 | 1,000 characters in one cell
            '{"run":"'                | a            | 1 | 16,777,216 characters in one line
            '{"run":"a","losses":['   | 1,           | 1 | 16,777,216 characters in one line
            ''                        | ' '          | 1 | 67,108,864 bytes
            """)
    void oneThingWithoutEndIsRefusedAtItsBound(String beginning, String piece, long line, String bound) {
        byte[] repeated = bytes(piece.replace("NUL", "\0").replace('~', '\n').repeat(500));
        TextFormatException e = refused(
                CurveReader::observations,
                () -> new EndlessInput(beginning.replace('~', '\n'), count -> repeated),
                bound.contains("line") ? 6L * TextLimits.MAX_LINE_CHARACTERS : LITTLE);
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(bound), e.getMessage());
    }

    @Test
    void blankLinesWithoutEndAreRefusedBytewise() {
        byte[] lines = bytes("\n".repeat(1_000));
        TextFormatException e =
                refused(CurveReader::observations, () -> new EndlessInput("run,epoch,loss\n", count -> lines), LITTLE);
        assertTrue(String.valueOf(e.getMessage()).contains("67,108,864 bytes"), e.getMessage());
    }

    @Test
    void rowsWithoutEndAreRefusedAtTheirBound() {
        rowsWithoutEnd("run,epoch,loss\n", n -> "a" + n % 10 + "," + (n / 10 + 1) + ",0.5\n", "1,000,000 rows");
        rowsWithoutEnd("run,epoch,loss\n", n -> "a" + n + ",1,0.5\n", "100,000 runs");
        rowsWithoutEnd("run,target,seed,epochs\n", n -> "a," + n + ",1,5\n", "1,000,000 rows");
        rowsWithoutEnd("run,epoch,loss\n", n -> "a,1,0.5\n", "has epoch 1 twice");
        rowsWithoutEnd(
                "", n -> "{\"run\":\"a" + n % 9 + "\",\"epoch\":" + (n / 9 + 1) + ",\"loss\":1}\n", "1,000,000 losses");
        TextFormatException e = refused(
                CurveReader::targets, () -> new EndlessInput("run,target\n", n -> bytes("a," + n + "\n")), 1L << 30);
        assertTrue(String.valueOf(e.getMessage()).contains("1,000,000 rows"), e.getMessage());
    }

    private static void rowsWithoutEnd(String header, LongFunction<String> row, String bound) {
        TextFormatException e =
                refused(CurveReader::observations, () -> new EndlessInput(header, n -> bytes(row.apply(n))), 3L << 30);
        assertTrue(String.valueOf(e.getMessage()).contains(bound), e.getMessage());
    }

    @Test
    void numbersOfManyDigitsAreRefused() throws IOException {
        for (int digits : new int[] {103, 999, 300_000}) {
            String number = "0." + "3".repeat(digits - 2);
            for (String text : List.of(
                    "run,target\na," + number,
                    "run,epoch,loss\na,1," + number,
                    "run,target,seed,epochs\na," + number + ",1,5",
                    "{\"run\":\"a\",\"epoch\":1,\"loss\":" + number + "}")) {
                TextFormatException e = refused(
                        text.startsWith("run,target\n") ? CurveReader::targets : CurveReader::observations,
                        () -> in(text),
                        LITTLE);
                String message = String.valueOf(e.getMessage());
                assertTrue(message.contains("100") || message.contains("1,000"), message);
                assertTrue(message.length() < 250, message);
            }
        }
        assertEquals(
                0.25,
                CurveReader.targets(in("run,target\na,0.25" + "0".repeat(96)))
                        .get(0)
                        .loss());
    }

    @Test
    void whatStandsAtABoundIsRead() throws IOException {
        String name = "n".repeat(TextLimits.MAX_CELL_CHARACTERS);
        String columns = ",c".repeat(2) + ",x".repeat(1);
        assertEquals(
                name,
                CurveReader.curves(in("run,epoch,loss\n" + name + ",1,2"))
                        .get(0)
                        .name());
        assertThrows(TextFormatException.class, () -> CurveReader.curves(in("run,epoch,loss\n" + name + "n,1,2")));
        StringBuilder header = new StringBuilder("run,epoch,loss");
        StringBuilder row = new StringBuilder("a,1,2");
        for (int i = 3; i < TextLimits.MAX_COLUMNS; i++) {
            header.append(",c").append(i);
            row.append(",x");
        }
        assertEquals(1, CurveReader.curves(in(header + "\n" + row)).size());
        assertThrows(TextFormatException.class, () -> CurveReader.curves(in(header + columns + "\n" + row)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0x1p-1", "0.5f", "0.5F", "1d", "1D", "NaN", "Infinity", "-Infinity", "1e999", "x", "1 2", "٣"})
    void whatOnlyJavaCallsANumberIsRefusedAlikeEverywhere(String number) {
        String target = messageOf(() -> CurveReader.targets(in("run,target\na," + number)));
        assertTrue(target.startsWith("line 2: column target: '" + number + "' must be a "), target);
        assertEquals(target, messageOf(() -> CurveReader.seeds(in("run,target,seed,epochs\na," + number + ",1,5"))));
        assertEquals(target, messageOf(() -> new TargetRow(2, "a", number).loss()));
        if (!number.toLowerCase(Locale.ROOT).startsWith("nan") && !number.equals("Infinity")) {
            String loss = messageOf(() -> CurveReader.curves(in("run,epoch,loss\na,1," + number)));
            assertTrue(loss.startsWith("line 2: column loss: '" + number + "' must be "), loss);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run,epoch,loss~"a~b",1,1~c,x,1            | 4 | column epoch
            run,epoch,loss~"a~b",x,1                  | 3 | column epoch
            run,epoch,loss~"a~~~b",1,1~c,1            | 6 | 2 cells
            "x~y",run,epoch,loss~,a,1,1~,a,1,2        | 4 | epoch 1 twice
            "x~y",run,epoch                           | 1 | 'loss' is missing
            run,epoch,loss~~~"a,1,1                   | 4 | never closed
            run,epoch,loss~"a"b,1,1                   | 2 | not before 'b'
            run,target,seed,epochs~"a~b",1,1,1~c,1,1,0 | 4 | column epochs
            run,epoch,loss!^"a!^b",1,1!^c,x,1         | 4 | column epoch
            run,epoch,loss!"a!b",1,1!c,x,1            | 4 | column epoch
            """)
    void errorsNameTheLineOfTheFile(String text, long line, String words) {
        String file = text.replace('~', '\n').replace('!', '\r').replace('^', '\n');
        TextFormatException e = assertThrows(TextFormatException.class, () -> CurveReader.observations(in(file)));
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    }

    @Test
    void bytesThatAreNoTextAreMetInTheirLine() {
        byte[] bytes = "run,epoch,loss\na,1,1\nb,1,?".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xc3;
        TextFormatException e =
                assertThrows(TextFormatException.class, () -> CurveReader.curves(new ByteArrayInputStream(bytes)));
        assertEquals("line 3: is not UTF-8 text", e.getMessage());
    }

    @Test
    void controlCharactersInMessagesAreEscaped() {
        String message = messageOf(() -> CurveReader.curves(in("run,epoch,loss\na,\u001b[31mred\u0007,1")));
        assertTrue(message.contains("\\u001b[31mred\\u0007"), message);
        String json = messageOf(() -> CurveReader.curves(in("{\"run\":\"a\",\"\\u001b[31m\":1}")));
        assertTrue(json.contains("\\u001b[31m"), json);
    }

    @Test
    void cellsAreReadAsTheStandardSays() throws IOException {
        List<Curve> curves = CurveReader.curves(
                in("\uFEFF\r\n run , \"epoch\" ,loss,note\r\n\r\n\"a \"\"b\"\", \", 1 ,\t0.5 ,\"\"\r\nc,1,1,x\"y\r\n"));
        assertEquals("a \"b\", ", curves.get(0).name());
        assertEquals(0.5, curves.get(0).loss(0));
        assertEquals("c", curves.get(1).name());
    }

    @Test
    void equalTargetsAreOneHoweverTheyAreWritten() throws IOException {
        List<SeedRun> runs =
                CurveReader.seeds(in("run,target,seed,epochs\nc,0.5,1,10\nc,0.50,2,11\nc,5e-1,3,12\nc,+.5,4,\n"));
        SeedGroup group = SeedRun.grouped(runs).get(0);
        assertEquals(new SeedGroup("c", "0.5", new int[] {10, 11, 12}, 1), group);
        assertEquals(1, SeedRun.grouped(runs).size());
        assertEquals(SeedRun.canonical("0.0"), SeedRun.canonical("-0"));
        assertEquals("fast", SeedRun.canonical("fast"));
        String message = messageOf(() -> CurveReader.seeds(in("run,target,seed,epochs\nc,0.5,1,10\nc,0.50,1,11\n")));
        assertTrue(message.startsWith("line 3: seed '1' of 'c' appears twice"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"run":"a","losses":[]}                        | at least one
            {"run":"a","losses":[1],"epoch":1}             | beside losses
            {"run":"a","epochs":[1],"epoch":1,"loss":1}    | must not stand without losses
            {"run":"a","losses":[1],"dropEpochs":5}        | must be a list
            {"run":"a","losses":[[[[[[[[[[1]]]]]]]]]]}     | nesting depth
            """)
    void fieldsThatWouldBePassedOverAreRefused(String text, String words) {
        String message = messageOf(() -> CurveReader.curves(in(text)));
        assertTrue(message.contains(words) && !message.contains("StreamReadConstraints"), message);
    }

    private interface Reading {
        Object read(InputStream in) throws IOException;
    }

    private static TextFormatException refused(Reading reader, Supplier<InputStream> file, long mostBytes) {
        TextFormatException[] refusal = new TextFormatException[1];
        long[] bytes = new long[1];
        double seconds = Taken.seconds(() -> bytes[0] =
                Taken.bytes(() -> refusal[0] = assertThrows(TextFormatException.class, () -> reader.read(file.get()))));
        assertTrue(seconds < SOON_SECONDS, () -> seconds + " s before: " + refusal[0].getMessage());
        assertTrue(bytes[0] <= mostBytes, () -> bytes[0] + " bytes allocated before: " + refusal[0].getMessage());
        return refusal[0];
    }

    private static String messageOf(Executable reading) {
        return String.valueOf(assertThrows(TextFormatException.class, reading).getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(bytes(text));
    }
}
