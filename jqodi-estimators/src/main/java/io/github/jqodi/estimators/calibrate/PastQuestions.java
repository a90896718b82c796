package io.github.jqodi.estimators.calibrate;

import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.numeric.LossScale;
import io.github.jqodi.estimators.numeric.RunningMinimum;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Targets that could have been asked of a past run after its first epochs: levels which the run reached, at epochs spread evenly
 * over those ahead, and levels somewhat below everything it reached. Immutable.
 *
 * @param observed the beginning of the run
 * @param targets losses, the reached ones first
 * @param epochs K of each target, empty if it was not reached
 */
public record PastQuestions(Curve observed, List<Double> targets, List<OptionalInt> epochs) {
    private static final int REACHED_LEVELS = 6;
    /** Shares of the scale of losses; a small, a middling and a large step below it. */
    private static final double[] UNREACHED_SHARES = {0.01, 0.03, 0.1};

    /**
     * Copies both lists.
     *
     * @param observed the beginning of the run
     * @param targets losses
     * @param epochs one for each target
     */
    public PastQuestions {
        targets = List.copyOf(targets);
        epochs = List.copyOf(epochs);
    }

    /**
     * The questions of one run.
     *
     * @param run complete and longer than {@code observedEpochs}
     * @param observedEpochs how many epochs are shown
     * @return up to nine questions
     */
    public static PastQuestions of(Curve run, int observedEpochs) {
        TreeMap<Integer, Double> reached = new TreeMap<>();
        double[] low = RunningMinimum.of(run.everyEpoch());
        int ahead = low.length - observedEpochs;
        for (int level = 0; level < REACHED_LEVELS; level++) {
            int step = (int) Math.rint(ahead * (level + 0.5) / REACHED_LEVELS);
            double target = low[observedEpochs + Math.min(ahead, Math.max(1, step)) - 1];
            int epoch = firstAt(low, target);
            if (epoch > observedEpochs) {
                reached.put(epoch, target);
            }
        }
        List<Double> targets = new ArrayList<>(reached.values());
        List<OptionalInt> epochs =
                new ArrayList<>(reached.keySet().stream().map(OptionalInt::of).toList());
        double least = low[low.length - 1];
        double scale = LossScale.of(low[0], least);
        for (double share : UNREACHED_SHARES) {
            targets.add(least - share * scale);
            epochs.add(OptionalInt.empty());
        }
        return new PastQuestions(run.prefix(observedEpochs), targets, epochs);
    }

    /**
     * {@return the targets as an array}
     */
    public double[] targetArray() {
        return targets.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int firstAt(double[] low, double target) {
        int k = 0;
        while (low[k] > target) {
            k++;
        }
        return k + 1;
    }
}
