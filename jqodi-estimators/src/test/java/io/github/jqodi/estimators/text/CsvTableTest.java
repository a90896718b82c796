package io.github.jqodi.estimators.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimators.testing.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each dialect makes of a file. */
class CsvTableTest {
    private static final CsvDialect TOLD = CsvDialect.of(List.of("seconds", "rate"));

    private static CsvTable table(String text, CsvDialect dialect) throws IOException {
        return CsvTable.open(new TextInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), dialect);
    }

    private static List<String> cells(CsvTable table, String column) throws IOException {
        List<String> cells = new ArrayList<>();
        table.forEach(row -> cells.add(row.optional(column).orElse("")));
        return cells;
    }

    private static String refusal(String text, CsvDialect dialect) {
        return Refusal.of(() -> cells(table(text, dialect), "a"));
    }

    @Test
    void anExactHeaderNamesEachColumnOnce() throws IOException {
        assertEquals(List.of("2", "4"), cells(table("a,b\n1,2\n3,4\n", CsvDialect.DEFAULT), "b"));
        assertEquals("line 1: column 'a' appears twice in the header", refusal("a,b,a\n1,2,3\n", CsvDialect.DEFAULT));
        assertEquals("line 2: 1 cells where the header has 2 columns", refusal("a,b\n1\n", CsvDialect.DEFAULT));
        assertEquals(
                "line 1: the file is empty; it must start with a header, as in run,epoch,loss",
                refusal("", CsvDialect.DEFAULT));
    }

    @Test
    void cellsArePartedByTheSignOfTheDialect() throws IOException {
        assertEquals(List.of("2,5"), cells(table("a;b\n1;2,5\n", CsvDialect.DEFAULT.withSeparator(';')), "b"));
    }

    @Test
    void aLenientHeaderMayHaveCommentsRepeatsAndColumnsWithoutAName() throws IOException {
        CsvTable table = table("# by hand\na;;b;b\n1;x;2;3\n", CsvDialect.LENIENT);
        assertEquals(List.of("a", "b"), table.columns());
        assertThrows(TextFormatException.class, () -> table.require("b"));
        assertEquals(List.of("1"), cells(table, "a"));
    }

    @Test
    void columnsWithoutAHeaderAreNumberedAsTheFirstRowIsWide() throws IOException {
        CsvDialect numbered = CsvDialect.DEFAULT.withoutHeader();
        assertEquals(List.of("2", "4"), cells(table("1,2\n3,4\n", numbered), "2"));
        assertEquals("line 1: the file is empty", refusal("", numbered));
    }

    @Test
    void cellsAfterColumnsThatAreToldAreNotToldOf() throws IOException {
        CsvTable table = table("0 8 x\n1 9 y\n2 7\n3\n", TOLD);
        assertEquals(List.of("seconds", "rate"), table.columns());
        assertEquals(List.of("8", "9", "7", ""), cells(table, "rate"));
        assertEquals(List.of(), cells(table("", TOLD), "rate"));
    }

    @Test
    void namesAreToldOnceAndOnlyWhereThereIsNoHeader() {
        assertThrows(InvalidValueException.class, () -> CsvDialect.of(List.of("x", "x")));
        assertThrows(InvalidValueException.class, () -> CsvDialect.of(List.of()));
        assertThrows(
                InvalidValueException.class,
                () -> new CsvDialect(Optional.empty(), CsvDialect.Header.EXACT, List.of("x")));
    }

    @Test
    void looseRowsMayEndEarly() throws IOException {
        CsvTable table = table("a,b\n1\n# none\n,\n3,4\n", CsvDialect.LENIENT).loose();
        assertEquals(List.of("", "4"), cells(table, "b"));
        assertEquals(1, table.raggedRows());
    }
}
