package io.github.jqodi.cost.analytic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Measured layers, and how work scales with bits: what they hold and what they refuse. */
class ProfileTest {
    private static final ProfiledLayer LAYER = ProfiledLayer.of("device", "m", "a", 2);

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(InvalidValueException.class, action).getMessage());
    }

    @Test
    void aLayerIsChangedFieldByField() {
        ProfiledLayer all = LAYER.withQuantization("8")
                .withBatchSize(4)
                .withBackwardSeconds(3)
                .withJoules(5, 6);
        assertEquals(
                new ProfiledLayer(
                        "device",
                        "m",
                        Optional.of("8"),
                        "a",
                        OptionalInt.of(4),
                        2,
                        OptionalDouble.of(3),
                        OptionalDouble.of(5),
                        OptionalDouble.of(6)),
                all);
        assertEquals("layer 'a' of model 'm' at 8 bits on 'device'", all.label());
        assertEquals("layer 'a' of model 'm' on 'device'", LAYER.label());
    }

    @Test
    void aLayerOutOfBoundsIsRefused() {
        assertThrows(InvalidValueException.class, () -> LAYER.withQuantization(" "));
        assertThrows(InvalidValueException.class, () -> LAYER.withBatchSize(0));
        refused("forwardSeconds (-1.0) must be finite and >= 0.", () -> ProfiledLayer.of("n", "m", "a", -1));
        refused("backwardSeconds (-1.0) must be finite and >= 0.", () -> LAYER.withBackwardSeconds(-1));
        refused("forwardJoules (-1.0) must be finite and >= 0.", () -> LAYER.withJoules(-1, 1));
        refused("backwardJoules (-1.0) must be finite and >= 0.", () -> LAYER.withJoules(1, -1));
        refused(
                "forwardJoules (missing) is needed beside backwardJoules. Without either the power of the node counts.",
                () -> new ProfiledLayer(
                        "n",
                        "m",
                        Optional.empty(),
                        "a",
                        OptionalInt.empty(),
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.of(1)));
    }

    @Test
    void anEntryOfItsOwnQuantizationGoesBeforeTheOneOfAll() {
        ProfiledLayer four = LAYER.withQuantization("4");
        Profile profile = new Profile(List.of(LAYER, four));
        assertEquals(Optional.of(four), profile.entry("device", "m", "4", "a"));
        assertEquals(Optional.of(LAYER), profile.entry("device", "m", "8", "a"));
        assertEquals(Optional.empty(), profile.entry("device", "m", "8", "b"));
        assertEquals(List.of(LAYER, four), profile.entries());
        assertEquals("2 measured layers", profile.toString());
        assertEquals(new Profile(List.of(LAYER, four)), profile);
        assertEquals(new Profile(List.of(LAYER, four)).hashCode(), profile.hashCode());
        assertNotEquals(new Profile(List.of(LAYER)), profile);
        assertNotEquals(new Profile(List.of(LAYER)).hashCode(), profile.hashCode());
        assertFalse(profile.equals((Object) List.of(LAYER, four)));
        refused(
                "profile/1 (layer 'a' of model 'm' on 'device') appears twice. Keep one measurement of each.",
                () -> new Profile(List.of(LAYER, LAYER)));
    }

    @Test
    void entriesAreOfNodesAndLayersOfTheScenario() {
        Link link = Link.of(1e6, 0);
        Scenario scenario = Scenario.builder("profiled", Target.of(9, 1))
                .cloud(Cloud.of("cloud", 1, 1))
                .device(Device.of("device", 1, 1))
                .edgeServer(EdgeServer.of("s", new Processor(1, 1), link, link))
                .bitWidths(8)
                .workload(Workload.of(2, 1))
                .model(ModelVersion.of(
                        "m", 0.1, List.of(new Layer("a", 1, 1, 1), new Layer("b", 1, 1, 1), new Layer("b", 1, 1, 1))))
                .build();
        new Profile(List.of(LAYER, ProfiledLayer.of("s", "m", "a", 1))).check(scenario);
        refused(
                "costs/profile/0/node (layer 'a' of model 'm' on 'x') must be on the device, on a server, or on a profile that"
                        + " servers name. Known are device, s.",
                () -> new Profile(List.of(ProfiledLayer.of("x", "m", "a", 1))).check(scenario));
        refused(
                "costs/profile/0/layer (layer 'c' of model 'm' on 's') must name one layer of the model, it names 0.",
                () -> new Profile(List.of(ProfiledLayer.of("s", "m", "c", 1))).check(scenario));
        refused(
                "costs/profile/0/layer (layer 'b' of model 'm' on 's') must name one layer of the model, it names 2.",
                () -> new Profile(List.of(ProfiledLayer.of("s", "m", "b", 1))).check(scenario));
        assertThrows(
                InvalidValueException.class,
                () -> new Profile(List.of(ProfiledLayer.of("s", "other", "b", 1))).check(scenario));
    }

    @Test
    void workScalesFromAFloorOrByATable() {
        assertEquals(0.25 + 0.75 / 4, new BitScaling.Floor(0.25).at(Quantization.of(8)));
        assertEquals(1, new BitScaling.Floor(1).at(Quantization.of(8)));
        assertEquals(new BitScaling.Floor(0.0), new BitScaling.Floor(-0.0));
        refused("floor (-0.1) must be from 0 to 1.", () -> new BitScaling.Floor(-0.1));
        refused("floor (1.1) must be from 0 to 1.", () -> new BitScaling.Floor(1.1));
        BitScaling.Table table = new BitScaling.Table(Map.of("16", 0.5, "4", 0.125, "w8a16", 0.25));
        assertEquals(List.of("4", "16", "w8a16"), List.copyOf(table.table().keySet()));
        assertEquals(0.5, table.at(Quantization.of(16)));
        refused(
                "bitScaling/table ([4, 16, w8a16]) must list every quantization used, 8 too.",
                () -> table.at(Quantization.of(8)));
        refused("table/8 (-1.0) must be finite and >= 0.", () -> new BitScaling.Table(Map.of("8", -1.0)));
        assertThrows(InvalidValueException.class, () -> new BitScaling.Table(Map.of(" ", 1.0)));
    }

    @Test
    void numbersToMultiplyWithLieInASafeRange() {
        assertTrue(SafeRange.holds(0) && SafeRange.holds(1) && SafeRange.holds(1e-60) && SafeRange.holds(1e60));
        assertFalse(SafeRange.holds(Double.MIN_VALUE));
        assertFalse(SafeRange.holds(Double.MAX_VALUE));
        assertFalse(SafeRange.holds(Double.POSITIVE_INFINITY));
        assertFalse(SafeRange.holds(Double.NaN));
    }
}
