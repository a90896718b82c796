package io.github.jqodi.bench.cli;

import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns {@code KEY=VALUE,…} options into choices of a scenario. */
final class SelectionOptions {
    private static final List<String> KEYS = List.of("model", "bits", "server", "cut");

    private SelectionOptions() {}

    /**
     * The choices of a scenario, the selection of every kind that is named replaced.
     *
     * @throws IllegalArgumentException if an option makes no sense, or names what the scenario does not hold
     */
    static Choices apply(Scenario scenario, List<String> only, List<String> except) {
        Map<String, List<String>> pinned = byKey("--only", only);
        Map<String, List<String>> forbidden = byKey("--except", except);
        for (String key : pinned.keySet()) {
            if (forbidden.containsKey(key)) {
                throw new IllegalArgumentException("--only and --except both speak of " + key + "; use one of them");
            }
        }
        requireKnown("--only", pinned, scenario);
        requireKnown("--except", forbidden, scenario);
        Choices result = scenario.choices();
        for (boolean pin : new boolean[] {true, false}) {
            for (Map.Entry<String, List<String>> entry : (pin ? pinned : forbidden).entrySet()) {
                result = apply(result, entry.getKey(), entry.getValue(), pin);
            }
        }
        return result;
    }

    private static void requireKnown(String option, Map<String, List<String>> values, Scenario scenario) {
        values.forEach((key, names) -> {
            List<String> known = names(key, scenario);
            for (String name : names) {
                String canonical = isNumber(key) ? integer(key, name).toString() : name;
                if (!known.contains(canonical)) {
                    throw new IllegalArgumentException(option + " " + key + "=" + name + ": the scenario has no " + key
                            + " '" + name + "'; " + Nearest.advice(name, known));
                }
            }
        });
    }

    private static List<String> names(String key, Scenario scenario) {
        Stream<?> names = switch (key) {
            case "model" -> scenario.models().stream().map(ModelVersion::name);
            case "bits" -> scenario.quantizations().stream().map(Quantization::bits);
            case "server" -> scenario.edgeServers().stream().map(EdgeServer::name);
            default ->
                scenario.models().stream()
                        .flatMap(model -> model.cutPoints().stream())
                        .sorted();
        };
        return names.map(Object::toString).distinct().toList();
    }

    private static boolean isNumber(String key) {
        return key.equals("bits") || key.equals("cut");
    }

    private static Choices apply(Choices choices, String key, List<String> values, boolean pin) {
        return switch (key) {
            case "model" -> choices.withModels(selection(values, Function.identity(), pin));
            case "bits" -> choices.withBits(selection(values, value -> integer(key, value), pin));
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

    private static Map<String, List<String>> byKey(String option, List<String> pairs) {
        Map<String, List<String>> byKey = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || equals == pair.length() - 1 || !KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        option + " '" + pair + "' must be KEY=VALUE with KEY one of " + String.join(", ", KEYS));
            }
            List<String> values = List.of(pair.substring(equals + 1).split(",", -1));
            byKey.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values);
        }
        return byKey;
    }
}
