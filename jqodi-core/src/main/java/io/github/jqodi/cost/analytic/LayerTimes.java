package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Workload;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measured times and energies of the layers of one quantized model on one node; +∞ of a layer that was not measured there. */
final class LayerTimes {
    /** By layer, in an epoch. */
    final double[] seconds;

    final double[] joules;
    /** By layer: a forward pass over a sample or a batch. */
    private final double[] forwardSeconds;

    private final double[] forwardJoules;
    /** By layer: samples of a measured batch, 1 of a sample. */
    private final double[] batchSize;

    private LayerTimes(int layers) {
        seconds = infinite(layers);
        joules = infinite(layers);
        forwardSeconds = infinite(layers);
        forwardJoules = infinite(layers);
        batchSize = new double[layers];
        Arrays.fill(batchSize, 1);
    }

    private static double[] infinite(int layers) {
        double[] values = new double[layers];
        Arrays.fill(values, Double.POSITIVE_INFINITY);
        return values;
    }

    /**
     * Looks them up.
     *
     * @param basis node as entries name it, and its power
     * @param model the version, with layers
     * @param quantization q
     * @param layers whether gradients pass them
     * @param workload samples and batches
     * @param costs the profile and s(q)
     * @return times of the layers that were measured
     * @throws IllegalArgumentException if a layer was measured but the energy it takes is unknown
     */
    static LayerTimes of(
            Basis basis,
            ModelVersion model,
            Quantization quantization,
            LayerLoads layers,
            Workload workload,
            AnalyticCosts costs) {
        Profile profile = costs.profile().orElseThrow();
        LayerTimes times = new LayerTimes(layers.count());
        for (int i = 0; i < layers.count(); i++) {
            Layer layer = model.layers().get(i);
            Optional<ProfiledLayer> entry =
                    profile.entry(basis.node(), model.name(), quantization.name(), layer.name());
            if (entry.isPresent()) {
                checkEnergy(profile, entry.get(), basis.watts());
                double scale = entry.get().quantization().isPresent()
                        ? 1
                        : costs.bitScaling().at(quantization);
                times.enter(i, entry.get(), scale, basis.watts(), layers.backwardShare(layer, i), workload);
            }
        }
        return times;
    }

    private static void checkEnergy(Profile profile, ProfiledLayer entry, OptionalDouble watts) {
        if (entry.forwardJoules().isEmpty() && watts.isEmpty()) {
            throw Check.invalid(
                    profile.place(entry),
                    entry.label(),
                    "has neither joules nor a node whose watts are known",
                    "State forwardJoules or the watts of the node.");
        }
    }

    private void enter(
            int i, ProfiledLayer entry, double scale, OptionalDouble watts, double backwardShare, Workload workload) {
        boolean ofBatch = entry.batchSize().isPresent();
        double trained = ofBatch ? workload.trainBatches() : workload.trainSamples();
        double validated = ofBatch ? workload.validationBatches() : workload.validationSamples();
        double forwards = trained + workload.validationPasses() * validated;
        double backwards = backwardShare * trained;
        double forward = entry.forwardSeconds() * scale;
        double backward = entry.backwardSeconds().orElse(2 * entry.forwardSeconds()) * scale;
        seconds[i] = forward * forwards + backward * backwards;
        forwardSeconds[i] = forward;
        batchSize[i] = entry.batchSize().orElse(1);
        if (entry.forwardJoules().isPresent()) {
            double energy = entry.forwardJoules().getAsDouble() * scale;
            double back =
                    entry.backwardJoules().orElse(2 * entry.forwardJoules().getAsDouble()) * scale;
            joules[i] = energy * forwards + back * backwards;
            forwardJoules[i] = energy;
        } else {
            double power = watts.orElseThrow();
            joules[i] = seconds[i] * power;
            forwardJoules[i] = forward * power;
        }
    }

    /** Time of an inference by layer; a batch that is not full counts whole. */
    double[] inferenceSeconds(double samples) {
        return times(forwardSeconds, samples);
    }

    /** Energy of an inference by layer. */
    double[] inferenceJoules(double samples) {
        return times(forwardJoules, samples);
    }

    private double[] times(double[] forward, double samples) {
        double[] values = new double[forward.length];
        Arrays.setAll(values, i -> forward[i] * (batchSize[i] == 1 ? samples : Math.ceil(samples / batchSize[i])));
        return values;
    }

    /** Whether a layer was measured. */
    boolean knows(int layer) {
        return seconds[layer] < Double.POSITIVE_INFINITY;
    }

    /**
     * A node as profiles see it; servers that share one are alike.
     *
     * @param node its profile, or else its name
     * @param watts its power while computing
     */
    record Basis(String node, OptionalDouble watts) {
        /** All servers are alike where nothing is profiled. */
        static final Basis ANYWHERE = new Basis("", OptionalDouble.empty());

        static Basis of(Device device) {
            return new Basis(device.name(), device.power().busyWatts());
        }

        static Basis of(EdgeServer server) {
            return new Basis(server.profiledAs(), server.power().busyWatts());
        }
    }
}
