package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {
    @ParameterizedTest
    @CsvSource({
        "74729.12662232836, 74729.2",
        "180, 180",
        "0.1, 0.1",
        "0, 0",
        "180.00000001, 180.001",
        "1e15, 1E+15",
        "123456789, 123457000",
        "-0.12345678, -0.123456",
        "1.23456789e-7, 1.23457E-7",
        "0.000123456789, 0.000123457"
    })
    void sixDigitsRoundedUp(double value, String shown) {
        assertEquals(shown, Rounded.up(value));
    }

    @Test
    void whatIsShownIsNeverLess() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value) && Math.abs(value) < Double.MAX_VALUE / 2) {
                double shown = Double.parseDouble(Rounded.up(value));
                assertTrue(
                        shown >= value && shown - value <= 1e-5 * Math.abs(value) + Double.MIN_NORMAL,
                        value + " as " + shown);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            takes 74729.12662232836 s over 29 epochs, not below 180.0 s | takes 74729.2 s over 29 epochs, not below 180.0 s
            model "net-1.23456789" of host 10.1234567.8 and v1.2345678  | model "net-1.23456789" of host 10.1234567.8 and v1.2345678
            loss (0.123456789) / -0.000123456789                        | loss (0.123457) / -0.000123456
            needs 1.55123456789E10 bytes.                               | needs 15512400000 bytes.
            ends at 2000000, its limit                                  | ends at 2000000, its limit
            """)
    void longNumbersInMessagesAreRoundedAndNamesKept(String message, String shown) {
        assertEquals(shown, Rounded.inText(message));
    }

    @Test
    void whatMustNotBeExceededIsRoundedDown() {
        assertEquals("0.797671", Rounded.down(OptionalDouble.of(0.7976719)));
        assertEquals("0.5", Rounded.down(OptionalDouble.of(0.5)));
        assertEquals("-", Rounded.down(OptionalDouble.empty()));
    }

    @Test
    void namesInQuotesStay() {
        assertEquals("model '1.23456789' at 1.23457", Rounded.inText("model '1.23456789' at 1.23456789"));
    }
}
