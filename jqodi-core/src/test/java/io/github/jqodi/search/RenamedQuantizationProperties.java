package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A name changes nothing: with every quantization renamed a problem has the same plans, to the bit. */
class RenamedQuantizationProperties {
    private static final int SEEDS = 400;
    private static final String PREFIX = "named ";

    @Test
    void aNameChangesNothing() {
        int planned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Set<String> names = drawn.problem().scenario().quantizations().stream()
                    .map(Quantization::name)
                    .collect(Collectors.toSet());
            SolveOptions options = SolveOptions.DEFAULT.withRule(drawn.rule());
            SolveResult plain = Solvers.exact().solve(drawn.problem(), options);
            SolveResult renamed = Solvers.exact().solve(renamed(drawn.problem(), names), options);
            String message = RandomProblems.describe(seed, drawn);
            assertEquals(plain.status(), renamed.status(), message);
            assertEquals(
                    plain.plan().map(plan -> PREFIX + plan.pair().quantization()),
                    renamed.plan().map(plan -> plan.pair().quantization()),
                    message);
            assertEquals(numbers(plain.plan()), numbers(renamed.plan()), message);
            assertEquals(
                    plain.infeasibilities().size(), renamed.infeasibilities().size(), message);
            planned += plain.plan().isPresent() ? 1 : 0;
        }
        assertTrue(planned > SEEDS / 2, planned + " of " + SEEDS);
    }

    private static List<Object> numbers(Optional<Plan> plan) {
        return plan.map(p ->
                        List.<Object>of(p.schedule(), p.objective(), p.nominal(), p.expected(), p.robust(), p.bill()))
                .orElseGet(List::of);
    }

    private static Problem renamed(Problem problem, Set<String> names) {
        Scenario scenario = problem.scenario();
        Scenario other = scenario.toBuilder()
                .quantizations(scenario.quantizations().stream()
                        .map(q ->
                                new Quantization(PREFIX + q.name(), q.weightBits(), q.activationBits(), q.updateBits()))
                        .toList())
                .models(scenario.models().stream()
                        .map(model -> renamed(model, names))
                        .toList())
                .build();
        EstimateTable table = problem.estimators().table().orElseThrow();
        List<EstimateTable.Row> rows = table.rows().stream()
                .map(row -> new EstimateTable.Row(
                        renamed(row.pair()), row.epochs(), row.reaches(), row.compressionLoss(), row.trajectory()))
                .toList();
        return new Problem(other, Estimators.of(new EstimateTable(rows)), renamed(problem.costModel()));
    }

    private static ModelVersion renamed(ModelVersion model, Set<String> names) {
        return model.withSetup(model.setup().stream()
                .filter(setup -> names.contains(setup.quantization()))
                .map(setup -> new Setup(PREFIX + setup.quantization(), setup.seconds(), setup.joules()))
                .toList());
    }

    private static QuantizedModel renamed(QuantizedModel pair) {
        return new QuantizedModel(pair.model(), PREFIX + pair.quantization());
    }

    private static CostModel renamed(CostModel costs) {
        return costs instanceof MeasuredCosts measured
                ? new MeasuredCosts(measured.entries().stream()
                        .map(entry -> new Measurement(
                                renamed(entry.pair()),
                                entry.server(),
                                entry.cut(),
                                entry.seconds(),
                                entry.joules(),
                                entry.fromEpoch()))
                        .toList())
                : costs;
    }
}
