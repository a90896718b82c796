package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Quantization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Times of layers and what a reader has to say of them.
 *
 * @param times no two of the same layer, node, quantization and batch
 * @param notes what was noticed, assumed or left out, one sentence each
 */
public record LayerProfile(List<LayerTime> times, List<String> notes) {
    private static final double BYTES_OF_FLOAT = 4;
    private static final double SPREAD = 3;

    /**
     * Copies the lists.
     *
     * @param times no two of the same key
     * @param notes one sentence each
     */
    public LayerProfile {
        times = Check.distinct("times", times, LayerTime::key);
        notes = List.copyOf(notes);
    }

    /**
     * A profile of measurements that may be repeats of each other, of which the median is taken.
     *
     * @param measured in any number per layer
     * @param notes what was noticed
     * @return a profile with one time for each layer, and a note if there were repeats
     */
    public static LayerProfile ofRepeats(List<LayerTime> measured, List<String> notes) {
        Map<LayerTime.Key, List<LayerTime>> byKey = new LinkedHashMap<>();
        measured.forEach(time ->
                byKey.computeIfAbsent(time.key(), key -> new ArrayList<>()).add(time));
        List<String> all = new ArrayList<>(notes);
        if (byKey.size() < measured.size()) {
            all.add(measured.size() + " rows measure " + byKey.size() + " layers: of repeats the median is taken.");
            byKey.values().stream()
                    .filter(LayerProfile::isSpread)
                    .findFirst()
                    .ifPresent(repeats -> all.add("Repeats of layer "
                            + repeats.get(0).key().layer().label() + " on "
                            + repeats.get(0).key().setting().label() + " differ more than " + (int) SPREAD
                            + "-fold: a column that tells them apart may be missing."));
        }
        return new LayerProfile(
                byKey.values().stream().map(LayerProfile::median).toList(), all);
    }

    private static boolean isSpread(List<LayerTime> repeats) {
        double least =
                repeats.stream().mapToDouble(LayerTime::forwardSeconds).min().orElse(0);
        double most =
                repeats.stream().mapToDouble(LayerTime::forwardSeconds).max().orElse(0);
        return most > SPREAD * least;
    }

    private static LayerTime median(List<LayerTime> repeats) {
        if (repeats.size() == 1) {
            return repeats.get(0);
        }
        double[] backward = repeats.stream()
                .flatMapToDouble(time -> time.backwardSeconds().stream())
                .toArray();
        double forward = new Median()
                .evaluate(
                        repeats.stream().mapToDouble(LayerTime::forwardSeconds).toArray());
        return repeats.get(0)
                .withSeconds(
                        forward,
                        backward.length == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(new Median().evaluate(backward)));
    }

    /**
     * {@return the layers in the order in which they first appear}
     */
    public List<LayerTime.LayerName> layers() {
        Set<LayerTime.LayerName> names = new LinkedHashSet<>();
        times.forEach(time -> names.add(time.key().layer()));
        return List.copyOf(names);
    }

    /**
     * The entries of profiled costs.
     *
     * @param model name of the version the layers belong to, where the file does not tell
     * @return one entry for each time, in order
     * @throws IllegalArgumentException if times of a layer differ in nothing but the size of the batch
     */
    public List<ProfiledLayer> costs(String model) {
        Map<LayerTime.Key, LayerTime> known = new HashMap<>();
        for (LayerTime time : times) {
            LayerTime other = known.put(time.withBatchSize(OptionalInt.empty()).key(), time);
            Check.that(
                    other == null,
                    "times",
                    "layer " + time.key().layer().label() + " on '" + time.node() + "'",
                    "must be measured at one size of the batch, not at " + sizes(),
                    "Choose one with --batch-size.");
        }
        return times.stream().map(time -> time.profiled(model)).toList();
    }

    /**
     * The times of batches of one size, all of them where no time tells a size.
     *
     * @param samples of a batch, at least 1
     * @return a profile whose times are of batches of that size
     * @throws IllegalArgumentException if none is
     */
    public LayerProfile ofBatches(int samples) {
        OptionalInt size = OptionalInt.of(samples);
        if (times.stream().allMatch(time -> time.batchSize().isEmpty())) {
            return new LayerProfile(
                    times.stream().map(time -> time.withBatchSize(size)).toList(), notes);
        }
        List<LayerTime> chosen =
                times.stream().filter(time -> time.batchSize().equals(size)).toList();
        Check.that(!chosen.isEmpty(), "batchSize", samples, "must be one that was measured: " + sizes());
        return new LayerProfile(chosen, notes);
    }

    private String sizes() {
        return times.stream()
                .map(LayerTime::batchSize)
                .distinct()
                .map(size -> size.isPresent() ? Integer.toString(size.getAsInt()) : "one sample")
                .collect(Collectors.joining(", "));
    }

    /**
     * The same times with the work of a model's layers, taken by name: MACs of the forward pass, and as bytes input, output and
     * weights at the precision they were measured at.
     *
     * @param layers of the model in order; the first one's input is left out of its bytes
     * @return a profile whose times know their work; layers that the model lacks stay as they are, which a note tells
     */
    public LayerProfile withWorkOf(List<Layer> layers) {
        Map<String, LayerWork> ofSample = new LinkedHashMap<>();
        Map<String, Double> weights = new LinkedHashMap<>();
        double input = 0;
        for (Layer layer : layers) {
            ofSample.put(layer.name(), new LayerWork(layer.macs(), input + layer.outputElements()));
            weights.put(layer.name(), layer.parameters());
            input = layer.outputElements();
        }
        List<String> unknown = layers().stream()
                .map(LayerTime.LayerName::layer)
                .filter(name -> !ofSample.containsKey(name))
                .toList();
        List<String> all = new ArrayList<>(notes);
        if (!unknown.isEmpty()) {
            all.add("Layers the model does not have: " + String.join(", ", unknown) + ".");
        }
        List<LayerTime> known = times.stream()
                .map(time -> ofSample.containsKey(time.layer())
                        ? time.withWork(scaled(
                                Objects.requireNonNull(ofSample.get(time.layer())),
                                Objects.requireNonNull(weights.get(time.layer())),
                                time))
                        : time)
                .toList();
        return new LayerProfile(known, all);
    }

    private static LayerWork scaled(LayerWork sample, double weights, LayerTime time) {
        double samples = time.batchSize().orElse(1);
        double bytes = time.quantization()
                .map(name -> Quantization.bitWidth(name).orElse(32) / 8)
                .orElse(BYTES_OF_FLOAT);
        return new LayerWork(sample.macs() * samples, (sample.bytes() * samples + weights) * bytes);
    }
}
