package io.github.jqodi.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.error.InvalidValueException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QuantizedModelTest {
    private static final Quantization MIXED = new Quantization("w8a16", 8);
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
        assertEquals("ResNet20 at 1 bits", QuantizedModel.of("ResNet20", 1).toString());
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
        assertRefused("bits (33) must be from 1 to 32.", () -> QuantizedModel.of("net", 33));
        assertRefused("bits (0) must be from 1 to 32.", () -> QuantizedModel.of("net", 0));
        assertEquals(
                "quantization",
                assertThrows(InvalidValueException.class, () -> new QuantizedModel("net", "\ud800"))
                        .field());
    }

    @Test
    void aNumberIsNoNameOfOtherBits() {
        assertRefused(
                "name ('8') must not be another number than that of its bits, 4. Give it a name that is no number.",
                () -> new Quantization("8", 4));
        assertRefused(
                "name ('4.5') must not be another number than that of its bits, 4. Give it a name that is no number.",
                () -> new Quantization("4.5", 4));
        assertEquals(Quantization.of(4), new Quantization("4", 4));
        assertEquals("4 bits", Quantization.of(4).label());
        assertEquals("w8a16", MIXED.label());
    }

    @Test
    void onlyWholeNumbersFromOneTo32AreBitWidths() {
        assertEquals(OptionalInt.of(1), Quantization.bitWidth("1"));
        assertEquals(OptionalInt.of(32), Quantization.bitWidth("32"));
        for (String name : List.of("0", "33", "08", "8.0", "w8", "8 ", "-8", "٨")) {
            assertEquals(OptionalInt.empty(), Quantization.bitWidth(name), name);
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
                        .quantizations(List.of(MIXED, new Quantization("w8a16", 4)))
                        .build());
        assertRefused(
                "quantizations ([]) must list at least one quantization.",
                () -> SCENARIO.toBuilder().quantizations(List.of()).build());
        assertRefused(
                "bitWidths/1 (33) must be from 1 to 32.",
                () -> SCENARIO.toBuilder().bitWidths(8, 33));
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(message, assertThrows(InvalidValueException.class, action).getMessage());
    }
}
