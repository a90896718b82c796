package io.github.jqodi.solve;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.knapsack.Instance;
import io.github.jqodi.knapsack.SupportedPoints;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.SchedulePolicy;
import java.util.Arrays;
import java.util.OptionalDouble;

/** The supported plans of one candidate as points of deadline and objective, by rising deadline. */
final class FrontierPoints {
    /** Covers the rounding of a sum of times. */
    private static final double ABOVE = 1 + 0x1p-41;

    private final Problem problem;
    private final Rule rule;
    private double[] deadlines = new double[256];
    private double[] objectives = new double[256];
    private int size;

    private FrontierPoints(Problem problem, Rule rule) {
        this.problem = problem;
        this.rule = rule;
    }

    static FrontierPoints of(Problem problem, Rule rule, Candidate candidate) {
        FrontierPoints points = new FrontierPoints(problem, rule);
        points.add(candidate);
        int[] order = IndexSort.ascending(points.deadlines, points.objectives, points.size);
        double[] deadlines = points.deadlines;
        double[] objectives = points.objectives;
        points.deadlines = Arrays.stream(order).mapToDouble(i -> deadlines[i]).toArray();
        points.objectives = Arrays.stream(order).mapToDouble(i -> objectives[i]).toArray();
        return points;
    }

    double[] deadlines() {
        return deadlines;
    }

    double[] objectives() {
        return objectives;
    }

    private void add(Candidate candidate) {
        OptionalDouble samples = problem.scenario().inferenceSamples();
        if (problem.scenario().schedule() == SchedulePolicy.FIXED) {
            addFixed(candidate, samples);
            return;
        }
        double inference = candidate.leastInferenceJoules(samples);
        if (inference < Double.POSITIVE_INFINITY) {
            addPerEpoch(candidate, candidate.setup().joules() + inference);
        }
    }

    private void addFixed(Candidate candidate, OptionalDouble samples) {
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        double[] weights = rule.weights(candidate);
        for (int a = 0; a < table.actions().size(); a++) {
            double seconds = candidate.setup().seconds();
            double joules = candidate.setup().joules();
            for (int k = 1; k <= weights.length; k++) {
                seconds += table.seconds(table.rowOf(k))[a];
                joules += weights[k - 1] == 0 ? 0 : weights[k - 1] * table.joules(table.rowOf(k))[a];
            }
            if (samples.isPresent()) {
                joules += candidate
                        .costs()
                        .inference(table.actions().get(a), samples.getAsDouble())
                        .joules();
            }
            add(seconds, joules);
        }
    }

    private void addPerEpoch(Candidate candidate, double constantJoules) {
        CostTable table = CostTable.nondominated(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        double[] weights = rule.weights(candidate);
        double[][] seconds = new double[table.rows()][];
        double[][] joules = new double[table.rows()][];
        for (int row = 0; row < table.rows(); row++) {
            seconds[row] = table.seconds(row);
            joules[row] = table.joules(row);
        }
        double unweighted = candidate.setup().seconds();
        int weighted = 0;
        int[] rowOf = new int[weights.length];
        double[] weight = new double[weights.length];
        for (int k = 1; k <= weights.length; k++) {
            int row = table.rowOf(k);
            if (weights[k - 1] > 0) {
                rowOf[weighted] = row;
                weight[weighted++] = weights[k - 1];
            } else {
                unweighted += Arrays.stream(seconds[row]).min().orElse(Double.POSITIVE_INFINITY);
            }
        }
        Instance instance = new Instance(
                seconds,
                joules,
                Arrays.copyOf(rowOf, weighted),
                Arrays.copyOf(weight, weighted),
                new double[0],
                new double[0],
                Double.POSITIVE_INFINITY);
        SupportedPoints points = SupportedPoints.of(instance);
        for (int i = 0; i < points.size(); i++) {
            add(unweighted + points.seconds(i), constantJoules + points.cost(i));
        }
    }

    private void add(double seconds, double joules) {
        if (!(seconds < Double.POSITIVE_INFINITY && joules < Double.POSITIVE_INFINITY)) {
            return;
        }
        if (size == deadlines.length) {
            deadlines = Arrays.copyOf(deadlines, 2 * size);
            objectives = Arrays.copyOf(objectives, 2 * size);
        }
        deadlines[size] = Math.nextUp(seconds * ABOVE);
        objectives[size++] = joules;
    }
}
