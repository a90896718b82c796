package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.EpochForecast;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Trained LSTM for K. It reads the observed losses and gives, for epochs spread up to the horizon H of the past runs,
 * quantiles of how far the best loss will have fallen. The probability that it falls to the target by epoch k is P(K ≤ k); what is
 * missing to 1 at H is the probability of "never", by which is meant: not within H epochs.
 *
 * <p>Immutable and thread-safe; predictions need no jar of DJL.
 */
public final class LstmModel implements FittedEstimator {
    static final int OUTPUTS = PrefixExamples.GRID * QuantileFunction.LEVELS.length;

    static final String KIND = "lstm";
    private static final double EVEN_TOTAL = 1;

    private final LstmInputs features;
    private final Ensemble networks;
    private final int runs;

    LstmModel(LstmInputs features, Ensemble networks, int runs) {
        this.features = features;
        this.networks = networks;
        this.runs = runs;
    }

    /**
     * {@return H, the epochs for which past runs were known}
     */
    public int horizon() {
        return features.horizon();
    }

    /**
     * Writes the network to a file, whole or not at all.
     *
     * @param file where to; an old file is replaced
     * @throws IOException if it cannot be written
     */
    public void save(Path file) throws IOException {
        NetworkFile.save(file, KIND, this::write);
    }

    /**
     * Reads a network from a file of at most 64 MiB; no more memory is taken than some times what the file really holds.
     *
     * @param file written by {@link #save}
     * @return what was saved; its forecasts are equal to the bit
     * @throws IOException if the file cannot be read
     * @throws io.github.jqodi.error.InvalidValueException if it does not hold a saved LSTM, or was cut short or changed
     */
    public static LstmModel load(Path file) throws IOException {
        return NetworkFile.load(file, KIND, LstmModel::read);
    }

    /**
     * Beliefs about K of several targets.
     *
     * @param observed the run up to now, shorter than H
     * @param targets losses
     * @return one forecast for each
     * @throws io.github.jqodi.error.InvalidValueException if the run is as long as the past ones
     */
    @Override
    public List<EpochForecast> forecasts(Curve observed, double... targets) {
        Check.that(
                observed.lastEpoch() < horizon(),
                "observed",
                observed.lastEpoch() + " epochs",
                "must be fewer than the past runs have, " + horizon(),
                "Use an estimator that works on one curve alone.");
        List<EpochForecast> forecasts = new ArrayList<>();
        boolean lost = observed.divergedAt().isPresent() || !features.accepts(observed.minimum());
        GainQuantiles gains = lost ? new GainQuantiles(0, List.of()) : gains(observed);
        for (double target : targets) {
            OptionalInt reached = observed.firstAtOrBelow(target);
            if (reached.isPresent()) {
                forecasts.add(EpochForecast.reached(reached.getAsInt()));
            } else if (lost) {
                forecasts.add(EpochForecast.never("the run diverged or left the scale of the past runs"));
            } else {
                forecasts.add(forecast(gains, observed.lastEpoch(), target));
            }
        }
        return forecasts;
    }

    /** The quantiles at every point of the grid, in roots of the unit of gains. */
    private GainQuantiles gains(Curve observed) {
        double[] levels = features.levels(observed, horizon());
        int epochs = levels.length;
        double[] outputs = networks.outputs(features.steps(levels, epochs), features.context(levels, epochs));
        List<QuantileFunction> lines = new ArrayList<>();
        for (int g = 0; g < PrefixExamples.GRID; g++) {
            lines.add(QuantileFunction.of(outputs, g * QuantileFunction.LEVELS.length));
        }
        return new GainQuantiles(features.level(observed.minimum()), lines);
    }

    private EpochForecast forecast(GainQuantiles gains, int observed, double target) {
        String basis = "an LSTM trained on " + runs + " past runs of " + horizon() + " epochs";
        if (!features.accepts(target)) {
            return EpochForecast.never(basis);
        }
        double gain = Math.max(0, gains.best - features.level(target));
        double root = Math.sqrt(gain / features.gainAfter(observed));
        double[] epochs = new double[horizon() - observed + 1];
        double[] weights = new double[epochs.length];
        int from = observed;
        double before = 0;
        for (int g = 0; g < PrefixExamples.GRID; g++) {
            int to = PrefixExamples.gridEpoch(g, observed, horizon());
            double by = Math.max(before, 1 - gains.lines.get(g).below(root));
            // Between points of the grid the epochs share alike; equal points are one.
            int first = Math.min(from, to - 1);
            for (int k = first + 1; k <= to; k++) {
                weights[k - observed - 1] += (by - before) / (to - first);
            }
            before = by;
            from = to;
        }
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = observed + 1.0 + i;
        }
        epochs[epochs.length - 1] = Double.POSITIVE_INFINITY;
        weights[epochs.length - 1] = EVEN_TOTAL - before;
        return EpochForecast.ofSample(epochs, weights, basis);
    }

    private void write(DataOutput out) throws IOException {
        out.writeInt(runs);
        features.write(out);
        networks.write(out);
    }

    static LstmModel read(SavedNumbers in) throws IOException {
        int runs = Check.between("runs", in.integer(), 1, Integer.MAX_VALUE);
        LstmInputs features = LstmInputs.read(in);
        Ensemble networks = Ensemble.read(in).checked(LstmInputs.STEP_INPUTS, LstmInputs.CONTEXT, OUTPUTS);
        return new LstmModel(features, networks, runs);
    }

    private record GainQuantiles(double best, List<QuantileFunction> lines) {}

    @Override
    public String toString() {
        return "lstm trained on " + Text.count(runs, "run");
    }
}
