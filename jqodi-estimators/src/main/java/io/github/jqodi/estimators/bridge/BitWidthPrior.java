package io.github.jqodi.estimators.bridge;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.CompressionLossEstimator;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.history.PastEpochs;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Prior of K and γ by bit-width, for a pair (a,q) of which few complete runs were observed, or none. It is a belief of its own and
 * is mixed with nothing: {@link EpochForecast#basis} says that it was used, and enough past runs of the pair itself take its place.
 *
 * <p>K: at any epoch the loss at b bits lies above that of the same model at full precision by a factor of which the logarithm is
 * {@value #EXCESS_AT_ONE_BIT} at 1 bit and falls by a factor of {@value #FALL_OF_EXCESS} with each bit, so that wide ones are alike
 * and narrow ones are slow, or never get there. A past run at another width is carried over by the ratio of the two factors, read
 * where it reaches the target, with the spread of the factor over networks and data and that of runs with other local data. A
 * target that a carried run does not reach is one of later epochs, believed in part ({@link PastEpochs}); a target of 0 or below is
 * read off as it is.
 *
 * <p>γ: {@value #CLIFF} times the loss before quantization at {@value #CLIFF_BITS} bits and fewer; {@value #GAMMA_AT_THREE_BITS}
 * times at 3 bits, and a {@value #FALL_OF_GAMMA}th of it with each further bit, with the spread over networks. That is for data
 * like those of the training before; on other data γ is mostly smaller, and may be below 0.
 *
 * <p>Source: quantization-aware fine-tuning, 30 epochs, of two small convolutional networks with batch normalisation on CIFAR-10
 * images at 1 to 32 bits, weights and activations alike, uniform steps for each tensor, first and last layer at 8 bits; geometric
 * means over networks and data of the runs of odd seeds (figures on those of even seeds in the README of jqodi-bench). Where yours
 * differ, one run of your own at any width tells more. Immutable.
 */
public final class BitWidthPrior implements EpochEstimator, CompressionLossEstimator {
    /** ln of the loss at 1 bit over that at full precision. */
    private static final double EXCESS_AT_ONE_BIT = 0.30;

    private static final double FALL_OF_EXCESS = 2.2;
    /** Standard deviation of the logarithm of that excess over networks and data. */
    private static final double EXCESS_SPREAD = 0.55;
    /** Standard deviation of ln loss between runs with other local data. */
    private static final double RUN_SPREAD = 0.04;

    private static final double CLIFF = 3.0;
    private static final double CLIFF_BITS = 2;
    private static final double GAMMA_AT_THREE_BITS = 0.6;
    private static final double FALL_OF_GAMMA = 4.0;
    /** Standard deviation of ln γ over networks. */
    private static final double GAMMA_SPREAD = 0.8;

    /** Excess by which two widths hardly differ: a quarter of what one epoch of one run scatters. */
    private static final double ALIKE = 0.01;

    private static final double[] NODES = nodes(9);

    private final List<Curve> past;

    private BitWidthPrior(List<Curve> past) {
        this.past = past;
    }

    /**
     * Takes past runs whose features carry model and bits; others say nothing.
     *
     * @param past complete runs, of any width; may be empty, K is then not known
     * @return the prior
     */
    public static BitWidthPrior of(List<Curve> past) {
        return new BitWidthPrior(past.stream()
                .filter(run -> run.features().model().isPresent()
                        && run.features().bits().isPresent())
                .toList());
    }

    /**
     * K of a pair to the target of its model version, which has to be undercut strictly.
     *
     * @param scenario names the target
     * @param pair model and quantization by name
     * @return the belief; empty if there is no past run
     * @throws io.github.jqodi.error.InvalidValueException if the scenario speaks of accuracies
     */
    @Override
    public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
        scenario.metric().requireLosses("the prior by bits");
        return forecast(
                        pair.model(),
                        scenario.quantization(pair.quantization()),
                        Math.nextDown(scenario.lossTarget(pair)))
                .map(EpochForecast::toEpochEstimate);
    }

    /**
     * γ of a pair as a multiple of the loss of its model before quantization.
     *
     * @param scenario names that loss and the confidence
     * @param pair model and quantization by name
     * @return mean and quantile of the next compression; 0 at 32 bits
     * @throws io.github.jqodi.error.InvalidValueException if the scenario speaks of accuracies
     */
    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        scenario.metric().requireLosses("the prior by bits");
        double bits = scenario.quantization(pair.quantization()).weightBits();
        double median = scenario.model(pair.model()).loss() * relativeGamma(bits);
        double quantile = new NormalDistribution()
                .inverseCumulativeProbability(scenario.target().confidence());
        return Optional.of(new LossEstimate(
                median * Math.exp(GAMMA_SPREAD * GAMMA_SPREAD / 2), median * Math.exp(GAMMA_SPREAD * quantile)));
    }

    /** Median of γ over the loss before; between the cliff and 3 bits a straight line of its logarithm. */
    private static double relativeGamma(double bits) {
        if (bits >= Quantization.FULL_PRECISION_BITS) {
            return 0;
        }
        if (bits >= 3) {
            return GAMMA_AT_THREE_BITS * Math.pow(FALL_OF_GAMMA, 3 - bits);
        }
        double share = Math.max(0, bits - CLIFF_BITS);
        return CLIFF * Math.pow(GAMMA_AT_THREE_BITS / CLIFF, share);
    }

    /**
     * K of a model at a width, before its first epoch.
     *
     * @param model name of the version; its own past runs at other widths are carried over, those of all models where it has none
     * @param quantization q
     * @param target a loss, reached at or below it
     * @return the forecast, whose basis says what was carried over; empty if there is no past run
     */
    public Optional<EpochForecast> forecast(String model, Quantization quantization, double target) {
        List<Curve> own = past.stream()
                .filter(run -> run.features().model().equals(Optional.of(model)))
                .toList();
        double bits = quantization.weightBits();
        List<Curve> runs = nearest(own.isEmpty() ? past : own, bits);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(carried(runs, bits, target, basis(runs, own.isEmpty(), bits, target)));
    }

    private static String basis(List<Curve> runs, boolean areOthers, double bits, double target) {
        boolean isOwnWidth = runs.stream().allMatch(run -> width(run) == bits);
        return "prior by bits: " + Text.count(runs.size(), "run") + " at " + widths(runs) + " bits"
                + (areOthers ? " of other models" : "") + PastEpochs.shortfall(runs, target)
                + (isOwnWidth ? ", with the spread of a further one" : " carried over to " + Text.shortest(bits));
    }

    /** The runs that have to be carried over the least, and those that are hardly farther. */
    private static List<Curve> nearest(List<Curve> runs, double bits) {
        double least = runs.stream()
                .mapToDouble(run -> Math.abs(excess(bits) - excess(width(run))))
                .min()
                .orElse(0);
        return runs.stream()
                .filter(run -> Math.abs(excess(bits) - excess(width(run))) <= least + ALIKE)
                .toList();
    }

    /** Of several runs their own spread is seen as well: with n of them, and 2/n of it about each, it is that of one more. */
    private static EpochForecast carried(List<Curve> runs, double bits, double target, String basis) {
        double scatter = RUN_SPREAD * Math.sqrt(2.0 / mostAtOneWidth(runs));
        PastEpochs past = new PastEpochs();
        for (Curve run : runs) {
            double shift = excess(bits) - excess(width(run));
            for (double network : NODES) {
                for (double data : NODES) {
                    double factor = Math.exp(shift * Math.exp(EXCESS_SPREAD * network) + scatter * data);
                    past.add(run, target > 0 ? target / factor : target, 1);
                }
            }
        }
        return past.forecast(basis);
    }

    private static long mostAtOneWidth(List<Curve> runs) {
        return runs.stream()
                .collect(Collectors.groupingBy(BitWidthPrior::width, Collectors.counting()))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Median of ln(loss at this width/loss at full precision). */
    private static double excess(double bits) {
        return EXCESS_AT_ONE_BIT * Math.pow(FALL_OF_EXCESS, 1 - bits);
    }

    private static double width(Curve run) {
        return run.features().bits().orElseThrow();
    }

    private static String widths(List<Curve> runs) {
        return runs.stream()
                .map(BitWidthPrior::width)
                .distinct()
                .sorted()
                .map(Text::shortest)
                .collect(Collectors.joining(", "));
    }

    /** Medians of so many equally likely parts of a standard normal distribution. */
    private static double[] nodes(int count) {
        double[] nodes = new double[count];
        Arrays.setAll(nodes, i -> new NormalDistribution().inverseCumulativeProbability((i + 0.5) / count));
        return nodes;
    }

    @Override
    public String toString() {
        return "prior by bits of " + Text.count(past.size(), "past run");
    }
}
