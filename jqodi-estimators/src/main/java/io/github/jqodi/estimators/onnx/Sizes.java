package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Check;
import io.github.jqodi.estimators.onnx.TypeInfo.Axis;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers for the sizes that a file names or leaves open. */
final class Sizes {
    private final OnnxOptions options;
    private final Warnings warnings;
    private final Map<String, Long> bound;
    private final Map<String, Dims> inputs = new LinkedHashMap<>();

    /** Binds all inputs of a graph; ends in an error that names every size that has to be given. */
    Sizes(GraphBody graph, OnnxOptions options, Warnings warnings) {
        this.options = options;
        this.warnings = warnings;
        this.bound = new HashMap<>(options.dimensions());
        List<ValueInfo> given = graph.realInputs();
        checkNames(graph, given);
        given.forEach(this::bindShape);
        given.forEach(this::bindFirstAxis);
        Set<String> open = new LinkedHashSet<>();
        for (ValueInfo input : given) {
            inputs.put(
                    input.name(), options.shapes().containsKey(input.name()) ? overridden(input) : stated(input, open));
        }
        if (!open.isEmpty()) {
            throw new OnnxFormatException("sizes are needed that the file does not state: "
                    + open.stream().limit(20).collect(Collectors.joining("; "))
                    + ". Give a named size a number (--dim NAME=N), or an input its shape (--shape INPUT=AxBxC)");
        }
    }

    private void checkNames(GraphBody graph, List<ValueInfo> given) {
        Set<String> names = given.stream().map(ValueInfo::name).collect(Collectors.toCollection(LinkedHashSet::new));
        options.shapes().keySet().forEach(name -> checkInput("shape", name, names));
        options.bothSides().forEach(name -> checkInput("both-sides", name, names));
        Set<String> sizes = new LinkedHashSet<>();
        graph.allBodies()
                .flatMap(body -> body.inputs().stream())
                .forEach(input -> input.type().axes().forEach(axis -> sizes.add(axis.name())));
        sizes.remove("");
        for (String name : options.dimensions().keySet()) {
            Check.that(
                    sizes.stream().anyMatch(size -> List.of(size.split(" ", -1)).contains(name))
                            || sizes.contains(name),
                    "dim",
                    "'" + name + "'",
                    "names no size of the model's inputs: " + sizes);
        }
    }

    private static void checkInput(String field, String name, Set<String> names) {
        Check.that(names.contains(name), field, "'" + name + "'", "is none of the model's inputs: " + names);
    }

    private void bindShape(ValueInfo input) {
        List<Long> shape = options.shapes().get(input.name());
        List<Axis> axes = input.type().axes();
        for (int i = 0; shape != null && i < Math.min(shape.size(), axes.size()); i++) {
            if (!axes.get(i).name().isEmpty()) {
                bound.putIfAbsent(axes.get(i).name(), shape.get(i));
            }
        }
    }

    /** A first axis without a size is a batch. */
    private void bindFirstAxis(ValueInfo input) {
        boolean open = !options.shapes().containsKey(input.name())
                && input.type().isTensor()
                && !input.type().axes().isEmpty();
        if (!open) {
            return;
        }
        Axis first = input.type().axes().get(0);
        if (isOpen(first) && !bound.containsKey(first.name())) {
            warnings.add(OnnxWarning.Kind.ASSUMED_SIZE, "the first axis of '" + input.name() + "'" + named(first));
            if (!first.name().isEmpty()) {
                bound.put(first.name(), 1L);
            }
        }
    }

    private static String named(Axis axis) {
        return axis.name().isEmpty() ? "" : ", '" + axis.name() + "'";
    }

    /** Some converters write 0 for a batch of any size. */
    private static boolean isOpen(Axis first) {
        return !first.isKnown() || first.size() == 0;
    }

    private Dims overridden(ValueInfo input) {
        List<Long> shape = options.shapes().getOrDefault(input.name(), List.of());
        Check.that(
                !input.type().isRanked() || input.type().axes().size() == shape.size(),
                "shape/" + input.name(),
                shape,
                "must have as many axes as the file states, "
                        + input.type().axes().size());
        return Dims.of(shape.stream().mapToLong(size -> size).toArray());
    }

    private Dims stated(ValueInfo input, Set<String> open) {
        if (!input.type().isTensor()) {
            return Dims.UNRANKED;
        }
        if (!input.type().isRanked()) {
            open.add("the shape of input '" + input.name() + "'");
            return Dims.UNRANKED;
        }
        List<Axis> axes = input.type().axes();
        long[] sizes = new long[axes.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = i == 0 && isOpen(axes.get(i))
                    ? bound.getOrDefault(axes.get(i).name(), 1L)
                    : size(axes.get(i));
            if (sizes[i] == Dims.UNKNOWN) {
                String name = axes.get(i).name();
                open.add(name.isEmpty() ? "axis " + i + " of input '" + input.name() + "'" : "'" + name + "'");
            }
        }
        return Dims.of(sizes);
    }

    private long size(Axis axis) {
        if (axis.isKnown()) {
            return axis.size();
        }
        Long size = bound.get(axis.name());
        return size != null ? size : sum(axis.name());
    }

    /** Names such as {@code past_sequence_length + 1}, as exporters write sizes that follow from others. */
    private long sum(String name) {
        if (!name.contains(" + ")) {
            return Dims.UNKNOWN;
        }
        long sum = 0;
        for (String part : name.split(" \\+ ", -1)) {
            Long size = part.matches("[0-9]{1,15}") ? Long.valueOf(part) : bound.get(part);
            if (size == null) {
                return Dims.UNKNOWN;
            }
            sum += size;
        }
        return sum;
    }

    /** The shape of an input of the main graph. */
    Dims input(String name) {
        return inputs.getOrDefault(name, Dims.UNRANKED);
    }

    /** What is stated of a value, as far as names have numbers. */
    Dims of(TypeInfo type) {
        return type.isRanked()
                ? Dims.of(type.axes().stream().mapToLong(this::size).toArray())
                : Dims.UNRANKED;
    }

    /** What is stated of an input of a body that is called with values nobody sees; open sizes are 1. */
    Dims assumed(ValueInfo input) {
        double[] sizes = of(input.type()).isRanked() ? of(input.type()).numbers() : new double[0];
        for (int i = 0; i < sizes.length; i++) {
            if (Double.isNaN(sizes[i])) {
                warnings.add(
                        OnnxWarning.Kind.ASSUMED_SIZE,
                        "axis " + i + " of '" + input.name() + "'"
                                + named(input.type().axes().get(i)));
                sizes[i] = 1;
            }
        }
        return input.type().isRanked() ? Dims.of(sizes) : Dims.UNRANKED;
    }
}
