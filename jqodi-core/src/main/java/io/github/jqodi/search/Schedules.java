package io.github.jqodi.search;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.solve.SolveOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Worth of the schedules per epoch of one candidate; a schedule is a column of the cost table for each epoch. */
public final class Schedules {
    /** What rounding the sum of a bound and the constant terms may add: two roundings, four times over. */
    private static final double BELOW = 1 - 0x1p-50;
    /** A plan of so many changing epochs is made within some milliseconds. */
    private static final int MAX_QUICK_EPOCHS = 1 << 14;

    final Candidate candidate;
    final CostTable table;
    final SolveOptions options;
    /** Weight of each epoch's energy, that of Algorithm 4's w where the rule is {@code paper}; never rising. */
    final double[] weights;
    /** Epochs with a weight above 0. */
    final int weighted;
    /** ε and the energy of the inference. */
    final double constantCost;

    final double risk;
    private final Planning planning;
    /** Whether a switch of the server may cost anything. */
    final boolean switching;

    private final Optional<ServerGroups> groups;

    Schedules(CandidateTask task) {
        this.candidate = task.searched();
        this.table = task.table();
        this.options = task.options();
        Rule rule =
                options.rule() == Rule.PAPER ? options.readings().energyBasis().rule() : options.rule();
        this.weights = rule.weights(candidate);
        // every plan needs P(K ≥ k), which may take long to work out; now there is time
        candidate.epochs().survival(2);
        this.weighted = (int) Arrays.stream(weights).filter(w -> w > 0).count();
        this.risk = options.readings().risk(candidate.losses());
        this.planning = task.planning();
        this.constantCost = candidate.setup().joules() + planning.inferenceObjective();
        this.switching = Switches.matter(task.problem().scenario(), candidate.actions());
        this.groups = switching ? Optional.of(new ServerGroups(table, task.goal())) : Optional.empty();
    }

    /** Bound of the objective, given one of the weighted cost of the epochs. */
    double bound(double cost) {
        return (constantCost + cost) * BELOW;
    }

    /** The columns by server, where switches of the server cost something. */
    ServerGroups groups() {
        return groups.orElseThrow();
    }

    /** All times of the first epochs of a schedule, switches of the server included. */
    double[] spent(int[] columns) {
        double[] first = candidate.spentSeconds();
        double[] spent = Arrays.copyOf(first, first.length + 2 * columns.length);
        for (int k = 0; k < columns.length; k++) {
            spent[first.length + 2 * k] = table.seconds(table.rowOf(k + 1))[columns[k]];
            spent[first.length + 2 * k + 1] = switchTime(columns, k);
        }
        return spent;
    }

    /** Whether a schedule is below a deadline, exactly. */
    boolean fits(int[] columns, double limit) {
        return ExactSum.of(spent(columns)).compareTo(limit) < 0;
    }

    /** Weighted energy of the switches of the server. */
    double switchCost(int[] columns) {
        double cost = 0;
        for (int k = 1; k < columns.length; k++) {
            cost += weights[k] * switchCost(columns, k);
        }
        return cost;
    }

    private double switchTime(int[] columns, int k) {
        return groups.isPresent() ? groups.get().switchTime(columns, k) : 0;
    }

    private double switchCost(int[] columns, int k) {
        return groups.isPresent() ? groups.get().switchCost(columns, k) : 0;
    }

    /**
     * Whether a plan takes so long to make that one must be at hand before a search that may be stopped: the cost model is
     * asked for every epoch in which costs change.
     */
    boolean areLong() {
        return Math.min(candidate.robustEpochs(), candidate.costs().steadyFromEpoch()) > MAX_QUICK_EPOCHS;
    }

    Plan plan(int[] columns) {
        return plan(columns, Stopped.NEVER);
    }

    /** A plan, with a stop signal. */
    Plan plan(int[] columns, BooleanSupplier stop) {
        return planning.withStop(stop).plan(actions(table, columns));
    }

    /** One object an action, however many epochs it has. */
    public static List<Action> actions(CostTable table, int[] columns) {
        @Nullable Action[] known = new Action[table.actions().size()];
        Action[] actions = new Action[columns.length];
        for (int k = 0; k < columns.length; k++) {
            Action action = known[columns[k]];
            if (action == null) {
                action = table.actions().get(columns[k]);
                known[columns[k]] = action;
            }
            actions[k] = action;
        }
        return Arrays.asList(actions);
    }

    /** The schedule that is fastest in every epoch, of equal times the first action. */
    int[] fastest() {
        int[] columns = new int[candidate.robustEpochs()];
        Arrays.setAll(columns, k -> table.fastest(table.rowOf(k + 1)));
        return columns;
    }

    /** Times of the fastest actions of some epochs. */
    double[] fastestTimes(int fromEpoch, int toEpoch) {
        double[] time = new double[Math.max(0, toEpoch - fromEpoch + 1)];
        Arrays.setAll(time, i -> table.leastSeconds(table.rowOf(fromEpoch + i)));
        return time;
    }

    /**
     * Which of two schedules of the same rule is better, exactly: weighted energy, then time of the epochs with weight, then
     * energy of those without.
     */
    int compare(int[] a, int[] b) {
        int order = compare(a, b, 0, weighted, true);
        if (order == 0) {
            order = compareTimes(a, b);
        }
        return order != 0 ? order : compare(a, b, weighted, weights.length, false);
    }

    private int compare(int[] a, int[] b, int from, int to, boolean weigh) {
        ExactSum difference = new ExactSum();
        for (int k = from; k < to; k++) {
            double[] cost = table.joules(table.rowOf(k + 1));
            double weight = weigh ? weights[k] : 1;
            difference.addProduct(weight, cost[a[k]]).addProduct(-weight, cost[b[k]]);
            if (switching) {
                difference.addProduct(weight, switchCost(a, k)).addProduct(-weight, switchCost(b, k));
            }
        }
        return difference.compareTo(0);
    }

    private int compareTimes(int[] a, int[] b) {
        ExactSum difference = new ExactSum();
        for (int k = 0; k < weighted; k++) {
            double[] time = table.seconds(table.rowOf(k + 1));
            difference.add(time[a[k]]).add(-time[b[k]]);
            if (switching) {
                difference.add(switchTime(a, k)).add(-switchTime(b, k));
            }
        }
        return difference.compareTo(0);
    }
}
