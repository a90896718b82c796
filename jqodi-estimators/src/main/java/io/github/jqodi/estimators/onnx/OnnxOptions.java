package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers to what a file leaves open: numbers for the names of its sizes, shapes of its inputs, how many samples its shapes
 * hold. Immutable.
 *
 * <pre>{@code
 * OnnxOptions options = OnnxOptions.DEFAULT
 *         .withDimension("sequence_length", 128)
 *         .withShape("pixel_values", 1, 3, 224, 224)
 *         .withBothSides("attention_mask");
 * }</pre>
 */
public final class OnnxOptions {
    /** Nothing given: a first axis without a size is a batch of 1, any other one is asked for. */
    public static final OnnxOptions DEFAULT = new OnnxOptions(Map.of(), Map.of(), List.of(), 1, OnnxLimits.DEFAULT);

    private final Map<String, Long> dimensions;
    private final Map<String, List<Long>> shapes;
    private final List<String> bothSides;
    private final int samples;
    private final OnnxLimits limits;

    private OnnxOptions(
            Map<String, Long> dimensions,
            Map<String, List<Long>> shapes,
            List<String> bothSides,
            int samples,
            OnnxLimits limits) {
        this.dimensions = dimensions;
        this.shapes = shapes;
        this.bothSides = bothSides;
        this.samples = samples;
        this.limits = limits;
    }

    /**
     * The same options with a number for a named size.
     *
     * @param name as in the file, such as {@code sequence_length}
     * @param size {@code >= 0}
     * @return a copy
     */
    public OnnxOptions withDimension(String name, long size) {
        Check.nonNegative("dim/" + name, (double) size);
        Map<String, Long> more = new LinkedHashMap<>(dimensions);
        more.put(name, size);
        return new OnnxOptions(more, shapes, bothSides, samples, limits);
    }

    /**
     * The same options with the shape of an input, in place of what the file states.
     *
     * @param input its name
     * @param sizes of all axes, each {@code >= 0}
     * @return a copy
     */
    public OnnxOptions withShape(String input, long... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            Check.nonNegative("shape/" + input + "/" + i, (double) sizes[i]);
        }
        Map<String, List<Long>> more = new LinkedHashMap<>(shapes);
        more.put(input, Arrays.stream(sizes).boxed().toList());
        return new OnnxOptions(dimensions, more, bothSides, samples, limits);
    }

    /**
     * The same options with an input that is at hand on both sides of a cut, such as a mask or positions: it and what follows
     * from such inputs alone is not counted among the tensors that cross.
     *
     * @param input its name
     * @return a copy
     */
    public OnnxOptions withBothSides(String input) {
        List<String> more = new ArrayList<>(bothSides);
        more.add(input);
        return new OnnxOptions(dimensions, shapes, List.copyOf(more), samples, limits);
    }

    /**
     * The same options for shapes that hold several samples; what is counted is divided by their number.
     *
     * @param count at least 1, the default
     * @return a copy
     */
    public OnnxOptions withSamples(int count) {
        Check.between("samples", count, 1, Integer.MAX_VALUE);
        return new OnnxOptions(dimensions, shapes, bothSides, count, limits);
    }

    /**
     * The same options with other bounds on nodes and time.
     *
     * @param bounds in place of {@link OnnxLimits#DEFAULT}
     * @return a copy
     */
    public OnnxOptions withLimits(OnnxLimits bounds) {
        return new OnnxOptions(dimensions, shapes, bothSides, samples, bounds);
    }

    Map<String, Long> dimensions() {
        return dimensions;
    }

    Map<String, List<Long>> shapes() {
        return shapes;
    }

    List<String> bothSides() {
        return bothSides;
    }

    int samples() {
        return samples;
    }

    OnnxLimits limits() {
        return limits;
    }

    @Override
    public String toString() {
        return "sizes " + dimensions + ", shapes " + shapes + ", on both sides " + bothSides + ", samples " + samples;
    }
}
