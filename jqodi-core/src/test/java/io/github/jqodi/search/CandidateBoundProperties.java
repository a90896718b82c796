package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostBounds;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Alternative;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomGoals;
import io.github.jqodi.testing.RandomProblems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Bounds of candidates beside the Lagrangian, summed epoch by epoch from the bounds of single costs. */
class CandidateBoundProperties {
    private static final double TOLERANCE = 1e-10;
    private static final int CHORDS = 4;

    /** The Lagrangian of one candidate. */
    private static final class Dual {
        /** Of the first epochs, each, and of all later ones. */
        private final List<CostBounds> bounds;

        private final Schedules schedules;
        private final double setupTime;
        private final double limit;

        Dual(Problem problem, Goal goal, Candidate candidate, Candidate searched, List<CostBounds> bounds, Rule rule) {
            this.bounds = bounds;
            SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
            CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
            this.schedules = new Schedules(
                    CandidateTask.of(problem, goal, candidate, searched, table, options, new SearchControl(options)));
            this.setupTime = Arrays.stream(searched.spentSeconds()).sum();
            this.limit = goal.limit().orElseThrow();
        }

        static Optional<Dual> of(Problem problem, Candidate candidate, Rule rule) {
            Goal goal = Goal.of(problem.scenario());
            Candidate searched = goal.searched(candidate, Stopped.NEVER);
            return searched.costs()
                    .bounds(searched.actions(), searched.robustEpochs(), Stopped.NEVER)
                    .map(bounds -> new Dual(problem, goal, candidate, searched, List.of(bounds), rule))
                    .filter(dual -> dual.fastestTime() < dual.limit);
        }

        /** That of bounds by epoch. */
        static Dual sharpened(Problem problem, Candidate candidate, Rule rule) {
            Goal goal = Goal.of(problem.scenario());
            Candidate searched = goal.searched(candidate, Stopped.NEVER);
            List<CostBounds> byEpoch =
                    searched.costs().boundsByEpoch(searched.actions(), searched.robustEpochs(), Stopped.NEVER);
            return new Dual(problem, goal, candidate, searched, byEpoch, rule);
        }

        private double least(int k, double multiplier, double weight) {
            CostBounds own = bounds.get(Math.min(k, bounds.size() - 1));
            return multiplier > 0 || weight > 0 ? own.least(multiplier, weight) : 0;
        }

        /** Weights between quarters count with what lies between the least values at these. */
        double intercept(double multiplier) {
            double sum = schedules.constantCost + multiplier * setupTime;
            for (int k = 0; k < schedules.weights.length; k++) {
                double weight = schedules.weights[k];
                double low = Math.floor(CHORDS * weight);
                double part = CHORDS * weight - low;
                sum += (1 - part) * least(k, multiplier, low / CHORDS);
                sum += part == 0 ? 0 : part * least(k, multiplier, (low + 1) / CHORDS);
            }
            return sum;
        }

        double value(double multiplier) {
            return Math.max(0, intercept(multiplier) - multiplier * limit);
        }

        double fastestTime() {
            return setupTime
                    + IntStream.range(0, schedules.weights.length)
                            .mapToDouble(k -> least(k, 1, 0))
                            .sum();
        }

        /** What sums for a bound are made of. */
        double terms(double multiplier) {
            return intercept(multiplier) + multiplier * limit;
        }
    }

    private static void assertBelow(double expected, double actual, double terms, String message) {
        assertTrue(actual <= expected, message);
        assertEquals(expected, actual, TOLERANCE * terms, message);
    }

    @Property(tries = 600, seed = "81", shrinking = ShrinkingMode.OFF)
    void boundsAreThoseOfEveryEpoch(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        Problem problem = given.problem();
        Rule rule = given.rule() == Rule.PAPER ? Rule.EXPECTED : given.rule();
        for (Candidate candidate : problem.assess().candidates()) {
            Optional<Dual> dual = Dual.of(problem, candidate, rule);
            Statistics.label("bounded").collect(dual.isPresent() ? rule : "no");
            if (dual.isPresent()) {
                double typical = dual.get().intercept(0) / dual.get().limit;
                double multiplier = typical * new SplittableRandom(seed).nextDouble(0.1, 10);
                CandidateBound bound = CandidateBound.of(problem, candidate, rule, multiplier, Stopped.NEVER)
                        .orElseThrow();
                assertBounds(dual.get(), multiplier, bound, RandomProblems.describe(seed, given));
            }
        }
    }

    private static void assertBounds(Dual dual, double multiplier, CandidateBound bound, String message) {
        double terms = dual.terms(multiplier);
        assertBelow(dual.value(multiplier), bound.value(), terms, message);
        assertEquals(bound.value() > 0 ? multiplier : 0, bound.multiplier(), message);
        assertBelow(dual.intercept(multiplier), bound.intercept(multiplier), terms, message);
        assertBelow(dual.intercept(0), bound.leastObjective(), dual.intercept(0), message);
        assertBelow(dual.fastestTime(), bound.fastestTime(), dual.fastestTime(), message);
        assertAscends(dual, bound, message);
    }

    /** Multipliers that are off by a third or more bound no better. */
    private static void assertAscends(Dual dual, CandidateBound bound, String message) {
        double before = bound.value();
        bound.ascend(0, Double.POSITIVE_INFINITY);
        assertTrue(bound.value() >= before, message);
        double terms = dual.terms(bound.multiplier());
        assertBelow(dual.value(bound.multiplier()), bound.value(), terms, message);
        for (double factor : new double[] {0, 0.1, 0.5, 0.75, 4.0 / 3, 2, 10}) {
            double other = dual.value(factor * bound.multiplier());
            assertTrue(other <= bound.value() + TOLERANCE * terms, () -> factor + message);
        }
    }

    /** Where prices change by epoch a sharpened bound is that of the prices of each epoch, and no plan is below it. */
    @Property(tries = 600, seed = "83", shrinking = ShrinkingMode.OFF)
    void sharpenedBoundsAreThoseOfThePricesOfEveryEpoch(@ForAll long seed) {
        RandomGoals.Case given = RandomGoals.price(seed);
        Problem problem = given.problem();
        Rule rule = given.rule();
        List<Candidate> candidates = problem.assess().candidates();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withGap(0).withAlternatives(candidates.size());
        SolveResult solved = Solvers.exact().solve(problem, options);
        for (Candidate candidate : candidates) {
            Optional<Dual> dual = Dual.of(problem, candidate, rule);
            if (dual.isPresent()) {
                String message = RandomGoals.describe(seed, given);
                CandidateBound bound = CandidateBound.of(problem, candidate, rule, 0, Stopped.NEVER)
                        .orElseThrow();
                bound.ascend(0, Double.POSITIVE_INFINITY);
                double before = bound.value();
                double multiplier = bound.multiplier();
                boolean sharpened = bound.sharpen();
                Statistics.label("sharpened").collect(sharpened ? bound.value() > before ? "higher" : "same" : "no");
                Dual byEpoch = Dual.sharpened(problem, candidate, rule);
                double expected = Math.max(before, byEpoch.value(multiplier));
                assertEquals(expected, bound.value(), TOLERANCE * byEpoch.terms(multiplier), message);
                assertBelow(byEpoch.fastestTime(), bound.fastestTime(), byEpoch.fastestTime(), message);
                objective(solved, candidate).ifPresent(best -> assertTrue(bound.value() <= best, message));
            }
        }
    }

    private static OptionalDouble objective(SolveResult solved, Candidate candidate) {
        DoubleStream best = solved.plan().filter(plan -> plan.pair().equals(candidate.pair())).stream()
                .mapToDouble(Plan::objective);
        DoubleStream others = solved.alternatives().stream()
                .filter(other -> other.pair().equals(candidate.pair()))
                .mapToDouble(Alternative::objective);
        return DoubleStream.concat(best, others).findFirst();
    }

    @Property(tries = 50, seed = "82", shrinking = ShrinkingMode.OFF)
    void aStopLeavesNoBound(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        for (Candidate candidate : given.problem().assess().candidates()) {
            assertTrue(CandidateBound.of(given.problem(), candidate, Rule.ROBUST, 1, () -> true)
                    .isEmpty());
        }
    }
}
