package io.github.jqodi.estimators.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.estimators.profile.AiHubPerformance.Entry;
import io.github.jqodi.estimators.profile.AiHubPerformance.Performance;
import io.github.jqodi.estimators.testing.PublicData;
import io.github.jqodi.estimators.testing.Refusal;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others' profilers wrote is found; files that only look like profiles are refused. */
class PublicProfilesTest {
    @ParameterizedTest
    @CsvSource({"alexnet_fp16, 14, 14590, 0.524171, 6, 1", "resnet18_fp16, 26, 21071, 0.363516, 18, 2"})
    void tensorRt(String file, int layers, int runs, double milliseconds, int joined, int copies) throws IOException {
        LayerProfile profile = tensorRt(file + ".profile.json");
        assertEquals(layers, profile.times().size());
        assertEquals(milliseconds / 1e3, seconds(profile), 1e-9);
        assertTrue(profile.notes().contains("Means over " + runs + " runs."), profile.notes()::toString);
        assertTrue(profile.notes().contains("Layers that only copy tensors into another format: " + copies + "."));
        assertEquals(
                joined,
                profile.layers().stream()
                        .filter(name -> name.layer().contains("+"))
                        .count());
    }

    @Test
    void structureAndSummaryOfAnEngineAreNoProfile() {
        String graph = Refusal.of(() -> tensorRt("resnet18_fp16.graph.json"));
        assertTrue(graph.contains("--exportLayerInfo, and holds no times"), graph);
        String summary = Refusal.of(() -> tensorRt("alexnet_fp16.profile.metadata.json"));
        assertTrue(summary.contains("summary of whole runs"), summary);
    }

    private static LayerProfile tensorRt(String file) throws IOException {
        return TensorRtProfile.read(
                PublicData.open("inputs/profiles/trtexec_" + file), "rtx3060", Optional.of("16"), OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"mnasnet05, 50, 0.29, w8a16, 29.306, 71", "squeezenet1_1, 61, 0.097, w8a8, 5.915, 43"})
    void aiHub(String file, int entries, double fastest, String precision, double slowest, int layers)
            throws IOException {
        Performance performance =
                AiHubPerformance.read(PublicData.open("inputs/profiles/aihub_" + file + "_perf.yaml"));
        assertEquals(entries, performance.entries().size());
        assertEquals(0, performance.withoutTime());
        Entry first = performance.entries().stream()
                .min(Comparator.comparingDouble(Entry::seconds))
                .get();
        assertEquals(fastest / 1e3, first.seconds());
        assertEquals("Snapdragon 8 Elite Gen 5 QRD", first.device());
        assertEquals("tflite", first.runtime());
        assertEquals(layers, first.layers().get("total"));
        Entry last = performance.entries().stream()
                .max(Comparator.comparingDouble(Entry::seconds))
                .get();
        assertEquals(slowest / 1e3, last.seconds());
        assertTrue(performance.entries().stream()
                .anyMatch(entry -> entry.precision().equals(precision)));
    }

    @Test
    void torchprofTellsSelfTimesInCellsOfManyUnits() throws IOException {
        LayerProfile profile = ModuleTimeTree.read(PublicData.open("inputs/profiles/torchprof_README.md"), "gpu");
        assertEquals(13 + 1 + 7, profile.times().size());
        assertEquals("features.0", profile.times().get(0).layer());
        assertEquals(1.831e-3, profile.times().get(0).forwardSeconds(), 1e-12);
        assertEquals("classifier.6", profile.times().get(20).layer());
        assertEquals(95.232e-6, profile.times().get(20).forwardSeconds(), 1e-12);
        assertEquals(55.296e-6, time(profile, "features.12"), 1e-12);
        assertEquals(58.368e-6, time(profile, "avgpool"), 1e-12);
    }

    @Test
    void kinetoKernelsBelongToTheOperatorsThatLaunchedThem() throws IOException {
        LayerProfile whole = kineto(Optional.empty());
        assertTrue(whole.notes().toString().contains("10692 us"), whole.notes()::toString);
        LayerProfile pass = kineto(Optional.of("measure|forward"));
        List<String> convolutions = pass.layers().stream()
                .map(LayerTime.LayerName::layer)
                .filter(name -> name.startsWith("aten::conv2d"))
                .toList();
        assertEquals(5, convolutions.size(), pass.layers()::toString);
        assertEquals(
                3,
                pass.layers().stream()
                        .filter(name -> name.layer().startsWith("aten::linear"))
                        .count());
        assertTrue(seconds(pass) < seconds(whole));
        String message = Refusal.of(() -> kineto(Optional.of("backward")));
        assertTrue(message.contains("annotation named like 'backward'"), message);
    }

    private static LayerProfile kineto(Optional<String> span) throws IOException {
        return KinetoTrace.read(
                PublicData.open("inputs/profiles/kineto_alexnet_trace.json.gz"), "a100", span, OptionalInt.empty());
    }

    @Test
    void listsOfModelsAndGraphsAreNoProfiles() {
        String list = Refusal.of(() -> LayerTimeTable.read(
                PublicData.open("inputs/profiles/jetson_orin_benchmarks.csv"), ',', LayerColumns.DEFAULT, "orin"));
        assertTrue(list.contains("no column of"), list);
        String graph = Refusal.of(() -> TensorRtProfile.read(
                PublicData.open("inputs/profiles/nnmeter_mobilenetv3small_ir.json"),
                "phone",
                Optional.empty(),
                OptionalInt.empty()));
        assertTrue(graph.contains("list of layers with averageMs"), graph);
    }

    private static double time(LayerProfile profile, String layer) {
        return profile.times().stream()
                .filter(time -> time.layer().equals(layer))
                .findFirst()
                .orElseThrow()
                .forwardSeconds();
    }

    private static double seconds(LayerProfile profile) {
        return profile.times().stream().mapToDouble(LayerTime::forwardSeconds).sum();
    }
}
