package io.github.jqodi.estimators.loss;

import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rescaling of gains into agreement with K. K says when the target is reached, the gains say how the loss gets there; from
 * different sources the two contradict each other. Here the gains keep their course over the epochs and are stretched so
 * that by Equations 11 and 12 L_exp after K_exp epochs and L_rob after K_rob epochs lie at the target, a billionth of the way
 * below it, because the target has to be undercut, and not before: a course that falls below the target and rises again is held
 * above it until that epoch. The risk L_exp/L_rob of Algorithm 4 is then 1 (READINGS section 5).
 *
 * <p>Pairs without K, without γ or without gains, and pairs that start below the target, stay as they are.
 */
public final class ConsistentGains {
    private static final double UNDERCUT = 1e-9;

    private final Estimators beliefs;

    private ConsistentGains(Estimators beliefs) {
        this.beliefs = beliefs;
    }

    /**
     * The same beliefs with gains that agree with K.
     *
     * @param beliefs K, γ and gains from any source
     * @return the bundle
     */
    public static Estimators of(Estimators beliefs) {
        ConsistentGains consistent = new ConsistentGains(beliefs);
        return beliefs.withGains(
                (scenario, pair, epochs) -> consistent.gains(scenario, pair, epochs, true),
                (scenario, pair, epochs) -> consistent.gains(scenario, pair, epochs, false));
    }

    private Optional<GainSeries> gains(Scenario scenario, QuantizedModel pair, int epochs, boolean isUpdate) {
        scenario.metric().requireLosses("gains made consistent with K");
        Optional<GainSeries> update = beliefs.updateGain().gains(scenario, pair, epochs);
        Optional<GainSeries> run = beliefs.runGain().gains(scenario, pair, epochs);
        Optional<GainSeries> asked = isUpdate ? update : run;
        Optional<LossEstimate> gamma = beliefs.compressionLoss().compressionLoss(scenario, pair);
        Optional<EpochDistribution> k = beliefs.epochs()
                .epochs(scenario, pair)
                .flatMap(estimate -> estimate.at(scenario.target().confidence()));
        if (update.isEmpty() || run.isEmpty() || gamma.isEmpty() || k.isEmpty()) {
            return asked;
        }
        ModelVersion model = scenario.model(pair.model());
        double target = scenario.lossTarget(model);
        Stretch expected =
                new Stretch(k.get().expectedEpochs(), model.loss() + gamma.get().expected() - target, target);
        Stretch robust = new Stretch(
                k.get().robustEpochs().orElse(0), model.loss() + gamma.get().robust() - target, target);
        return Optional.of(new GainSeries(
                expected.of(update.get().expected(), run.get().expected(), isUpdate),
                robust.of(update.get().robust(), run.get().robust(), isUpdate)));
    }

    /**
     * What both series together have to come to.
     *
     * @param epochs within which they fall
     * @param excess by which they fall, from the loss at the start down to the target
     * @param target for the scale of the undercut
     */
    private record Stretch(int epochs, double excess, double target) {
        /** One of the two series, stretched so that both together fall by the excess within the epochs. */
        List<Double> of(List<Double> update, List<Double> run, boolean isUpdate) {
            List<Double> asked = isUpdate ? update : run;
            int size = Math.min(update.size(), run.size());
            if (excess < 0 || epochs < 1 || epochs > size) {
                return asked;
            }
            double change = 0;
            for (int i = 0; i < epochs; i++) {
                change += update.get(i) + run.get(i);
            }
            double margin = UNDERCUT * (excess + Math.abs(target));
            double wanted = -(excess + margin);
            if (change < 0) {
                double factor = wanted / change;
                return isUpdate ? scaled(update, factor) : held(scaled(update, factor), scaled(run, factor), margin);
            }
            return isUpdate ? zeros(size) : evenly(wanted / epochs, epochs, size);
        }

        /**
         * The run part of a course that would undercut the target before its epoch and come back, held a margin above it until
         * then: K is the first epoch below.
         */
        private List<Double> held(List<Double> update, List<Double> run, double margin) {
            List<Double> held = new ArrayList<>(run);
            double above = excess;
            for (int k = 0; k < epochs; k++) {
                double next = above + update.get(k) + run.get(k);
                double allowed = k == epochs - 1 ? -margin : Math.max(margin, next);
                held.set(k, run.get(k) + (allowed - next));
                above = allowed;
            }
            return held;
        }
    }

    private static List<Double> scaled(List<Double> gains, double factor) {
        return gains.stream().map(gain -> gain * factor).toList();
    }

    /** Gains that do not lower the loss tell nothing of its course: an even one stands in for them. */
    private static List<Double> evenly(double gain, int epochs, int size) {
        List<Double> gains = new ArrayList<>(zeros(size));
        for (int i = 0; i < epochs; i++) {
            gains.set(i, gain);
        }
        return gains;
    }

    private static List<Double> zeros(int size) {
        Double[] zeros = new Double[size];
        Arrays.fill(zeros, 0.0);
        return Arrays.asList(zeros);
    }
}
