package io.github.jqodi.tree;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Rounding;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Algorithm 1's diagram of one quantized model as printed: every partial path is a vertex of its own, with its elapsed time
 * T(k) and energy. Three columns a level, {@code T}, {@code E} and {@code firstChild}, hold it: 20 bytes a vertex, 16 in the
 * last level; which action led to a vertex is its distance from its parent's first child.
 *
 * <p>Repairs to the listing: it loops over servers and cuts, and a vertex stands for (a,q,k,x,j) and its path, where line 7
 * has neither a nor p_j (READINGS #25); only vertices of the same a and q are joined (#26); T and the energy of a child come
 * from its parent alone, where lines 23 and 33 let siblings add up (#27); edges are assigned (#28); a pair whose K_rob is
 * infinite has no branch (#30).
 *
 * <p>A vertex exists if the exact sum of the doubles τ, t_1, …, t_k is at most T_max, lines 12, 21 and 31. T(k) itself is that
 * sum rounded once an epoch; only where rounding could matter are paths summed exactly.
 */
public final class PathTree extends Branch {
    /** Vertices one may ask for where nothing else is said; 400 MB. */
    public static final long MAX_VERTICES = 20_000_000;

    /** Bytes of {@code T}, {@code E} and {@code firstChild} together. */
    public static final int BYTES_PER_VERTEX = 2 * Double.BYTES + Integer.BYTES;

    private final ChunkedDoubles[] seconds;
    private final ChunkedDoubles[] joules;
    private final int[][] firstChild;
    /** A rounded time up to here is surely at most T_max. */
    private final double surelyInTime;
    /** A rounded time above this is surely late. */
    private final double surelyLate;

    private PathTree(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
        super(candidate, table, deadlineSeconds, stop);
        double error = Rounding.relative(epochs() + 2);
        this.surelyInTime = deadlineSeconds * (1 - error) - Double.MIN_VALUE;
        this.surelyLate = deadlineSeconds * (1 + error) + Double.MIN_VALUE;
        this.seconds = new ChunkedDoubles[epochs() + 1];
        this.joules = new ChunkedDoubles[epochs() + 1];
        this.firstChild = new int[epochs()][];
    }

    /**
     * Builds the tree; O(vertices) time and memory. Its size is predicted first.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @param mostVertices how many vertices to allow at most, up to {@code 2^31 - 9}
     * @return the tree
     * @throws IllegalArgumentException if more vertices are predicted; no memory was taken for them
     */
    public static PathTree of(Candidate candidate, CostTable table, double deadlineSeconds, long mostVertices) {
        return of(candidate, table, deadlineSeconds, mostVertices, Stopped.NEVER);
    }

    /**
     * Builds the tree, with a stop signal.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @param mostVertices how many vertices to allow at most, up to {@code 2^31 - 9}
     * @param stop polled during long work; true ends it
     * @return the tree
     * @throws IllegalArgumentException if more vertices are predicted; no memory was taken for them
     */
    public static PathTree of(
            Candidate candidate, CostTable table, double deadlineSeconds, long mostVertices, BooleanSupplier stop) {
        Check.that(
                mostVertices >= 1 && mostVertices <= Integer.MAX_VALUE - 8,
                "mostVertices",
                mostVertices,
                "must be from 1 to " + (Integer.MAX_VALUE - 8));
        TreeSize size = TreeSize.atMost(candidate, table, deadlineSeconds, mostVertices, stop);
        if (!(size.vertices() <= mostVertices)) {
            throw size.refusal(candidate.label(), mostVertices);
        }
        PathTree tree = new PathTree(candidate, table, deadlineSeconds, stop);
        tree.build(stop);
        return tree;
    }

    @Override
    public int levelSize(int epoch) {
        return seconds[epoch].size();
    }

    @Override
    public int firstSuccessor(int epoch, int index) {
        return firstChild[epoch][index];
    }

    @Override
    public int successorCount(int epoch, int index) {
        int[] first = firstChild[epoch];
        int end = index + 1 < first.length ? first[index + 1] : levelSize(epoch + 1);
        return end - first[index];
    }

    @Override
    public double seconds(int epoch, int index) {
        return seconds[epoch].get(index);
    }

    /**
     * Energy of the path to a vertex, ε included.
     *
     * @param epoch level
     * @param index place in the level, from 0
     * @return joules, rounded once an epoch
     */
    public double joules(int epoch, int index) {
        return joules[epoch].get(index);
    }

    /**
     * The vertex before a vertex, found by bisection.
     *
     * @param epoch level, from 1
     * @param index place in the level, from 0
     * @return place in the level before
     */
    public int parent(int epoch, int index) {
        int[] first = firstChild[epoch - 1];
        int low = 0;
        int high = first.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (first[middle] <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public boolean feasible(int index) {
        double rounded = seconds[epochs()].get(index);
        return rounded <= surelyInTime || exactSeconds(epochs(), index).compareTo(deadlineSeconds()) < 0;
    }

    /**
     * {@return bytes the vertices take, headers of the arrays not counted}
     */
    public long bytes() {
        long bytes = 0;
        for (int k = 0; k <= epochs(); k++) {
            bytes += 2L * Double.BYTES * levelSize(k) + (k < epochs() ? (long) Integer.BYTES * levelSize(k) : 0);
        }
        return bytes;
    }

    /**
     * Weight of an edge of a path, found without bisection.
     *
     * @param path places in levels 0..K_rob
     * @param epoch level the edge leads to, from 1
     * @return e(k) in joules
     */
    public double epochJoules(int[] path, int epoch) {
        return moves(epoch).joules[path[epoch] - firstChild[epoch - 1][path[epoch - 1]]];
    }

    @Override
    int move(int epoch, int index) {
        return index - firstChild[epoch - 1][parent(epoch, index)];
    }

    private void build(BooleanSupplier stop) {
        seconds[0] = ChunkedDoubles.of(ExactSum.of(candidate().spentSeconds()).value());
        joules[0] = ChunkedDoubles.of(candidate().setup().joules());
        for (int k = 1; k <= epochs(); k++) {
            Stopped.when(stop);
            int[] first = new int[levelSize(k - 1)];
            firstChild[k - 1] = first;
            int size = count(k, seconds[k - 1], first);
            seconds[k] = seconds[k - 1].children(first, moves(k).seconds, size);
            joules[k] = joules[k - 1].children(first, moves(k).joules, size);
        }
    }

    /** Where the children of each vertex start, and how many there are in all. */
    private int count(int epoch, ChunkedDoubles elapsed, int[] first) {
        double[] t = moves(epoch).seconds;
        double slowest = t.length == 0 ? 0 : t[t.length - 1];
        int next = 0;
        for (int v = 0; v < first.length; v++) {
            first[v] = next;
            double now = elapsed.get(v);
            next += now + slowest <= surelyInTime ? t.length : inTime(epoch, v, now, t);
        }
        return next;
    }

    /** How many of the moves are in time, exactly; they are sorted, so the first late one ends the count. */
    private int inTime(int epoch, int parent, double elapsed, double[] t) {
        int count = 0;
        while (count < t.length && elapsed + t[count] <= surelyInTime) {
            count++;
        }
        while (count < t.length
                && elapsed + t[count] <= surelyLate
                && exactSeconds(epoch - 1, parent).add(t[count]).compareTo(deadlineSeconds()) <= 0) {
            count++;
        }
        return count;
    }

    private ExactSum exactSeconds(int epoch, int index) {
        ExactSum sum = ExactSum.of(candidate().spentSeconds());
        int at = index;
        for (int k = epoch; k >= 1; k--) {
            int parent = parent(k, at);
            sum.add(moves(k).seconds[at - firstChild[k - 1][parent]]);
            at = parent;
        }
        return sum;
    }

    /**
     * The actions on the path to a vertex of the last level.
     *
     * @param index place in the last level, from 0
     * @return columns of the cost table, one an epoch
     */
    public int[] actions(int index) {
        int[] actions = new int[epochs()];
        int at = index;
        for (int k = epochs(); k >= 1; k--) {
            int parent = parent(k, at);
            actions[k - 1] = moves(k).action[at - firstChild[k - 1][parent]];
            at = parent;
        }
        return actions;
    }

    @Override
    public String toString() {
        return candidate().pair() + ": " + stateCount() + " vertices, levels of "
                + Arrays.toString(
                        Arrays.stream(seconds).mapToInt(ChunkedDoubles::size).toArray());
    }
}
