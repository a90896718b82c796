package io.github.jqodi.fleet;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.cost.Action;
import io.github.jqodi.knapsack.ClassRelaxation;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.plan.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schedules of one pair (a,q) of a device on some of its servers, as plain arrays: of each action the stretched seconds, joules
 * and busy seconds of what is shared, by row of epochs with the same costs. Where one action serves the whole run, the run is a
 * single epoch. Immutable.
 */
final class PairTable {
    /** Weights that differ by less than this are one group, at the smaller of them. */
    private static final double SAME_WEIGHT = 1e-12;
    /** Sums of doubles are below a limit if they are so by this part of it. */
    private static final double SAFE = 1 - 1e-12;

    private final Candidate candidate;
    /** Whether its bound is one of the pair, and whether its schedules may be taken. */
    private final boolean bounding;

    private final boolean offering;
    private final boolean fixed;
    private final int[] grid;
    private final double[][] seconds;
    private final double[][] joules;
    /** By row: the seconds of a run that go to what is shared. */
    private final BusySeconds[] busy;

    private final double[] weight;
    private final int[] rowOfEpoch;
    private final int[] groupOf;
    private final double[] spent;
    private final double limit;
    private final double safeSeconds;
    private final double setupJoules;
    private final int[] setupRows;
    private final double setupBusy;
    /** What switches of the server cost; null where they cost nothing or cannot be. */
    private final @Nullable SwitchCosts switchCosts;

    private final ClassRelaxation relaxation;

    PairTable(PairTables.Draft draft, boolean bounding, boolean offering) {
        this.candidate = draft.candidate;
        this.bounding = bounding;
        this.offering = offering;
        this.fixed = draft.fixed;
        this.grid = draft.grid;
        this.seconds = draft.seconds;
        this.joules = draft.joules;
        this.busy = draft.busy;
        this.weight = draft.weight;
        this.rowOfEpoch = draft.rowOfEpoch;
        this.spent = draft.spent;
        this.limit = draft.limit;
        this.safeSeconds = limit * SAFE - Arrays.stream(spent).sum();
        this.setupJoules = candidate.setup().joules();
        this.setupRows = draft.setupRows;
        this.setupBusy = candidate.setup().seconds() * draft.runs;
        this.switchCosts = draft.switchCosts;
        this.groupOf = new int[weight.length];
        this.relaxation = grouped();
    }

    private ClassRelaxation grouped() {
        int groups = 0;
        int[] row = new int[weight.length];
        double[] least = new double[weight.length];
        int[] count = new int[weight.length];
        for (int k = 0; k < weight.length; k++) {
            boolean same = k > 0
                    && rowOfEpoch[k] == row[groups - 1]
                    && Math.abs(weight[k] - least[groups - 1]) <= SAME_WEIGHT * weight[k];
            if (!same) {
                row[groups] = rowOfEpoch[k];
                least[groups++] = weight[k];
            }
            least[groups - 1] = Math.min(least[groups - 1], weight[k]);
            count[groups - 1]++;
            groupOf[k] = groups - 1;
        }
        return new ClassRelaxation(
                seconds,
                Arrays.copyOf(row, groups),
                Arrays.copyOf(least, groups),
                Arrays.copyOf(count, groups),
                slack());
    }

    /** What all epochs may take, rounded up. */
    private double slack() {
        ExactSum left = new ExactSum(limit);
        for (double gone : spent) {
            left.add(-gone);
        }
        return Math.nextUp(left.value());
    }

    Candidate candidate() {
        return candidate;
    }

    boolean isBounding() {
        return bounding;
    }

    boolean isOffering() {
        return offering;
    }

    /** Whether epochs may take different actions. */
    boolean isMixed() {
        return !fixed;
    }

    /** What switches of the server cost, which {@link #relaxation} and {@link #instance} leave out. */
    Optional<SwitchCosts> switchCosts() {
        return Optional.ofNullable(switchCosts);
    }

    int epochs() {
        return weight.length;
    }

    int rows() {
        return seconds.length;
    }

    int actions() {
        return grid.length;
    }

    ClassRelaxation relaxation() {
        return relaxation;
    }

    int group(int epoch) {
        return groupOf[epoch];
    }

    /** The price of an action in a row of epochs. */
    void price(double[] prices, double[][] into) {
        for (int r = 0; r < seconds.length; r++) {
            System.arraycopy(joules[r], 0, into[r], 0, grid.length);
            busy[r].addPrice(prices, into[r]);
        }
    }

    /** Joules and the price of the setup. */
    double constant(double[] prices) {
        double sum = setupJoules;
        for (int row : setupRows) {
            sum += prices[row] * setupBusy;
        }
        return sum;
    }

    /** The knapsack of all epochs at some costs, exact in time. */
    Instance instance(double[][] cost) {
        double[][] own = new double[seconds.length][];
        Arrays.setAll(own, r -> Arrays.copyOf(cost[r], grid.length));
        return Instance.builder(seconds, own)
                .classes(rowOfEpoch)
                .weights(weight)
                .spent(spent)
                .limit(limit)
                .build();
    }

    /** Whether a schedule is in time, exactly. */
    boolean isInTime(int[] items) {
        ExactSum sum = ExactSum.of(spent);
        for (int k = 0; k < items.length; k++) {
            double t = seconds[rowOfEpoch[k]][items[k]];
            if (t == Double.POSITIVE_INFINITY) {
                return false;
            }
            sum.add(t);
            if (switchCosts != null) {
                sum.add(switchCosts.seconds(items, k));
            }
        }
        return sum.compareTo(limit) < 0;
    }

    /** Joules and loads of a schedule. */
    Column column(int table, int[] items) {
        Loads loads = new Loads();
        double energy = setupJoules;
        for (int from = 0; from < items.length; ) {
            int to = from;
            double sum = 0;
            while (to < items.length && items[to] == items[from] && rowOfEpoch[to] == rowOfEpoch[from]) {
                sum += weight[to++];
            }
            energy += sum * joules[rowOfEpoch[from]][items[from]];
            loads.add(busy(from), items[from], sum);
            if (switchCosts != null) {
                energy += weight[from] * switchCosts.joules(items, from);
                switchCosts.addTo(loads, items, from, weight[from]);
            }
            from = to;
        }
        for (int row : setupRows) {
            loads.add(row, setupBusy);
        }
        return new Column(table, items, energy, loads.rows(), loads.seconds());
    }

    double secondsOf(int epoch, int item) {
        return seconds[rowOfEpoch[epoch]][item];
    }

    /** Seconds of a schedule, by sums of doubles. */
    double seconds(int[] items) {
        double sum = 0;
        for (int k = 0; k < items.length; k++) {
            sum += secondsOf(k, items[k]);
        }
        return sum;
    }

    double joulesOf(int epoch, int item) {
        return joules[rowOfEpoch[epoch]][item];
    }

    double weightOf(int epoch) {
        return weight[epoch];
    }

    /** The row of epochs that cost the same. */
    int rowOf(int epoch) {
        return rowOfEpoch[epoch];
    }

    BusySeconds busy(int epoch) {
        return busy[rowOfEpoch[epoch]];
    }

    /** What all epochs together have to stay below, by sums of doubles. */
    double safeSeconds() {
        return safeSeconds;
    }

    /** The actions of a schedule, epoch by epoch. */
    List<Action> schedule(int[] items) {
        List<Action> actions = new ArrayList<>();
        int epochs = candidate.robustEpochs();
        for (int k = 0; k < epochs; k++) {
            actions.add(candidate.actions().get(grid[items[fixed ? 0 : k]]));
        }
        return actions;
    }
}
