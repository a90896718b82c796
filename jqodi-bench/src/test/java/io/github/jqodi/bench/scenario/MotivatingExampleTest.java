package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Observations 1-4 of the paper's Section II, and its Figure 3. */
class MotivatingExampleTest {
    private static final Problem PROBLEM = MotivatingExample.problem();

    /** Small models with few bits take less energy and time and end with a higher loss: here they never get below it. */
    @Test
    void observation1SmallModelsWithFewBitsTakeLess() {
        for (EdgeServer server : PROBLEM.scenario().edgeServers()) {
            for (String model : List.of("LeNet-like", "ResNet20")) {
                for (int cut = 0; cut <= 4; cut++) {
                    Cost one = epoch(model, 1, server, cut);
                    Cost four = epoch(model, 4, server, cut);
                    assertTrue(one.joules() < four.joules() && one.seconds() < four.seconds());
                }
            }
        }
        List<String> never = excluded(Infeasibility.Reason.NEVER);
        assertEquals(List.of("LeNet-like 1", "ResNet20 1"), never);
    }

    @Test
    void observation2NotAllChoicesAreFeasible() {
        assertTrue(excluded(Infeasibility.Reason.NEVER).contains("LeNet-like 1"));
        List<String> feasible = PROBLEM.assess().candidates().stream()
                .map(candidate -> candidate.model().name() + " "
                        + candidate.quantization().name())
                .toList();
        assertEquals(List.of("LeNet-like 4", "ResNet20 4"), feasible);
    }

    /** The device takes less energy and more time than the server, at p1, where the paper's strategies cut. */
    @Test
    void observation3TheDeviceIsSlowerAndTakesLessEnergyThanTheServer() {
        EdgeServer rtx3090 = PROBLEM.scenario().edgeServers().get(0);
        Cost cost = epoch("LeNet-like", 4, rtx3090, 1);
        double deviceSeconds = sum(cost, "RaspberryPi5", false);
        double serverSeconds = sum(cost, "RTX3090", false);
        assertTrue(deviceSeconds > serverSeconds, deviceSeconds + " " + serverSeconds);
        assertTrue(sum(cost, "RaspberryPi5", true) < sum(cost, "RTX3090", true));
        double devicePerMac = PROBLEM.scenario()
                .device()
                .orElseThrow()
                .processor()
                .orElseThrow()
                .joulesPerMac();
        double deviceSpeed = PROBLEM.scenario()
                .device()
                .orElseThrow()
                .processor()
                .orElseThrow()
                .macsPerSecond();
        for (EdgeServer server : PROBLEM.scenario().edgeServers()) {
            assertTrue(devicePerMac < server.processor().orElseThrow().joulesPerMac());
            assertTrue(deviceSpeed < server.processor().orElseThrow().macsPerSecond());
        }
    }

    @Test
    void observation4EnergyFallsAndThenRisesWithTheCut() {
        EdgeServer rtx3090 = PROBLEM.scenario().edgeServers().get(0);
        double[] joules = IntStream.rangeClosed(0, 4)
                .mapToDouble(cut -> epoch("LeNet-like", 4, rtx3090, cut).joules())
                .toArray();
        assertTrue(joules[1] < joules[0]);
        assertTrue(joules[1] < joules[2] && joules[2] < joules[3] && joules[3] < joules[4]);
    }

    /** READINGS 4.4: LeNet-like at 4 bits on the RTX 3090, 200 epochs, p0 to p4. */
    @Test
    void figure3() {
        EdgeServer rtx3090 = PROBLEM.scenario().edgeServers().get(0);
        double[] kilojoules = {39.39, 38.99, 41.94, 57.93, 332.32};
        double[] seconds = {583.9, 682.5, 1806.4, 2513.4, 5378.9};
        for (int cut = 0; cut <= 4; cut++) {
            Cost cost = epoch("LeNet-like", 4, rtx3090, cut);
            assertEquals(kilojoules[cut], 200 * cost.joules() / 1000, 0.005);
            assertEquals(seconds[cut], 200 * cost.seconds(), 0.05);
        }
    }

    private static List<String> excluded(Infeasibility.Reason reason) {
        return PROBLEM.assess().excluded().stream()
                .filter(why -> why.reason() == reason)
                .map(why -> why.pair().model() + " " + why.pair().quantization())
                .toList();
    }

    private static double sum(Cost cost, String node, boolean joules) {
        return cost.items().stream()
                .filter(item -> item.node().equals(node))
                .mapToDouble(joules ? CostItem::joules : CostItem::seconds)
                .sum();
    }

    private static Cost epoch(String model, int bits, EdgeServer server, int cut) {
        return PROBLEM.costModel()
                .costs(PROBLEM.scenario(), QuantizedModel.of(model, bits))
                .epoch(new Action(server, cut), 1);
    }
}
