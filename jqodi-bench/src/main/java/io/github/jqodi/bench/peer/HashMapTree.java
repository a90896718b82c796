package io.github.jqodi.bench.peer;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Algorithm 1 the way its listing suggests: vertices are objects in a hash map, edges are objects in lists by their tail. A
 * peer to measure against.
 */
public final class HashMapTree {
    private final Map<Key, Vertex> vertices = new HashMap<>();
    private final Map<Key, List<Edge>> edges = new HashMap<>();
    private double joules;

    /**
     * The identity of a vertex.
     *
     * @param epoch level
     * @param number running number in the level
     */
    public record Key(int epoch, long number) {}

    /**
     * A partial path.
     *
     * @param action column of the cost table, -1 for the quantized model
     * @param seconds T(k)
     * @param joules energy so far
     */
    public record Vertex(int action, double seconds, double joules) {}

    /**
     * An edge.
     *
     * @param to its head
     * @param joules its weight
     */
    public record Edge(Key to, double joules) {}

    private HashMapTree() {}

    /**
     * Builds the tree, rounded times compared with the deadline.
     *
     * @param candidate the quantized model
     * @param table its costs
     * @param deadlineSeconds T_max
     * @return the tree
     */
    public static HashMapTree of(Candidate candidate, CostTable table, double deadlineSeconds) {
        HashMapTree tree = new HashMapTree();
        Key root = new Key(0, 0);
        tree.vertices.put(
                root,
                new Vertex(-1, candidate.setup().seconds(), candidate.setup().joules()));
        List<Key> level = List.of(root);
        for (int k = 1; k <= candidate.robustEpochs(); k++) {
            level = tree.extend(level, k, table, deadlineSeconds);
        }
        for (Key key : level) {
            tree.joules += Objects.requireNonNull(tree.vertices.get(key)).joules();
        }
        return tree;
    }

    private List<Key> extend(List<Key> level, int epoch, CostTable table, double deadlineSeconds) {
        double[] seconds = table.seconds(table.rowOf(epoch));
        double[] joulesOf = table.joules(table.rowOf(epoch));
        List<Key> next = new ArrayList<>();
        for (Key key : level) {
            Vertex from = Objects.requireNonNull(vertices.get(key));
            List<Edge> out = new ArrayList<>();
            for (int action = 0; action < seconds.length; action++) {
                double elapsed = from.seconds() + seconds[action];
                if (elapsed <= deadlineSeconds) {
                    Key to = new Key(epoch, next.size());
                    vertices.put(to, new Vertex(action, elapsed, from.joules() + joulesOf[action]));
                    out.add(new Edge(to, joulesOf[action]));
                    next.add(to);
                }
            }
            edges.put(key, out);
        }
        return next;
    }

    /**
     * {@return state vertices}
     */
    public long states() {
        return vertices.size() - 1L;
    }

    /**
     * {@return edges between vertices}
     */
    public long edges() {
        return edges.values().stream().mapToLong(List::size).sum();
    }

    /**
     * {@return the energies of all complete paths together, to compare trees by}
     */
    public double joules() {
        return joules;
    }
}
