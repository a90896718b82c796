package io.github.jqodi.estimators.onnx;

import io.github.jqodi.base.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names for blocks: the scope that their nodes with weights share, else the first and last of them. */
final class BlockNames {
    private static final int MOST_CHARACTERS = 80;

    private BlockNames() {}

    static List<String> of(List<Segment> blocks) {
        List<String> scopes = blocks.stream().map(BlockNames::scope).toList();
        Map<String, Long> counts = scopes.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        Map<String, Integer> used = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            String scope = scopes.get(i);
            boolean tells = !scope.isEmpty() && counts.getOrDefault(scope, 0L) == 1;
            names.add(distinct(shown(tells ? scope : ends(blocks.get(i))), used));
        }
        return names;
    }

    private static String shown(String name) {
        String shown = Text.shown(name.replace('\ufffd', '?'), MOST_CHARACTERS);
        return shown.isBlank() ? "block" : shown;
    }

    private static String distinct(String name, Map<String, Integer> used) {
        int count = used.merge(name, 1, Integer::sum);
        if (count == 1) {
            return name;
        }
        String numbered = name + " (" + count + ")";
        return distinct(numbered, used);
    }

    /** Nodes that name a block: those that multiply, else those with weights, else all. */
    private static List<Node> main(Segment block) {
        List<Node> multiplying = nodes(block, cost -> cost.multiplying() > 0);
        if (!multiplying.isEmpty()) {
            return multiplying;
        }
        List<Node> weighted = nodes(block, cost -> cost.weights().parameters() > 0);
        return weighted.isEmpty() ? nodes(block, cost -> true) : weighted;
    }

    private static List<Node> nodes(Segment block, Predicate<NodeCost> wanted) {
        return block.nodes().stream().filter(wanted).map(NodeCost::node).toList();
    }

    private static String scope(Segment block) {
        List<Node> nodes = main(block);
        String shared = label(nodes.get(0));
        for (Node node : nodes) {
            shared = shared(shared, label(node));
        }
        return shared;
    }

    private static String shared(String a, String b) {
        if (a.equals(b)) {
            return a;
        }
        String[] left = a.split("/", -1);
        String[] right = b.split("/", -1);
        StringBuilder shared = new StringBuilder();
        for (int i = 0; i < Math.min(left.length, right.length) && left[i].equals(right[i]); i++) {
            shared.append(i == 0 ? "" : "/").append(left[i]);
        }
        return shared.toString();
    }

    private static String ends(Segment block) {
        List<Node> nodes = main(block);
        String first = label(nodes.get(0));
        String last = label(nodes.get(nodes.size() - 1));
        return first.equals(last) ? first : first + " .. " + last;
    }

    /** The scope of a node without its operator, as PyTorch writes it, else its name, else operator and output. */
    private static String label(Node node) {
        String name = node.name().startsWith("/") ? node.name().substring(1) : node.name();
        if (name.isBlank()) {
            return node.outputs().isEmpty()
                    ? node.op()
                    : node.op() + " " + node.outputs().get(0);
        }
        int slash = name.lastIndexOf('/');
        return slash > 0 && name.substring(slash + 1).startsWith(node.op()) ? name.substring(0, slash) : name;
    }
}
