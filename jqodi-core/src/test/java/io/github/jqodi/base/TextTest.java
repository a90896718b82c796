package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Texts that people read. */
class TextTest {
    private static final String HALF = "half \ud83d of it";

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("a\\nb\\r\\tc\\u001b[2J\\u0000\\u007f\\u0085", Text.escaped("a\nb\r\tc\u001b[2J\0\u007f\u0085"));
        assertEquals("\\u202eabc\\u2069\\u2028\\ufeff", Text.escaped("\u202eabc\u2069\u2028\ufeff"));
        assertEquals("half \\ud83d of it", Text.escaped(HALF));
    }

    /** The first and last mark of each range, and the characters beside them, which are shown. */
    @Test
    void marksOfDirectionAreEscapedAndTheirNeighboursAreNot() {
        String marks = "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\ufeff";
        StringBuilder told = new StringBuilder();
        marks.chars().forEach(c -> told.append(String.format("\\u%04x", c)));
        assertEquals(told.toString(), Text.escaped(marks));
        String neighbours = "\u061b\u061d\u200d\u2010\u202f\u2065\u206a\u2027\ufefe";
        assertSame(neighbours, Text.escaped(neighbours));
    }

    @Test
    void whatShowsItselfStays() {
        String plain = "ResNet-152 \\n ü 模型 \ud83d\ude00 \u200d";
        assertSame(plain, Text.escaped(plain));
    }

    /** As RFC 8785 prints numbers, whose appendix B holds some of these. */
    @Test
    void shortestIsHowJsonPrintsNumbers() {
        assertEquals("0", Text.shortest(-0.0));
        assertEquals("8", Text.shortest(8));
        assertEquals("-4.5", Text.shortest(-4.5));
        assertEquals("1e+21", Text.shortest(1e21));
        assertEquals("999999999999999900000", Text.shortest(999999999999999900000.0));
        assertEquals("9007199254740992", Text.shortest(9007199254740992.0));
        assertEquals("295147905179352830000", Text.shortest(295147905179352830000.0));
        assertEquals("0.000001", Text.shortest(1e-6));
        assertEquals("9.999999999999997e-7", Text.shortest(9.999999999999997e-7));
        assertEquals("333333333.3333332", Text.shortest(333333333.3333332));
        assertEquals("22.175979614257812", Text.shortest(22.175979614257812));
        assertEquals("5e-324", Text.shortest(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e+308", Text.shortest(Double.MAX_VALUE));
        assertEquals("0.002", Text.shortest(2e-3));
        assertEquals("Infinity", Text.shortest(Double.POSITIVE_INFINITY));
    }

    @Test
    void shortestReadsBackEqualAndIsNeverLongerThanWhatJavaPrints() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 20_000; round++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String shortest = Text.shortest(value);
                assertEquals(value, Double.parseDouble(shortest));
                int digits = new BigDecimal(shortest).stripTrailingZeros().precision();
                assertTrue(
                        digits
                                <= new BigDecimal(Double.toString(value))
                                        .stripTrailingZeros()
                                        .precision(),
                        shortest);
            }
        }
    }

    @Test
    void escapingTwiceIsEscapingOnce() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            String escaped = Text.escaped(text.toString());
            assertSame(escaped, Text.escaped(escaped));
            assertTrue(escaped.chars().noneMatch(Character::isISOControl), escaped);
            assertTrue(Text.isWellFormed(escaped), escaped);
        }
    }

    @Test
    void numbersHaveSixDigits() {
        assertEquals("11063.7", Text.number(11063.66));
        assertEquals("150", Text.number(150));
        assertEquals("-0.00012346", Text.number(-0.000123460));
        assertEquals("1.23457E-7", Text.number(1.234567e-7));
        assertEquals("999999000000", Text.number(999999e6));
        assertEquals("1E+12", Text.number(9999999e5));
        assertEquals("1.2E-5", Text.number(1.2e-5));
        assertEquals("-6.337E+14", Text.scientific(new BigDecimal("-633.70E+12")));
        assertEquals("0", Text.number(-0.0));
        assertEquals("Infinity", Text.number(Double.POSITIVE_INFINITY));
        assertEquals("NaN", Text.number(Double.NaN));
    }

    @Test
    void oneIsSingular() {
        assertEquals(
                "0 models, 1 model, 2 models",
                Text.count(0, "model") + ", " + Text.count(1, "model") + ", " + Text.count(2, "model"));
    }

    @Test
    void valuesAreCutBetweenCharacters() {
        assertEquals("x".repeat(80), Text.shown("x".repeat(80)));
        assertEquals("x".repeat(80) + "...", Text.shown("x".repeat(81)));
        assertEquals("x".repeat(79) + "...", Text.shown("x".repeat(79) + "\ud83d\ude00"));
    }

    @Test
    void escapesCountAndAreNotParted() {
        for (int before = 0; before < 90; before++) {
            String shown = Text.shown("x".repeat(before) + "\u001b".repeat(90));
            assertTrue(shown.length() <= 83, shown);
            assertTrue(shown.matches("x{" + Math.min(before, 80) + "}(\\\\u001b)*\\.\\.\\."), shown);
        }
    }

    @Test
    void halfACharacterIsNoName() {
        assertFalse(Text.isWellFormed(HALF));
        assertFalse(Text.isWellFormed("\ude00\ud83d"));
        assertTrue(Text.isWellFormed("\ud83d\ude00"));
        InvalidValueException refused = assertThrows(InvalidValueException.class, () -> Check.name("name", HALF));
        assertEquals(
                "name ('half \\ud83d of it') must not hold half a character, a surrogate without its pair. Remove it.",
                refused.getMessage());
    }

    @Test
    void complaintsAreOneShortLine() {
        String evil = "evil\n\u001b[31m".repeat(1000);
        InvalidValueException complaint =
                assertThrows(InvalidValueException.class, () -> Check.that(false, evil, evil, evil, evil));
        String message = String.valueOf(Check.below(evil, complaint).getMessage());
        assertTrue(message.length() < 5000, () -> "length " + message.length());
        assertTrue(message.chars().noneMatch(Character::isISOControl), message);
    }
}
