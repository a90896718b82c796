package io.github.jqodi.estimators.curve;

import io.github.jqodi.base.Check;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Online forecast of one run by any fitted estimator: asks it anew when enough epochs have passed, and in between takes its last
 * answer given that the target was not reached since, K given K &gt; k. Not thread-safe.
 */
public final class OnlineSession implements OnlineForecast {
    private final FittedEstimator estimator;
    private final int everyEpochs;
    private final Map<Double, EpochForecast> answers = new HashMap<>();
    private Curve observed;
    private int askedAt;

    private OnlineSession(FittedEstimator estimator, Curve begun, int everyEpochs) {
        this.estimator = estimator;
        this.observed = begun;
        this.askedAt = begun.lastEpoch();
        this.everyEpochs = everyEpochs;
    }

    /**
     * Starts to follow a run.
     *
     * @param estimator fitted before
     * @param begun the run up to now
     * @param everyEpochs after how many epochs the estimator is asked anew, at least 1; 1 uses every observed loss
     * @return the session
     */
    public static OnlineSession of(FittedEstimator estimator, Curve begun, int everyEpochs) {
        Check.between("everyEpochs", everyEpochs, 1, Integer.MAX_VALUE);
        return new OnlineSession(estimator, begun, everyEpochs);
    }

    @Override
    public void observe(int epoch, double loss) {
        observed = observed.with(epoch, loss);
        if (epoch - askedAt >= everyEpochs || observed.divergedAt().isPresent()) {
            askedAt = epoch;
            answers.clear();
        }
    }

    @Override
    public EpochForecast forecast(double target) {
        OptionalInt reached = observed.firstAtOrBelow(target);
        if (reached.isPresent()) {
            return EpochForecast.reached(reached.getAsInt());
        }
        return answers.computeIfAbsent(target, loss -> estimator.forecast(observedWhenAsked(), loss))
                .after(observed.lastEpoch());
    }

    private Curve observedWhenAsked() {
        return observed.divergedAt().isPresent() ? observed : observed.prefix(Math.max(askedAt, observed.epoch(0)));
    }

    @Override
    public String toString() {
        return observed + ", asked at epoch " + askedAt;
    }
}
