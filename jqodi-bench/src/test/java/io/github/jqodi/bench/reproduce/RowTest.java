package io.github.jqodi.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void numbersAgreeInTheDigitsPrinted() {
        assertTrue(row("7651.3", Value.of(7651.3063)).agrees());
        assertFalse(row("7651.3", Value.of(7651.36)).agrees());
        assertTrue(row("12091", Value.of(12091.02)).agrees());
        assertFalse(row("135.564", Value.of(135.5646)).agrees());
    }

    @Test
    void differencesAreOursLessPublished() {
        assertEquals("-2", row("10", Value.of(8)).difference().words());
        assertEquals("-20", row("10", Value.of(8)).percent().words());
        assertEquals(Value.NONE, row("0", Value.of(8)).percent());
    }

    @Test
    void wordsAgreeOrDoNot() {
        assertTrue(row("yes", Value.of("yes")).agrees());
        assertFalse(row("yes", Value.of("no")).agrees());
        assertEquals(Value.NONE, row("yes", Value.of("no")).difference());
    }

    @Test
    void nothingAgreesWithNothing() {
        assertFalse(row("", Value.of(8)).isComparable());
        assertFalse(row("8", Value.NONE).isComparable());
        assertFalse(row("", Value.NONE).agrees());
        assertEquals(Value.NONE, row("8", Value.NONE).difference());
    }

    @Test
    void numbersBeyondAllBoundsAreWords() {
        assertEquals("∞", Value.of(Double.POSITIVE_INFINITY).words());
        assertTrue(Value.of(Double.POSITIVE_INFINITY).number().isEmpty());
    }

    private static Row row(String published, Value ours) {
        return new Row("item", "J", "Table I", Value.parse(published), ours, Row.Spread.NONE, Kind.FITTED, "Because.");
    }
}
