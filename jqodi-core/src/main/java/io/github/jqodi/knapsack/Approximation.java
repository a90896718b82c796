package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.knapsack.LabelSearch.Pruning;
import java.util.Optional;

/**
 * A choice that costs at most 1 + ε times the least possible, in polynomial time whatever the numbers.
 *
 * <p>Proof. Let n be the number of classes, OPT the least cost and V a number with V ≤ OPT, to begin with the bound of the
 * linear relaxation. Costs are rounded to whole multiples of u = ε·V/n, each by at most u/2, so the rounded cost of a choice
 * is off by at most n·u/2. Of all labels of a class with equal rounded cost only the fastest is kept, so at most 2·n/ε + n + 1
 * of them are below the ceiling 2·V + n·u, and each class takes O(items·n/ε) steps but for logarithms. If OPT ≤ 2·V, every
 * label of the best choice, and the bound of what may become of it, is at most OPT + n·u/2 and below the ceiling, so it is
 * kept or gives way to one that is as fast and whose rounded cost is no higher. So some choice is found, and the one of least
 * rounded cost costs at most OPT + n·u/2 + n·u/2 = OPT + ε·V ≤ (1 + ε)·OPT. If nothing is found, OPT > 2·V, and V is doubled;
 * it stays at most OPT, and there are at most log2(OPT/V) rounds. Times are exact, so the choice is feasible.
 *
 * <p>That holds for doubles: the bound of the relaxation covers its own rounding for every choice up to the ceiling, ε is
 * taken a little smaller than asked for, and lower bounds a little lower, by far more than the rounding of a compensated sum.
 */
public final class Approximation {
    /** Covers the rounding of costs, some thousand roundings of it. */
    private static final double BELOW = 1 - 0x1p-40;

    private Approximation() {}

    /**
     * Finds such a choice.
     *
     * @param prepared the problem
     * @param epsilon ε, above 0
     * @param limits when to give up; the gap is not looked at
     * @return the choice with a bound of at least its cost over 1 + ε, up to rounding, or the proof that there is none; it is
     *     exhausted where the cheapest items fit
     */
    public static Outcome solve(ReducedInstance prepared, double epsilon, Limits limits) {
        if (prepared.isInfeasible()) {
            return Outcome.infeasible();
        }
        int[] cheapest = prepared.cheapest();
        if (prepared.fits(cheapest)) {
            double cost = prepared.cost(cheapest);
            return new Outcome(Optional.of(prepared.items(cheapest)), cost, cost, true, 0);
        }
        int[] greedy = prepared.relaxation().greedy;
        double greedyCost = prepared.cost(greedy);
        double bound = prepared.lowerBound();
        if (greedyCost <= bound * (1 + epsilon)) {
            return greedy(prepared, greedyCost, bound, 0);
        }
        double first = Math.max(bound, prepared.leastPositiveCost() * BELOW);
        try {
            return round(prepared, epsilon * BELOW, first, greedyCost, bound, limits);
        } catch (Stopped stopped) {
            return greedy(prepared, greedyCost, bound, 0);
        }
    }

    private static Outcome greedy(ReducedInstance prepared, double cost, double bound, long labels) {
        int[] greedy = prepared.relaxation().greedy;
        return new Outcome(Optional.of(prepared.items(greedy)), cost, Math.min(cost, bound), false, labels);
    }

    private static Outcome round(
            ReducedInstance prepared,
            double epsilon,
            double firstValue,
            double greedyCost,
            double bound,
            Limits limits) {
        int n = prepared.instance().classes();
        long labels = 0;
        for (double value = firstValue; ; value *= 2) {
            double unit = epsilon * value / n;
            double ceiling = 2 * value + n * unit;
            Pruning pruning = new Pruning(prepared.bound(ceiling), unit, false);
            LabelSearch search =
                    new LabelSearch(prepared.instance(), prepared.rows(), prepared.grid(), pruning, limits);
            LabelSearch.Run run = search.run(ceiling, limits.maxLabels() - labels, limits);
            labels += search.labels();
            if (run.aborted()) {
                return greedy(prepared, greedyCost, bound, labels);
            }
            if (run.size() > 0) {
                int[] found = run.trace(run.size() - 1);
                double cost = prepared.cost(found);
                int[] better = cost <= greedyCost ? found : prepared.relaxation().greedy;
                double least = Math.min(cost, greedyCost);
                double lower = Math.max(bound, least / (1 + epsilon) * BELOW);
                return new Outcome(Optional.of(prepared.items(better)), least, Math.min(lower, least), false, labels);
            }
        }
    }
}
