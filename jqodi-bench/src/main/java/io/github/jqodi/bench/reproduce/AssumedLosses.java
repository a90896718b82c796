package io.github.jqodi.bench.reproduce;

import io.github.jqodi.control.ValueFunction;
import io.github.jqodi.scenario.ModelVersion;

/**
 * An assumed course of the loss, since the paper prints none: the power law of Equation 14's ideal curve, from a start above the
 * loss of the full-precision model to the target after K epochs. A run that never gets there falls to a plateau above the target.
 */
final class AssumedLosses {
    /** Loss that quantization, or the change of the data, adds at the start; assumed. */
    static final double ADDED = 0.01;

    /** Where on the way to the target a run stays that never reaches it; assumed. */
    private static final double PLATEAU = 0.5;

    private final ValueFunction curve;

    private AssumedLosses(ValueFunction curve) {
        this.curve = curve;
    }

    static AssumedLosses of(Run run) {
        ModelVersion model = run.scenario().model(run.plan().pair().model());
        double start = model.loss() + ADDED;
        double target = model.lossTarget().orElse(run.scenario().target().loss());
        double end = run.reachesTarget() ? target : start + PLATEAU * (target - start);
        return new AssumedLosses(ValueFunction.of(start, end, run.epochs()));
    }

    double after(int epochs) {
        return curve.idealLoss(epochs);
    }
}
