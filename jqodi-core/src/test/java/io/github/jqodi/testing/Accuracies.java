package io.github.jqodi.testing;

import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import java.util.List;
import java.util.OptionalDouble;

/** Problems told in accuracies: each loss as 1 less itself, each change of it with the other sign. */
public final class Accuracies {
    private Accuracies() {}

    /** The same problem, whose losses are at most 1 and whose estimates stand in a table. */
    public static Problem of(Problem problem) {
        Scenario scenario = problem.scenario();
        Target target = scenario.target();
        Scenario accurate = scenario.toBuilder()
                .models(scenario.models().stream().map(Accuracies::of).toList())
                .target(new Target(target.deadlineSeconds(), 1 - target.loss(), target.confidence(), Metric.ACCURACY))
                .build();
        EstimateTable table = problem.estimators().table().orElseThrow();
        return problem.withScenario(accurate)
                .withEstimators(Estimators.of(new EstimateTable(
                        table.rows().stream().map(Accuracies::of).toList())));
    }

    private static ModelVersion of(ModelVersion model) {
        ModelVersion accurate = new ModelVersion(
                model.name(),
                1 - model.loss(),
                OptionalDouble.empty(),
                model.layers(),
                model.cuts(),
                model.cloudMacsPerEpoch(),
                model.setup(),
                model.variants());
        return model.lossTarget().isPresent()
                ? accurate.withLossTarget(1 - model.lossTarget().getAsDouble())
                : accurate;
    }

    private static EstimateTable.Row of(EstimateTable.Row row) {
        OptionalDouble reaches =
                row.reaches().isPresent() ? OptionalDouble.of(1 - row.reaches().getAsDouble()) : OptionalDouble.empty();
        return new EstimateTable.Row(
                row.pair(),
                row.epochs(),
                reaches,
                row.compressionLoss().map(loss -> new LossEstimate(-loss.expected(), -loss.robust())),
                row.trajectory().map(gains -> new Trajectory(of(gains.update()), of(gains.run()))));
    }

    private static GainSeries of(GainSeries gains) {
        return new GainSeries(negative(gains.expected()), negative(gains.robust()));
    }

    private static List<Double> negative(List<Double> gains) {
        return gains.stream().map(gain -> -gain).toList();
    }
}
