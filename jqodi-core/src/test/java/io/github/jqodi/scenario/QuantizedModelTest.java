package io.github.jqodi.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.base.Text;
import io.github.jqodi.error.InvalidValueException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QuantizedModelTest {
    private static final Quantization MIXED = Quantization.named("w8a16", 8);
    private static final Scenario SCENARIO = Scenario.builder("names", Target.of(1, 1))
            .edgeServer(EdgeServer.named("server"))
            .quantizations(List.of(Quantization.of(8), MIXED, Quantization.of(4)))
            .model(ModelVersion.of("first", 0.5, List.of()))
            .model(ModelVersion.of("second", 0.25, List.of()))
            .build();

    @Test
    void aBitWidthIsNamedByItsNumber() {
        QuantizedModel pair = QuantizedModel.of("ResNet20", 8);
        assertEquals(new QuantizedModel("ResNet20", "8"), pair);
        assertEquals("ResNet20 at 8 bits", pair.label());
        assertEquals("'ResNet20' at 8 bits", pair.quoted());
        assertEquals("ResNet20 at 1 bit", QuantizedModel.of("ResNet20", 1).toString());
        assertEquals("ResNet20 at 4.5 bits", new QuantizedModel("ResNet20", "4.5").label());
    }

    @Test
    void anotherNameStandsAsItIs() {
        QuantizedModel pair = new QuantizedModel("ResNet20", "w8a16");
        assertEquals("ResNet20 at w8a16", pair.label());
        assertEquals("'ResNet20' at w8a16", pair.quoted());
        assertEquals("ResNet20 at w8a16", pair.toString());
        assertNotEquals(QuantizedModel.of("ResNet20", 8), pair);
    }

    @Test
    void namesAreCheckedAsOthersAre() {
        assertRefused("model (' ') must not be blank. Give it a name.", () -> new QuantizedModel(" ", "8"));
        assertRefused("quantization ('') must not be blank. Give it a name.", () -> new QuantizedModel("net", ""));
        assertRefused("model ('') must not be blank. Give it a name.", () -> QuantizedModel.of("", 33));
        assertRefused("bits (33) must be above 0 and at most 32.", () -> QuantizedModel.of("net", 33));
        assertRefused("bits (0) must be above 0 and at most 32.", () -> QuantizedModel.of("net", 0));
        assertEquals(
                "quantization",
                assertThrows(InvalidValueException.class, () -> new QuantizedModel("net", "\ud800"))
                        .field());
    }

    @Test
    void aNumberIsNoNameOfOtherBits() {
        for (String number : List.of("8", "4.5", "4.0", "04", "+4", "4.", "4e0")) {
            assertRefused(
                    "name ('" + number
                            + "') must not be another number than that of its bits, 4. Give it a name that is no number.",
                    () -> Quantization.named(number, 4));
        }
        assertRefused(
                "name ('8') must not be another number than that of its bits, 8. Give it a name that is no number.",
                () -> Quantization.of(8).withActivationBits(16));
        assertRefused(
                "name ('8') must not be another number than that of its bits, 8. Give it a name that is no number.",
                () -> Quantization.of(8).withUpdateBits(16));
        assertEquals(Quantization.of(4), Quantization.named("4", 4));
        assertEquals("4 bits", Quantization.of(4).label());
        assertEquals("4.5 bits", Quantization.of(4.5).label());
        assertEquals("w8a16", MIXED.label());
    }

    @Test
    void bitsAreAboveZeroAndAtMost32() {
        for (double bits : new double[] {0, -0.0, -1, 32.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            String value = "(" + Text.shortest(bits) + ") must be above 0 and at most 32.";
            assertRefused("bits " + value, () -> Quantization.of(bits));
            assertRefused("weightBits " + value, () -> Quantization.named("name", bits));
            assertRefused("activationBits " + value, () -> MIXED.withActivationBits(bits));
            assertRefused("updateBits " + value, () -> MIXED.withUpdateBits(bits));
        }
        assertEquals(Double.MIN_VALUE, Quantization.of(Double.MIN_VALUE).weightBits());
    }

    @Test
    void bitsLeftOutAreThoseOfWeights() {
        assertEquals(new Quantization("q4_k_m", 4.8944, 4.8944, 4.8944), Quantization.named("q4_k_m", 4.8944));
        assertEquals(
                new Quantization("lora", 4, 16, 32),
                Quantization.named("lora", 4).withUpdateBits(32).withActivationBits(16));
    }

    @Test
    void numbersAsJsonPrintsThemAreBitWidths() {
        for (double bits : new double[] {1, 32, 4.5, 4.8944, 0.1, 2e-3, 1e-6, 1e-7, 0x1p-44, Math.nextDown(32.0)}) {
            assertEquals(
                    OptionalDouble.of(bits),
                    Quantization.bitWidth(Quantization.of(bits).name()));
        }
        assertEquals("0.000001", Quantization.of(1e-6).name());
        assertEquals("1e-7", Quantization.of(1e-7).name());
        assertEquals("5.684341886080802e-14", Quantization.of(0x1p-44).name(), "Java 17 prints one digit more");
        for (String name : List.of("0", "33", "08", "8.0", "4.50", "1E-7", "+8", "w8", "8 ", "-8", "NaN", "٨")) {
            assertEquals(OptionalDouble.empty(), Quantization.bitWidth(name), name);
        }
    }

    @Test
    void aScenarioFindsByName() {
        assertEquals(0.25, SCENARIO.model("second").loss());
        assertEquals(MIXED, SCENARIO.quantization("w8a16"));
        assertEquals(Quantization.of(8), SCENARIO.quantization("8"));
        assertEquals(Quantization.of(32), SCENARIO.quantization("32"), "a width outside serves the full model");
        assertRefused(
                "model ('third') is not in this scenario. Known are first, second.", () -> SCENARIO.model("third"));
        assertRefused(
                "quantization ('w4a8') is not in this scenario. Known are 8, w8a16, 4.",
                () -> SCENARIO.quantization("w4a8"));
    }

    @Test
    void quantizationsKeepTheirOrderAndDifferInName() {
        assertEquals(List.of(Quantization.of(8), MIXED, Quantization.of(4)), SCENARIO.quantizations());
        assertEquals(SCENARIO, SCENARIO.toBuilder().build());
        assertEquals(
                List.of(Quantization.of(2), Quantization.of(1)),
                SCENARIO.toBuilder().bitWidths(2, 1).build().quantizations());
        assertRefused(
                "quantizations/1 (w8a16) appears twice. Remove or rename one of the two.",
                () -> SCENARIO.toBuilder()
                        .quantizations(List.of(MIXED, Quantization.named("w8a16", 4)))
                        .build());
        assertRefused(
                "quantizations ([]) must list at least one quantization.",
                () -> SCENARIO.toBuilder().quantizations(List.of()).build());
        assertRefused(
                "bitWidths/1 (33) must be above 0 and at most 32.",
                () -> SCENARIO.toBuilder().bitWidths(8, 33));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(InvalidValueException.class, action).getMessage());
    }
}
