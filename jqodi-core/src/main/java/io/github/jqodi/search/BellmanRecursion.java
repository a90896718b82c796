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
    /** Servers by column, all 0 where switching them costs nothing. */
    private final int[] serverOf;

    private final double[] switchTime;
    private final double[][] switchCost;
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
        this.endCost = missPrice.orElse(0) * task.searched().epochs().survival(weights.length + 1);
        ServerGroups groups = new ServerGroups(table, task.goal());
        boolean switching = Arrays.stream(groups.switchTime()).anyMatch(s -> s > 0)
                || Arrays.stream(groups.switchCost(1)).anyMatch(e -> e > 0);
        this.serverOf = new int[table.actions().size()];
        Arrays.setAll(serverOf, a -> switching ? groups.server(a) : 0);
        this.switchTime = switching ? groups.switchTime() : new double[1];
        this.switchCost = new double[weights.length][];
        Arrays.setAll(switchCost, k -> switching ? groups.switchCost(k + 1) : new double[1]);
        FixedPoint.Builder times = new FixedPoint.Builder()
                .include(task.limit())
                .includeUpTo(task.limit(), task.searched().spentSeconds())
                .includeUpTo(task.limit(), switchTime);
        FixedPoint.Builder costs = new FixedPoint.Builder().include(endCost);
        for (int k = 1; k <= weights.length; k++) {
            times.includeUpTo(task.limit(), times(k));
            double weight = weights[k - 1] > 0 ? weights[k - 1] : 1;
            include(costs, weight, costs(k));
            include(costs, weight, switchCost[k - 1]);
            include(costs, weights[k - 1], missPrice.stream().toArray());
        }
        this.time = times.build();
        this.cost = costs.build();
        this.limit = time.encode(task.limit());
    }

    private static void include(FixedPoint.Builder costs, double weight, double[] own) {
        for (double e : own) {
            if (e < Double.POSITIVE_INFINITY) {
                costs.include(weight * e);
            }
        }
    }

    private double[] times(int epoch) {
        return table.seconds(table.rowOf(epoch));
    }

    private double[] costs(int epoch) {
        return table.joules(table.rowOf(epoch));
    }

    long labels() {
        return labels;
    }

    /** A policy as a schedule: what is done in each epoch as long as the target is not reached; shorter if it gives up. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
    record Policy(int[] columns, double cost) {}

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
        return switchTime.length;
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
        for (double spent : task.searched().spentSeconds()) {
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
            boolean switches = before != NO_SERVER && before != serverOf[a];
            double switchingTime = switches ? switchTime[serverOf[a]] : 0;
            if (times(k)[a] >= task.limit() || switchingTime >= task.limit()) {
                continue;
            }
            double switchingCost = switches ? switchCost[k - 1][serverOf[a]] : 0;
            for (Label rest : next.get(serverOf[a])) {
                Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                Label label = before(k, a, rest, switchingTime, switchingCost);
                if (fits(gone, label.time)) {
                    reached.add(label);
                }
            }
        }
        return counted(nondominated(reached));
    }

    private Label before(int k, int column, Label rest, double switchingTime, double switchingCost) {
        double t = times(k)[column];
        double e = costs(k)[column];
        double weight = weights[k - 1];
        boolean counts = weight > 0;
        return new Label(
                sum(time, rest.time, t, switchingTime),
                counts ? sum(cost, rest.cost, weight * e, weight * switchingCost) : rest.cost,
                counts ? sum(time, rest.weightedTime, t, switchingTime) : rest.weightedTime,
                counts ? rest.otherCost : sum(cost, rest.otherCost, e, switchingCost),
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
            int order = time.compare(a.time, 0, b.time, 0);
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
        int order = cost.compare(a.cost, 0, b.cost, 0);
        if (order == 0) {
            order = time.compare(a.weightedTime, 0, b.weightedTime, 0);
        }
        return order != 0 ? order : cost.compare(a.otherCost, 0, b.otherCost, 0);
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
        return new Policy(Arrays.copyOf(columns, done), cost.value(first.cost, 0));
    }

    /**
     * What goes on from a state.
     *
     * @param time exact, what has to be below the time that is left
     * @param cost exact sum of weighted costs, each rounded once
     * @param weightedTime exact, of the epochs with a weight
     * @param otherCost exact, of those without
     * @param next what follows
     * @param column action of its first epoch, -1 of none
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the search, never compared
    private record Label(
            long[] time,
            long[] cost,
            long[] weightedTime,
            long[] otherCost,
            @Nullable Label next,
            int column) {}
}
