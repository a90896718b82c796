package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.NormalDistribution;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.CompressionLossEstimator;
import io.github.jqodi.estimate.GainEstimator;
import io.github.jqodi.estimators.loss.PastRun;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Feed-forward network for γ^update and γ^run over L(k-1), k and what is known of the pair. Runs are rolled out with it:
 * {@link GainPaths} says how. Immutable and thread-safe; predictions need no jar of DJL.
 */
public final class GainNetwork {
    /** The fewest epochs of past runs it is trained on. */
    public static final int FEWEST = 16;

    static final int WIDTH = PairInputs.WIDTH + 4;

    private static final String KIND = "gains";
    private static final int HIDDEN = 24;
    private static final int MEMBERS = 3;
    private static final int OUTPUTS = 2 * QuantileFunction.LEVELS.length;
    private static final float[][] NO_STEPS = {};

    private final InputScaling scaling;
    private final AsinhScale updateScale;
    private final AsinhScale runScale;
    private final Ensemble networks;
    private final int longest;
    private final double persistence;

    private GainNetwork(
            InputScaling scaling,
            AsinhScale updateScale,
            AsinhScale runScale,
            Ensemble networks,
            int longest,
            double persistence) {
        this.scaling = scaling;
        this.updateScale = updateScale;
        this.runScale = runScale;
        this.networks = networks;
        this.longest = longest;
        this.persistence = persistence;
    }

    /**
     * Trains on past runs.
     *
     * @param past with at least {@value #FEWEST} epochs together
     * @param models at least the versions named by them
     * @param seed of the numbers that training starts from and of the order of examples
     * @return the network
     * @throws io.github.jqodi.error.InvalidValueException if there is too little, a model is not known or jars are missing
     */
    public static GainNetwork train(List<PastRun> past, List<ModelVersion> models, long seed) {
        NeuralEngine.require(KIND);
        int epochs = past.stream().mapToInt(run -> run.afterRun().size()).sum();
        Check.that(epochs >= FEWEST, "past", epochs + " epochs in all", "must be at least " + FEWEST);
        List<Step> steps = Step.of(past, new PairInputs(models));
        AsinhScale update =
                AsinhScale.of(steps.stream().mapToDouble(step -> step.update).toArray());
        AsinhScale run =
                AsinhScale.of(steps.stream().mapToDouble(step -> step.run).toArray());
        InputScaling scaling =
                InputScaling.of(steps.stream().map(step -> step.inputs).toList());
        List<float[]> labels = new ArrayList<>();
        steps.forEach(step -> labels.add(new float[] {update.label(step.update), run.label(step.run)}));
        Ensemble networks = Ensemble.train(
                NetworkShape.feedForward(WIDTH, HIDDEN, OUTPUTS),
                new TableExamples(
                        steps.stream().map(step -> scaling.apply(step.inputs)).toList(), labels),
                TrainingSettings.ofTable(seed),
                MEMBERS);
        int longest =
                past.stream().mapToInt(each -> each.afterRun().size()).max().orElseThrow();
        GainNetwork network = new GainNetwork(scaling, update, run, networks, longest, 0);
        return new GainNetwork(scaling, update, run, networks, longest, Persistence.of(network, steps));
    }

    /**
     * The estimator of γ^update.
     *
     * @param start γ_(a,q), from which runs start; where it believes nothing, nor does this
     * @return estimates for any model, seen or not
     */
    public GainEstimator updateGains(CompressionLossEstimator start) {
        return (scenario, pair, epochs) -> start.compressionLoss(scenario, pair)
                .map(loss -> paths(scenario, pair)
                        .roll(loss, scenario.target().confidence(), epochs)
                        .updates());
    }

    /**
     * The estimator of γ^run. Expected gains are means; the robust ones are the steps of a quantile of L(k), less γ^update.
     *
     * @param start γ_(a,q), from which runs start; where it believes nothing, nor does this
     * @return estimates for any model, seen or not
     */
    public GainEstimator runGains(CompressionLossEstimator start) {
        return (scenario, pair, epochs) -> start.compressionLoss(scenario, pair)
                .map(loss -> paths(scenario, pair)
                        .roll(loss, scenario.target().confidence(), epochs)
                        .runs());
    }

    private GainPaths paths(Scenario scenario, QuantizedModel pair) {
        scenario.metric().requireLosses("a network trained on losses");
        return new GainPaths(this, scenario.model(pair.model()), scenario.quantization(pair.quantization()));
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
     * @return what was saved; its estimates are equal to the bit
     * @throws IOException if the file cannot be read
     * @throws io.github.jqodi.error.InvalidValueException if it does not hold a saved network for gains, or was cut short or
     *     changed
     */
    public static GainNetwork load(Path file) throws IOException {
        return NetworkFile.load(file, KIND, GainNetwork::read);
    }

    /** How much of what sets a run apart in one epoch is left in the next, as a correlation in [0, 1). */
    double persistence() {
        return persistence;
    }

    /** The gains of one epoch; beyond the longest past run the epochs are taken to go on as its last one. */
    Gains gains(double lossBefore, int epoch, double[] pair) {
        return gains(inputs(lossBefore, Math.min(epoch, longest), pair));
    }

    private Gains gains(double[] inputs) {
        double[] outputs = networks.outputs(NO_STEPS, scaling.apply(inputs));
        return new Gains(
                updateScale.changes(QuantileFunction.of(outputs, 0)),
                runScale.changes(QuantileFunction.of(outputs, QuantileFunction.LEVELS.length)));
    }

    private static double[] inputs(double lossBefore, int epoch, double[] pair) {
        double[] inputs = new double[WIDTH];
        System.arraycopy(pair, 0, inputs, 0, pair.length);
        inputs[pair.length] = lossBefore;
        inputs[pair.length + 1] = lossBefore - pair[PairInputs.LOSS];
        inputs[pair.length + 2] = StrictMath.log(epoch);
        inputs[pair.length + 3] = 1.0 / epoch;
        return inputs;
    }

    private void write(DataOutput out) throws IOException {
        out.writeInt(longest);
        out.writeDouble(persistence);
        out.writeDouble(updateScale.unit());
        out.writeDouble(runScale.unit());
        scaling.write(out);
        networks.write(out);
    }

    private static GainNetwork read(SavedNumbers in) throws IOException {
        int longest = Check.between("longest", in.integer(), 1, Integer.MAX_VALUE);
        double persistence = Check.nonNegative("persistence", in.number());
        AsinhScale update = new AsinhScale(in.number());
        AsinhScale run = new AsinhScale(in.number());
        InputScaling scaling = InputScaling.read(in, WIDTH);
        Ensemble networks = Ensemble.read(in).checked(0, WIDTH, OUTPUTS);
        return new GainNetwork(scaling, update, run, networks, longest, Math.min(1, persistence));
    }

    /**
     * Beliefs about one epoch.
     *
     * @param update γ^update(k)
     * @param run γ^run(k)
     */
    record Gains(QuantileFunction update, QuantileFunction run) {}

    /** One epoch of a past run. */
    private static final class Step {
        private final int epoch;
        private final double[] inputs;
        private final double update;
        private final double run;

        private Step(int epoch, double[] inputs, double update, double run) {
            this.epoch = epoch;
            this.inputs = inputs;
            this.update = update;
            this.run = run;
        }

        static List<Step> of(List<PastRun> past, PairInputs known) {
            List<Step> steps = new ArrayList<>();
            for (PastRun run : past) {
                double[] pair = known.of(run.model(), run.quantization());
                double before = run.start();
                for (int k = 1; k <= run.afterRun().size(); k++) {
                    double updated = run.afterUpdate().isEmpty()
                            ? before
                            : run.afterUpdate().get(k - 1);
                    double after = run.afterRun().get(k - 1);
                    steps.add(new Step(k, GainNetwork.inputs(before, k, pair), updated - before, after - updated));
                    before = after;
                }
            }
            return steps;
        }
    }

    /** First-order autocorrelation of runs about the middle, from one epoch to the next. */
    private static final class Persistence {
        private static final double MOST = 0.95;
        private static final double LEAST_LEVEL = 0.01;

        private Persistence() {}

        /** Correlation of the normal scores of successive epochs. */
        static double of(GainNetwork network, List<Step> steps) {
            double product = 0;
            double squares = 0;
            double before = 0;
            for (Step step : steps) {
                double level = network.gains(step.inputs).run().below(step.run);
                double score = NormalDistribution.quantile(Math.max(LEAST_LEVEL, Math.min(1 - LEAST_LEVEL, level)));
                if (step.epoch > 1) {
                    product += score * before;
                    squares += (score * score + before * before) / 2;
                }
                before = score;
            }
            return squares > 0 ? Math.max(0, Math.min(MOST, product / squares)) : 0;
        }
    }

    @Override
    public String toString() {
        return "network of gains over " + Text.count(longest, "epoch");
    }
}
