package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A pre-trained model version M_a = {L_a, F_a} on the cloud.
 *
 * @param name unique among the versions
 * @param loss L_a, loss of the full-precision model; its accuracy where the scenario speaks of accuracies
 * @param lossTarget replaces the scenario's target loss for this version; empty if it does not
 * @param layers layers or blocks in order; may be empty where variants or measured costs say all
 * @param cuts allowed cut points j, see {@link #cutPoints()}; empty for the default
 * @param cloudMacsPerEpoch F_a per epoch, all passes included, not scaled by bits
 * @param setup one-off costs by quantization; a missing one is 0
 * @param variants quantized models given outright
 */
public record ModelVersion(
        String name,
        double loss,
        OptionalDouble lossTarget,
        List<Layer> layers,
        Optional<List<Integer>> cuts,
        double cloudMacsPerEpoch,
        List<Setup> setup,
        List<Variant> variants) {
    /**
     * Checks every value and copies the lists.
     *
     * @param name not blank
     * @param loss finite, {@code >= 0}
     * @param lossTarget finite, {@code >= 0} where given
     * @param layers as many as every variant has, where there are both
     * @param cuts distinct, from 0 to the number of layers
     * @param cloudMacsPerEpoch finite, {@code >= 0}
     * @param setup at most one per quantization
     * @param variants at most one per quantization, all of the same number of layers
     */
    public ModelVersion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lossTarget, "lossTarget");
        Objects.requireNonNull(layers, "layers");
        Objects.requireNonNull(cuts, "cuts");
        Objects.requireNonNull(setup, "setup");
        Objects.requireNonNull(variants, "variants");
        Check.name("name", name);
        loss = Check.nonNegative("loss", loss);
        lossTarget = Check.nonNegative("lossTarget", lossTarget);
        layers = List.copyOf(layers);
        cloudMacsPerEpoch = Check.nonNegative("cloudMacsPerEpoch", cloudMacsPerEpoch);
        setup = Check.distinct("setup", setup, Setup::quantization);
        variants = Check.distinct("variants", variants, Variant::quantization);
        int count = checkedLayerCount(layers, variants);
        cuts = cuts.map(list -> checkedCuts(list, count));
    }

    /**
     * A version described by its layers.
     *
     * @param name unique among the versions
     * @param loss L_a
     * @param layers layers or blocks in order
     * @return the version, with the default cuts, no work on the cloud and no setup
     */
    public static ModelVersion of(String name, double loss, List<Layer> layers) {
        return new ModelVersion(name, loss, OptionalDouble.empty(), layers, Optional.empty(), 0, List.of(), List.of());
    }

    /**
     * The same version under another name, as where there are several of a kind.
     *
     * @param other unique among the versions
     * @return a copy
     */
    public ModelVersion withName(String other) {
        return new ModelVersion(other, loss, lossTarget, layers, cuts, cloudMacsPerEpoch, setup, variants);
    }

    /**
     * The same version with a target loss of its own.
     *
     * @param target replaces the scenario's
     * @return a copy
     */
    public ModelVersion withLossTarget(double target) {
        return new ModelVersion(
                name, loss, OptionalDouble.of(target), layers, cuts, cloudMacsPerEpoch, setup, variants);
    }

    /**
     * The same version with other cut points.
     *
     * @param cutPoints allowed j
     * @return a copy
     */
    public ModelVersion withCuts(List<Integer> cutPoints) {
        Objects.requireNonNull(cutPoints, "cutPoints");
        return new ModelVersion(
                name, loss, lossTarget, layers, Optional.of(cutPoints), cloudMacsPerEpoch, setup, variants);
    }

    /**
     * The same version with work on the cloud.
     *
     * @param macs F_a per epoch
     * @return a copy
     */
    public ModelVersion withCloudMacsPerEpoch(double macs) {
        return new ModelVersion(name, loss, lossTarget, layers, cuts, macs, setup, variants);
    }

    /**
     * The same version with one-off costs.
     *
     * @param costs at most one per quantization
     * @return a copy
     */
    public ModelVersion withSetup(List<Setup> costs) {
        return new ModelVersion(name, loss, lossTarget, layers, cuts, cloudMacsPerEpoch, costs, variants);
    }

    /**
     * The same version with quantized models given outright.
     *
     * @param quantized at most one per quantization
     * @return a copy
     */
    public ModelVersion withVariants(List<Variant> quantized) {
        return new ModelVersion(name, loss, lossTarget, layers, cuts, cloudMacsPerEpoch, setup, quantized);
    }

    /**
     * {@return n, the number of layers, 0 where neither layers nor variants are given}
     */
    public int layerCount() {
        return countOf(layers, variants);
    }

    /**
     * {@return the allowed cuts j: layers 1..j run on the device, j+1..n on the server; 1..n-1 by default}
     */
    public List<Integer> cutPoints() {
        return cuts.orElseGet(() -> IntStream.range(1, layerCount()).boxed().toList());
    }

    /**
     * One-off cost of a quantization.
     *
     * @param quantization its name
     * @return τ_(a,q) and ε_(a,q), zeros where none is given
     */
    public Setup setupFor(String quantization) {
        for (Setup own : setup) {
            if (own.quantization().equals(quantization)) {
                return own;
            }
        }
        return new Setup(quantization, 0, 0);
    }

    /**
     * Whether layers or a variant say what a quantized model is.
     *
     * @param quantization its name
     * @return false where there are only variants of other quantizations
     */
    public boolean isDescribed(String quantization) {
        return !layers.isEmpty()
                || variants.isEmpty()
                || variantFor(quantization).isPresent();
    }

    /**
     * The variant of a quantization.
     *
     * @param quantization its name
     * @return the quantized model given outright, empty where it is to be computed
     */
    public Optional<Variant> variantFor(String quantization) {
        for (Variant variant : variants) {
            if (variant.quantization().equals(quantization)) {
                return Optional.of(variant);
            }
        }
        return Optional.empty();
    }

    private static int countOf(List<Layer> layers, List<Variant> variants) {
        if (!layers.isEmpty() || variants.isEmpty()) {
            return layers.size();
        }
        return variants.get(0).layers().size();
    }

    private static int checkedLayerCount(List<Layer> layers, List<Variant> variants) {
        int count = countOf(layers, variants);
        for (int i = 0; i < variants.size(); i++) {
            int size = variants.get(i).layers().size();
            Check.that(
                    size == count,
                    "variants/" + i + "/layers",
                    size + " layers",
                    "must have as many layers as the model, " + count);
        }
        return count;
    }

    private static List<Integer> checkedCuts(List<Integer> cuts, int layerCount) {
        int most = layerCount == 0 ? Integer.MAX_VALUE : layerCount;
        for (int i = 0; i < cuts.size(); i++) {
            int cut = cuts.get(i);
            Check.that(
                    cut >= 0 && cut <= most,
                    "cuts/" + i,
                    cut,
                    layerCount == 0 ? "must be >= 0" : "must be from 0 to the number of layers, " + layerCount);
        }
        return Check.distinct("cuts", cuts, cut -> cut);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + Text.count(layerCount(), "layer") + ", loss " + Text.number(loss);
    }
}
