package io.github.jqodi.frontier;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.knapsack.GroupedInstance;
import io.github.jqodi.knapsack.GroupedPoints;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.Limits;
import io.github.jqodi.knapsack.SupportedPoints;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.search.ServerGroups;
import io.github.jqodi.solve.SolveOptions;
import java.util.Arrays;

/**
 * The supported plans of one candidate as points of limit and objective, by rising limit. Each limit is the smallest
 * that its plan keeps, and each objective that of its plan, rounded once.
 */
final class FrontierPoints {
    private static final int STOP_INTERVAL = 4096;

    private final SolveOptions options;
    private final Goal goal;
    private final SearchControl control;
    private final double objectiveLimit;
    private final double[] constantJoules;
    private double openAbove = Double.POSITIVE_INFINITY;
    private double[] limits = new double[256];
    private double[] objectives = new double[256];
    private int size;

    private FrontierPoints(SolveOptions options, Goal goal, SearchControl control, double... constantJoules) {
        this.options = options;
        this.goal = goal;
        this.control = control;
        this.objectiveLimit = goal.objectiveLimit().orElse(Double.POSITIVE_INFINITY);
        this.constantJoules = constantJoules;
    }

    static FrontierPoints of(Problem problem, SolveOptions options, Candidate original, SearchControl control) {
        Goal goal = Goal.of(problem.scenario());
        Candidate candidate = goal.searched(original, control::poll);
        double inference = candidate.leastInferenceJoules(problem.scenario().addedInference(), control::poll);
        FrontierPoints points =
                new FrontierPoints(options, goal, control, candidate.setup().joules(), inference);
        if (inference < Double.POSITIVE_INFINITY) {
            boolean single = candidate.robustEpochs() == 1;
            if (!single && Switches.matter(problem.scenario(), candidate.actions())) {
                points.addSwitching(candidate);
            } else {
                points.add(candidate, single || problem.scenario().schedule() == SchedulePolicy.FIXED);
            }
        }
        int[] order = IndexSort.ascending(points.limits, points.objectives, points.size);
        double[] limits = points.limits;
        double[] objectives = points.objectives;
        points.limits = Arrays.stream(order).mapToDouble(i -> limits[i]).toArray();
        points.objectives = Arrays.stream(order).mapToDouble(i -> objectives[i]).toArray();
        return points;
    }

    double[] limits() {
        return limits;
    }

    double[] objectives() {
        return objectives;
    }

    /**
     * Limits from here to the first point may be kept by a plan that no point stands for, since those that are best for a
     * price of a second there are not below the limit of the objective; +∞ where no plan is missing.
     */
    double openAbove() {
        return size == 0 ? Double.POSITIVE_INFINITY : openAbove;
    }

    private void add(Candidate candidate, boolean fixed) {
        CostTable table = CostTable.nondominated(
                candidate.costs(), candidate.actions(), candidate.robustEpochs(), control.limits(options));
        if (fixed) {
            addFixed(candidate, table);
        } else {
            addPerEpoch(candidate, table);
        }
    }

    private void addFixed(Candidate candidate, CostTable table) {
        double[] weights = options.rule().weights(candidate);
        int looked = 0;
        for (int a = 0; a < table.actions().size(); a++) {
            if (table.isEffective(a)) {
                ExactSum seconds = ExactSum.of(candidate.spentSeconds());
                ExactSum joules = ExactSum.of(constantJoules);
                for (int k = 1; k <= weights.length; k++) {
                    Stopped.every(STOP_INTERVAL, looked++, control::poll);
                    seconds.add(table.seconds(table.rowOf(k))[a]);
                    joules.addProduct(weights[k - 1], table.joules(table.rowOf(k))[a]);
                }
                add(seconds.nextAbove(), joules);
            }
        }
    }

    private void addPerEpoch(Candidate candidate, CostTable table) {
        double[] weights = options.rule().weights(candidate);
        int weighted = 0;
        int unweighted = 0;
        int[] rowOf = new int[weights.length];
        double[] weight = new double[weights.length];
        double[] fastest = new double[weights.length];
        for (int k = 1; k <= weights.length; k++) {
            int row = table.rowOf(k);
            if (weights[k - 1] > 0) {
                rowOf[weighted] = row;
                weight[weighted++] = weights[k - 1];
            } else {
                fastest[unweighted++] = table.leastSeconds(row);
            }
        }
        if (Arrays.stream(fastest).anyMatch(t -> t == Double.POSITIVE_INFINITY)) {
            return;
        }
        Instance instance = Instance.builder(table.allSeconds(), table.allJoules())
                .classes(Arrays.copyOf(rowOf, weighted))
                .weights(Arrays.copyOf(weight, weighted))
                .spent(candidate.spentSeconds())
                .reserved(Arrays.copyOf(fastest, unweighted))
                .build();
        SupportedPoints points = SupportedPoints.of(instance, objectiveLimit, searchLimits(), constantJoules);
        for (int i = points.dear(); i < points.size(); i++) {
            add(points.limit(i), points.cost(i));
        }
        if (points.dear() > 0) {
            openAbove = points.limit(points.dear() - 1);
        }
    }

    private Limits searchLimits() {
        return new Limits(Limits.labels(options.maxLabels(), options.memoryLimitBytes()), 0, control::poll);
    }

    /** Schedules that pay for switches of the server. */
    private void addSwitching(Candidate candidate) {
        CostTable table = CostTable.nondominatedByServer(
                candidate.costs(), candidate.actions(), candidate.robustEpochs(), control.limits(options));
        double[] weights = options.rule().weights(candidate);
        double[] spent = candidate.spentSeconds();
        ServerGroups servers = new ServerGroups(table, goal);
        GroupedInstance instance = servers.instance(1, weights, spent, GroupedInstance.NONE_BEFORE, Double.MAX_VALUE);
        for (int[] columns : GroupedPoints.choices(instance, searchLimits())) {
            ExactSum seconds = ExactSum.of(spent);
            ExactSum joules = ExactSum.of(constantJoules);
            for (int k = 0; k < columns.length; k++) {
                int row = table.rowOf(k + 1);
                seconds.add(table.seconds(row)[columns[k]]).add(servers.switchTime(columns, k));
                joules.addProduct(weights[k], table.joules(row)[columns[k]])
                        .addProduct(weights[k], servers.switchCost(columns, k));
            }
            if (!add(seconds.nextAbove(), joules)) {
                openAbove = seconds.nextAbove();
            }
        }
    }

    /** Adds a plan; false, and none is added, if it is not below the limit of the objective. */
    private boolean add(double limit, ExactSum objective) {
        boolean below = objective.compareTo(objectiveLimit) < 0;
        if (below) {
            add(limit, objective.value());
        }
        return below;
    }

    private void add(double limit, double objective) {
        if (size == limits.length) {
            limits = Arrays.copyOf(limits, 2 * size);
            objectives = Arrays.copyOf(objectives, 2 * size);
        }
        limits[size] = limit;
        objectives[size++] = objective;
    }
}
