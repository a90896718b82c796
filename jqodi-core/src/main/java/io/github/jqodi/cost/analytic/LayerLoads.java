package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Variant;
import io.github.jqodi.scenario.Workload;
import java.util.List;

/**
 * The layers of one quantized model in numbers: work and size per layer, and what crosses each cut. Arrays are indexed by
 * layer from 0, or by cut from 0 to n where said so.
 */
final class LayerLoads {
    /** d^i, MACs per epoch. */
    final double[] macsPerEpoch;

    /** Forward MACs per sample at this quantization. */
    final double[] macsPerSample;

    /** Weights as they are kept, bits. */
    final double[] sizeBits;

    /** g^i, weights as they move in an epoch, bits. */
    final double[] updateBits;

    /** By cut: feature bits that go up in an epoch. */
    final double[] upBits;

    /** By cut: gradient bits that come back in an epoch. */
    final double[] returnBits;

    /** By cut: feature bits that go up for one sample. */
    final double[] sampleUpBits;

    private LayerLoads(int layers) {
        macsPerEpoch = new double[layers];
        macsPerSample = new double[layers];
        sizeBits = new double[layers];
        updateBits = new double[layers];
        upBits = new double[layers + 1];
        returnBits = new double[layers + 1];
        sampleUpBits = new double[layers + 1];
    }

    static LayerLoads of(ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs) {
        LayerLoads loads = model.variantFor(quantization.name())
                .map(variant -> given(variant, workload))
                .orElseGet(() -> computed(model, quantization, workload, costs));
        double inputBits = workload.inputElements() * workload.inputBits();
        loads.sampleUpBits[0] = inputBits;
        loads.upBits[0] = inputBits * workload.samples();
        loads.returnBits[0] = 0;
        return loads;
    }

    int count() {
        return sizeBits.length;
    }

    private static LayerLoads computed(
            ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs) {
        List<Layer> layers = model.layers();
        Check.that(
                !layers.isEmpty(),
                "layers",
                "[]",
                "must be given for model '" + model.name() + "' at " + quantization.label() + ", which has an estimate",
                "List layers, or a variant of it.");
        LayerLoads loads = new LayerLoads(layers.size());
        double scale = costs.bitScaling().at(quantization);
        double passes = workload.passesPerEpoch();
        double featureBits =
                costs.featureBits().isPresent() ? costs.featureBits().getAsInt() : quantization.activationBits();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            loads.macsPerEpoch[i] = layer.macs() * passes * scale;
            loads.macsPerSample[i] = layer.macs() * scale;
            loads.sizeBits[i] = layer.parameters() * quantization.weightBits();
            loads.updateBits[i] = layer.parameters() * quantization.updateBits();
            if (i + 1 < layers.size()) {
                double sampleBits = layer.outputElements() * featureBits;
                loads.sampleUpBits[i + 1] = sampleBits;
                loads.upBits[i + 1] = sampleBits * workload.samples();
                loads.returnBits[i + 1] = sampleBits * workload.trainSamples();
            }
        }
        return loads;
    }

    private static LayerLoads given(Variant variant, Workload workload) {
        LayerLoads loads = new LayerLoads(variant.layers().size());
        double samples = workload.samples();
        double passes = workload.passesPerEpoch();
        double returned = samples == 0 ? 1 : workload.trainSamples() / samples;
        for (int i = 0; i < loads.count(); i++) {
            Variant.VariantLayer layer = variant.layers().get(i);
            loads.macsPerEpoch[i] = layer.macsPerEpoch();
            loads.macsPerSample[i] = passes == 0 ? Double.NaN : layer.macsPerEpoch() / passes;
            loads.sizeBits[i] = layer.sizeBits();
            loads.updateBits[i] = layer.sizeBits();
            if (i + 1 < loads.count()) {
                loads.upBits[i + 1] = layer.outputBitsPerEpoch();
                loads.returnBits[i + 1] = layer.outputBitsPerEpoch() * returned;
                loads.sampleUpBits[i + 1] = samples == 0 ? Double.NaN : layer.outputBitsPerEpoch() / samples;
            }
        }
        return loads;
    }
}
