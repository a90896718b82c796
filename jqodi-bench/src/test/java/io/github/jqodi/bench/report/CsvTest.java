package io.github.jqodi.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain           | plain
            a,b             | "a,b"
            say "hi"        | "say ""hi\"""
            -cmd            | "'-cmd"
            =1+1            | "'=1+1"
            @SUM(A1)        | "'@SUM(A1)"
            +1+1            | "'+1+1"
            -5              | -5
            +5              | +5
            -1.5e-3         | -1.5e-3
            -.5             | -.5
            -5;2            | "'-5;2"
            =cmd,"x"        | "'=cmd,""x\"""
            a=b             | a=b
            """)
    void cellsAreQuotedAndFormulasDisarmed(String text, String cell) {
        assertEquals(cell, Csv.cell(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"9", "13"})
    void tabsAndReturnsInFrontAreDisarmed(int code) {
        String text = (char) code + "=1";
        assertEquals("\"'" + text + "\"", Csv.cell(text));
    }

    @Test
    void controlCharactersAreShown() {
        assertEquals("a\\u001b[2Jb", Csv.cell("a\u001b[2Jb"));
        assertEquals("\"a\nb\tc\"", Csv.cell("a\nb\tc"));
    }
}
