package io.github.jqodi.knapsack;

import io.github.jqodi.base.Rounding;

/**
 * The Lagrangian bound cost + λ·(seconds - slack) + Σ min(cost + λ·seconds) over the classes still open, where seconds are
 * those beyond the fastest item of each class and slack is what all classes may take beyond them; never below the cost of the
 * label itself. It is a bound in spite of rounding, for every choice whose true bound is at most the value it is made for.
 *
 * <p>Margin. Counting from the fastest items leaves small numbers only: with u = 2^-53, the difference of two times is off by
 * at most u of itself, and slack, an exact difference rounded once, by 4u of itself, however large the limit is. All terms but
 * λ·slack are at least 0. If the true bound B of a label is at most the value V, its positive terms, cost, λ·seconds and the
 * least values of open classes, sum to at most V + λ·slack; the whole bound is made of M = Σ least + λ·slack at most. So no sum
 * on the way to a bound exceeds V + M + λ·slack. At most 3·n additions for n classes lead there, of seconds, of least values
 * taken off one after the other, and of values above the least, each off by at most u of the sum; products and rounded
 * numbers add 8u. A hull of m items has dropped at most m corners that lie below the chord of two others by rounding, each by
 * at most 6u of λ·seconds. Together this is below (3·n + 6·m + 8)·u·(V + M + λ·slack), of which the margin is at least twice
 * as much. Where products underflow each is off by less than the least double; there are at most 4·n of them.
 *
 * <p>M is at most the cost of the fastest items plus twice λ·slack, and λ·slack, at the multiplier of the relaxation, at most
 * what its steps save. So the margin is about n·u times what the fastest items cost, no matter what times are like.
 */
final class LagrangianBound implements LabelSearch.Bound {

    private final Instance instance;
    private final NondominatedItems[] rows;
    private final double multiplier;
    /** By class: what the classes from it on add at least, less the worth of the slack and the margin. */
    private final double[] rest;
    /** By class: the least of its items' reduced values. */
    private final double[] least;

    private final double margin;

    /**
     * Makes a bound.
     *
     * @param instance the problem
     * @param rows its items
     * @param multiplier λ, cost per second, {@code >= 0}
     * @param slack time that all classes may take beyond their fastest items
     * @param value up to which choices have to be bounded
     * @param limits when to give up
     */
    LagrangianBound(
            Instance instance, NondominatedItems[] rows, double multiplier, double slack, double value, Limits limits) {
        this.instance = instance;
        this.rows = rows;
        this.multiplier = multiplier;
        int n = instance.classes();
        this.rest = new double[n + 1];
        this.least = new double[n];
        double lost = 0;
        for (int k = n - 1; k >= 0; k--) {
            limits.check(k);
            least[k] = least(rows[instance.rowOf()[k]], instance.weight()[k]);
            double summand = least[k] - lost;
            rest[k] = rest[k + 1] + summand;
            lost = (rest[k] - rest[k + 1]) - summand;
        }
        double worth = multiplier * slack;
        double terms = rest[0] + 2 * worth + value;
        this.margin = Rounding.margin(3.0 * n + 6.0 * longest(rows) + 8, terms) + 4.0 * n * Double.MIN_VALUE;
        for (int k = 0; k <= n; k++) {
            rest[k] -= worth + margin;
        }
    }

    private static int longest(NondominatedItems[] rows) {
        int longest = 0;
        for (NondominatedItems row : rows) {
            longest = Math.max(longest, row.size());
        }
        return longest;
    }

    /** No choice costs less; may be below 0. */
    double whole() {
        return rest[0];
    }

    /** What the bound is lowered by to cover rounding; not finite where some product is not. */
    double margin() {
        return margin;
    }

    /** Cost per second. */
    double multiplier() {
        return multiplier;
    }

    /** The least reduced value among the items of a class. */
    double least(int k) {
        return least[k];
    }

    /** Value of an item above the least one of its class, in the relaxation. */
    double reducedCost(int k, int i) {
        NondominatedItems row = rows[instance.rowOf()[k]];
        return instance.weight()[k] * row.cost[i] + multiplier * row.beyond(i) - least[k];
    }

    @Override
    public double with(int k, int i) {
        return rest[0] + reducedCost(k, i);
    }

    @Override
    public double of(double cost, double seconds, int next) {
        return Math.max(cost, cost + multiplier * seconds + rest[next]);
    }

    /** The least reduced value; some corner of the hull has it. */
    private double least(NondominatedItems row, double weight) {
        double least = Double.POSITIVE_INFINITY;
        for (int i : row.hull) {
            least = Math.min(least, weight * row.cost[i] + multiplier * row.beyond(i));
        }
        return least;
    }
}
