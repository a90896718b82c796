package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.CurveEstimator;
import java.util.List;
import java.util.Optional;

/**
 * Estimator of K by an LSTM that is trained on past runs, as the paper has it (READINGS section 5). Training takes seconds and
 * needs the jars of DJL; what it gives needs none.
 *
 * <p>Its levels hold without {@link io.github.jqodi.estimators.calibrate.CalibratedEstimator}, which may be put around it at the
 * cost of two more trainings: networks that saw half of the past runs are less sure than one that saw all, so that it may promise
 * too much.
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

    LstmEstimator(TrainingSettings settings) {
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
        return "past runs: an LSTM trained on them; needs the jars of DJL and its PyTorch engine";
    }

    @Override
    public boolean needsHistory() {
        return true;
    }

    /**
     * Trains on past runs.
     *
     * @param history at least {@value #FEWEST_RUNS} runs of a common length that did not diverge; shorter ones are left out,
     *     longer ones cut
     * @return the network, for runs that are shorter than the past ones
     * @throws io.github.jqodi.error.InvalidValueException if there are too few such runs or jars are missing
     */
    @Override
    public LstmModel fit(List<Curve> history) {
        NeuralEngine.require(NAME);
        List<Curve> usable = usable(history);
        int horizon = usable.stream().mapToInt(Curve::lastEpoch).min().orElseThrow();
        LstmInputs features = LstmInputs.of(usable, horizon);
        NetworkShape shape =
                new NetworkShape(LstmInputs.STEP_INPUTS, STATE, LstmInputs.CONTEXT, HIDDEN, LstmModel.OUTPUTS);
        Ensemble networks = Ensemble.train(shape, new PrefixExamples(features, usable), settings, MEMBERS);
        return new LstmModel(features, networks, usable.size());
    }

    /** The runs of the common length that leaves the most epochs. */
    private static List<Curve> usable(List<Curve> history) {
        List<Curve> sound =
                history.stream().filter(run -> run.divergedAt().isEmpty()).toList();
        int common = Curve.commonLength(sound);
        List<Curve> usable = sound.stream()
                .filter(run -> run.lastEpoch() >= common && run.epoch(0) <= common)
                .map(run -> run.prefix(common))
                .filter(run -> run.lastEpoch() == common)
                .toList();
        Check.that(
                usable.size() >= FEWEST_RUNS && common >= FEWEST_EPOCHS,
                "history",
                usable.size() + " runs of common length " + common,
                "must hold at least " + FEWEST_RUNS + " of at least " + FEWEST_EPOCHS + " epochs",
                "Use an estimator that works on one curve alone.");
        return usable;
    }

    @Override
    public String toString() {
        return name();
    }
}
