package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.calibrate.CalibratedEstimator;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import io.github.jqodi.estimators.curve.FittedEstimator;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts K with an LSTM that is trained on past runs, as the paper has it (READINGS section 5). Training takes seconds and needs
 * the jars of DJL. As an estimator it is calibrated: two more are trained, each on one half of the past runs, and checked on the
 * other, so a fit costs three trainings.
 */
public final class LstmEstimator implements CurveEstimator {
    /** The fewest past runs it is trained on. */
    public static final int FEWEST_RUNS = 8;

    private static final String NAME = "lstm";
    private static final int FEWEST_EPOCHS = 2;
    private static final int STATE = 24;
    private static final int HIDDEN = 32;
    private static final int MEMBERS = 2;
    private static final TrainingSettings SETTINGS = new TrainingSettings(500, 6e-3, 0.02, 1);

    private final TrainingSettings settings;

    /** Trains from the seed 1. */
    public LstmEstimator() {
        this(SETTINGS);
    }

    private LstmEstimator(TrainingSettings settings) {
        this.settings = settings;
    }

    /**
     * The same with another seed.
     *
     * @param seed of the numbers that training starts from and of the order of examples
     * @return a copy
     */
    public LstmEstimator withSeed(long seed) {
        return new LstmEstimator(settings.withSeed(seed));
    }

    /**
     * What is missing to train networks here. Loads PyTorch if its jars are there, which takes a second the first time.
     *
     * @return words that name the jars to add; empty if nothing is missing
     */
    public static Optional<String> missing() {
        return NeuralEngine.missing();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "past runs: an LSTM trained on them, calibrated";
    }

    @Override
    public boolean needsHistory() {
        return true;
    }

    /**
     * Trains and calibrates.
     *
     * @param history at least twice {@value #FEWEST_RUNS} runs of a common length that did not diverge; shorter ones are left
     *     out, longer ones cut
     * @return an estimator for runs that are shorter than the past ones
     * @throws io.github.jqodi.base.InvalidValueException if there are too few such runs or jars are missing
     */
    @Override
    public FittedEstimator fit(List<Curve> history) {
        NeuralEngine.require(NAME);
        List<Curve> usable = usable(history, 2 * FEWEST_RUNS);
        return CalibratedEstimator.of(new Plain(this)).fit(usable);
    }

    /**
     * Trains without calibrating.
     *
     * @param history at least {@value #FEWEST_RUNS} runs of a common length that did not diverge
     * @return the network, which can be saved
     * @throws io.github.jqodi.base.InvalidValueException if there are too few such runs or jars are missing
     */
    public LstmModel train(List<Curve> history) {
        NeuralEngine.require(NAME);
        List<Curve> usable = usable(history, FEWEST_RUNS);
        int horizon = usable.stream().mapToInt(Curve::lastEpoch).min().orElseThrow();
        PrefixFeatures features = PrefixFeatures.of(usable, horizon);
        NetworkShape shape = new NetworkShape(
                PrefixFeatures.STEP_INPUTS, STATE, PrefixFeatures.CONTEXT, HIDDEN, LstmModel.OUTPUTS);
        Ensemble networks = Ensemble.train(shape, new PastPrefixes(features, usable), settings, MEMBERS);
        return new LstmModel(features, networks, usable.size());
    }

    /** The runs of the common length that leaves the most epochs. */
    private static List<Curve> usable(List<Curve> history, int fewest) {
        List<Curve> sound =
                history.stream().filter(run -> run.divergedAt().isEmpty()).toList();
        int[] lengths = sound.stream().mapToInt(Curve::lastEpoch).sorted().toArray();
        int horizon = 0;
        long most = 0;
        for (int i = 0; i < lengths.length; i++) {
            long epochs = (long) lengths[i] * (lengths.length - i);
            if (epochs >= most) {
                most = epochs;
                horizon = lengths[i];
            }
        }
        int common = horizon;
        List<Curve> usable = sound.stream()
                .filter(run -> run.lastEpoch() >= common && run.epoch(0) <= common)
                .map(run -> run.prefix(common))
                .filter(run -> run.lastEpoch() == common)
                .toList();
        Check.that(
                usable.size() >= fewest && common >= FEWEST_EPOCHS,
                "history",
                usable.size() + " runs of common length " + common,
                "must hold at least " + fewest + " of at least " + FEWEST_EPOCHS + " epochs",
                "Use an estimator that works on one curve alone.");
        return usable;
    }

    /** Trains anew for each half of the past runs. */
    private record Plain(LstmEstimator settings) implements CurveEstimator {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "past runs: an LSTM trained on them";
        }

        @Override
        public boolean needsHistory() {
            return true;
        }

        @Override
        public FittedEstimator fit(List<Curve> history) {
            return settings.train(history);
        }
    }
}
