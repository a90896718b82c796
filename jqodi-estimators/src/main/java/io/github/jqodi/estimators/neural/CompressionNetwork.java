package io.github.jqodi.estimators.neural;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimate.CompressionLossEstimator;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimators.loss.PastCompression;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feed-forward network for γ_(a,q) over size, work, depth and loss of the model and the bit-width; so it says something
 * of models that were never compressed. Immutable and thread-safe; predictions need no jar of DJL.
 */
public final class CompressionNetwork implements CompressionLossEstimator {
    /** The fewest past compressions it is trained on. */
    public static final int FEWEST = 8;

    private static final String KIND = "compression";
    private static final int HIDDEN = 16;
    private static final int MEMBERS = 3;
    private static final float[][] NO_STEPS = {};

    private final InputScaling scaling;
    private final AsinhScale scale;
    private final Ensemble networks;
    private final double leastBits;
    private final double mostBits;

    private CompressionNetwork(
            InputScaling scaling, AsinhScale scale, Ensemble networks, double leastBits, double mostBits) {
        this.scaling = scaling;
        this.scale = scale;
        this.networks = networks;
        this.leastBits = leastBits;
        this.mostBits = mostBits;
    }

    /**
     * Trains on past compressions.
     *
     * @param past at least {@value #FEWEST}, in any order
     * @param models at least the versions named by them
     * @param seed of the numbers that training starts from and of the order of examples
     * @return the estimator
     * @throws io.github.jqodi.error.InvalidValueException if there are too few, a model is not known or jars are missing
     */
    public static CompressionNetwork train(List<PastCompression> past, List<ModelVersion> models, long seed) {
        NeuralEngine.require(KIND);
        Check.that(past.size() >= FEWEST, "past", past.size() + " compressions", "must be at least " + FEWEST);
        PairInputs known = new PairInputs(models);
        List<double[]> rows = past.stream()
                .map(each -> known.of(each.model(), each.quantization()))
                .toList();
        AsinhScale scale = AsinhScale.of(
                past.stream().mapToDouble(PastCompression::lossChange).toArray());
        InputScaling scaling = InputScaling.of(rows);
        List<float[]> labels = new ArrayList<>();
        past.forEach(each -> labels.add(new float[] {scale.label(each.lossChange())}));
        Ensemble networks = Ensemble.train(
                NetworkShape.feedForward(PairInputs.WIDTH, HIDDEN, QuantileFunction.LEVELS.length),
                new TableExamples(rows.stream().map(scaling::apply).toList(), labels),
                TrainingSettings.ofTable(seed),
                MEMBERS);
        return new CompressionNetwork(
                scaling,
                scale,
                networks,
                past.stream()
                        .mapToDouble(each -> each.quantization().weightBits())
                        .min()
                        .orElseThrow(),
                past.stream()
                        .mapToDouble(each -> each.quantization().weightBits())
                        .max()
                        .orElseThrow());
    }

    /**
     * The belief about one pair.
     *
     * @param scenario for the confidence of its target
     * @param pair model, seen or not, and quantization by name
     * @return mean and quantile of the next compression; empty for a width below every seen one; 0 at 32 bits unless seen
     */
    @Override
    public Optional<LossEstimate> compressionLoss(Scenario scenario, QuantizedModel pair) {
        scenario.metric().requireLosses("a network trained on losses");
        Quantization quantization = scenario.quantization(pair.quantization());
        double bits = quantization.weightBits();
        if (bits == Quantization.FULL_PRECISION_BITS && mostBits < Quantization.FULL_PRECISION_BITS) {
            return Optional.of(new LossEstimate(0, 0));
        }
        if (bits < leastBits) {
            return Optional.empty();
        }
        double[] outputs =
                networks.outputs(NO_STEPS, scaling.apply(PairInputs.of(scenario.model(pair.model()), quantization)));
        QuantileFunction line = scale.changes(QuantileFunction.of(outputs, 0));
        return Optional.of(
                new LossEstimate(line.mean(), line.at(scenario.target().confidence())));
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
     * @throws io.github.jqodi.error.InvalidValueException if it does not hold a saved network for γ_(a,q), or was cut short or
     *     changed
     */
    public static CompressionNetwork load(Path file) throws IOException {
        return NetworkFile.load(file, KIND, CompressionNetwork::read);
    }

    private void write(DataOutput out) throws IOException {
        out.writeDouble(leastBits);
        out.writeDouble(mostBits);
        out.writeDouble(scale.unit());
        scaling.write(out);
        networks.write(out);
    }

    private static CompressionNetwork read(SavedNumbers in) throws IOException {
        double least = Check.positive("leastBits", in.number());
        double most = in.number();
        Check.that(
                most >= least && most <= Quantization.FULL_PRECISION_BITS,
                "mostBits",
                most,
                "must be from " + least + " to " + Quantization.FULL_PRECISION_BITS);
        AsinhScale scale = new AsinhScale(in.number());
        InputScaling scaling = InputScaling.read(in, PairInputs.WIDTH);
        Ensemble networks = Ensemble.read(in).checked(0, PairInputs.WIDTH, QuantileFunction.LEVELS.length);
        return new CompressionNetwork(scaling, scale, networks, least, most);
    }

    @Override
    public String toString() {
        return "network of compression losses at " + Text.shortest(leastBits) + " to " + Text.shortest(mostBits)
                + " bits";
    }
}
