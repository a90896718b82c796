package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.text.Compressed;
import io.github.jqodi.estimators.text.FileNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads traces of the PyTorch profiler, {@code prof.export_chrome_trace("trace.json.gz")}. A layer is an outermost operator of a
 * CPU thread, its time that of the GPU kernels it launched, or its own where nothing ran on a GPU. Backward passes are joined to
 * their forward operators by the sequence number.
 */
public final class KinetoTrace {
    private static final String BACKWARD = "autograd::engine::evaluate_function: ";
    private static final double MICROSECOND = 1e-6;

    private final List<Operator> operators = new ArrayList<>();
    private final Map<Double, Operator> launches = new HashMap<>();
    private final List<Event> kernels = new ArrayList<>();
    private final List<Event> copies = new ArrayList<>();
    private final List<Event> spans = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private double kernelMicroseconds;

    private KinetoTrace() {}

    /** Something that took time; microseconds. */
    private record Event(String name, double thread, double start, double length, FileNode arguments) {
        boolean holds(Event other) {
            return other.start >= start && other.start < start + length;
        }
    }

    /** An outermost operator and what ran for it. */
    private static final class Operator {
        private final Event event;
        private double kernelMicroseconds;
        /** Of itself and those within it. */
        private final Set<Double> sequences = new LinkedHashSet<>();

        private double backwardMicroseconds;

        Operator(Event event) {
            this.event = event;
        }

        double microseconds(boolean onGpu) {
            return onGpu ? kernelMicroseconds : event.length();
        }
    }

    /**
     * Reads a trace.
     *
     * @param in JSON, with or without gzip; not closed
     * @param node name of the device or server
     * @param span a part of the name of the annotation whose last occurrence is taken; empty for the last
     *     {@code ProfilerStep}, or the whole trace where there is none
     * @param batchSize samples of a pass; empty for one
     * @return a time for each operator that took any, numbered in order
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no such trace or has no such annotation
     */
    public static LayerProfile read(InputStream in, String node, Optional<String> span, OptionalInt batchSize)
            throws IOException {
        FileNode root = FileNode.json(Compressed.opened(in));
        FileNode events = root.isList() ? root : root.get("traceEvents");
        if (!events.isList()) {
            throw events.bad("must be a list of events", "Export one with prof.export_chrome_trace(FILE).");
        }
        KinetoTrace trace = new KinetoTrace();
        trace.sort(events.elements());
        return trace.profile(node, trace.chosen(span, events), batchSize);
    }

    private void sort(List<FileNode> nodes) {
        List<Event> calls = new ArrayList<>();
        List<Event> runtime = new ArrayList<>();
        for (FileNode node : nodes) {
            // Flow events and marks have no length.
            if (!node.get("ph").optionalText().orElse("").equals("X")) {
                continue;
            }
            Event event = new Event(
                    node.get("name").optionalText().orElse(""),
                    node.get("tid").optionalNumber().orElse(0),
                    node.get("ts").number(),
                    node.get("dur").optionalNumber().orElse(0),
                    node.get("args"));
            switch (node.get("cat").optionalText().orElse("")) {
                case "cpu_op" -> calls.add(event);
                case "cuda_runtime", "cuda_driver" -> runtime.add(event);
                case "kernel" -> {
                    kernels.add(event);
                    kernelMicroseconds += event.length();
                }
                case "gpu_memcpy", "gpu_memset" -> copies.add(event);
                case "user_annotation" -> spans.add(event);
                default -> {}
            }
        }
        outermost(calls, runtime);
    }

    private void outermost(List<Event> calls, List<Event> runtime) {
        Map<Double, List<Event>> launchesByThread = new HashMap<>();
        runtime.forEach(event -> launchesByThread
                .computeIfAbsent(event.thread(), thread -> new ArrayList<>())
                .add(event));
        Map<Double, List<Event>> byThread = new LinkedHashMap<>();
        calls.forEach(event -> byThread.computeIfAbsent(event.thread(), thread -> new ArrayList<>())
                .add(event));
        byThread.forEach((thread, own) -> {
            List<Operator> ofThread = outermost(own);
            operators.addAll(ofThread);
            place(ofThread, launchesByThread.getOrDefault(thread, new ArrayList<>()));
        });
        operators.sort(Comparator.comparingDouble(operator -> operator.event.start()));
    }

    private static List<Operator> outermost(List<Event> own) {
        List<Operator> found = new ArrayList<>();
        own.sort(Comparator.comparingDouble(Event::start).thenComparing(Event::length, Comparator.reverseOrder()));
        for (Event event : own) {
            Operator last = found.isEmpty() ? new Operator(event) : found.get(found.size() - 1);
            if (found.isEmpty() || !last.event.holds(event)) {
                last = new Operator(event);
                found.add(last);
            }
            event.arguments().get("Sequence number").optionalNumber().ifPresent(last.sequences::add);
        }
        return found;
    }

    private void place(List<Operator> ofThread, List<Event> runtime) {
        runtime.sort(Comparator.comparingDouble(Event::start));
        int at = 0;
        for (Event launch : runtime) {
            while (at + 1 < ofThread.size() && ofThread.get(at + 1).event.start() <= launch.start()) {
                at++;
            }
            if (at < ofThread.size() && ofThread.get(at).event.holds(launch)) {
                launches.put(
                        launch.arguments().get("correlation").optionalNumber().orElse(-1), ofThread.get(at));
            }
        }
    }

    private Optional<Event> chosen(Optional<String> span, FileNode events) {
        String part = span.orElse("ProfilerStep");
        Optional<Event> last = spans.stream()
                .filter(event -> event.name().contains(part))
                .max(Comparator.comparingDouble(Event::start));
        if (last.isEmpty() && span.isPresent()) {
            throw events.bad(
                    "must hold an annotation named like '" + part + "'",
                    "Annotations are "
                            + spans.stream()
                                    .map(Event::name)
                                    .distinct()
                                    .limit(10)
                                    .toList() + ".");
        }
        notes.add(last.map(event -> "Taken is the annotation '" + event.name() + "', the last of that name.")
                .orElse("Taken is the whole trace, warm-up and all; choose a part by the name of an annotation."));
        return last;
    }

    private LayerProfile profile(String node, Optional<Event> span, OptionalInt batchSize) {
        Stream.concat(kernels.stream(), copies.stream()).forEach(this::addToItsOperator);
        List<Operator> taken = operators.stream()
                .filter(operator -> span.isEmpty() || span.get().holds(operator.event))
                .toList();
        boolean onGpu = !kernels.isEmpty();
        joinBackward(taken, onGpu);
        List<LayerTime> times = times(taken, node, onGpu, batchSize);
        if (times.isEmpty()) {
            throw Check.invalid(
                    "traceEvents",
                    operators.size(),
                    "must hold operators that take time",
                    "Choose another annotation.");
        }
        notes.add(
                onGpu
                        ? Text.count(kernels.size(), "kernel") + " on the GPU take " + Text.shortest(kernelMicroseconds)
                                + " us in the whole trace; times of operators are those of the kernels and copies they launched."
                        : "Nothing ran on a GPU; times are those of operators on the CPU.");
        return new LayerProfile(times, notes);
    }

    private void addToItsOperator(Event onGpu) {
        Operator operator = launches.get(
                onGpu.arguments().get("correlation").optionalNumber().orElse(-1));
        if (operator != null) {
            operator.kernelMicroseconds += onGpu.length();
        }
    }

    private static void joinBackward(List<Operator> taken, boolean onGpu) {
        Map<Double, Operator> forward = new HashMap<>();
        for (Operator operator : taken) {
            if (!operator.event.name().startsWith(BACKWARD)) {
                operator.sequences.forEach(sequence -> forward.putIfAbsent(sequence, operator));
            }
        }
        for (Operator operator : taken) {
            if (operator.event.name().startsWith(BACKWARD)) {
                operator.sequences.stream()
                        .map(forward::get)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(of -> of.backwardMicroseconds += operator.microseconds(onGpu));
            }
        }
    }

    private static List<LayerTime> times(List<Operator> taken, String node, boolean onGpu, OptionalInt batchSize) {
        Map<String, Integer> numbers = new HashMap<>();
        List<LayerTime> times = new ArrayList<>();
        for (Operator operator : taken) {
            double microseconds = operator.microseconds(onGpu);
            if (microseconds <= 0 || operator.event.name().startsWith(BACKWARD)) {
                continue;
            }
            int number = numbers.merge(operator.event.name(), 1, Integer::sum);
            times.add(LayerTime.of(node, operator.event.name() + " #" + number, microseconds * MICROSECOND)
                    .withBatchSize(batchSize)
                    .withSeconds(
                            microseconds * MICROSECOND,
                            operator.backwardMicroseconds > 0
                                    ? OptionalDouble.of(operator.backwardMicroseconds * MICROSECOND)
                                    : OptionalDouble.empty()));
        }
        return times;
    }

    @Override
    public String toString() {
        return "trace of " + Text.count(operators.size(), "operator");
    }
}
