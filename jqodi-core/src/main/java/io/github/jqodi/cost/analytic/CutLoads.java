package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The loads of one quantized model in an epoch, or in an inference, at every cut from 0 to n. */
final class CutLoads {
    private static final int BITS_PER_BYTE = 8;

    private final LayerLoads layers;
    private final boolean carriesFeatures;
    /** By load, then by cut; of a load no cut has, zeros that all of them share. */
    private final double[][] volume;

    private final double[] none;
    private final boolean isTraining;
    /** Not needed where no memory is limited. */
    private volatile @Nullable PartBytes bytes;
    /** By load: whether any cut has it. */
    private final boolean[] present = new boolean[Load.ALL.length];

    /** Whether products with unit costs in the safe range stay far from the limits of doubles. */
    private boolean safe = true;

    private CutLoads(LayerLoads layers, boolean carriesFeatures, boolean isTraining) {
        this.layers = layers;
        this.carriesFeatures = carriesFeatures;
        this.isTraining = isTraining;
        this.volume = new double[Load.ALL.length][];
        this.none = new double[layers.count() + 1];
        Arrays.fill(volume, none);
    }

    /** Memory that the parts of a cut need. */
    private static final class PartBytes {
        /** By cut. */
        final double[] shallow;
        /** By cut. */
        final double[] deep;

        PartBytes(LayerLoads layers, boolean isTraining) {
            shallow = bytes(upTo(layers.sizeBits));
            deep = bytes(after(layers.sizeBits));
            if (isTraining) {
                layers.addTrainingBytes(shallow, deep);
            }
        }

        /** Changes bits to bytes. */
        private static double[] bytes(double[] bits) {
            for (int cut = 0; cut < bits.length; cut++) {
                bits[cut] /= BITS_PER_BYTE;
            }
            return bits;
        }
    }

    /**
     * The loads of an epoch.
     *
     * @throws IllegalArgumentException if the model has neither layers nor a variant of this quantization
     */
    static CutLoads ofEpoch(ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs) {
        LayerLoads layers = LayerLoads.of(model, quantization, workload, costs);
        CutLoads loads = new CutLoads(layers, costs.payload().carriesFeatures(), true);
        loads.fillEpoch(costs, cloudMacs(model, quantization), workload.trainBatches() + workload.validationBatches());
        if (costs.requantizeEachEpoch()) {
            Setup setup = model.setupFor(quantization.name());
            loads.setAll(Load.REQUANTIZATION_SECONDS, setup.seconds());
            loads.setAll(Load.REQUANTIZATION_JOULES, setup.joules());
        }
        loads.countTransfers(load -> rounds(load, workload));
        return loads;
    }

    private static double cloudMacs(ModelVersion model, Quantization quantization) {
        OptionalDouble given = model.variantFor(quantization.name())
                .map(Variant::cloudMacsPerEpoch)
                .orElse(OptionalDouble.empty());
        return given.orElse(model.cloudMacsPerEpoch());
    }

    /**
     * The loads of the first epoch, where frozen weights are sent then.
     *
     * @param shallowWeightsMove whether the trained weights of the shallow part come to the device in every epoch
     * @return empty if nothing has to be sent
     */
    Optional<CutLoads> withPlacement(boolean shallowWeightsMove) {
        CutLoads loads = copyWithout(Set.of());
        double frozenBits = Equations.cloudToEdgeBits(layers.frozenBits);
        for (int cut = 0; cut <= layers.count(); cut++) {
            double[] once = shallowWeightsMove ? layers.frozenBits : layers.sizeBits;
            loads.place(Load.PLACED_MODEL_BITS, cut, frozenBits, get(Load.MODEL_BITS, cut));
            loads.place(
                    Load.PLACED_SHALLOW_BITS, cut, Equations.edgeToDeviceBits(once, cut), get(Load.WEIGHT_BITS, cut));
        }
        return loads.has(Load.PLACED_MODEL_BITS) || loads.has(Load.PLACED_SHALLOW_BITS)
                ? Optional.of(loads)
                : Optional.empty();
    }

    private CutLoads copyWithout(Set<Load> others) {
        CutLoads loads = new CutLoads(layers, carriesFeatures, isTraining);
        for (Load load : Load.ALL) {
            if (has(load) && !others.contains(load)) {
                loads.setByCut(load, of(load).clone());
            }
        }
        return loads;
    }

    /** The same loads with measured work of device and server, by layer, in place of that in MACs. */
    CutLoads measured(double[] deviceSeconds, double[] deviceJoules, double[] serverSeconds, double[] serverJoules) {
        CutLoads loads = copyWithout(Set.of(Load.DEVICE_MACS, Load.SERVER_MACS));
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.set(Load.DEVICE_SECONDS, cut, Equations.deviceMacs(deviceSeconds, cut));
            loads.set(Load.DEVICE_JOULES, cut, Equations.deviceMacs(deviceJoules, cut));
            loads.set(Load.SERVER_SECONDS, cut, Equations.serverMacs(serverSeconds, cut));
            loads.set(Load.SERVER_JOULES, cut, Equations.serverMacs(serverJoules, cut));
        }
        return loads;
    }

    /** Layers in numbers. */
    LayerLoads layers() {
        return layers;
    }

    /** Bits that go with others the same way do not wait once more. */
    private void place(Load load, int cut, double bits, double bitsAlongside) {
        set(load, cut, bits);
        set(load.transfers(), cut, bits > 0 && bitsAlongside == 0 ? 1 : 0);
    }

    /**
     * The loads of an inference, which needs no training and no cloud.
     *
     * @param inference how many samples, in which batches
     * @throws IllegalArgumentException if a variant does not tell the work of one sample
     */
    CutLoads ofInference(Inference inference) {
        double samples = inference.samples();
        double batches = inference.batches();
        CutLoads loads = new CutLoads(layers, carriesFeatures, false);
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.set(Load.DEVICE_MACS, cut, known(Equations.deviceMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_MACS, cut, known(Equations.serverMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_RUNS, cut, cut < layers.count() ? 1 : 0);
            loads.set(Load.DEVICE_BATCHES, cut, cut > 0 ? batches : 0);
            loads.set(Load.SERVER_BATCHES, cut, cut < layers.count() ? batches : 0);
            loads.set(Load.FEATURE_BITS, cut, carriesFeatures ? known(layers.sampleUpBits[cut]) * samples : 0);
        }
        loads.countTransfers(load -> batches);
        return loads;
    }

    /** How often in an epoch a load is sent: features and gradients batch by batch, weights once. */
    private static double rounds(Load load, Workload workload) {
        if (workload.batchSize().isEmpty()) {
            return 1;
        }
        return switch (load) {
            case FEATURE_BITS -> workload.trainBatches() + workload.validationBatches();
            case GRADIENT_BITS -> workload.trainBatches();
            default -> 1;
        };
    }

    private static double known(double perSample) {
        Check.that(
                !Double.isNaN(perSample),
                "inference",
                "of a variant without samples",
                "needs trainSamples or validationSamples above 0 to tell the work of one sample");
        return perSample;
    }

    private void fillEpoch(AnalyticCosts costs, double cloudMacs, double batches) {
        Payload payload = costs.payload();
        int count = layers.count();
        setAll(Load.CLOUD_MACS, cloudMacs);
        setAll(Load.MODEL_BITS, Equations.cloudToEdgeBits(layers.updateBits));
        setByCut(Load.DEVICE_MACS, upTo(layers.macsPerEpoch));
        setByCut(Load.SERVER_MACS, after(layers.macsPerEpoch));
        setFrom(0, count, Load.SERVER_RUNS, 1);
        setFrom(1, count + 1, Load.DEVICE_BATCHES, batches);
        setFrom(0, count, Load.SERVER_BATCHES, batches);
        if (payload.carriesWeights()) {
            setByCut(Load.WEIGHT_BITS, upTo(layers.updateBits));
        }
        if (payload.carriesFeatures()) {
            setByCut(Load.FEATURE_BITS, layers.upBits);
        }
        if (payload.carriesFeatures() && costs.gradientReturn()) {
            setByCut(Load.GRADIENT_BITS, layers.gradientBits());
        }
    }

    /** The sums of the layers up to each cut: those of {@link Equations}, each from the one before. */
    private static double[] upTo(double[] byLayer) {
        double[] sums = new double[byLayer.length + 1];
        for (int cut = 0; cut < byLayer.length; cut++) {
            sums[cut + 1] = sums[cut] + byLayer[cut];
        }
        return sums;
    }

    /** The sums of the layers after each cut: those of {@link Equations}, a layer at a time. */
    private static double[] after(double[] byLayer) {
        double[] sums = new double[byLayer.length + 1];
        for (int layer = 0; layer < byLayer.length; layer++) {
            double own = byLayer[layer];
            for (int cut = 0; cut <= layer; cut++) {
                sums[cut] += own;
            }
        }
        return sums;
    }

    private void setByCut(Load load, double[] values) {
        boolean isAny = false;
        for (double value : values) {
            isAny |= value != 0;
        }
        if (isAny) {
            volume[load.index()] = values;
            present[load.index()] = true;
            for (double value : values) {
                safe &= isSafe(value);
            }
        }
    }

    private void countTransfers(ToDoubleFunction<Load> rounds) {
        for (Load load : Load.SENT) {
            if (has(load)) {
                countTransfers(load, Term.transfersOf(load) * rounds.applyAsDouble(load));
            }
        }
    }

    private void countTransfers(Load load, double count) {
        double[] bits = of(load);
        double[] transfers = own(load.transfers());
        safe &= isSafe(count);
        for (int cut = 0; cut < bits.length; cut++) {
            transfers[cut] = bits[cut] > 0 ? count : 0;
        }
    }

    private void set(Load load, int cut, double value) {
        if (value != 0 || has(load)) {
            own(load)[cut] = value;
            safe &= isSafe(value);
        }
    }

    /** The volumes of a load that some cut has. */
    private double[] own(Load load) {
        if (!has(load)) {
            volume[load.index()] = new double[none.length];
            present[load.index()] = true;
        }
        return volume[load.index()];
    }

    private void setAll(Load load, double value) {
        setFrom(0, none.length, load, value);
    }

    /** Of some cuts that follow each other. */
    private void setFrom(int from, int to, Load load, double value) {
        if (value != 0) {
            Arrays.fill(own(load), from, to, value);
            safe &= isSafe(value);
        }
    }

    /** One load at one cut. */
    double get(Load load, int cut) {
        return volume[load.index()][cut];
    }

    /** One load at every cut; not to be changed. */
    double[] of(Load load) {
        return volume[load.index()];
    }

    /** Bits sent in one direction. */
    double sentBits(Direction direction, int cut) {
        double bits = 0;
        for (Load load : Term.sentIn(direction)) {
            bits += get(load, cut);
        }
        return bits;
    }

    /** Memory the shallow part needs, bytes. */
    double shallowBytes(int cut) {
        return bytes().shallow[cut];
    }

    /** Memory the deep part needs, bytes. */
    double deepBytes(int cut) {
        return bytes().deep[cut];
    }

    private PartBytes bytes() {
        PartBytes known = bytes;
        if (known == null) {
            known = new PartBytes(layers, isTraining);
            bytes = known;
        }
        return known;
    }

    /** Whether any cut has a load. */
    boolean has(Load load) {
        return present[load.index()];
    }

    /** Whether products with unit costs in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        return safe;
    }

    /** A layer that was not measured takes for ever, which closes its cuts. */
    private static boolean isSafe(double load) {
        return SafeRange.holds(load) || load == Double.POSITIVE_INFINITY;
    }
}
