package io.github.jqodi.tree;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import java.util.function.BooleanSupplier;

/**
 * The diagram of one quantized model with merged states: level k has one vertex (a,q,k,x,j) for each effective action of
 * epoch k, whatever the path. Elapsed times and energies belong to paths and not to vertices; {@link StateLabels} keeps
 * them, and what a vertex shows here is the least time of any path to it (READINGS #25). O(K_rob·actions) memory at most.
 *
 * <p>An edge leads to an action if the fastest path that takes it is in time, {@code ≤ T_max} in the exact sum of its
 * doubles. Vertices are made for every epoch and effective action, as lines 1-8 do, in time or not.
 */
public final class StateGraph extends Branch {
    private static final int STOP_INTERVAL = 4096;

    /** Exact time of the fastest path to level k, τ included; an epoch without an action takes none. */
    private final ExactSum[] fastest;
    /** The first epoch without an effective action, which no path gets past; beyond K_rob if there is none. */
    private final int gap;

    private StateGraph(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
        super(candidate, table, deadlineSeconds, stop);
        this.fastest = new ExactSum[epochs()];
        this.gap = gap();
        ExactSum sum = ExactSum.of(candidate.spentSeconds());
        fastest[0] = sum.copy();
        for (int k = 1; k < epochs(); k++) {
            Stopped.every(STOP_INTERVAL, k, stop);
            sum.add(levelSize(k) == 0 ? 0 : moves(k).seconds[0]);
            fastest[k] = sum.copy();
        }
    }

    /**
     * Builds the graph.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @return the graph
     */
    public static StateGraph of(Candidate candidate, CostTable table, double deadlineSeconds) {
        return of(candidate, table, deadlineSeconds, Stopped.NEVER);
    }

    /**
     * Builds the graph, with a stop signal.
     *
     * @param candidate the quantized model
     * @param table its costs over K_rob epochs
     * @param deadlineSeconds T_max
     * @param stop polled during long work; true ends it
     * @return the graph
     */
    public static StateGraph of(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
        return new StateGraph(candidate, table, deadlineSeconds, stop);
    }

    @Override
    public int levelSize(int epoch) {
        return epoch == 0 ? 1 : moves(epoch).count();
    }

    @Override
    public int firstSuccessor(int epoch, int index) {
        return 0;
    }

    @Override
    public int successorCount(int epoch, int index) {
        if (epoch >= gap) {
            return 0;
        }
        ExactSum here = exact(epoch, index);
        double[] t = moves(epoch + 1).seconds;
        int late = t.length;
        while (late > 0 && here.copy().add(t[late - 1]).compareTo(deadlineSeconds()) > 0) {
            late--;
        }
        return late;
    }

    @Override
    public double seconds(int epoch, int index) {
        return exact(epoch, index).value();
    }

    @Override
    public boolean feasible(int index) {
        return epochs() < gap && exact(epochs(), index).compareTo(deadlineSeconds()) < 0;
    }

    /**
     * {@return edges into states, whatever their time: Σ over k from 0 of the vertices of level k times those of level k+1}
     */
    public long stateEdges() {
        long sum = 0;
        for (int k = 0; k < epochs(); k++) {
            sum += (long) levelSize(k) * levelSize(k + 1);
        }
        return sum;
    }

    @Override
    int move(int epoch, int index) {
        return index;
    }

    private int gap() {
        int epoch = 1;
        while (epoch <= epochs() && levelSize(epoch) > 0) {
            epoch++;
        }
        return epoch;
    }

    private ExactSum exact(int epoch, int index) {
        return epoch == 0 ? fastest[0].copy() : fastest[epoch - 1].copy().add(moves(epoch).seconds[index]);
    }

    @Override
    public String toString() {
        return candidate().pair() + ": " + stateCount() + " states, " + stateEdges() + " edges";
    }
}
