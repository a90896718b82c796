package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Predicts the layers that were measured on some nodes and not on others, by the {@link LayerTimeModel} of the node that lacks
 * them. Every predicted time is told in a note with its interval.
 */
public final class ProfileCompletion {
    private ProfileCompletion() {}

    /**
     * Fills in what is missing.
     *
     * @param profile whose times know their work
     * @return the same profile with a time for each layer in each setting that was measured at all, and notes that tell each
     *     model, its error and each predicted time; a setting with too few layers for a model stays as it is, which a note tells
     */
    public static LayerProfile completed(LayerProfile profile) {
        Map<Measured, LayerWork> known = new LinkedHashMap<>();
        profile.times()
                .forEach(time -> time.work()
                        .ifPresent(work -> known.putIfAbsent(
                                Measured.of(time.key().layer(), time.key().setting()), work)));
        List<LayerTime> all = new ArrayList<>(profile.times());
        List<String> notes = new ArrayList<>(profile.notes());
        for (LayerTime.Setting setting : profile.settings()) {
            List<LayerTime> own = profile.times().stream()
                    .filter(time -> time.key().setting().equals(setting))
                    .toList();
            complete(setting, own, known, profile.layers(), all, notes);
        }
        return new LayerProfile(all, notes);
    }

    /** What the work of a layer depends on, its node aside. */
    private record Measured(LayerTime.LayerName layer, Optional<String> quantization, OptionalInt batchSize) {
        static Measured of(LayerTime.LayerName layer, LayerTime.Setting setting) {
            return new Measured(layer, setting.quantization(), setting.batchSize());
        }
    }

    private static void complete(
            LayerTime.Setting setting,
            List<LayerTime> own,
            Map<Measured, LayerWork> known,
            List<LayerTime.LayerName> layers,
            List<LayerTime> all,
            List<String> notes) {
        Set<LayerTime.LayerName> measured = new HashSet<>();
        own.forEach(time -> measured.add(time.key().layer()));
        List<LayerTime.LayerName> missing =
                layers.stream().filter(layer -> !measured.contains(layer)).toList();
        Optional<LayerTimeModel> forward = model(own, false);
        forward.ifPresent(model -> notes.add("Time on " + setting.label() + ": " + model.summary() + "."));
        if (missing.isEmpty()) {
            return;
        }
        List<LayerWork> work = missing.stream()
                .map(layer -> known.get(Measured.of(layer, setting)))
                .filter(Objects::nonNull)
                .toList();
        if (forward.isEmpty() || work.size() < missing.size()) {
            notes.add("Not measured on " + setting.label() + " and not predicted, "
                    + (forward.isEmpty()
                            ? "since a model needs " + LayerTimeModel.LEAST_LAYERS + " layers of known work"
                            : "since their MACs and bytes at this precision and batch are not known")
                    + ": " + missing.stream().map(LayerTime.LayerName::label).collect(Collectors.joining(", ")) + ".");
            return;
        }
        Optional<LayerTimeModel> backward = model(own, true);
        for (int i = 0; i < missing.size(); i++) {
            LayerTimeModel.Prediction seconds = forward.get().predict(work.get(i));
            all.add(predicted(setting, missing.get(i), work.get(i), seconds.seconds(), backward));
            notes.add("Predicted, not measured: layer " + missing.get(i).label() + " on " + setting.label() + ", "
                    + milliseconds(seconds.seconds()) + " (nine of ten between " + milliseconds(seconds.low())
                    + " and " + milliseconds(seconds.high()) + ").");
        }
    }

    private static LayerTime predicted(
            LayerTime.Setting setting,
            LayerTime.LayerName layer,
            LayerWork work,
            double seconds,
            Optional<LayerTimeModel> backward) {
        OptionalDouble back = backward.map(
                        model -> OptionalDouble.of(model.predict(work).seconds()))
                .orElse(OptionalDouble.empty());
        return new LayerTime(
                setting.node(),
                layer.model(),
                layer.layer(),
                setting.quantization(),
                setting.batchSize(),
                seconds,
                back,
                Optional.of(work));
    }

    private static Optional<LayerTimeModel> model(List<LayerTime> own, boolean backward) {
        long usable = own.stream()
                .filter(time -> time.work().isPresent() && time.forwardSeconds() > 0)
                .filter(time -> !backward || time.backwardSeconds().orElse(0) > 0)
                .count();
        return usable < LayerTimeModel.LEAST_LAYERS
                ? Optional.empty()
                : Optional.of(backward ? LayerTimeModel.backward(own) : LayerTimeModel.forward(own));
    }

    private static String milliseconds(double seconds) {
        return Text.number(seconds * 1e3) + " ms";
    }
}
