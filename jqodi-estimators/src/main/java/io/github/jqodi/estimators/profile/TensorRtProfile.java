package io.github.jqodi.estimators.profile;

import io.github.jqodi.base.Text;
import io.github.jqodi.estimators.text.FileNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads the layer profile that {@code trtexec --exportProfile=FILE --separateProfileRun} writes: a count of runs, then one object a
 * layer of the engine with its summed, mean and median milliseconds. The mean is taken. A layer of the engine is often several
 * layers of the model, joined by {@code +}.
 */
public final class TensorRtProfile {
    private static final String ADVICE = "Export a profile with trtexec --exportProfile=FILE --separateProfileRun.";

    private final List<LayerTime> times = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private int fused;
    private int copies;
    private double share;

    private TensorRtProfile() {}

    /**
     * Reads a profile.
     *
     * @param in JSON; not closed
     * @param node name of the device or server that the engine ran on
     * @param quantization that the engine was built for; empty for full precision
     * @param batchSize samples of a run; empty for one
     * @return a time for each layer of the engine, names made distinct
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no such profile; files of layer information and of summaries are told apart
     */
    public static LayerProfile read(InputStream in, String node, Optional<String> quantization, OptionalInt batchSize)
            throws IOException {
        FileNode root = FileNode.json(in);
        if (root.isObject()) {
            throw refused(root);
        }
        if (!root.isList() || root.elements().isEmpty()) {
            throw root.bad("must be a list of layers with averageMs", ADVICE);
        }
        TensorRtProfile reader = new TensorRtProfile();
        for (FileNode element : root.elements()) {
            reader.take(element, node, quantization, batchSize);
        }
        if (reader.times.isEmpty()) {
            throw root.bad("holds no layer with averageMs", ADVICE);
        }
        return reader.profile();
    }

    private static RuntimeException refused(FileNode root) {
        if (root.get("Layers").isPresent()) {
            return root.get("Layers")
                    .bad("is the structure of an engine, from --exportLayerInfo, and holds no times", ADVICE);
        }
        if (root.get("performance_summary").isPresent()) {
            return root.get("performance_summary")
                    .bad("is a summary of whole runs and holds no times of layers", ADVICE);
        }
        return root.bad("must be a list of layers with averageMs", ADVICE);
    }

    private void take(FileNode element, String node, Optional<String> quantization, OptionalInt batchSize) {
        if (!element.get("name").isPresent() && element.get("count").isPresent()) {
            notes.add("Means over " + (long) element.get("count").number() + " runs.");
            return;
        }
        String name = element.get("name").text();
        double milliseconds = element.get("averageMs").number();
        if (milliseconds < 0) {
            throw element.get("averageMs").bad("must be at least 0", "");
        }
        copies += name.startsWith("Reformatting") ? 1 : 0;
        fused += name.contains(" + ") && !name.startsWith("Reformatting") ? 1 : 0;
        share += element.get("percentage").optionalNumber().orElse(0);
        int number = seen.merge(name, 1, Integer::sum);
        times.add(new LayerTime(
                node,
                Optional.empty(),
                number == 1 ? name : name + " #" + number,
                quantization,
                batchSize,
                milliseconds / 1e3,
                OptionalDouble.empty(),
                Optional.empty()));
    }

    private LayerProfile profile() {
        double sum = times.stream().mapToDouble(LayerTime::forwardSeconds).sum();
        notes.add(Text.count(times.size(), "layer") + " of the engine take " + Text.number(sum * 1e3)
                + " ms in all; measured one by one they take longer than a whole run.");
        if (fused > 0) {
            notes.add("Layers of the engine that are several of the model, joined by +: " + fused + ".");
        }
        if (copies > 0) {
            notes.add("Layers that only copy tensors into another format: " + copies + ".");
        }
        long repeated = seen.values().stream().filter(count -> count > 1).count();
        if (repeated > 0) {
            notes.add("Names that appear more than once, later ones numbered: " + repeated + ".");
        }
        if (share > 0 && Math.abs(share - 100) > 1) {
            notes.add("The shares add up to " + Text.number(share) + " % instead of 100: layers are missing.");
        }
        return new LayerProfile(times, notes);
    }

    @Override
    public String toString() {
        return Text.count(times.size(), "layer") + " of a TensorRT engine";
    }
}
