package io.github.jqodi.tree;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One quantized model with as many actions and epochs as asked for. */
final class TreeFixtures {
    private TreeFixtures() {}

    static Problem problem(int actions, int epochs) {
        List<Integer> cuts = IntStream.rangeClosed(1, actions).boxed().toList();
        List<Measurement> entries = new ArrayList<>();
        for (int cut : cuts) {
            entries.add(new Measurement(QuantizedModel.of("net", 8), "server", cut, 0.25 * (cut + 1), 8.0 / cut, 1));
        }
        Scenario scenario = Scenario.builder("tree", new Target(1e6, 0.05, 0.95))
                .edgeServers(List.of(EdgeServer.named("server")))
                .bitWidths(8)
                .models(List.of(ModelVersion.of("net", 0.04, List.of()).withCuts(cuts)))
                .build();
        EstimateTable beliefs = new EstimateTable(
                List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(epochs, epochs))));
        return new Problem(scenario, Estimators.of(beliefs), new MeasuredCosts(entries));
    }

    static Candidate candidate(int actions, int epochs) {
        return problem(actions, epochs).assess().candidates().get(0);
    }

    static CostTable table(Candidate candidate) {
        return CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
    }

    /** Half-way between the fastest and the slowest schedule, not at a sum of times. */
    static double middlingDeadline(Candidate candidate, CostTable table) {
        double[] t = table.seconds(0);
        double fastest = java.util.Arrays.stream(t).min().orElseThrow();
        double slowest = java.util.Arrays.stream(t).max().orElseThrow();
        return candidate.robustEpochs() * (fastest + slowest) / 2 + 0.1;
    }
}
