package io.github.jqodi.bench.scenario;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random problems of a stated size; equal settings give equal problems. The device is efficient but slow, so that the choice
 * worth making mixes servers and cuts: the longer a network stays on the device, the less energy and the more time an epoch
 * takes. About 15 % of the servers lack the memory for the largest deep parts. With a forecast, the rate of each device link
 * follows a first-order autoregression of its logarithm, one step an epoch, clipped to [0.3, 2] of its base.
 *
 * <p>Immutable; every {@code with…} returns a copy.
 */
public final class InstanceGenerator {
    private static final double LOOSE_SECONDS = 1e8;
    private static final double LARGEST_SHRINK = 0.28;
    private static final double EXPECTED_SHARE = 0.93;
    private static final double LOSS_TARGET = 0.02;
    private static final double BIT_FLOOR = 0.25;
    private static final int TRAIN_SAMPLES = 2000;
    private static final int VALIDATION_SAMPLES = 500;
    /** Widths in the order in which a smaller Ω takes them, as many as FORMAT allows. */
    private static final int[] WIDTHS = {2, 4, 6, 8, 3, 16, 5, 12};

    private final Dimensions dimensions;
    private final boolean paperEpochs;
    private final long seed;
    private final boolean forecasts;
    private final Tightness tightness;

    private InstanceGenerator(
            Dimensions dimensions, boolean paperEpochs, long seed, boolean forecasts, Tightness tightness) {
        this.dimensions = dimensions;
        this.paperEpochs = paperEpochs;
        this.seed = seed;
        this.forecasts = forecasts;
        this.tightness = tightness;
    }

    /**
     * Problems of a size class: seed 0, stationary, the deadline half way.
     *
     * @param size the class
     * @return the generator
     */
    public static InstanceGenerator of(SizeClass size) {
        return new InstanceGenerator(size.dimensions(), size == SizeClass.PAPER, 0, false, Tightness.MID);
    }

    /**
     * Problems of any size: seed 0, stationary, the deadline half way.
     *
     * @param dimensions A, Q, X, J and the largest K_rob
     * @return the generator
     */
    public static InstanceGenerator of(Dimensions dimensions) {
        return new InstanceGenerator(dimensions, false, 0, false, Tightness.MID);
    }

    /**
     * The same problems from other random numbers.
     *
     * @param newSeed any number
     * @return a copy
     */
    public InstanceGenerator withSeed(long newSeed) {
        return new InstanceGenerator(dimensions, paperEpochs, newSeed, forecasts, tightness);
    }

    /**
     * The same problems with or without a forecast of every device link.
     *
     * @param forecast whether rates change from epoch to epoch
     * @return a copy
     */
    public InstanceGenerator withForecasts(boolean forecast) {
        return new InstanceGenerator(dimensions, paperEpochs, seed, forecast, tightness);
    }

    /**
     * The same problems with another deadline.
     *
     * @param newTightness where the deadline lies
     * @return a copy
     */
    public InstanceGenerator withTightness(Tightness newTightness) {
        return new InstanceGenerator(dimensions, paperEpochs, seed, forecasts, newTightness);
    }

    /**
     * Draws the problem; O(A·Q·X·J + X·J·K) time, O(X·K) memory with a forecast and O(X) without.
     *
     * @return the problem
     */
    public Problem generate() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> widths = widths();
        List<ModelVersion> models = IntStream.rangeClosed(1, dimensions.models())
                .mapToObj(a -> model(a, widths, random))
                .toList();
        GeneratedServers servers =
                new GeneratedServers(random, forecasts ? dimensions.epochs() : 0, largestBits(models));
        Scenario scenario = Scenario.builder(name(), Target.of(LOOSE_SECONDS, LOSS_TARGET))
                .note("Generated, seed " + seed + "; numbers are of a plausible order and stand for nothing real.")
                .cloud(Cloud.of("cloud", 1e13, 2e-10))
                .device(Device.of("device", around(random, 4e9, 0.2), around(random, 6e-11, 0.2)))
                .edgeServers(servers.list(dimensions.servers()))
                .bitWidths(widths.stream().mapToDouble(Integer::doubleValue).toArray())
                .workload(Workload.of(TRAIN_SAMPLES, VALIDATION_SAMPLES))
                .models(models)
                .build();
        Problem loose = new Problem(
                scenario,
                Estimators.of(new EstimateTable(estimates(models, widths, random))),
                AnalyticCosts.PAPER.withBitScaling(new BitScaling.Floor(BIT_FLOOR)));
        return loose.withDeadlineSeconds(ProblemDeadlineSpan.of(loose).at(tightness.share()));
    }

    /**
     * {@return what was asked for in one word, such as {@code A5-Q4-X20-J10-K100-var-mid-7}}
     */
    public String name() {
        return "A" + dimensions.models() + "-Q" + dimensions.bitWidths() + "-X" + dimensions.servers() + "-J"
                + dimensions.cuts() + "-K" + dimensions.epochs() + (forecasts ? "-var-" : "-sta-") + tightness.label()
                + "-" + seed;
    }

    private List<Integer> widths() {
        return IntStream.range(0, dimensions.bitWidths())
                .map(i -> i < WIDTHS.length ? WIDTHS[i] : widthBeyond(i - WIDTHS.length))
                .sorted()
                .boxed()
                .toList();
    }

    /** The widths that {@link #WIDTHS} leaves out, in order. */
    private static int widthBeyond(int index) {
        return IntStream.rangeClosed(1, 32)
                .filter(width -> IntStream.of(WIDTHS).noneMatch(known -> known == width))
                .skip(index)
                .findFirst()
                .orElseThrow();
    }

    /** A convolutional shape: work falls and parameters grow from layer to layer, both with noise. */
    private ModelVersion model(int index, List<Integer> widths, SplittableRandom random) {
        int layers = dimensions.cuts() + 1;
        double macs = around(random, 4e7, 0.7) / layers;
        double parameters = around(random, 1e6, 0.7) / layers;
        List<Layer> list = new ArrayList<>();
        for (int i = 1; i <= layers; i++) {
            double depth = i / (double) layers;
            list.add(new Layer(
                    "layer" + i,
                    around(random, macs * 1.6 * Math.exp(-depth), 0.3),
                    around(random, parameters * 0.16 * Math.exp(3 * depth), 0.3),
                    around(random, 2e4 * Math.exp(-2 * depth), 0.3)));
        }
        List<Setup> setup = widths.stream()
                .map(bits -> Setup.of(bits, around(random, 2, 0.3), around(random, 60, 0.3)))
                .toList();
        return ModelVersion.of("model" + index, LOSS_TARGET * 0.9, list)
                .withCloudMacsPerEpoch(around(random, macs * layers * 2000, 0.2))
                .withSetup(setup);
    }

    private double largestBits(List<ModelVersion> models) {
        return models.stream()
                .mapToDouble(model -> model.layers().stream()
                        .mapToDouble(layer -> layer.parameters() * WIDTHS[1])
                        .sum())
                .max()
                .orElseThrow();
    }

    private List<EstimateTable.Row> estimates(
            List<ModelVersion> models, List<Integer> widths, SplittableRandom random) {
        List<EstimateTable.Row> rows = new ArrayList<>();
        for (int a = 0; a < models.size(); a++) {
            double factor = between(random, 0.8, 1);
            for (int q = 0; q < widths.size(); q++) {
                EpochEstimate epochs = paperEpochs ? published(a, q) : epochs(q, widths.size(), factor);
                rows.add(EstimateTable.Row.of(QuantizedModel.of(models.get(a).name(), widths.get(q)), epochs)
                        .withReaches(LOSS_TARGET));
            }
        }
        return rows;
    }

    private static EpochEstimate published(int model, int width) {
        int[] pair = PaperScenarios.TABLE_VI[model][width];
        return pair[0] == 0 ? EpochEstimate.never() : EpochEstimate.of(pair[0], pair[1]);
    }

    /** K falls with the width, from all to 28 %. */
    private EpochEstimate epochs(int width, int widths, double factor) {
        double narrow = widths == 1 ? 1 : 1 - width / (widths - 1.0);
        double shrink = LARGEST_SHRINK + (1 - LARGEST_SHRINK) * narrow * narrow;
        int robust = (int) Math.max(1, Math.rint(dimensions.epochs() * shrink * (width == 0 ? 1 : factor)));
        int expected = (int) Math.max(1, Math.rint(robust * EXPECTED_SHARE));
        return EpochEstimate.of(expected, robust);
    }

    /** Log-normal around a median. */
    static double around(SplittableRandom random, double median, double sigma) {
        return median * Math.exp(sigma * gaussian(random));
    }

    static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A standard normal number. */
    static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
