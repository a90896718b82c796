package io.github.jqodi.tree;

/**
 * Algorithms 2 and 3: finds every path from a quantized model to Θ with its weight. Algorithm 2 calls it for each model; a
 * tree has one quantized model, whose edge from M_a, weight ε, comes first in every path.
 *
 * <p>Repairs (READINGS #31): the vertex at hand is handed down and restored, where line 6 of the listing overwrites it in the
 * loop; path and weight start out empty and with ε, where the listing leaves both undefined; and the set of paths is not
 * emptied at each call. The recursion is a loop, so that long paths do not exhaust the stack, and the weight of a vertex
 * follows from its parent's alone, where lines 8 and 11 would leave rounding errors behind.
 */
public final class Traversal {
    private Traversal() {}

    /** Is shown every path. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One path to Θ.
         *
         * @param path its vertices, places in levels 1..K_rob; the array is reused, entry 0 is the quantized model
         * @param joules p[w], the energy of its edges
         * @return whether to go on
         */
        boolean path(int[] path, double joules);
    }

    /**
     * Walks through the tree in order of vertices; O(vertices).
     *
     * @param tree the diagram
     * @param visitor is shown every path
     * @return paths shown
     */
    public static long visitPaths(PathTree tree, Visitor visitor) {
        int last = tree.epochs();
        int[] path = new int[last + 1];
        int[] end = new int[last + 2];
        end[0] = 1;
        long shown = 0;
        int k = tree.entered() ? 0 : -1;
        while (k >= 0) {
            if (path[k] == end[k]) {
                k--;
                if (k >= 0) {
                    path[k]++;
                }
            } else if (k < last) {
                int first = tree.firstSuccessor(k, path[k]);
                end[k + 1] = first + tree.successorCount(k, path[k]);
                k++;
                path[k] = first;
            } else {
                if (tree.feasible(path[k])) {
                    shown++;
                    if (!visitor.path(path, tree.joules(k, path[k]))) {
                        return shown;
                    }
                }
                path[k]++;
            }
        }
        return shown;
    }
}
