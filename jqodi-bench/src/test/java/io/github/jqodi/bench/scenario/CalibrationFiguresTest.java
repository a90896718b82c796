package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.InferenceTable;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** READINGS 4.4: what the four parameter sets make of Figures 3, 8, 9 and 10. */
class CalibrationFiguresTest {
    private static final String LENET = "LeNet-like";
    private static final String VGG = "VGG-like";

    @ParameterizedTest
    @CsvSource({
        "literal-relaxed,    39.39 38.99 41.94 57.93 332.32, 583.9 682.5 1806.4 2513.4 5378.9",
        "literal-physical,   39.03 38.99 39.50 41.66 77.81,  603.2 682.5 1544.2 2006.9 2704.3",
        "features-physical,  37.17 38.99 39.21 39.08 39.14,  440.1 682.5 1326.3 1624.4 1700.1",
        "featuresq-physical, 38.43 38.99 39.87 40.25 40.37,  564.0 682.5 1375.2 1713.8 1794.0"
    })
    void figure3(String name, String kilojoules, String seconds) {
        Problem problem = PaperScenarios.calibrated(CalibrationTest.calibration(name), true);
        List<Cost> costs = new ArrayList<>();
        for (int cut = 0; cut <= 4; cut++) {
            costs.add(CalibrationTest.epoch(problem, LENET, 4, "RTX3090", cut));
        }
        assertRow(kilojoules, 0.005, costs, cost -> cost.joules() * 0.2);
        assertRow(seconds, 0.05, costs, cost -> cost.seconds() * 200);
    }

    /** SD, ES, CS, Wi-Fi and wired, per epoch of the three strategies of Data 1. */
    @ParameterizedTest
    @CsvSource({
        "literal-relaxed,    8 LeNet-like RTX3090, 0.35 69.80 69.80 2.27 126.54, 0.572 0.322 0.942 0.023 3.354",
        "literal-relaxed,    6 LeNet-like RTX3090, 0.33 65.12 69.80 1.70 94.91,  0.533 0.305 0.942 0.017 2.516",
        "literal-relaxed,    32 VGG-like RTX4090,  1.29 268.52 862.70 2.82 5228.35, 2.082 2.172 11.644 0.039 94.350",
        "literal-physical,   8 LeNet-like RTX3090, 2.90 62.55 77.91 0.30 125.11, 0.494 0.250 1.121 0.005 3.344",
        "literal-physical,   6 LeNet-like RTX3090, 2.64 57.26 77.91 0.22 93.84,  0.449 0.232 1.121 0.004 2.508",
        "literal-physical,   32 VGG-like RTX4090,  12.22 166.01 962.82 0.04 5222.57, 2.082 1.683 13.852 0.004 92.665",
        "features-physical,  8 LeNet-like RTX3090, 4.16 67.37 67.37 9.53 120.34, 0.455 0.318 0.168 0.966 3.307",
        "features-physical,  6 LeNet-like RTX3090, 3.72 60.99 67.37 9.53 90.25,  0.407 0.293 0.168 0.966 2.480",
        "features-physical,  32 VGG-like RTX4090,  19.03 367.56 832.66 250.57 4893.84, 2.082 2.082 2.082 22.305 81.737",
        "featuresq-physical, 8 LeNet-like RTX3090, 3.71 58.12 83.10 5.69 118.14, 0.455 0.462 1.058 0.639 2.599",
        "featuresq-physical, 6 LeNet-like RTX3090, 3.32 52.56 83.10 4.27 88.61,  0.407 0.420 1.058 0.479 1.950",
        "featuresq-physical, 32 VGG-like RTX4090,  16.98 75.53 1027.08 786.02 4458.07, 2.082 1.386 13.080 19.438 74.301"
    })
    void figure8(String name, String decision, String joules, String seconds) {
        Problem problem = PaperScenarios.calibrated(CalibrationTest.calibration(name), true);
        String[] words = decision.split(" ", -1);
        Cost cost = CalibrationTest.epoch(problem, words[1], Integer.parseInt(words[0]), words[2], 1);
        List<String> nodes = List.of("RaspberryPi5", words[2], "A100", words[2] + "-RaspberryPi5", "A100-" + words[2]);
        assertRow(joules, 0.005, nodes, node -> sum(cost, node, CostItem::joules));
        assertRow(seconds, 0.0005, nodes, node -> sum(cost, node, CostItem::seconds));
    }

    /** Device alone, with the RTX 3090 and with the RTX 4090 at p1, 500 images. */
    @ParameterizedTest
    @CsvSource({
        "literal-relaxed,    8, 0.801 0.129 0.993, 0.496 6.357 112.932",
        "literal-relaxed,    6, 0.746 0.125 0.990, 0.462 5.994 112.895",
        "literal-physical,   8, 0.692 0.106 1.008, 4.063 9.710 116.682",
        "literal-physical,   6, 0.628 0.102 1.004, 3.689 9.282 116.649",
        "features-physical,  8, 0.637 0.242 0.638, 5.826 13.743 26.186",
        "features-physical,  6, 0.569 0.236 0.634, 5.201 13.218 26.055",
        "featuresq-physical, 8, 0.637 0.202 1.159, 5.198 11.149 58.929",
        "featuresq-physical, 6, 0.569 0.177 1.138, 4.641 10.532 58.210"
    })
    void figure9(String name, int bits, String seconds, String joules) {
        Problem problem = PaperScenarios.calibrated(CalibrationTest.calibration(name), true);
        InferenceTable table = InferenceTable.of(problem, QuantizedModel.of(LENET, bits), 500);
        List<Cost> costs = List.of(
                table.deviceAlone().cost(),
                table.split("RTX3090", 1).orElseThrow().cost(),
                table.split("RTX4090", 1).orElseThrow().cost());
        assertRow(seconds, 0.0005, costs, Cost::seconds);
        assertRow(joules, 0.0005, costs, Cost::joules);
    }

    @ParameterizedTest
    @CsvSource({
        "literal-relaxed,    0.691 1.199, 125.793 124.504",
        "literal-physical,   0.627 1.183, 126.672 121.082",
        "features-physical,  1.639 3.065, 153.520 77.412",
        "featuresq-physical, 3.401 3.401, 146.016 146.016"
    })
    void figure10(String name, String seconds, String joules) {
        Problem problem = PaperScenarios.calibrated(CalibrationTest.calibration(name), true);
        InferenceTable table = InferenceTable.of(problem, QuantizedModel.of(VGG, 32), 500);
        List<Cost> costs = List.of(
                table.split("RTX3090", 1).orElseThrow().cost(),
                table.split("RTX4090", 1).orElseThrow().cost());
        assertRow(seconds, 0.0005, costs, Cost::seconds);
        assertRow(joules, 0.0005, costs, Cost::joules);
    }

    /** What the paper says of Figure 9, kept by every set up to the tie READINGS 4.4 names. */
    @ParameterizedTest
    @MethodSource("io.github.jqodi.bench.scenario.CalibrationTest#calibrations")
    void theDeviceAloneIsBetweenTheTwoAndTakesLeastEnergy(Calibration calibration) {
        InferenceTable table =
                InferenceTable.of(PaperScenarios.calibrated(calibration, true), QuantizedModel.of(LENET, 6), 500);
        Cost alone = table.deviceAlone().cost();
        Cost rtx3090 = table.split("RTX3090", 1).orElseThrow().cost();
        Cost rtx4090 = table.split("RTX4090", 1).orElseThrow().cost();
        assertTrue(rtx3090.seconds() < alone.seconds() && alone.seconds() < rtx4090.seconds());
        assertTrue(alone.joules() < rtx3090.joules() && alone.joules() < rtx4090.joules());
    }

    private static <T> void assertRow(String row, double tolerance, List<T> items, ToDoubleFunction<T> value) {
        double[] expected = Arrays.stream(row.trim().split(" +", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertEquals(expected.length, items.size());
        for (int i = 0; i < expected.length; i++) {
            double computed = value.applyAsDouble(items.get(i));
            assertEquals(expected[i], computed, tolerance * (1 + 1e-9), "column " + i);
        }
    }

    private static double sum(Cost cost, String node, ToDoubleFunction<CostItem> value) {
        return cost.items().stream()
                .filter(item -> item.node().equals(node))
                .mapToDouble(value)
                .sum();
    }
}
