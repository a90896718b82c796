package io.github.jqodi.tree;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import java.util.function.BooleanSupplier;

/**
 * Part of a diagram below one quantized model (a,q): its own vertex is level 0, the states of epoch k are level k = 1..K_rob, and
 * what is feasible in the last level is linked to Θ. Edges run from a level to the next. Their heads are contiguous, because
 * the actions of an epoch are sorted by time and what the deadline forbids is a suffix. Immutable; thread-safe.
 */
public abstract sealed class Branch permits PathTree, StateGraph {
    private final Candidate candidate;
    private final CostTable table;
    private final Moves[] moves;
    private final double deadlineSeconds;

    Branch(Candidate candidate, CostTable table, double deadlineSeconds, BooleanSupplier stop) {
        this.candidate = candidate;
        this.table = table;
        this.moves = Moves.of(table, stop);
        this.deadlineSeconds = deadlineSeconds;
    }

    /**
     * {@return the quantized model}
     */
    public Candidate candidate() {
        return candidate;
    }

    /**
     * {@return K_rob, the last level}
     */
    public int epochs() {
        return candidate.robustEpochs();
    }

    /**
     * {@return T_max}
     */
    public double deadlineSeconds() {
        return deadlineSeconds;
    }

    /**
     * {@return whether τ_(a,q) ≤ T_max, so that an edge leads here from M_a (Algorithm 1, line 12)}
     */
    public boolean entered() {
        return candidate.setup().seconds() <= deadlineSeconds;
    }

    /**
     * How many vertices a level has.
     *
     * @param epoch from 0 to K_rob
     * @return 1 for level 0
     */
    public abstract int levelSize(int epoch);

    /**
     * The action that leads into a vertex.
     *
     * @param epoch level, from 1
     * @param index place in the level, from 0
     * @return server and cut
     */
    public Action action(int epoch, int index) {
        return table.actions().get(moves(epoch).action[move(epoch, index)]);
    }

    /**
     * Time of the epoch that leads into a vertex, Equation 5.
     *
     * @param epoch level, from 1
     * @param index place in the level, from 0
     * @return t(k) in seconds
     */
    public double epochSeconds(int epoch, int index) {
        return moves(epoch).seconds[move(epoch, index)];
    }

    /**
     * Weight of the edges that lead into a vertex, Equation 6; assigned here, which lines 25 and 35 of the listing leave out
     * (READINGS #28).
     *
     * @param epoch level, from 1
     * @param index place in the level, from 0
     * @return e(k) in joules
     */
    public double epochJoules(int epoch, int index) {
        return moves(epoch).joules[move(epoch, index)];
    }

    /**
     * The first vertex of the next level to which an edge leads.
     *
     * @param epoch level, below K_rob
     * @param index place in the level, from 0
     * @return place in the next level
     */
    public abstract int firstSuccessor(int epoch, int index);

    /**
     * How many vertices of the next level edges lead to; they follow on the first one.
     *
     * @param epoch level, below K_rob
     * @param index place in the level, from 0
     * @return 0 where every action would be late
     */
    public abstract int successorCount(int epoch, int index);

    /**
     * Elapsed time at a vertex, τ included.
     *
     * @param epoch level
     * @param index place in the level, from 0
     * @return T(k) in seconds, of the fastest path where several end here
     */
    public abstract double seconds(int epoch, int index);

    /**
     * Whether an edge leads from a vertex of the last level to Θ: some path that ends here takes less than T_max, the exact
     * sum of its doubles, strictly. Line 39 writes Ω where Θ is meant and line 38 looks at the last vertex only; here every
     * vertex of the last level is asked (READINGS #29, #22). The loss is asked too, but depends on (a,q) alone, and what
     * misses L_max is no candidate.
     *
     * @param index place in the last level, from 0
     * @return whether it is feasible
     */
    public abstract boolean feasible(int index);

    /**
     * {@return state vertices, all levels but level 0}
     */
    public long stateCount() {
        long sum = 0;
        for (int k = 1; k <= epochs(); k++) {
            sum += levelSize(k);
        }
        return sum;
    }

    /** Which move of its epoch leads into a vertex. */
    abstract int move(int epoch, int index);

    final Moves moves(int epoch) {
        return moves[table.rowOf(epoch)];
    }

    final CostTable table() {
        return table;
    }
}
