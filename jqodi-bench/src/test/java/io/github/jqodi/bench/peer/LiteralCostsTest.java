package io.github.jqodi.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.scenario.InstanceGenerator;
import io.github.jqodi.bench.scenario.SizeClass;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralCostsTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDoublesAreTheCostModelsOwn(boolean forecasts) {
        Problem problem = InstanceGenerator.of(SizeClass.MEDIUM)
                .withForecasts(forecasts)
                .withSeed(11)
                .generate();
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        boolean anyForbidden = false;
        for (Candidate candidate : problem.assess().candidates()) {
            CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
            LiteralCosts costs = LiteralCosts.of(problem, servers, candidate.model(), candidate.quantization());
            double[] seconds = new double[costs.cells()];
            double[] joules = new double[costs.cells()];
            for (int row = 0; row < table.rows(); row++) {
                costs.row(row + 1, seconds, joules);
                assertArrayEquals(table.seconds(row), seconds);
                assertArrayEquals(table.joules(row), joules);
            }
            anyForbidden |= Arrays.stream(seconds).anyMatch(t -> t == Double.POSITIVE_INFINITY);
        }
        assertTrue(anyForbidden);
    }

    @Test
    void whatTheLoopsDoNotComputeIsRefused() {
        Problem problem = InstanceGenerator.of(SizeClass.TINY).generate();
        Problem features =
                new Problem(problem.scenario(), problem.estimators(), AnalyticCosts.PAPER.withPayload(Payload.BOTH));
        LiteralCosts.Servers servers = LiteralCosts.Servers.of(problem.scenario());
        ModelVersion model = problem.scenario().models().get(0);
        assertEquals(
                6, LiteralCosts.of(problem, servers, model, Quantization.of(4)).cells());
        assertThrows(
                IllegalArgumentException.class, () -> LiteralCosts.of(features, servers, model, Quantization.of(4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> LiteralCosts.of(
                        problem, servers, model, Quantization.named("q", 4).withUpdateBits(16)));
    }
}
