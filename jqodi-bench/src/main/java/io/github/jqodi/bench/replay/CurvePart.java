package io.github.jqodi.bench.replay;

import io.github.jqodi.control.CurveBelief;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** Part of recorded curves: the runs that its jobs draw, and what the others say of them. Thread-safe. */
final class CurvePart implements TrainingLengths, CurveBelief {
    private final Scenario scenario;
    private final Map<QuantizedModel, PairRuns> pairs;

    CurvePart(Scenario scenario, Map<QuantizedModel, PairRuns> pairs) {
        this.scenario = scenario;
        this.pairs = pairs;
    }

    /** A problem with the beliefs of past runs. */
    Problem believed(Problem problem) {
        return problem.withEstimators(problem.estimators()
                .withEpochs(
                        (asked, pair) -> Optional.ofNullable(pairs.get(pair)).map(PairRuns::belief)));
    }

    @Override
    public TrainingRun draw(ReplayWorld world, QuantizedModel pair, SplittableRandom random) {
        return of(pair).draw(random);
    }

    @Override
    public Optional<EpochEstimate> epochs(QuantizedModel pair, List<Double> losses) {
        PairRuns runs = of(pair);
        Metric metric = scenario.metric();
        double unit = runs.target() / metric.error(scenario.lossTarget(pair));
        return runs.learnt(
                losses.stream().map(loss -> metric.error(loss) * unit).toList());
    }

    private PairRuns of(QuantizedModel pair) {
        return Objects.requireNonNull(pairs.get(pair), pair::toString);
    }
}
