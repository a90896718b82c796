package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Things to be said about a model; those of one kind are said together. */
final class Warnings {
    private static final int MOST_NAMED = 8;

    private final Map<OnnxWarning.Kind, Set<String>> things = new EnumMap<>(OnnxWarning.Kind.class);
    private final Map<String, Integer> unknownOperators = new TreeMap<>();

    void add(OnnxWarning.Kind kind, String thing) {
        things.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(thing);
    }

    void unknownOperator(String operator) {
        unknownOperators.merge(operator, 1, Integer::sum);
    }

    Map<String, Integer> unknownOperators() {
        return unknownOperators;
    }

    /** One for each kind, in the order of kinds. */
    List<OnnxWarning> all() {
        List<OnnxWarning> all = new ArrayList<>();
        if (!unknownOperators.isEmpty()) {
            all.add(new OnnxWarning(
                    OnnxWarning.Kind.UNKNOWN_OPERATOR,
                    "operators that are not known count no multiply-adds: "
                            + named(unknownOperators.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                    .toList())));
        }
        things.forEach((kind, said) -> all.add(new OnnxWarning(kind, sentence(kind, said))));
        return List.copyOf(all);
    }

    private static String sentence(OnnxWarning.Kind kind, Collection<String> said) {
        String names = named(said);
        return switch (kind) {
            case UNKNOWN_SHAPE -> "sizes are not known, what depends on them counts as zero: " + names;
            case ASSUMED_SIZE -> "sizes that are not stated are taken to be 1: " + names;
            case BODY_COUNTED_ONCE -> "nobody knows how often these run, their bodies count once: " + names;
            case DEARER_BRANCH -> "of the branches of a condition the dearer one counts: " + names;
            case NOT_A_TENSOR -> "no tensors, what reads them counts as zero: " + names;
            case UNUSED_TENSORS -> "nothing that leads to an output reads these tensors, they do not count: " + names;
            case SHARED_WEIGHTS -> "several blocks read these weights, which count in the first: " + names;
            case UNUSED_NODES -> "these nodes lead to no output and do not count: " + names;
            default -> String.join("; ", said);
        };
    }

    private static String named(Collection<String> names) {
        String first = names.stream().limit(MOST_NAMED).map(Text::shown).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
