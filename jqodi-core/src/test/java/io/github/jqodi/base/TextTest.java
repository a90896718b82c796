package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
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

    @Test
    void whatShowsItselfStays() {
        String plain = "ResNet-152 \\n ü 模型 \ud83d\ude00 \u200d";
        assertSame(plain, Text.escaped(plain));
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
