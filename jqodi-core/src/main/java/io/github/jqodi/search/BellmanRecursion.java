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
 * min {W_k e_k + W_k+1 J_k+1}, which is computed exactly; weights of 1 are a known K.
 *
 * <p>Either every epoch up to the last has to end before the limit, or a miss has a price: then the run may be given up before
 * any epoch, and what is still under way behind the last one is missed. A deadline is met strictly.
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
            include(costs, weights[k - 1], joules(k));
            include(costs, weights[k - 1], switchJoules[k - 1]);
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
        long[] spent = time.sum(task.candidate().spentSeconds());
        return solve(1, weights.length, spent, NO_SERVER, ends());
    }

    /**
     * The policy that first has the least cost in the epochs with weight and, of these, the least time in them, and then the
     * least unweighted energy in those behind that fits.
     *
     * @param weighted how many epochs have a weight
     * @param ones weighs the epochs behind alone
     * @return the policy; empty if no schedule is in time
     */
    Optional<Policy> solve(int weighted, BellmanRecursion ones) {
        long[] spent = time.sum(task.candidate().spentSeconds());
        List<List<Label>> rest = new ArrayList<>();
        for (int x = 0; x < servers(); x++) {
            long[] fastest = fastestBehind(weighted, x);
            rest.add(fastest == null ? List.of() : List.of(new Label(fastest, cost.encode(0), null, -1)));
        }
        Optional<Policy> head = solve(1, weighted, spent, NO_SERVER, rest);
        return head.flatMap(first -> ones.behind(weighted, first, weights.length));
    }

    private Optional<Policy> behind(int weighted, Policy head, int last) {
        long[] spent = time.sum(task.candidate().spentSeconds());
        int server = NO_SERVER;
        for (int k = 1; k <= weighted; k++) {
            int column = head.columns[k - 1];
            time.add(seconds(k)[column], spent, 0);
            time.add(server == NO_SERVER || server == serverOf[column] ? 0 : switchSeconds[serverOf[column]], spent, 0);
            server = serverOf[column];
        }
        Optional<Policy> tail = solve(weighted + 1, last, spent, server, ends());
        return tail.map(rest -> {
            int[] columns = Arrays.copyOf(head.columns, last);
            System.arraycopy(rest.columns, 0, columns, weighted, last - weighted);
            return new Policy(columns, head.joules);
        });
    }

    private int servers() {
        return switchSeconds.length;
    }

    /** J behind the last epoch: nothing, or the price of not having got there. */
    private List<List<Label>> ends() {
        Label end = new Label(time.encode(0), cost.encode(endCost), null, -1);
        return Collections.nCopies(servers(), List.of(end));
    }

    private Optional<Policy> solve(int from, int to, long[] spent, int server, List<List<Label>> behind) {
        List<long[]> least = leastBefore(from, to, spent);
        List<List<Label>> next = behind;
        for (int k = to; k > from; k--) {
            next = step(k, next, least.get(k - from), servers());
        }
        List<Label> first = to < from ? behind.get(0) : step(from, server, next, spent);
        // J falls with the time that is left; all that remain fit
        return first.isEmpty() ? Optional.empty() : Optional.of(policy(first.get(first.size() - 1), to - from + 1));
    }

    /** For each epoch the least time that is gone before it. */
    private List<long[]> leastBefore(int from, int to, long[] spent) {
        List<long[]> least = new ArrayList<>();
        long[] sum = spent.clone();
        for (int k = from; k <= to; k++) {
            least.add(sum.clone());
            time.add(Math.min(task.limit(), table.leastSeconds(table.rowOf(k))), sum, 0);
        }
        return least;
    }

    /** J_k for every server that may have been used before. */
    private List<List<Label>> step(int k, List<List<Label>> next, long[] gone, int count) {
        List<List<Label>> here = new ArrayList<>();
        for (int before = 0; before < count; before++) {
            here.add(step(k, before, next, gone));
        }
        return here;
    }

    /** J_k behind one server, the recursion itself. */
    @Equation(15)
    private List<Label> step(int k, int before, List<List<Label>> next, long[] gone) {
        List<Label> reached = new ArrayList<>();
        missPrice.ifPresent(price ->
                reached.add(new Label(time.encode(0), cost.encode(weights[k - 1] * price), null, -1)));
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
        long[] t = rest.seconds.clone();
        long[] e = rest.joules.clone();
        time.add(seconds(k)[column], t, 0);
        time.add(entry, t, 0);
        cost.add(weights[k - 1] * joules(k)[column], e, 0);
        cost.add(weights[k - 1] * entryJoules, e, 0);
        return new Label(t, e, rest, column);
    }

    private boolean fits(long[] gone, long[] needed) {
        long[] sum = new long[time.words()];
        time.add(gone, 0, needed, 0, sum, 0);
        return time.compare(sum, 0, limit, 0) < 0;
    }

    private List<Label> nondominated(List<Label> reached) {
        reached.sort((a, b) -> {
            int order = time.compare(a.seconds, 0, b.seconds, 0);
            return order != 0 ? order : cost.compare(a.joules, 0, b.joules, 0);
        });
        List<Label> front = new ArrayList<>();
        for (Label label : reached) {
            if (front.isEmpty() || cost.compare(label.joules, 0, front.get(front.size() - 1).joules, 0) < 0) {
                front.add(label);
            }
        }
        return front;
    }

    private List<Label> counted(List<Label> front) {
        labels += front.size();
        if (labels > most) {
            throw new Stopped("bellman would have to keep more than " + most + " labels, its limit");
        }
        return front;
    }

    private Policy policy(Label first, int epochs) {
        int[] columns = new int[epochs];
        int done = 0;
        for (Label at = first; at != null && at.column >= 0; at = at.next) {
            columns[done++] = at.column;
        }
        return new Policy(Arrays.copyOf(columns, done), cost.value(first.joules, 0));
    }

    /** The least time of the epochs behind some, entered from a server; null if nothing leads to the end. */
    private long @Nullable [] fastestBehind(int epochs, int server) {
        List<long @Nullable []> next = new ArrayList<>(Collections.nCopies(servers(), time.encode(0)));
        for (int k = weights.length; k > epochs; k--) {
            List<long @Nullable []> here = new ArrayList<>();
            for (int before = 0; before < servers(); before++) {
                here.add(fastest(k, before, next));
            }
            next = here;
        }
        return next.get(server);
    }

    private long @Nullable [] fastest(int k, int before, List<long @Nullable []> next) {
        long[] best = null;
        for (int a = 0; a < serverOf.length; a++) {
            long[] rest = next.get(serverOf[a]);
            double entry = before == serverOf[a] ? 0 : switchSeconds[serverOf[a]];
            if (rest == null || seconds(k)[a] >= task.limit() || entry >= task.limit()) {
                continue;
            }
            long[] sum = rest.clone();
            time.add(seconds(k)[a], sum, 0);
            time.add(entry, sum, 0);
            best = best == null || time.compare(sum, 0, best, 0) < 0 ? sum : best;
        }
        return best;
    }

    /**
     * What goes on from a state.
     *
     * @param seconds exact, what has to be below the time that is left
     * @param joules exact sum of weighted energies, each rounded once
     * @param next what follows
     * @param column action of its first epoch, -1 of none
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the search, never compared
    private record Label(
            long[] seconds, long[] joules, @Nullable Label next, int column) {}
}
