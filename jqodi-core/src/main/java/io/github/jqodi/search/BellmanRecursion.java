package io.github.jqodi.search;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.scenario.Equation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Equation 15 from the last epoch to the first. J_k(T), the least mean energy from epoch k on at elapsed time T, falls in steps
 * with the time that is left, so it is a list of nondominated pairs of what the rest of the run needs of that time and what it
 * costs. An epoch succeeds with hazard h_k = P(K = k | K ≥ k) and the run goes on with 1 - h_k:
 * J_k(T) = min {e_k + (1 - h_k) J_k+1(T + t_k)}. Multiplied by the weight P(K ≥ k) this is a plain sum, W_k J_k =
 * min {W_k e_k + W_k+1 J_k+1}, which is computed exactly; weights of 1 are a known K. Of equal costs the least time of the
 * epochs with a weight is taken, then the least energy of those without.
 *
 * <p>Either every epoch up to the last has to end before the limit, or a miss has a price: then the run may be given up before
 * any epoch, and what is still under way after the last one is missed. A deadline is met strictly.
 *
 * <p>R. Bellman, Dynamic Programming, 1957; labels in place of a grid of times as in H. C. Joksch, The shortest route problem
 * with constraints, 1966.
 */
final class BellmanRecursion {
    private static final int STOP_INTERVAL = 1024;
    /** The state in front of the first epoch, on no server. */
    private static final int NO_SERVER = -1;

    private final CandidateTask task;
    private final CostTable table;
    /** Servers by column, all 0 where changing them costs nothing. */
    private final int[] serverOf;

    private final double[] switchSeconds;
    private final double[][] switchJoules;
    private final double[] weights;
    private final OptionalDouble missPrice;
    /** What is paid where the target is not reached in the last epoch either. */
    private final double endCost;

    private final FixedPoint time;
    private final FixedPoint cost;
    private final long[] limit;
    private final long most;
    private long labels;
    private int steps;

    /**
     * Prepares the recursion.
     *
     * @param task which candidate, its costs and limit
     * @param weights of the epochs, P(K ≥ k) or 1, never rising
     * @param missPrice what a miss costs; empty if all epochs have to fit
     * @param most labels it may keep
     */
    BellmanRecursion(CandidateTask task, double[] weights, OptionalDouble missPrice, long most) {
        this.task = task;
        this.table = task.table();
        this.weights = weights;
        this.missPrice = missPrice;
        this.most = most;
        this.endCost = missPrice.orElse(0) * task.candidate().epochs().survival(weights.length + 1);
        ServerGroups groups = new ServerGroups(table, task.goal());
        boolean switching = Arrays.stream(groups.switchSeconds()).anyMatch(s -> s > 0)
                || Arrays.stream(groups.switchJoules(1)).anyMatch(e -> e > 0);
        this.serverOf = new int[table.actions().size()];
        Arrays.setAll(serverOf, a -> switching ? groups.server(a) : 0);
        this.switchSeconds = switching ? groups.switchSeconds() : new double[1];
        this.switchJoules = new double[weights.length][];
        Arrays.setAll(switchJoules, k -> switching ? groups.switchJoules(k + 1) : new double[1]);
        FixedPoint.Builder times = new FixedPoint.Builder()
                .include(task.limit())
                .includeUpTo(task.limit(), task.candidate().spentSeconds())
                .includeUpTo(task.limit(), switchSeconds);
        FixedPoint.Builder costs = new FixedPoint.Builder().include(endCost);
        for (int k = 1; k <= weights.length; k++) {
            times.includeUpTo(task.limit(), seconds(k));
            double weight = weights[k - 1] > 0 ? weights[k - 1] : 1;
            include(costs, weight, joules(k));
            include(costs, weight, switchJoules[k - 1]);
            include(costs, weights[k - 1], missPrice.stream().toArray());
        }
        this.time = times.build();
        this.cost = costs.build();
        this.limit = time.encode(task.limit());
    }

    private static void include(FixedPoint.Builder costs, double weight, double[] joules) {
        for (double e : joules) {
            if (e < Double.POSITIVE_INFINITY) {
                costs.include(weight * e);
            }
        }
    }

    private double[] seconds(int epoch) {
        return table.seconds(table.rowOf(epoch));
    }

    private double[] joules(int epoch) {
        return table.joules(table.rowOf(epoch));
    }

    long labels() {
        return labels;
    }

    /** A policy as a schedule: what is done in each epoch as long as the target is not reached; shorter if it gives up. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Policy(int[] columns, double joules) {}

    /**
     * The best policy from the first epoch to the last of the weights.
     *
     * @return the policy; empty if no schedule is in time
     */
    Optional<Policy> solve() {
        List<long[]> gone = leastBefore();
        List<List<Label>> next = ends();
        for (int k = weights.length; k > 1; k--) {
            next = step(k, next, gone.get(k - 1));
        }
        List<Label> first = step(1, NO_SERVER, next, gone.get(0));
        // J falls with the time that is left, and all that remain fit
        return first.isEmpty() ? Optional.empty() : Optional.of(policy(first.get(first.size() - 1)));
    }

    private int servers() {
        return switchSeconds.length;
    }

    /** J after the last epoch: nothing, or the price of not having got there. */
    private List<List<Label>> ends() {
        return Collections.nCopies(servers(), List.of(giveUp(endCost)));
    }

    private Label giveUp(double price) {
        return new Label(time.encode(0), cost.encode(price), time.encode(0), cost.encode(0), null, -1);
    }

    /** For each epoch the least time that is gone before it. */
    private List<long[]> leastBefore() {
        List<long[]> least = new ArrayList<>();
        long[] sum = time.encode(0);
        for (double spent : task.candidate().spentSeconds()) {
            // what is beyond the limit may be beyond the format, and is too late as well
            time.add(Math.min(task.limit(), spent), sum, 0);
        }
        for (int k = 1; k <= weights.length; k++) {
            least.add(sum.clone());
            time.add(Math.min(task.limit(), table.leastSeconds(table.rowOf(k))), sum, 0);
        }
        return least;
    }

    /** J_k for every server that may have been used before. */
    private List<List<Label>> step(int k, List<List<Label>> next, long[] gone) {
        List<List<Label>> here = new ArrayList<>();
        for (int before = 0; before < servers(); before++) {
            here.add(step(k, before, next, gone));
        }
        return here;
    }

    /** J_k after one server, the recursion itself. */
    @Equation(15)
    private List<Label> step(int k, int before, List<List<Label>> next, long[] gone) {
        List<Label> reached = new ArrayList<>();
        missPrice.ifPresent(price -> reached.add(giveUp(weights[k - 1] * price)));
        for (int a = 0; a < serverOf.length; a++) {
            boolean changes = before != NO_SERVER && before != serverOf[a];
            double entry = changes ? switchSeconds[serverOf[a]] : 0;
            if (seconds(k)[a] >= task.limit() || entry >= task.limit()) {
                continue;
            }
            double entryJoules = changes ? switchJoules[k - 1][serverOf[a]] : 0;
            for (Label rest : next.get(serverOf[a])) {
                Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                Label label = before(k, a, rest, entry, entryJoules);
                if (fits(gone, label.seconds)) {
                    reached.add(label);
                }
            }
        }
        return counted(nondominated(reached));
    }

    private Label before(int k, int column, Label rest, double entry, double entryJoules) {
        double t = seconds(k)[column];
        double e = joules(k)[column];
        double weight = weights[k - 1];
        boolean counts = weight > 0;
        return new Label(
                sum(time, rest.seconds, t, entry),
                counts ? sum(cost, rest.joules, weight * e, weight * entryJoules) : rest.joules,
                counts ? sum(time, rest.weightedSeconds, t, entry) : rest.weightedSeconds,
                counts ? rest.otherJoules : sum(cost, rest.otherJoules, e, entryJoules),
                rest,
                column);
    }

    private static long[] sum(FixedPoint form, long[] number, double a, double b) {
        long[] sum = number.clone();
        form.add(a, sum, 0);
        form.add(b, sum, 0);
        return sum;
    }

    private boolean fits(long[] gone, long[] needed) {
        long[] sum = new long[time.words()];
        time.add(gone, 0, needed, 0, sum, 0);
        return time.compare(sum, 0, limit, 0) < 0;
    }

    private List<Label> nondominated(List<Label> reached) {
        reached.sort((a, b) -> {
            int order = time.compare(a.seconds, 0, b.seconds, 0);
            return order != 0 ? order : compareCost(a, b);
        });
        List<Label> front = new ArrayList<>();
        for (Label label : reached) {
            if (front.isEmpty() || compareCost(label, front.get(front.size() - 1)) < 0) {
                front.add(label);
            }
        }
        return front;
    }

    /** By what is minimised, then the time of the epochs with weight, then the energy of those without. */
    private int compareCost(Label a, Label b) {
        int order = cost.compare(a.joules, 0, b.joules, 0);
        if (order == 0) {
            order = time.compare(a.weightedSeconds, 0, b.weightedSeconds, 0);
        }
        return order != 0 ? order : cost.compare(a.otherJoules, 0, b.otherJoules, 0);
    }

    private List<Label> counted(List<Label> front) {
        labels += front.size();
        if (labels > most) {
            throw new Stopped("bellman would have to keep more than " + most + " labels, its limit");
        }
        return front;
    }

    private Policy policy(Label first) {
        int[] columns = new int[weights.length];
        int done = 0;
        for (Label at = first; at != null && at.column >= 0; at = at.next) {
            columns[done++] = at.column;
        }
        return new Policy(Arrays.copyOf(columns, done), cost.value(first.joules, 0));
    }

    /**
     * What goes on from a state.
     *
     * @param seconds exact, what has to be below the time that is left
     * @param joules exact sum of weighted energies, each rounded once
     * @param weightedSeconds exact, of the epochs with a weight
     * @param otherJoules exact, of those without
     * @param next what follows
     * @param column action of its first epoch, -1 of none
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the search, never compared
    private record Label(
            long[] seconds,
            long[] joules,
            long[] weightedSeconds,
            long[] otherJoules,
            @Nullable Label next,
            int column) {}
}
