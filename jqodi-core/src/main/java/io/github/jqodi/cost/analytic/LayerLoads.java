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

    /** Forward MACs per sample at this quantization; of a variant inferred from those of an epoch. */
    final double[] macsPerSample;

    /** W_i, all weights, bits. */
    final double[] sizeBits;

    /** U_i = g^i, the weights that move in each epoch, bits. */
    final double[] updateBits;

    /** P_i, the weights that never change, bits. */
    final double[] frozenBits;

    /** What training needs beside the weights: gradients, state of the optimizer, activations, bytes; empty if not counted. */
    private double[] trainingBytes = {};

    /** By cut: whether gradients come back over it, β_j. */
    final boolean[] passesGradients;

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
        frozenBits = new double[layers];
        passesGradients = new boolean[layers + 1];
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
        costs.trainingMemory().ifPresent(memory -> loads.setTrainingBytes(model, quantization, workload, memory));
        return loads;
    }

    int count() {
        return sizeBits.length;
    }

    private static LayerLoads computed(
            ModelVersion model, Quantization quantization, Workload workload, AnalyticCosts costs) {
        List<Layer> layers = model.layers();
        if (layers.isEmpty()) {
            throw Check.invalid(
                    "layers",
                    "[]",
                    "must be given for model '" + model.name() + "' at " + quantization.label()
                            + ", which has an estimate",
                    "List layers, or a variant of it.");
        }
        LayerLoads loads = new LayerLoads(layers.size());
        double scale = costs.bitScaling().at(quantization);
        double trained = workload.trainPasses() * workload.trainSamples();
        double validated = workload.validationPasses() * workload.validationSamples();
        double featureBits =
                costs.featureBits().isPresent() ? costs.featureBits().getAsInt() : quantization.activationBits();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            loads.sizeBits[i] = layer.parameters() * quantization.weightBits();
            loads.updateBits[i] = layer.trainableParameters() * quantization.updateBits();
            loads.frozenBits[i] = (layer.parameters() - layer.trainableParameters()) * quantization.weightBits();
            if (i + 1 < layers.size()) {
                double sampleBits = layer.outputElements() * featureBits;
                loads.sampleUpBits[i + 1] = sampleBits;
                loads.upBits[i + 1] = sampleBits * workload.samples();
                loads.returnBits[i + 1] = sampleBits * workload.trainSamples();
            }
        }
        loads.setGradients();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            loads.macsPerEpoch[i] = layer.macs() * (trained * loads.trainingShare(layer, i) + validated) * scale;
            loads.macsPerSample[i] = layer.macs() * scale;
        }
        return loads;
    }

    /**
     * c_i, the part of a full training pass that a layer takes: forward always, gradients of activations where any layer up to
     * it trains, gradients of weights as far as its own train.
     */
    private double trainingShare(Layer layer, int index) {
        return (1 + activationShare(index) + weightShare(layer, index)) / 3;
    }

    /** (β_i + f_i)/2, the part of a full backward pass that a layer takes. */
    double backwardShare(Layer layer, int index) {
        return (activationShare(index) + weightShare(layer, index)) / 2;
    }

    /** β_i. */
    private double activationShare(int index) {
        return passesGradients[index + 1] ? 1 : 0;
    }

    /** f_i. */
    private double weightShare(Layer layer, int index) {
        return layer.parameters() == 0 ? activationShare(index) : layer.trainableParameters() / layer.parameters();
    }

    /** β_j by the weights that move. */
    private void setGradients() {
        boolean trains = true;
        for (double bits : frozenBits) {
            trains &= bits == 0;
        }
        for (int i = 0; i < count(); i++) {
            trains |= updateBits[i] > 0;
            passesGradients[i + 1] = trains;
        }
    }

    /** By cut: gradient bits that come back in an epoch, where they do. */
    double[] gradientBits() {
        double[] bits = returnBits.clone();
        for (int cut = 0; cut < bits.length; cut++) {
            bits[cut] = passesGradients[cut] ? bits[cut] : 0;
        }
        return bits;
    }

    /** Adds what training needs of the shallow and of the deep part, by cut. */
    void addTrainingBytes(double[] shallow, double[] deep) {
        for (int cut = 0; cut <= count(); cut++) {
            for (int i = 0; i < trainingBytes.length; i++) {
                double[] part = i < cut ? shallow : deep;
                part[cut] += trainingBytes[i];
            }
        }
    }

    private void setTrainingBytes(
            ModelVersion model, Quantization quantization, Workload workload, TrainingMemory memory) {
        Check.that(
                !model.layers().isEmpty(),
                "layers",
                "[]",
                "must be given for model '" + model.name() + "' at " + quantization.label()
                        + ", where the memory of training counts",
                "Variants do not tell what training keeps.");
        if (workload.trainSamples() == 0) {
            return;
        }
        double batch = workload.batchSize().isPresent()
                ? Math.min(workload.batchSize().getAsInt(), workload.trainSamples())
                : workload.trainSamples();
        trainingBytes = new double[count()];
        for (int i = 0; i < count(); i++) {
            Layer layer = model.layers().get(i);
            double kept = passesGradients[i + 1] ? batch * layer.activationElements() * memory.activationBits() : 0;
            double state = layer.trainableParameters() * (memory.gradientBits() + memory.optimizerBits());
            trainingBytes[i] = (state + kept) / Byte.SIZE;
        }
    }

    private static LayerLoads given(Variant variant, Workload workload) {
        LayerLoads loads = new LayerLoads(variant.layers().size());
        double samples = workload.samples();
        double returned = samples == 0 ? 1 : workload.trainSamples() / samples;
        for (int i = 0; i < loads.count(); i++) {
            Variant.VariantLayer layer = variant.layers().get(i);
            loads.macsPerEpoch[i] = layer.macsPerEpoch();
            loads.sizeBits[i] = layer.sizeBits();
            loads.updateBits[i] = layer.updateBits();
            loads.frozenBits[i] = Math.max(0, layer.sizeBits() - layer.updateBits());
            if (i + 1 < loads.count()) {
                loads.upBits[i + 1] = layer.outputBitsPerEpoch();
                loads.returnBits[i + 1] = layer.outputBitsPerEpoch() * returned;
                loads.sampleUpBits[i + 1] = samples == 0 ? Double.NaN : layer.outputBitsPerEpoch() / samples;
            }
        }
        loads.setGradients();
        loads.inferMacsPerSample(variant, workload);
        return loads;
    }

    /** Work of a forward pass over one sample: that of an epoch over the passes of the layer; NaN without samples. */
    private void inferMacsPerSample(Variant variant, Workload workload) {
        double trained = workload.trainPasses() * workload.trainSamples();
        double validated = workload.validationPasses() * workload.validationSamples();
        for (int i = 0; i < count(); i++) {
            double share = (1 + activationShare(i) + weightShare(i)) / 3;
            double passes = trained * share + validated;
            macsPerSample[i] =
                    passes == 0 ? Double.NaN : variant.layers().get(i).macsPerEpoch() / passes;
        }
    }

    /** f_i of a variant, of which bits are known and no counts. */
    private double weightShare(int index) {
        return sizeBits[index] == 0 ? activationShare(index) : Math.min(1, updateBits[index] / sizeBits[index]);
    }
}
