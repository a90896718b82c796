package io.github.jqodi.estimators.history;

import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.SeedEstimator;
import io.github.jqodi.estimators.curve.SeedGroup;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * K of a new seed from other seeds of the same configuration, on the logarithm of K. The spread of a group is shrunk towards
 * the pooled spread of other configurations, how far is chosen by the likelihood of the past groups; the shape is that of the
 * standardised deviations of past seeds from their groups, each as if it were new, or Student's t where there are few. P(never) is a
 * shrunk share, as often as past groups of which some seeds arrived had others that did not.
 */
public final class SeedSpread implements SeedEstimator {
    private static final double[] PSEUDO_RUNS = {0.5, 1, 2, 4, 8, 16};
    private static final double DEFAULT_VARIANCE = 0.01;
    private static final double DEFAULT_PSEUDO_RUNS = 2;
    private static final int FEWEST_DEVIATIONS = 40;
    private static final int POINTS = 199;
    /** K is a whole number: two seeds closer than this are not distinguishable. */
    private static final double ROUNDING_VARIANCE = 1.0 / 12;

    @Override
    public String name() {
        return "seeds";
    }

    @Override
    public String description() {
        return "other seeds: their mean on the logarithm, spread shrunk towards that of other configurations";
    }

    @Override
    public Fitted fit(List<SeedGroup> history) {
        List<SeedGroup> usable =
                history.stream().filter(group -> group.reached().length >= 3).toList();
        double variance = pooledVariance(usable);
        double pseudoRuns = usable.size() < 3 ? DEFAULT_PSEUDO_RUNS : pseudoRuns(usable, variance);
        return new FittedSpread(
                variance, pseudoRuns, deviations(usable, variance, pseudoRuns), NeverRate.fit(history), usable.size());
    }

    private static double pooledVariance(List<SeedGroup> groups) {
        double sum = 0;
        int degrees = 0;
        for (SeedGroup group : groups) {
            Logs logs = Logs.of(group.reached());
            sum += logs.squares;
            degrees += logs.count - 1;
        }
        return degrees == 0 ? DEFAULT_VARIANCE : Math.max(sum / degrees, 1e-6);
    }

    /** The number of pseudo-runs under which leaving one seed out predicts it best. */
    private static double pseudoRuns(List<SeedGroup> groups, double variance) {
        double best = DEFAULT_PSEUDO_RUNS;
        double most = Double.NEGATIVE_INFINITY;
        for (double pseudo : PSEUDO_RUNS) {
            double likelihood = 0;
            for (SeedGroup group : groups) {
                int[] reached = group.reached();
                for (int left = 0; left < reached.length; left++) {
                    Logs others = Logs.of(without(reached, left));
                    double scale = others.scale(variance, pseudo);
                    double z = (Math.log(reached[left]) - others.mean) / scale;
                    likelihood += new TDistribution(null, pseudo + others.count - 1).logDensity(z) - Math.log(scale);
                }
            }
            if (likelihood > most) {
                most = likelihood;
                best = pseudo;
            }
        }
        return best;
    }

    private static double[] deviations(List<SeedGroup> groups, double variance, double pseudoRuns) {
        return groups.stream()
                .map(SeedGroup::reached)
                .flatMapToDouble(reached -> IntStream.range(0, reached.length).mapToDouble(left -> {
                    Logs others = Logs.of(without(reached, left));
                    return (Math.log(reached[left]) - others.mean) / others.scale(variance, pseudoRuns);
                }))
                .sorted()
                .toArray();
    }

    private static int[] without(int[] reached, int left) {
        int[] rest = new int[reached.length - 1];
        System.arraycopy(reached, 0, rest, 0, left);
        System.arraycopy(reached, left + 1, rest, left, rest.length - left);
        return rest;
    }

    /** Logarithms of some K. */
    private record Logs(int count, double mean, double squares) {
        static Logs of(int[] epochs) {
            double mean = 0;
            for (int epoch : epochs) {
                mean += Math.log(epoch) / epochs.length;
            }
            double squares = 0;
            for (int epoch : epochs) {
                squares += (Math.log(epoch) - mean) * (Math.log(epoch) - mean);
            }
            return new Logs(epochs.length, mean, squares);
        }

        /** Standard deviation of a new seed's logarithm. */
        double scale(double pooledVariance, double pseudoRuns) {
            double variance = (pseudoRuns * pooledVariance + squares) / (pseudoRuns + count - 1);
            double rounding = ROUNDING_VARIANCE * Math.exp(-2 * mean);
            return Math.sqrt((variance + rounding) * (1 + 1.0 / count));
        }
    }

    /**
     * How often a seed does not arrive, given how many others did not: a beta prior of past groups.
     *
     * @param never pseudo-count of runs that never arrive
     * @param reached pseudo-count of runs that do
     */
    private record NeverRate(double never, double reached) {
        private static final NeverRate DEFAULT = new NeverRate(0.25, 0.25);
        private static final double[] NEVER = {0.01, 0.02, 0.05, 0.1, 0.25};
        private static final double[] REACHED = {0.02, 0.05, 0.1, 0.25, 0.5, 1};
        private static final int FEWEST_GROUPS = 10;

        static NeverRate fit(List<SeedGroup> groups) {
            if (groups.size() < FEWEST_GROUPS) {
                return DEFAULT;
            }
            NeverRate best = DEFAULT;
            double most = Double.NEGATIVE_INFINITY;
            for (double never : NEVER) {
                for (double reached : REACHED) {
                    NeverRate rate = new NeverRate(never, reached);
                    double likelihood =
                            groups.stream().mapToDouble(rate::logLikelihood).sum();
                    if (likelihood > most) {
                        most = likelihood;
                        best = rate;
                    }
                }
            }
            return best;
        }

        /** Each seed given the others. */
        private double logLikelihood(SeedGroup group) {
            int arrived = group.reached().length;
            int missed = group.neverCount();
            double sum = arrived == 0 ? 0 : arrived * Math.log(1 - of(missed, arrived - 1));
            return missed == 0 ? sum : sum + missed * Math.log(of(missed - 1, arrived));
        }

        double of(int missed, int arrived) {
            return (missed + never) / (missed + arrived + never + reached);
        }
    }

    private static final class FittedSpread implements Fitted {
        private final double variance;
        private final double pseudoRuns;
        private final double[] deviations;
        private final NeverRate never;
        private final int groups;

        FittedSpread(double variance, double pseudoRuns, double[] deviations, NeverRate never, int groups) {
            this.variance = variance;
            this.pseudoRuns = pseudoRuns;
            this.deviations = deviations;
            this.never = never;
            this.groups = groups;
        }

        @Override
        public EpochForecast forecast(SeedGroup others) {
            int[] reached = others.reached();
            String basis = others.size() + " other seeds, spread of " + groups + " past groups";
            if (reached.length == 0) {
                return EpochForecast.never("none of " + others.size() + " other seeds arrived");
            }
            Logs logs = Logs.of(reached);
            double scale = logs.scale(variance, pseudoRuns);
            double missing = never.of(others.neverCount(), reached.length);
            double[] epochs = new double[POINTS + 1];
            double[] weights = new double[POINTS + 1];
            for (int i = 0; i < POINTS; i++) {
                double z = deviation((i + 0.5) / POINTS, pseudoRuns + logs.count - 1);
                epochs[i] = Math.max(1, Math.rint(Math.exp(logs.mean + scale * z)));
                weights[i] = (1 - missing) / POINTS;
            }
            epochs[POINTS] = Double.POSITIVE_INFINITY;
            weights[POINTS] = missing;
            return EpochForecast.ofSample(epochs, weights, basis);
        }

        private double deviation(double level, double degrees) {
            if (deviations.length < FEWEST_DEVIATIONS) {
                return new TDistribution(null, degrees).inverseCumulativeProbability(level);
            }
            double rank = level * deviations.length - 0.5;
            int below = (int) Math.min(deviations.length - 2.0, Math.max(0, Math.floor(rank)));
            double share = Math.min(1, Math.max(0, rank - below));
            return deviations[below] + share * (deviations[below + 1] - deviations[below]);
        }

        @Override
        public String toString() {
            return "pooled variance " + variance + ", pseudo-runs " + pseudoRuns + ", "
                    + Arrays.stream(deviations).count() + " deviations, " + never;
        }
    }
}
