package io.github.jqodi.estimators.loss;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.GainEstimator;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * γ^update and γ^run from past runs of the same model and quantization. Expected gains are means over the runs. Robust ones
 * are the steps of the robust loss, which at epoch k is a quantile of L(k) and not a sum of quantiles of single gains
 * (READINGS section 5); their update part is the expected one. A run that ended adds nothing more. Immutable.
 */
public final class RunHistory {
    private final Map<QuantizedModel, List<PastRun>> runs;

    private RunHistory(Map<QuantizedModel, List<PastRun>> runs) {
        this.runs = Map.copyOf(runs);
    }

    /**
     * Groups past runs.
     *
     * @param past in any order
     * @return both estimators
     */
    public static RunHistory of(List<PastRun> past) {
        return new RunHistory(past.stream().collect(Collectors.groupingBy(PastRun::pair)));
    }

    /**
     * {@return the estimator of γ^update}
     */
    public GainEstimator updateGains() {
        return this::update;
    }

    /**
     * {@return the estimator of γ^run}
     */
    public GainEstimator runGains() {
        return this::run;
    }

    private Optional<GainSeries> update(Scenario scenario, QuantizedModel pair, int epochs) {
        return past(pair).map(group -> {
            List<Double> means = meanUpdates(group, epochs);
            return new GainSeries(means, means);
        });
    }

    private Optional<GainSeries> run(Scenario scenario, QuantizedModel pair, int epochs) {
        double confidence = scenario.target().confidence();
        return past(pair).map(group -> runSeries(group, epochs, confidence));
    }

    private Optional<List<PastRun>> past(QuantizedModel pair) {
        return Optional.ofNullable(runs.get(pair));
    }

    private static List<Double> meanUpdates(List<PastRun> group, int epochs) {
        List<Double> means = new ArrayList<>(epochs);
        for (int k = 1; k <= epochs; k++) {
            int epoch = k;
            means.add(group.stream()
                    .mapToDouble(run -> run.updateGain(epoch))
                    .average()
                    .orElse(0));
        }
        return means;
    }

    private static GainSeries runSeries(List<PastRun> group, int epochs, double confidence) {
        Check.between("epochs", epochs, 0, Integer.MAX_VALUE);
        List<Double> updates = meanUpdates(group, epochs);
        List<Double> expected = new ArrayList<>(epochs);
        List<Double> robust = new ArrayList<>(epochs);
        double[] changes = new double[group.size()];
        double quantile = quantile(group.size(), confidence);
        double robustBefore = 0;
        for (int k = 1; k <= epochs; k++) {
            double mean = 0;
            for (int r = 0; r < changes.length; r++) {
                double gain = group.get(r).gain(k);
                changes[r] += gain;
                mean += gain / changes.length;
            }
            double robustChange = mean(changes) + quantile * deviation(changes);
            expected.add(mean - updates.get(k - 1));
            robust.add(robustChange - robustBefore - updates.get(k - 1));
            robustBefore = robustChange;
        }
        return new GainSeries(expected, robust);
    }

    /** Quantile of the next of n runs above their mean, in standard deviations; 0 for a single run, which shows no spread. */
    private static double quantile(int count, double confidence) {
        return count < 2
                ? 0
                : new TDistribution(count - 1).inverseCumulativeProbability(confidence) * Math.sqrt(1 + 1.0 / count);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    @Override
    public String toString() {
        return "past runs of " + Text.count(runs.size(), "pair");
    }
}
