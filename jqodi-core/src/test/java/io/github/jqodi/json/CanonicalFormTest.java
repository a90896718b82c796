package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canonical form, by the examples of RFC 8785 and against equal documents. */
class CanonicalFormTest {
    /** Appendix B of RFC 8785: bits of a double, and how it is printed. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersOfTheStandard(String bits, String printed) {
        assertEquals(printed, CanonicalForm.number(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
    }

    /** Section 3.2.2 of RFC 8785. */
    @Test
    void theExampleOfTheStandard() throws IOException {
        String document = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";
        assertEquals(
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                form(document).text());
    }

    /** Section 3.2.3: the order of UTF-16 units, in which a surrogate stands before a letter of a higher code. */
    @Test
    void fieldsAreInTheOrderOfTheirUnits() throws IOException {
        String document = """
                {"\\u20ac": 1, "\\r": 2, "\\ufb33": 3, "1": 4, "\\ud83d\\ude00": 5, "\\u0080": 6, "\\u00f6": 7}""";
        assertEquals(
                "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}",
                form(document).text());
    }

    @Test
    void theHashIsThatOfTheText() throws IOException {
        String document = "{ \"b\": {\"y\": true, \"x\": null}, \"a\": [1.0, 5e-1, \"\\u0001\u00e9\"] }";
        assertEquals(
                "beab1fe0426e1594efc617f084f0f2b7103c1941df57b83403748d1c9edeac81",
                form(document).sha256());
        assertEquals("{}", form(" { } ").text());
        assertEquals("[[],{}]", form("[[ ], {}]").text());
    }

    /** Each prints as a decimal that reads back equal, and no decimal of fewer digits does. */
    @Test
    void numbersAreAsShortAsTheyReadBackEqual() {
        SplittableRandom random = new SplittableRandom(8785);
        for (int i = 0; i < 20_000; i++) {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (Double.isFinite(value) && value > 0) {
                BigDecimal printed = new BigDecimal(CanonicalForm.number(value)).stripTrailingZeros();
                assertEquals(value, printed.doubleValue());
                int shorter = printed.precision() - 1;
                assertTrue(
                        shorter == 0
                                || new BigDecimal(value)
                                                .round(new MathContext(shorter))
                                                .doubleValue()
                                        != value,
                        () -> value + " as " + printed);
            }
        }
    }

    @Test
    void layoutDoesNotMatterAndValuesDo() {
        String text = ScenarioJsonTest.MINIMAL;
        Optional<String> hash = ScenarioJson.parse(text).scenarioSha256();
        String otherLayout = text.replace(": ", " :\n  ").replace("0.1", "1.0e-1");
        assertEquals(hash, ScenarioJson.parse(otherLayout).scenarioSha256());
        String otherOrder =
                text.replace("\"deadlineSeconds\": 9, \"loss\": 0.1", "\"loss\": 0.1, \"deadlineSeconds\": 9");
        assertEquals(hash, ScenarioJson.parse(otherOrder).scenarioSha256());
        assertNotEquals(hash, ScenarioJson.parse(text.replace("small", "Small")).scenarioSha256());
    }

    private static CanonicalForm form(String document) throws IOException {
        CanonicalForm form = new CanonicalForm();
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                form.token(token, parser);
            }
        }
        return form;
    }
}
