package io.github.jqodi.bench.replay;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.scenario.Metric;
import java.util.function.IntToDoubleFunction;

/**
 * The losses that a run shows, in multiples of its target: above 1 until the epoch that reaches it.
 *
 * @param relative loss after an epoch, over the target
 */
public record SimulatedLosses(IntToDoubleFunction relative) {
    /** Initial loss of a power law. */
    static final double START = 1.5;

    private static final double ABOVE = 1.01;
    /** A recorded loss is at least so far from the target, over it, that rounding does not carry it across. */
    private static final double APART = 1e-9;

    /**
     * A power law of exponent 1 from one and a half times the target that falls below it with the epoch that reaches it; one that
     * never gets there approaches the target from above.
     *
     * @param epochs until the target is reached, or {@link Job#NEVER}
     * @param expected epochs of the pair
     */
    static SimulatedLosses powerLaw(int epochs, int expected) {
        return new SimulatedLosses(
                epochs == Job.NEVER
                        ? k -> ABOVE + (START - ABOVE) / (1 + 2.0 * k / expected)
                        : k -> START / (1 + (START - 1) * k / (epochs - 0.5)));
    }

    /**
     * The losses of a recorded run, its gaps bridged by straight lines and the last one held on after its end.
     *
     * @param run what was recorded
     * @param target in its units, above 0
     * @param epochs until the target is reached, or {@link Job#NEVER}
     */
    static SimulatedLosses recorded(Curve run, double target, int epochs) {
        double[] losses = run.everyEpoch();
        return new SimulatedLosses(k -> {
            double shown = losses[Math.min(k, losses.length) - 1] / target;
            return k < epochs ? Math.max(shown, 1 + APART) : k == epochs ? Math.min(shown, 1 - APART) : shown;
        });
    }

    /** Loss of a pair after an epoch, or accuracy where the scenario speaks of these. */
    double loss(ReplayWorld world, Candidate candidate, int epoch) {
        Metric metric = world.problem().scenario().metric();
        double target = world.problem().scenario().lossTarget(candidate.pair());
        return metric == Metric.ACCURACY
                ? Math.max(0, 1 - (1 - target) * relative.applyAsDouble(epoch))
                : target * relative.applyAsDouble(epoch);
    }
}
