package io.github.jqodi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "8, 8",
        "4.5, 4.5",
        "1234, 1234",
        "12345, 12 345",
        "123456.789, 123 457",
        "1234567, 1 234 570",
        "-98765.4321, −98 765.4",
        "0.00012345678, 0.000123457",
        "1.5e-9, 1.5E−9",
        "1e20, 1E+20",
        "NaN, –",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void sixDigitsInGroupsOfThree(double value, String shown) {
        assertEquals(shown, Numbers.shown(value).replace('\u202f', ' '));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "757.345, 757.3", "19090.6, 19 090", "0.0412849, 0.04128", "123456, 123 500", "-2, −2"})
    void fourDigitsBesideBars(double value, String shown) {
        assertEquals(shown, Numbers.brief(value).replace('\u202f', ' '));
    }

    @ParameterizedTest
    @CsvSource({"0.125, 12.5", "0, 0.0", "1, 100.0", "12.3456, 1234.6", "-0.5, −50.0", "Infinity, ∞"})
    void sharesArePercentages(double share, String shown) {
        assertEquals(shown, Numbers.percent(share));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 100.0", "0.9999, > 99.9", "0.0001, < 0.1", "0.5, 50.0", "0.9994, 99.9"})
    void aChanceThatIsNeitherNeverNorAlwaysIsNotShownAsIfItWere(double probability, String shown) {
        assertEquals(shown, Numbers.chance(probability));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.005, 1", "1.25, 1.25", "-0.001, 0", "440, 440", "100, 100", "33.3333, 33.33"})
    void coordinatesHaveHundredths(double value, String written) {
        assertEquals(written, Numbers.coordinate(value));
    }

    @Test
    void whatIsNeededIsRoundedUpAndWhatMustNotBeExceededDown() {
        assertEquals("149.584", Quantity.atLeast(149.5831, "s").number());
        assertEquals("0.812345", Quantity.atMost(0.8123459, "").number());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            double value = Math.pow(10, random.nextDouble(-12, 12));
            double up = read(Quantity.atLeast(value, ""));
            double down = read(Quantity.atMost(value, ""));
            assertTrue(down <= value && value <= up && up - down <= 2e-5 * value, down + " " + value + " " + up);
        }
    }

    private static double read(Quantity quantity) {
        return Double.parseDouble(quantity.number().replace("\u202f", "").replace('\u2212', '-'));
    }

    @Test
    void quantitiesSayTheirUnit() {
        assertEquals("12.5\u00a0J", Quantity.joules(12.5).shown());
        assertEquals("+50.0\u00a0%", Quantity.more(0.5).shown());
        assertEquals("−25.0\u00a0%", Quantity.more(-0.25).shown());
        assertEquals("7", Quantity.number(7).shown());
        assertEquals(0.125, Quantity.percent(0.125).value());
    }
}
