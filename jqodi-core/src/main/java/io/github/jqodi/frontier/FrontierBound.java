package io.github.jqodi.frontier;

import io.github.jqodi.search.CandidateBound;
import java.util.Arrays;

/**
 * A lower bound of a candidate's objective for every limit: the highest of lines intercept - λ·limit. A line is worked
 * out only where the ones there are do not suffice.
 */
final class FrontierBound {
    /** Lines there may be. */
    static final int MAX_LINES = 16;
    /** Lines tried for one step before it counts as beatable. */
    private static final int TRIES = 3;

    private final CandidateBound bound;
    private final double fastestSeconds;
    private final double leastObjective;
    /** λ from steep to flat. */
    private final double[] multipliers;
    /** NaN where the line is not worked out. */
    private final double[] intercepts;

    FrontierBound(CandidateBound bound, double[] multipliers) {
        this.bound = bound;
        this.fastestSeconds = bound.fastestTime();
        this.leastObjective = bound.leastObjective();
        this.multipliers = multipliers;
        this.intercepts = new double[multipliers.length];
        Arrays.fill(intercepts, Double.NaN);
    }

    /** Whether no plan of the candidate can lower a frontier anywhere. */
    boolean staysAbove(FrontierSteps steps) {
        int last = steps.size() - 1;
        if (last < 0 || fastestSeconds < steps.limit(0) || leastObjective < steps.objective(last)) {
            return false;
        }
        int step = steps.firstBeatable(0, fastestSeconds, this::at);
        while (step < last) {
            if (!raise(steps, step)) {
                return false;
            }
            step = steps.firstBeatable(step, fastestSeconds, this::at);
        }
        return true;
    }

    /** No plan that keeps a limit is below this. */
    private double at(double limit) {
        double value = leastObjective;
        for (int m = 0; m < multipliers.length; m++) {
            double line = intercepts[m] - multipliers[m] * limit;
            value = line > value ? line : value;
        }
        return value;
    }

    /** Adds the lines that suit a step, until one of them shows that it stays; whether one did. */
    private boolean raise(FrontierSteps steps, int step) {
        int nearest = nearest(steps.slope(step, MAX_LINES));
        for (int i = 0; i < TRIES; i++) {
            int m = nearest + (i % 2 == 0 ? i / 2 : -(i + 1) / 2);
            if (m >= 0 && m < multipliers.length && Double.isNaN(intercepts[m])) {
                intercepts[m] = bound.intercept(multipliers[m]);
                if (at(steps.limit(step + 1)) >= steps.objective(step)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int nearest(double slope) {
        int nearest = 0;
        for (int m = 1; m < multipliers.length; m++) {
            if (Math.abs(Math.log(multipliers[m] / slope)) < Math.abs(Math.log(multipliers[nearest] / slope))) {
                nearest = m;
            }
        }
        return nearest;
    }
}
