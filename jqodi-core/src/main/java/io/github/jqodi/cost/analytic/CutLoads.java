package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;

/** The loads of one quantized model in an epoch, or in an inference, at every cut from 0 to n. */
final class CutLoads {
    private static final int BITS_PER_BYTE = 8;

    private final LayerLoads layers;
    private final boolean carriesFeatures;
    /** By load, then by cut. */
    private final double[][] volume;
    /** By direction, then by cut: bits sent that way. */
    private final double[][] sent;
    /** Weights of the shallow part, bytes by cut. */
    private final double[] shallowBytes;
    /** Weights of the deep part, bytes by cut. */
    private final double[] deepBytes;

    private CutLoads(LayerLoads layers, boolean carriesFeatures, double[] shallowBytes, double[] deepBytes) {
        this.layers = layers;
        this.carriesFeatures = carriesFeatures;
        this.volume = new double[Load.ALL.length][layers.count() + 1];
        this.sent = new double[Direction.ALL.length][layers.count() + 1];
        this.shallowBytes = shallowBytes;
        this.deepBytes = deepBytes;
    }

    /**
     * The loads of an epoch.
     *
     * @throws IllegalArgumentException if the model has neither layers nor a variant of this width
     */
    static CutLoads ofEpoch(ModelVersion model, int bits, Workload workload, AnalyticCosts costs) {
        LayerLoads layers = LayerLoads.of(model, bits, workload, costs);
        CutLoads loads =
                new CutLoads(layers, costs.payload().carriesFeatures(), shallowBytes(layers), deepBytes(layers));
        double cloudMacs = model.variantFor(bits)
                .map(Variant::cloudMacsPerEpoch)
                .filter(given -> given.isPresent())
                .map(given -> given.getAsDouble())
                .orElse(model.cloudMacsPerEpoch());
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.fillEpoch(cut, costs, cloudMacs);
            loads.countTransfers(cut);
        }
        return loads;
    }

    /**
     * The loads of an inference, which needs no training and no cloud.
     *
     * @param samples how many
     * @throws IllegalArgumentException if a variant does not tell the work of one sample
     */
    CutLoads ofInference(double samples) {
        CutLoads loads = new CutLoads(layers, carriesFeatures, shallowBytes, deepBytes);
        for (int cut = 0; cut <= layers.count(); cut++) {
            loads.set(Load.DEVICE_MACS, cut, known(Equations.deviceMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_MACS, cut, known(Equations.serverMacs(layers.macsPerSample, cut)) * samples);
            loads.set(Load.SERVER_RUNS, cut, cut < layers.count() ? 1 : 0);
            loads.set(Load.FEATURE_BITS, cut, carriesFeatures ? known(layers.sampleUpBits[cut]) * samples : 0);
            loads.countTransfers(cut);
        }
        return loads;
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

    private void fillEpoch(int cut, AnalyticCosts costs, double cloudMacs) {
        Payload payload = costs.payload();
        boolean returned = payload.carriesFeatures() && costs.gradientReturn();
        set(Load.DEVICE_MACS, cut, Equations.deviceMacs(layers.macsPerEpoch, cut));
        set(Load.SERVER_MACS, cut, Equations.serverMacs(layers.macsPerEpoch, cut));
        set(Load.CLOUD_MACS, cut, cloudMacs);
        set(Load.SERVER_RUNS, cut, cut < layers.count() ? 1 : 0);
        set(Load.QUANTIZATIONS, cut, costs.requantizeEachEpoch() ? 1 : 0);
        set(Load.MODEL_BITS, cut, Equations.cloudToEdgeBits(layers.sizeBits));
        set(Load.WEIGHT_BITS, cut, payload.carriesWeights() ? Equations.edgeToDeviceBits(layers.sizeBits, cut) : 0);
        set(Load.FEATURE_BITS, cut, payload.carriesFeatures() ? layers.upBits[cut] : 0);
        set(Load.GRADIENT_BITS, cut, returned ? layers.returnBits[cut] : 0);
    }

    private void countTransfers(int cut) {
        for (Term row : Term.TRANSFERS) {
            double bits = get(row.load(), cut);
            sent[row.direction().orElseThrow().index()][cut] += bits;
            set(row.load().transfers(), cut, bits > 0 ? Term.transfersOf(row.load()) : 0);
        }
    }

    private void set(Load load, int cut, double value) {
        volume[load.index()][cut] = value;
    }

    private static double[] shallowBytes(LayerLoads layers) {
        double[] bytes = new double[layers.count() + 1];
        Arrays.setAll(bytes, cut -> Equations.edgeToDeviceBits(layers.sizeBits, cut) / BITS_PER_BYTE);
        return bytes;
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
        return shallowBytes[cut];
    }

    double deepBytes(int cut) {
        return deepBytes[cut];
    }

    /** Whether any cut has a load. */
    boolean has(Load load) {
        for (double value : of(load)) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether products with unit costs in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        for (Term row : Term.ALL) {
            for (double value : of(row.load())) {
                if (!(row.node().isOfServer() ? SafeRange.holds(value) : value < SafeRange.MOST)) {
                    return false;
                }
            }
        }
        return true;
    }
}
