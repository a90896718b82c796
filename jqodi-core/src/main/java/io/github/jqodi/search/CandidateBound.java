package io.github.jqodi.search;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lower bounds of a candidate's weighted energy that need no table: the Lagrangian Σ_k min(w_k·e + λ·t) - λ·(T_max - τ), where
 * each epoch may have the best rates of the whole horizon, or, once it is sharpened, the prices of its own. The least of
 * w·e + λ·t is concave in the weight w, so that a few weights and the chords between them bound every epoch of a
 * survival-weighted objective.
 */
public final class CandidateBound {
    /** Chords between these weights bound what lies between. */
    private static final int CHORDS = 4;

    /** Covers the rounding of costs and of a few products and sums. */
    private static final double ROUNDING = 0x1p-40;
    /** Covers that of one more summand, as each epoch adds two to the shares. */
    private static final double ROUNDING_PER_EPOCH = 0x1p-51;
    /** Bounds near the limits of doubles are not trusted. */
    private static final double MAX_SUM = 1e300;

    private static final double FIRST_STEP = 8;
    private static final double LAST_STEP = 1.15;

    private final Goal goal;
    private final Candidate candidate;
    private final Rule rule;
    private final BooleanSupplier stop;
    /** Those of the first epochs, each, and of all later ones; of all epochs at first. */
    private List<CostBounds> bounds;
    /** By these: how much of their epochs each of the weights 0, 1/4, …, 1 stands for. */
    private double[][] shares;

    private final double setupTime;
    private final int epochs;
    private final double capacity;
    private final double constantCost;
    /** What rounding may be worth, relative to the terms of a bound. */
    private final double rounding;

    private double best;
    private double bestMultiplier;

    private CandidateBound(
            Goal goal,
            Problem problem,
            Candidate candidate,
            Rule rule,
            CostBounds bounds,
            double multiplier,
            BooleanSupplier stop) {
        this.goal = goal;
        this.candidate = candidate;
        this.rule = rule;
        this.stop = stop;
        this.bounds = List.of(bounds);
        this.shares = shares();
        this.setupTime = candidate.setup().seconds() + candidate.spentBesides();
        this.epochs = candidate.robustEpochs();
        this.rounding = ROUNDING + epochs * ROUNDING_PER_EPOCH;
        this.capacity = capacity(goal, candidate);
        this.constantCost = candidate.setup().joules()
                + finite(candidate.leastInferenceJoules(problem.scenario().addedInference(), stop));
        improve(multiplier);
    }

    private double[][] shares() {
        double[][] byBounds = new double[bounds.size()][CHORDS + 1];
        double[] weights = rule.weights(candidate);
        for (int k = 0; k < weights.length; k++) {
            double[] own = byBounds[Math.min(k, byBounds.length - 1)];
            int chord = (int) Math.min(CHORDS - 1, weights[k] * CHORDS);
            double part = weights[k] * CHORDS - chord;
            own[chord] += 1 - part;
            own[chord + 1] += part;
        }
        return byBounds;
    }

    /** What is left for epochs; without a limit so much that λ is worth nothing. */
    private static double capacity(Goal goal, Candidate candidate) {
        double limit = goal.limit().orElse(Double.MAX_VALUE);
        if (candidate.spentBesides() == 0) {
            return limit - candidate.setup().seconds();
        }
        ExactSum left = new ExactSum(limit);
        for (double spent : candidate.spentSeconds()) {
            left.add(-spent);
        }
        return left.value();
    }

    /**
     * The bound at one λ to begin with, perhaps 0; empty where the cost model has no bounds or the stop signal is given.
     *
     * @param stop asked before each look at all actions; once it is true, bounds rise no more
     */
    public static Optional<CandidateBound> of(
            Problem problem, Candidate candidate, Rule rule, double multiplier, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            return Optional.empty();
        }
        try {
            Goal goal = Goal.of(problem.scenario());
            Candidate searched = goal.searched(candidate, stop);
            return searched.costs()
                    .bounds(searched.actions(), searched.robustEpochs(), stop)
                    .map(bounds -> new CandidateBound(goal, problem, searched, rule, bounds, multiplier, stop));
        } catch (Stopped stopped) {
            return Optional.empty();
        }
    }

    /** No plan of the candidate is below it. */
    public double value() {
        return best;
    }

    /** λ of the best bound so far, cost per unit of time. */
    public double multiplier() {
        return bestMultiplier;
    }

    /** Looks at one multiplier; whether the bound rose. */
    public boolean improve(double multiplier) {
        double bound = inTime(multiplier);
        if (bound > best) {
            best = bound;
            bestMultiplier = multiplier;
            return true;
        }
        return false;
    }

    /** No plan that meets the deadline is below this. */
    private double inTime(double multiplier) {
        double sum = sum(multiplier);
        double time = multiplier * capacity;
        return sum + time < MAX_SUM ? constantCost + sum - time - rounding * (sum + Math.abs(time) + constantCost) : 0;
    }

    /** No plan is below this less λ times its deadline, up to the rounding of that product. */
    public double intercept(double multiplier) {
        double sum = sum(multiplier);
        double setup = multiplier * setupTime;
        return sum < MAX_SUM ? (constantCost + sum + setup) * (1 - rounding) : 0;
    }

    /** No plan is below this, whatever its deadline. */
    public double leastObjective() {
        return intercept(0);
    }

    /** No plan of all K_rob epochs is faster. */
    public double fastestTime() {
        int last = bounds.size() - 1;
        double sum = setupTime + (epochs - last) * bounds.get(last).least(1, 0);
        for (CostBounds own : bounds.subList(0, last)) {
            sum += own.least(1, 0);
        }
        return sum * (1 - rounding);
    }

    /**
     * Looks at each epoch by itself from now on, at the multiplier that is best so far.
     *
     * @return false if the cost model tells no more of single epochs than of all
     */
    boolean sharpen() {
        List<CostBounds> byEpoch = byEpoch();
        if (byEpoch.size() <= 1) {
            return false;
        }
        bounds = byEpoch;
        shares = shares();
        improve(bestMultiplier);
        return true;
    }

    /** Rates alone move all epochs' bounds little; it is prices that make them loose. */
    private List<CostBounds> byEpoch() {
        if (goal.kind() != ObjectiveKind.PRICE) {
            return List.of();
        }
        try {
            return candidate.costs().boundsByEpoch(candidate.actions(), epochs, stop);
        } catch (Stopped stopped) {
            return List.of();
        }
    }

    /** 0, which bounds as well, once the stop signal is given. */
    private double sum(double multiplier) {
        double sum = 0;
        for (int b = 0; b < shares.length; b++) {
            for (int i = 0; i <= CHORDS; i++) {
                if (stop.getAsBoolean()) {
                    return 0;
                }
                if (shares[b][i] > 0) {
                    sum += shares[b][i] * least(bounds.get(b), multiplier, (double) i / CHORDS);
                }
            }
        }
        return sum;
    }

    /** What weighs no energy is a multiple of the least time, which is remembered. */
    private static double least(CostBounds bounds, double multiplier, double weight) {
        if (weight > 0) {
            return bounds.least(multiplier, weight);
        }
        return multiplier > 0 ? multiplier * bounds.least(1, 0) : 0;
    }

    /**
     * Climbs towards the best multiplier, until the bound is above a cutoff.
     *
     * @param first where to start unless a multiplier has proved good already; 0 for a guess
     * @param cutoff the bound that suffices
     */
    public void ascend(double first, double cutoff) {
        double known = bestMultiplier > 0 ? bestMultiplier : first;
        double start = known > 0 ? known : Math.max(best, Double.MIN_NORMAL) / Math.max(capacity, 1e-9);
        if (best <= cutoff && start != bestMultiplier) {
            improve(start);
        }
        double at = bestMultiplier > 0 ? bestMultiplier : start;
        for (double step = FIRST_STEP; step > LAST_STEP && best <= cutoff; step = Math.sqrt(step)) {
            while (best <= cutoff && !stop.getAsBoolean() && (improve(at * step) || improve(at / step))) {
                at = bestMultiplier;
            }
        }
    }

    /** Where no inference can be run the candidate is closed later, with the reason. */
    private static double finite(double cost) {
        return cost < Double.POSITIVE_INFINITY ? cost : 0;
    }
}
