package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The loads of one quantized model in an epoch, or in an inference, at every cut from 0 to n. */
final class CutLoads {
    private static final int BITS_PER_BYTE = 8;

    private final LayerLoads layers;
    private final boolean carriesFeatures;
    /** By load, then by cut. */
    private final double[][] volume;
    /** By direction, then by cut: bits sent that way. */
    private final double[][] sent;
    /** Weights of the shallow part, bits by cut. */
    private final double[] shallowBits;
    /** Weights of the deep part, bytes by cut. */
    private final double[] deepBytes;
    /** By load: whether any cut has it. */
    private final boolean[] present = new boolean[Load.ALL.length];

    private boolean safe;

    private CutLoads(LayerLoads layers, boolean carriesFeatures, double[] shallowBits, double[] deepBytes) {
        this.layers = layers;
        this.carriesFeatures = carriesFeatures;
        this.volume = new double[Load.ALL.length][layers.count() + 1];
        this.sent = new double[Direction.ALL.length][layers.count() + 1];
        this.shallowBits = shallowBits;
        this.deepBytes = deepBytes;
    }

    /**
     * The loads of an epoch.
     *
     * @throws IllegalArgumentException if the model has neither layers nor a variant of this quantization
     */
    static CutLoads ofEpoch(ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs) {
        LayerLoads layers = LayerLoads.of(model, quantization, workload, costs);
        CutLoads loads =
                new CutLoads(layers, costs.payload().carriesFeatures(), partBits(layers.sizeBits), deepBytes(layers));
        double cloudMacs = model.variantFor(quantization.name())
                .map(Variant::cloudMacsPerEpoch)
                .filter(given -> given.isPresent())
                .map(given -> given.getAsDouble())
                .orElse(model.cloudMacsPerEpoch());
        double[] updateBits = partBits(layers.updateBits);
        double modelBits = Equations.cloudToEdgeBits(layers.updateBits);
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.fillEpoch(
                    cut,
                    costs,
                    cloudMacs,
                    modelBits,
                    updateBits[cut],
                    workload.trainBatches() + workload.validationBatches());
        }
        loads.countTransfers(load -> rounds(load, workload));
        loads.safe = loads.areSafe();
        return loads;
    }

    /**
     * The loads of an inference, which needs no training and no cloud.
     *
     * @param samples how many
     * @throws IllegalArgumentException if a variant does not tell the work of one sample
     */
    CutLoads ofInference(double samples) {
        CutLoads loads = new CutLoads(layers, carriesFeatures, shallowBits, deepBytes);
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.set(Load.DEVICE_MACS, cut, known(Equations.deviceMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_MACS, cut, known(Equations.serverMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_RUNS, cut, cut < layers.count() ? 1 : 0);
            loads.set(Load.DEVICE_BATCHES, cut, cut > 0 ? 1 : 0);
            loads.set(Load.SERVER_BATCHES, cut, cut < layers.count() ? 1 : 0);
            loads.set(Load.FEATURE_BITS, cut, carriesFeatures ? known(layers.sampleUpBits[cut]) * samples : 0);
        }
        loads.countTransfers(load -> 1);
        loads.safe = loads.areSafe();
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
                "needs trainSamples or validationSamples above 0 to tell the work of one sample",
                "");
        return perSample;
    }

    private void fillEpoch(
            int cut, AnalyticCosts costs, double cloudMacs, double modelBits, double partBits, double batches) {
        Payload payload = costs.payload();
        boolean returned = payload.carriesFeatures() && costs.gradientReturn();
        set(Load.DEVICE_MACS, cut, Equations.deviceMacs(layers.macsPerEpoch, cut));
        set(Load.SERVER_MACS, cut, Equations.serverMacs(layers.macsPerEpoch, cut));
        set(Load.CLOUD_MACS, cut, cloudMacs);
        set(Load.SERVER_RUNS, cut, cut < layers.count() ? 1 : 0);
        set(Load.DEVICE_BATCHES, cut, cut > 0 ? batches : 0);
        set(Load.SERVER_BATCHES, cut, cut < layers.count() ? batches : 0);
        set(Load.QUANTIZATIONS, cut, costs.requantizeEachEpoch() ? 1 : 0);
        set(Load.MODEL_BITS, cut, modelBits);
        set(Load.WEIGHT_BITS, cut, payload.carriesWeights() ? partBits : 0);
        set(Load.FEATURE_BITS, cut, payload.carriesFeatures() ? layers.upBits[cut] : 0);
        set(Load.GRADIENT_BITS, cut, returned ? layers.returnBits[cut] : 0);
    }

    private void countTransfers(ToDoubleFunction<Load> rounds) {
        for (Term row : Term.TRANSFERS) {
            if (has(row.load())) {
                double count = Term.transfersOf(row.load()) * rounds.applyAsDouble(row.load());
                countTransfers(row, count, sent[row.direction().orElseThrow().index()]);
            }
        }
    }

    private void countTransfers(Term row, double count, double[] sentThatWay) {
        double[] bits = of(row.load());
        for (int cut = 0; cut < bits.length; cut++) {
            sentThatWay[cut] += bits[cut];
            set(row.load().transfers(), cut, bits[cut] > 0 ? count : 0);
        }
    }

    private void set(Load load, int cut, double value) {
        volume[load.index()][cut] = value;
        present[load.index()] |= value != 0;
    }

    /** Bits of the shallow part by cut. */
    private static double[] partBits(double[] layerBits) {
        double[] bits = new double[layerBits.length + 1];
        Arrays.setAll(bits, cut -> Equations.edgeToDeviceBits(layerBits, cut));
        return bits;
    }

    private static double[] deepBytes(LayerLoads layers) {
        double[] bytes = new double[layers.count() + 1];
        for (int cut = 0; cut < layers.count(); cut++) {
            for (int i = cut; i < layers.count(); i++) {
                bytes[cut] += layers.sizeBits[i] / BITS_PER_BYTE;
            }
        }
        return bytes;
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
        return sent[direction.index()][cut];
    }

    double shallowBytes(int cut) {
        return shallowBits[cut] / BITS_PER_BYTE;
    }

    double deepBytes(int cut) {
        return deepBytes[cut];
    }

    /** Whether any cut has a load. */
    boolean has(Load load) {
        return present[load.index()];
    }

    /** Whether products with unit costs in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        return safe;
    }

    private boolean areSafe() {
        for (Term row : Term.ALL) {
            if (has(row.load()) && !areSafe(of(row.load()), row.node().isOfServer())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areSafe(double[] loads, boolean ofServer) {
        for (double load : loads) {
            if (!(ofServer ? SafeRange.holds(load) : load < SafeRange.MOST)) {
                return false;
            }
        }
        return true;
    }
}
