package io.github.jqodi.estimators.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes so that each stands after those whose outputs it reads, in the file's order where that allows it. */
final class NodeOrder {
    private NodeOrder() {}

    static List<Node> of(List<Node> nodes) {
        Map<String, Integer> makers = makers(nodes);
        List<Set<Integer>> before = new ArrayList<>();
        boolean sorted = true;
        for (int i = 0; i < nodes.size(); i++) {
            Set<Integer> own = new HashSet<>();
            for (String name : OuterNames.readBy(nodes.get(i))) {
                Integer maker = makers.get(name);
                if (maker != null) {
                    own.add(maker);
                    sorted &= maker < i;
                }
            }
            before.add(own);
        }
        return sorted ? nodes : sorted(nodes, before);
    }

    private static Map<String, Integer> makers(List<Node> nodes) {
        Map<String, Integer> makers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && makers.put(output, i) != null) {
                    throw new OnnxFormatException("two nodes give the value '" + output + "'");
                }
            }
        }
        return makers;
    }

    private static List<Node> sorted(List<Node> nodes, List<Set<Integer>> before) {
        List<List<Integer>> readers = new ArrayList<>();
        nodes.forEach(node -> readers.add(new ArrayList<>()));
        ArrayDeque<Integer> ready = new ArrayDeque<>();
        int[] waiting = new int[nodes.size()];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = before.get(i).size();
            for (int maker : before.get(i)) {
                readers.get(maker).add(i);
            }
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(nodes.get(next));
            for (int reader : readers.get(next)) {
                waiting[reader]--;
                if (waiting[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw new OnnxFormatException("nodes read each other's outputs in a cycle: " + cycleMember(nodes, waiting));
        }
        return sorted;
    }

    private static String cycleMember(List<Node> nodes, int[] waiting) {
        int at = 0;
        while (waiting[at] == 0) {
            at++;
        }
        return nodes.get(at).shown() + " is among or after them";
    }
}
