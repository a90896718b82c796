package io.github.jqodi.bench.cli;

import io.github.jqodi.base.KnownNames;
import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns {@code KEY=VALUE,…} options into choices of a scenario. */
final class SelectionOptions {
    private static final String BITS = "bits";
    private static final String QUANTIZATION = "quantization";
    private static final List<String> KEYS = List.of("model", BITS, QUANTIZATION, "server", "cut");

    private SelectionOptions() {}

    /**
     * The choices of a scenario, the selection of every kind that is named replaced.
     *
     * @throws IllegalArgumentException if an option makes no sense, or names what the scenario does not hold
     */
    static Choices apply(Scenario scenario, List<String> only, List<String> except) {
        Map<String, List<String>> pinned = byKey("--only", only, key -> names(key, scenario));
        Map<String, List<String>> forbidden = byKey("--except", except, key -> names(key, scenario));
        requireApart(pinned, forbidden);
        requireKnown("--only", pinned, scenario);
        requireKnown("--except", forbidden, scenario);
        Choices result = scenario.choices();
        for (boolean pin : new boolean[] {true, false}) {
            for (Map.Entry<String, List<String>> entry :
                    byChoice(pin ? pinned : forbidden).entrySet()) {
                result = apply(result, entry.getKey(), entry.getValue(), pin);
            }
        }
        return result;
    }

    /**
     * Refuses what no scenario makes right.
     *
     * @throws IllegalArgumentException if an option makes no sense
     */
    static void check(List<String> only, List<String> except) {
        Map<String, List<String>> pinned = byKey("--only", only, key -> List.of());
        Map<String, List<String>> forbidden = byKey("--except", except, key -> List.of());
        requireApart(pinned, forbidden);
        Stream.of(pinned, forbidden)
                .forEach(options -> options.forEach((key, values) -> values.forEach(value -> canonical(key, value))));
    }

    private static void requireApart(Map<String, List<String>> pinned, Map<String, List<String>> forbidden) {
        for (String key : pinned.keySet()) {
            if (forbidden.keySet().stream().anyMatch(other -> choice(other).equals(choice(key)))) {
                throw new IllegalArgumentException("--only and --except both speak of " + key + "; use one of them");
            }
        }
    }

    private static void requireKnown(String option, Map<String, List<String>> values, Scenario scenario) {
        values.forEach((key, names) -> {
            List<String> known = names(key, scenario);
            for (String name : names) {
                if (!known.contains(canonical(key, name))) {
                    throw new IllegalArgumentException(option + " " + key + "=" + name + ": the scenario has no " + key
                            + " '" + name + "'. " + KnownNames.of(known).advice(name));
                }
            }
        });
    }

    private static List<String> names(String key, Scenario scenario) {
        Stream<?> names = switch (key) {
            case "model" -> scenario.models().stream().map(ModelVersion::name);
            case BITS ->
                scenario.quantizations().stream().map(Quantization::name).filter(SelectionOptions::isWidth);
            case QUANTIZATION -> scenario.quantizations().stream().map(Quantization::name);
            case "server" -> scenario.edgeServers().stream().map(EdgeServer::name);
            default ->
                scenario.models().stream()
                        .flatMap(model -> model.cutPoints().stream())
                        .sorted();
        };
        return names.map(Object::toString).distinct().toList();
    }

    private static boolean isWidth(String name) {
        return Quantization.bitWidth(name).isPresent();
    }

    /** The kind of choice that a key speaks of. */
    private static String choice(String key) {
        return key.equals(BITS) ? QUANTIZATION : key;
    }

    /** The values of each kind of choice as the scenario names them. */
    private static Map<String, List<String>> byChoice(Map<String, List<String>> byKey) {
        Map<String, List<String>> byChoice = new LinkedHashMap<>();
        byKey.forEach((key, values) ->
                values.forEach(value -> byChoice.computeIfAbsent(choice(key), choice -> new ArrayList<>())
                        .add(canonical(key, value))));
        return byChoice;
    }

    private static String canonical(String key, String value) {
        return switch (key) {
            case BITS -> width(value);
            case "cut" -> integer(key, value).toString();
            default -> value;
        };
    }

    private static String width(String value) {
        try {
            return Text.shortest(NumberText.parse(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("bits '" + value + "' must be a number", e);
        }
    }

    private static Choices apply(Choices choices, String key, List<String> values, boolean pin) {
        return switch (key) {
            case "model" -> choices.withModels(selection(values, Function.identity(), pin));
            case QUANTIZATION -> choices.withQuantizations(selection(values, Function.identity(), pin));
            case "server" -> choices.withServers(selection(values, Function.identity(), pin));
            default -> choices.withCuts(selection(values, value -> integer(key, value), pin));
        };
    }

    private static <T> Selection<T> selection(List<String> values, Function<String, T> parse, boolean pin) {
        List<T> parsed = values.stream().map(parse).toList();
        return pin ? Selection.only(parsed) : Selection.except(parsed);
    }

    private static Integer integer(String key, String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " '" + value + "' must be an integer", e);
        }
    }

    private static Map<String, List<String>> byKey(
            String option, List<String> pairs, Function<String, List<String>> known) {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || equals == pair.length() - 1 || !KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        option + " '" + pair + "' must be KEY=VALUE with KEY one of " + String.join(", ", KEYS));
            }
            byKey.computeIfAbsent(key, k -> new ArrayList<>())
                    .addAll(values(pair.substring(equals + 1), known.apply(key)));
        }
        return byKey;
    }

    /** Values parted by commas, where those of a known name part nothing; the longest such name counts. */
    private static List<String> values(String text, List<String> known) {
        List<String> withCommas = known.stream()
                .filter(name -> name.contains(","))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        List<String> values = new ArrayList<>();
        String listed = text + ",";
        for (int at = 0; at < listed.length(); ) {
            String value = first(listed, at, withCommas);
            values.add(value);
            at += value.length() + 1;
        }
        return values;
    }

    private static String first(String listed, int at, List<String> withCommas) {
        return withCommas.stream()
                .filter(name -> listed.startsWith(name + ",", at))
                .findFirst()
                .orElseGet(() -> listed.substring(at, listed.indexOf(',', at)));
    }
}
