package io.github.jqodi.bench.replay;

import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.QuantizedModel;

/**
 * The losses that a run shows: a power law of exponent 1 from one and a half times the target that falls below it with the
 * epoch that reaches it; one that never gets there approaches the target from above.
 */
final class LossCourse {
    /** Initial loss over the target. */
    static final double START = 1.5;

    private static final double ABOVE = 1.01;

    private final double target;
    private final boolean accuracy;
    private final int epochs;
    private final int expected;

    LossCourse(ReplayWorld world, Job job, Candidate candidate) {
        QuantizedModel pair = candidate.pair();
        this.accuracy = world.problem().scenario().metric() == Metric.ACCURACY;
        this.target = target(world.problem(), pair);
        this.epochs = job.epochs(pair);
        this.expected = candidate.expectedEpochs();
    }

    /** The target as a loss. */
    static double target(Problem problem, QuantizedModel pair) {
        return asLoss(problem, problem.scenario().lossTarget(pair));
    }

    /** What was observed as a loss. */
    static double asLoss(Problem problem, double observed) {
        return problem.scenario().metric() == Metric.ACCURACY ? 1 - observed : observed;
    }

    /** Loss or accuracy after an epoch. */
    double loss(int epoch) {
        double loss = epochs == Job.NEVER
                ? target * (ABOVE + (START - ABOVE) / (1 + 2.0 * epoch / expected))
                : target * START / (1 + (START - 1) * epoch / (epochs - 0.5));
        return accuracy ? 1 - loss : loss;
    }
}
