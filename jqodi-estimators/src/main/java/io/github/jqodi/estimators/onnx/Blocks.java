package io.github.jqodi.estimators.onnx;

import io.github.jqodi.scenario.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks between the cuts that are worth having: what multiplies nothing joins the block before it, unless a cut in front of it
 * would let clearly less cross.
 */
final class Blocks {
    /** Growth up to which a tensor after a segment that multiplies nothing counts as no larger. */
    private static final double MOST_GROWTH = 1.1;

    private final List<Segment> blocks = new ArrayList<>();
    private final List<NodeCost> leading = new ArrayList<>();

    private Blocks() {}

    static List<Segment> merged(List<Segment> segments) {
        Blocks merging = new Blocks();
        segments.forEach(merging::add);
        return merging.finished(segments);
    }

    private void add(Segment segment) {
        boolean works =
                segment.macs() > 0 || (blocks.isEmpty() && segment.weights().parameters() > 0);
        if (works || blocks.isEmpty() || !leading.isEmpty()) {
            leading.addAll(segment.nodes());
            if (works) {
                blocks.add(new Segment(List.copyOf(leading), segment.output(), segment.type(), segment.elements()));
                leading.clear();
            }
            return;
        }
        Segment before = blocks.get(blocks.size() - 1);
        if (segment.bits() <= MOST_GROWTH * before.bits()) {
            extend(before, segment.nodes(), segment);
        } else {
            leading.addAll(segment.nodes());
        }
    }

    private void extend(Segment block, List<NodeCost> nodes, Segment end) {
        List<NodeCost> all = new ArrayList<>(block.nodes());
        all.addAll(nodes);
        blocks.set(blocks.size() - 1, new Segment(List.copyOf(all), end.output(), end.type(), end.elements()));
    }

    private List<Segment> finished(List<Segment> segments) {
        if (!leading.isEmpty()) {
            Segment end = segments.get(segments.size() - 1);
            if (blocks.isEmpty()) {
                blocks.add(new Segment(List.copyOf(leading), end.output(), end.type(), end.elements()));
            } else {
                extend(blocks.get(blocks.size() - 1), leading, end);
            }
        }
        return List.copyOf(blocks);
    }

    /** The blocks as a planner takes them, per sample. */
    static List<OnnxBlock> described(List<Segment> blocks, int samples) {
        List<String> names = BlockNames.of(blocks);
        List<OnnxBlock> described = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Segment block = blocks.get(i);
            ParameterCounts weights = block.weights();
            Layer layer = new Layer(
                    names.get(i),
                    block.macs() / samples,
                    weights.parameters(),
                    weights.trainable(),
                    block.elements() / samples,
                    block.kept() / samples);
            described.add(new OnnxBlock(
                    layer,
                    block.output(),
                    block.type().label(),
                    weights.running(),
                    block.nodes().size()));
        }
        return List.copyOf(described);
    }
}
