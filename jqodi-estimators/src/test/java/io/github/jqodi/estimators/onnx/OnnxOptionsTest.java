package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What callers give for what a file leaves open. */
class OnnxOptionsTest {
    private static GraphBuilder graph() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", "batch", "tokens", 4);
        String mask = b.input("mask", "batch", "tokens", 1);
        String h = b.node("MatMul", x, b.weight("w1", 4, 4));
        h = b.node("Mul", h, mask);
        h = b.node("MatMul", h, b.weight("w2", 4, 4));
        h = b.node("Mul", h, mask);
        return b.output(b.node("MatMul", h, b.weight("w3", 4, 2)));
    }

    @Test
    void everyOpenSizeIsNamedAtOnce() {
        GraphBuilder b = new GraphBuilder(13);
        String x = b.input("x", "batch", "height", "?", 4);
        OnnxFormatException e = assertThrows(
                OnnxFormatException.class, () -> b.output(b.node("Relu", x)).network());
        assertTrue(
                String.valueOf(e.getMessage())
                        .startsWith("sizes are needed that the file does not state: 'height'; '?'. Give a named size"),
                e::getMessage);
    }

    @Test
    void aShapeBindsTheNamesOfItsSizes() {
        OnnxNetwork network = graph().read().network(OnnxOptions.DEFAULT.withShape("x", 2, 3, 4));
        assertEquals(2 * 3 * (16 + 16 + 8), network.macs());
        assertEquals(2 * 3 * 4 + 2 * 3, network.inputElements());
    }

    @Test
    void anInputOnBothSidesDoesNotCross() {
        OnnxModel model = graph().read();
        OnnxOptions tokens = OnnxOptions.DEFAULT.withDimension("tokens", 3);
        // The mask is read twice; after the second time the product alone crosses.
        assertEquals(2, model.network(tokens).blocks().size());
        assertTrue(model.network(tokens).warnsOf(OnnxWarning.Kind.SEVERAL_INPUTS));
        OnnxNetwork network = model.network(tokens.withBothSides("mask"));
        assertEquals(List.of(1, 2), network.cuts());
        assertTrue(!network.warnsOf(OnnxWarning.Kind.SEVERAL_INPUTS));
    }

    @Test
    void limitsHoldWhereShapesAreInferred() {
        OnnxModel model = graph().read();
        OnnxOptions tokens = OnnxOptions.DEFAULT.withDimension("tokens", 3);
        Duration minute = Duration.ofMinutes(1);
        OnnxFormatException e = assertThrows(
                OnnxFormatException.class,
                () -> model.network(tokens.withLimits(new OnnxLimits(1 << 20, 1 << 20, 4, minute))));
        assertTrue(String.valueOf(e.getMessage()).startsWith("the model goes beyond a limit"), e::getMessage);
        OnnxOptions enough = tokens.withLimits(new OnnxLimits(1 << 20, 1 << 20, 5, minute));
        assertEquals(model.network(tokens).macs(), model.network(enough).macs());
    }

    @Test
    void namesThatTheModelDoesNotHaveAreRefused() {
        OnnxModel model = graph().read();
        OnnxOptions tokens = OnnxOptions.DEFAULT.withDimension("tokens", 3);
        for (OnnxOptions wrong :
                List.of(tokens.withDimension("length", 3), tokens.withShape("y", 1), tokens.withBothSides("y"))) {
            assertThrows(InvalidValueException.class, () -> model.network(wrong));
        }
        assertThrows(InvalidValueException.class, () -> model.network(tokens.withShape("x", 1, 2)));
        assertThrows(InvalidValueException.class, () -> OnnxOptions.DEFAULT.withDimension("tokens", -1));
        assertThrows(InvalidValueException.class, () -> OnnxOptions.DEFAULT.withShape("x", 1, -2));
        assertThrows(InvalidValueException.class, () -> OnnxOptions.DEFAULT.withSamples(0));
    }

    @Test
    void optionsModelsAndNetworksTellWhatTheyAre() {
        OnnxOptions options = OnnxOptions.DEFAULT.withDimension("tokens", 3).withSamples(2);
        assertEquals("sizes {tokens=3}, shapes {}, on both sides [], samples 2", options.toString());
        assertEquals("ONNX model by test, 5 nodes, opset 13", graph().read().toString());
        assertEquals(
                "2 blocks, 120 MACs, 40 parameters, 2 warnings",
                graph().read()
                        .network(OnnxOptions.DEFAULT.withDimension("tokens", 3))
                        .toString());
    }
}
