package io.github.jqodi.estimators.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Cuts of random graphs beside those found by taking tensors away one at a time. */
class CutsProperties {
    @Property(tries = 400, seed = "14")
    void cutsAreTheTensorsWithoutWhichNoOutputIsReached(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 14) int nodes,
            @ForAll @IntRange(min = 1, max = 2) int ends) {
        GraphProto graph = random(new Random(seed), nodes, ends);
        Set<String> expected = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            String tensor = node.getOutput(0);
            if (isFollowed(graph, tensor) && isNeeded(graph, tensor) && isAlone(graph, tensor)) {
                expected.add(tensor);
            }
        }
        OnnxNetwork network = network(graph);
        Set<String> found = new LinkedHashSet<>();
        for (OnnxBlock block :
                network.blocks().subList(0, Math.max(0, network.blocks().size() - 1))) {
            found.add(block.output());
        }
        assertEquals(expected, found, () -> graph + "");
    }

    private static OnnxNetwork network(GraphProto graph) {
        GraphBuilder b = new GraphBuilder(13);
        b.graph().mergeFrom(graph);
        return b.network();
    }

    /** Products of all earlier tensors with a weight, so that every node works and no cut is merged away. */
    private static GraphProto random(Random random, int nodes, int ends) {
        GraphBuilder b = new GraphBuilder(13);
        List<String> tensors = new ArrayList<>(List.of(b.input("x", 1, 4)));
        for (int i = 0; i < nodes; i++) {
            // Mostly the last tensor, so that chains come out too.
            String left = tensors.get(tensors.size() - 1 - Math.min(tensors.size() - 1, geometric(random)));
            String right = tensors.get(tensors.size() - 1 - Math.min(tensors.size() - 1, geometric(random)));
            String name = "t" + i;
            b.node(
                    "",
                    "",
                    "Gemm",
                    Map.of(),
                    left.equals(right)
                            ? new String[] {left, b.weight("w" + i, 4, 4)}
                            : new String[] {left, b.weight("w" + i, 4, 4), right},
                    name);
            tensors.add(name);
        }
        for (int i = 0; i < ends; i++) {
            b.output(tensors.get(tensors.size() - 1 - i));
        }
        return b.graph().build();
    }

    private static int geometric(Random random) {
        int count = 0;
        while (random.nextInt(3) == 0) {
            count++;
        }
        return count;
    }

    /** Whether something that leads to an output stands after. */
    private static boolean isFollowed(GraphProto graph, String tensor) {
        return graph.getNodeList().stream()
                .filter(node -> node.getInputList().contains(tensor))
                .anyMatch(node -> isNeeded(graph, node.getOutput(0)));
    }

    private static boolean isOutput(GraphProto graph, String tensor) {
        return graph.getOutputList().stream()
                .anyMatch(output -> output.getName().equals(tensor));
    }

    private static boolean isNeeded(GraphProto graph, String tensor) {
        Set<String> behind = reached(graph, new HashSet<>(Set.of(tensor)), "");
        return graph.getOutputList().stream().anyMatch(output -> behind.contains(output.getName()));
    }

    /** Whether no output is reached from the input once the tensor is taken away. */
    private static boolean isAlone(GraphProto graph, String tensor) {
        Set<String> reached = reached(graph, new HashSet<>(Set.of("x")), tensor);
        return graph.getOutputList().stream().noneMatch(output -> reached.contains(output.getName()));
    }

    private static Set<String> reached(GraphProto graph, Set<String> from, String without) {
        for (NodeProto node : graph.getNodeList()) {
            String output = node.getOutput(0);
            if (!output.equals(without) && node.getInputList().stream().anyMatch(from::contains)) {
                from.add(output);
            }
        }
        return from;
    }

    @Property(tries = 200, seed = "14")
    void blocksHoldEverythingOnce(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int nodes) {
        GraphProto graph = random(new Random(seed), nodes, 1);
        OnnxNetwork network = network(graph);
        long needed = graph.getNodeList().stream()
                .filter(node -> isOutput(graph, node.getOutput(0)) || isNeeded(graph, node.getOutput(0)))
                .count();
        assertEquals(needed * 16.0, network.macs());
        assertEquals(needed * 16.0, network.parameters());
        assertEquals(
                needed, network.blocks().stream().mapToInt(OnnxBlock::nodes).sum());
        Set<String> names = new HashSet<>();
        network.layers().forEach(layer -> assertTrue(names.add(layer.name()), layer.name()));
    }
}
