package io.github.jqodi.cost;

import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;

/** What each cut of one quantized model asks of nodes and links in an epoch. Arrays are indexed by cut, from 0 to n. */
final class CutLoads {
    private static final int BITS_PER_BYTE = 8;

    final LayerLoads layers;
    /** D^{c→e}, bits. */
    final double modelBits;
    /** D^{ed}_j, MACs. */
    final double[] deviceMacs;
    /** D^{es}_j, MACs. */
    final double[] serverMacs;
    /** Weights that cross the device link in either direction, bits. */
    final double[] weightBits;
    /** Features that go up, bits. */
    final double[] featureBits;
    /** Gradients that come back, bits. */
    final double[] gradientBits;
    /** Weights of the shallow part, bytes. */
    final double[] shallowBytes;
    /** Weights of the deep part, bytes. */
    final double[] deepBytes;
    /** What the servers charge for, by load of {@link UnitCosts}, then by cut. */
    final double[][] volumes;

    private final boolean tame;

    CutLoads(ModelVersion model, int bits, Workload workload, AnalyticCosts costs) {
        layers = LayerLoads.of(model, bits, workload, costs);
        modelBits = Equations.cloudToEdgeBits(layers.sizeBits);
        int cuts = layers.count() + 1;
        deviceMacs = new double[cuts];
        serverMacs = new double[cuts];
        weightBits = new double[cuts];
        featureBits = new double[cuts];
        gradientBits = new double[cuts];
        shallowBytes = new double[cuts];
        deepBytes = new double[cuts];
        Payload payload = costs.payload();
        for (int cut = 0; cut < cuts; cut++) {
            double shallowBits = Equations.edgeToDeviceBits(layers.sizeBits, cut);
            deviceMacs[cut] = Equations.deviceMacs(layers.macsPerEpoch, cut);
            serverMacs[cut] = Equations.serverMacs(layers.macsPerEpoch, cut);
            weightBits[cut] = payload.carriesWeights() ? shallowBits : 0;
            featureBits[cut] = payload.carriesFeatures() ? layers.upBits[cut] : 0;
            gradientBits[cut] = payload.carriesFeatures() && costs.gradientReturn() ? layers.returnBits[cut] : 0;
            shallowBytes[cut] = shallowBits / BITS_PER_BYTE;
            deepBytes[cut] = deepBytes(cut);
        }
        volumes = new double[UnitCosts.LOADS][cuts];
        for (int cut = 0; cut < cuts; cut++) {
            setVolumes(cut);
        }
        tame = Arrays.stream(deviceMacs).allMatch(macs -> macs < Tame.MOST)
                && Arrays.stream(volumes).flatMapToDouble(Arrays::stream).allMatch(Tame::is);
    }

    private void setVolumes(int cut) {
        volumes[UnitCosts.SERVER_MACS][cut] = serverMacs[cut];
        volumes[UnitCosts.WEIGHT_BITS][cut] = weightBits[cut];
        volumes[UnitCosts.MODEL_BITS][cut] = modelBits;
        volumes[UnitCosts.GRADIENT_BITS][cut] = gradientBits[cut];
        volumes[UnitCosts.FEATURE_BITS][cut] = featureBits[cut];
        volumes[UnitCosts.TRANSFERS][cut] =
                2 * anything(weightBits[cut]) + anything(featureBits[cut]) + anything(gradientBits[cut]);
        volumes[UnitCosts.CLOUD_TRIPS][cut] = anything(modelBits);
        volumes[UnitCosts.RUNS][cut] = cut < layerCount() ? 1 : 0;
    }

    private static int anything(double bits) {
        return bits > 0 ? 1 : 0;
    }

    int layerCount() {
        return layers.count();
    }

    /** Bits the device link carries down. */
    double downBits(int cut) {
        return weightBits[cut] + gradientBits[cut];
    }

    /** Bits the device link carries up. */
    double upBits(int cut) {
        return weightBits[cut] + featureBits[cut];
    }

    /** Whether products with tame rates stay far from the limits of doubles. */
    boolean isTame(double cloudMacs) {
        return tame && cloudMacs < Tame.MOST;
    }

    private double deepBytes(int cut) {
        double bytes = 0;
        for (int i = cut; i < layers.count(); i++) {
            bytes += layers.sizeBits[i] / BITS_PER_BYTE;
        }
        return bytes;
    }
}
