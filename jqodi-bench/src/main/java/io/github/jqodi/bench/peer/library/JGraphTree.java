package io.github.jqodi.bench.peer.library;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/** Algorithm 1's tree as a weighted graph of JGraphT, vertices numbered, times in a list beside it. */
public final class JGraphTree {
    private final SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> graph =
            new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    private final List<Double> seconds = new ArrayList<>();

    private JGraphTree() {}

    /**
     * Builds the tree, rounded times compared with the deadline.
     *
     * @param candidate the quantized model
     * @param table its costs
     * @param deadlineSeconds T_max
     * @return the tree
     */
    public static JGraphTree of(Candidate candidate, CostTable table, double deadlineSeconds) {
        JGraphTree tree = new JGraphTree();
        List<Integer> level = List.of(tree.vertex(candidate.setup().seconds()));
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            level = tree.extend(level, table, table.rowOf(k), deadlineSeconds);
        }
        return tree;
    }

    /**
     * {@return state vertices, without the root}
     */
    public long states() {
        return graph.iterables().vertexCount() - 1;
    }

    /**
     * {@return the energies of all edges together, to compare trees by}
     */
    public double edgeJoules() {
        return graph.edgeSet().stream().mapToDouble(graph::getEdgeWeight).sum();
    }

    private List<Integer> extend(List<Integer> level, CostTable table, int row, double deadlineSeconds) {
        List<Integer> next = new ArrayList<>();
        for (int from : level) {
            for (int action = 0; action < table.seconds(row).length; action++) {
                double elapsed = seconds.get(from) + table.seconds(row)[action];
                if (elapsed <= deadlineSeconds) {
                    int to = vertex(elapsed);
                    graph.setEdgeWeight(graph.addEdge(from, to), table.joules(row)[action]);
                    next.add(to);
                }
            }
        }
        return next;
    }

    private int vertex(double elapsed) {
        int number = seconds.size();
        graph.addVertex(number);
        seconds.add(elapsed);
        return number;
    }
}
