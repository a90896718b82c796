package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Argument rules: what keeps one comes back, what breaks one is told with field, value and rule. */
class CheckTest {
    private static final double LEAST = Double.MIN_VALUE;
    private static final double MOST = Double.MAX_VALUE;
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    private static void assertRefused(String message, Executable use) {
        assertEquals(message, assertThrows(InvalidValueException.class, use).getMessage());
    }

    @Test
    void numbersWithinTheirBoundsComeBack() {
        assertEquals(LEAST, Check.positive("x", LEAST));
        assertEquals(MOST, Check.positive("x", MOST));
        assertEquals(0, Check.nonNegative("x", 0));
        assertEquals(ENDLESS, 1 / Check.nonNegative("x", -0.0));
        assertEquals(MOST, Check.nonNegative("x", MOST));
        assertEquals(-MOST, Check.finite("x", -MOST));
        assertEquals(2, Check.between("x", 2, 2, 5));
        assertEquals(5, Check.between("x", 5, 2, 5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -LEAST, ENDLESS, Double.NaN})
    void whatIsNotPositiveIsRefused(double value) {
        assertRefused("x (" + value + ") must be finite and > 0.", () -> Check.positive("x", value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-LEAST, Double.NEGATIVE_INFINITY, ENDLESS, Double.NaN})
    void whatIsBelowZeroOrEndlessIsRefused(double value) {
        assertRefused("x (" + value + ") must be finite and >= 0.", () -> Check.nonNegative("x", value));
        assertRefused(
                "x/1 (" + value + ") must be finite and >= 0.",
                () -> Check.nonNegatives("x", List.of(1.0, value, 2.0)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NEGATIVE_INFINITY, ENDLESS, Double.NaN})
    void whatIsNotFiniteIsRefused(double value) {
        assertRefused("x (" + value + ") must be finite.", () -> Check.finite("x", value));
        assertRefused("x/2 (" + value + ") must be finite.", () -> Check.finites("x", List.of(1.0, -1.0, value)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void whatIsOutOfBoundsIsRefused(int value) {
        assertRefused("x (" + value + ") must be from 2 to 5.", () -> Check.between("x", value, 2, 5));
    }

    @Test
    void listsAreCopied() {
        assertEquals(DoubleList.copyOf(List.of(0.0, MOST)), Check.nonNegatives("x", List.of(0.0, MOST)));
        assertEquals(DoubleList.copyOf(List.of(1.0, 0.0)), Check.nonNegatives("x", List.of(1.0, -0.0)));
        assertTrue(Check.nonNegatives("x", List.of()).isEmpty());
        assertEquals(List.of(-1.0, MOST), Check.finites("x", List.of(-1.0, MOST)));
        assertEquals(List.of("a", "bb"), Check.distinct("x", List.of("a", "bb"), String::length));
    }

    @Test
    void theSecondOfTwoWithOneKeyIsNamed() {
        assertRefused(
                "x/2 (1) appears twice. Remove or rename one of the two.",
                () -> Check.distinct("x", List.of("a", "bb", "c"), String::length));
    }

    @Test
    void namesHaveSomethingToRead() {
        assertEquals("a b", Check.name("x", "a b"));
        assertRefused("x (' ') must not be blank. Give it a name.", () -> Check.name("x", " "));
        String half = "a\ud83d";
        String told = "x ('a\\ud83d') must not hold half a character, a surrogate without its pair. Remove it.";
        assertRefused(told, () -> Check.name("x", half));
        assertRefused(told, () -> Check.wellFormed("x", half));
        assertEquals("", Check.wellFormed("x", ""));
    }

    @Test
    void complaintsGetTheFieldOfTheHolderInFront() {
        InvalidValueException own = Check.invalid("bits", 3, "must be 4", "Take 4.");
        InvalidValueException below = Check.below("models/0", own);
        assertEquals("models/0/bits", below.field());
        assertEquals("models/0/bits (3) must be 4. Take 4.", below.getMessage());
        Check.that(true, "x", 1, "must not be");
        assertRefused("x (1) must not be.", () -> Check.that(false, "x", 1, "must not be"));
    }

    @Test
    void anEmptyAdviceIsNone() {
        assertEquals("x (1) must not be.", Check.invalid("x", 1, "must not be").getMessage());
        assertRefused("x (1) must not be.", () -> Check.that(false, "x", 1, "must not be", ""));
    }
}
