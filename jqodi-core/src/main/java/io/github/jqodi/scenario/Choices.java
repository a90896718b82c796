package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.KnownNames;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Pins or forbids values of each decision. A scenario takes only choices whose names it holds.
 *
 * @param models by name
 * @param quantizations by name; of a bit-width its number
 * @param servers by name
 * @param cuts by number of layers on the device
 */
public record Choices(
        Selection<String> models, Selection<String> quantizations, Selection<String> servers, Selection<Integer> cuts) {
    /** Everything is open. */
    public static final Choices ALL = new Choices(Selection.all(), Selection.all(), Selection.all(), Selection.all());

    /**
     * Checks that nothing is missing.
     *
     * @param models by name
     * @param quantizations by name; of a bit-width its number
     * @param servers by name
     * @param cuts by number of layers on the device
     */
    public Choices {
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(quantizations, "quantizations");
        Objects.requireNonNull(servers, "servers");
        Objects.requireNonNull(cuts, "cuts");
    }

    /**
     * The same choices with other models open.
     *
     * @param selection by name
     * @return a copy
     */
    public Choices withModels(Selection<String> selection) {
        Objects.requireNonNull(selection, "selection");
        return new Choices(selection, quantizations, servers, cuts);
    }

    /**
     * The same choices with other quantizations open.
     *
     * @param selection by name; of a bit-width its number
     * @return a copy
     */
    public Choices withQuantizations(Selection<String> selection) {
        Objects.requireNonNull(selection, "selection");
        return new Choices(models, selection, servers, cuts);
    }

    /**
     * The same choices with other servers open.
     *
     * @param selection by name
     * @return a copy
     */
    public Choices withServers(Selection<String> selection) {
        Objects.requireNonNull(selection, "selection");
        return new Choices(models, quantizations, selection, cuts);
    }

    /**
     * The same choices with other cuts open.
     *
     * @param selection by number of layers on the device
     * @return a copy
     */
    public Choices withCuts(Selection<Integer> selection) {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(selection, "selection");
        return new Choices(models, quantizations, servers, selection);
    }

    /** Refuses a name that a scenario of these parts does not hold; of a cut, one that no model allows. */
    void checkNames(List<ModelVersion> allModels, List<Quantization> allQuantizations, List<EdgeServer> allServers) {
        checkNames(name -> "models", models, "a model", names(allModels, ModelVersion::name));
        checkNames(
                Choices::quantizationsField,
                quantizations,
                "a quantization",
                names(allQuantizations, Quantization::name));
        checkNames(name -> "servers", servers, "a server", names(allServers, EdgeServer::name));
        if (!cuts.values().isEmpty()) {
            checkNames(name -> "cuts", cuts, "a cut", cutPoints(allModels));
        }
    }

    /** What a file calls the choice that names a quantization. */
    private static String quantizationsField(String name) {
        return Quantization.bitWidth(name).isPresent() ? "bits" : "quantizations";
    }

    private static <T> List<String> names(List<T> all, Function<T, String> nameOf) {
        return all.stream().map(nameOf).toList();
    }

    private static List<Integer> cutPoints(List<ModelVersion> models) {
        return models.stream()
                .flatMap(model -> model.cutPoints().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static <T> void checkNames(Function<T, String> field, Selection<T> selection, String kind, List<T> known) {
        for (T value : selection.values()) {
            if (!known.contains(value)) {
                throw Check.invalid(
                        "choices/" + field.apply(value) + (selection instanceof Selection.Only ? "/only" : "/except"),
                        value instanceof String ? "'" + value + "'" : value,
                        "must name " + kind,
                        KnownNames.of(known.stream().map(String::valueOf).toList())
                                .advice(String.valueOf(value)));
            }
        }
    }
}
