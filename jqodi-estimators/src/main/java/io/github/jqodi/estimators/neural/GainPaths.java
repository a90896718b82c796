package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.NormalDistribution;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Monte Carlo sample of the runs of one pair, rolled out epoch by epoch: each draws its gains from the quantiles that the network
 * gives for the loss it has reached, by normal scores that are autocorrelated as those of past runs are (a Gaussian copula of the
 * epochs). L_rob(k) is a quantile of L(k) over the runs, which is not a sum of quantiles (READINGS section 5). Draws are the same
 * in every call.
 */
final class GainPaths {
    private static final int PATHS = 128;
    private static final long SEED = 7;

    private final GainNetwork network;
    private final ModelVersion model;
    private final double[] pair;

    GainPaths(GainNetwork network, ModelVersion model, Quantization quantization) {
        this.network = network;
        this.model = model;
        this.pair = PairInputs.of(model, quantization);
    }

    /** Both series for so many epochs. */
    Rolled roll(LossEstimate start, double confidence, int epochs) {
        Random random = new Random(SEED);
        double robustBefore = model.loss() + start.robust();
        double[] losses = starts(start, confidence, random);
        double[] scores = new double[PATHS];
        Arrays.setAll(scores, p -> random.nextGaussian());
        List<Double> updates = new ArrayList<>();
        List<Double> runs = new ArrayList<>();
        List<Double> robustRuns = new ArrayList<>();
        for (int k = 1; k <= epochs; k++) {
            double update = 0;
            double run = 0;
            for (int p = 0; p < PATHS; p++) {
                GainNetwork.Gains gains = network.gains(losses[p], k, pair);
                update += gains.update().mean() / PATHS;
                run += gains.run().mean() / PATHS;
                losses[p] += gains.update().at(random.nextDouble())
                        + gains.run().at(NormalDistribution.cumulative(scores[p]));
                scores[p] = next(scores[p], random);
            }
            double robust = quantile(losses, confidence);
            updates.add(update);
            runs.add(run);
            robustRuns.add(robust - robustBefore - update);
            robustBefore = robust;
        }
        return new Rolled(new GainSeries(updates, updates), new GainSeries(runs, robustRuns));
    }

    private double[] starts(LossEstimate start, double confidence, Random random) {
        double deviation = Math.max(0, start.robust() - start.expected()) / NormalDistribution.quantile(confidence);
        double[] losses = new double[PATHS];
        for (int p = 0; p < PATHS; p++) {
            losses[p] = model.loss() + start.expected() + deviation * random.nextGaussian();
        }
        return losses;
    }

    private double next(double score, Random random) {
        double kept = network.persistence();
        return kept * score + Math.sqrt(1 - kept * kept) * random.nextGaussian();
    }

    private static double quantile(double[] losses, double confidence) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(PATHS - 1, (int) Math.ceil(confidence * PATHS) - 1)];
    }

    /**
     * The outcome.
     *
     * @param updates γ^update
     * @param runs γ^run
     */
    record Rolled(GainSeries updates, GainSeries runs) {}
}
