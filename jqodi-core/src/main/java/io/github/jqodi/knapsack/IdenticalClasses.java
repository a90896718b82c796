package io.github.jqodi.knapsack;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Rounding;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Instances whose classes are all alike, where only the count of each item matters. The relaxation mixes two neighbours on
 * the hull, a fast and a slow one. A choice is a multiset of other items, filled up with as many of the slow neighbour as the
 * time allows and the fast one for the rest, so it is worth the reduced costs of the multiset and the time left over, and that
 * time depends on the multiset's own only modulo the step between the neighbours (Gomory's relaxation of a group).
 *
 * <p>The other items are dealt to two halves. The multisets of each half whose reduced costs stay within a band above the bound
 * are listed; a multiset of one half is met by those of the other that leave little time over, found by their residues. The
 * band is widened until the best choice is found in it. Rounded times only leave out what is out of reach by far more than
 * their error; exact times decide what fits. The label search takes over where the multisets are too many.
 */
final class IdenticalClasses {
    /** Multisets listed at most, in all bands together. */
    private static final long MAX_LABELS = 100_000;
    /** Pairs looked at, at most. */
    private static final long MAX_PAIRS = 10_000_000;

    private static final long PAIRS_BETWEEN_STOPS = 1 << 14;
    private static final double FIRST_BAND = 256;
    private static final double GROWTH = 2;
    /** A part of the costliest choice's cost of which there are enough ticks. */
    private static final double COARSE = 0x1p-10;
    /** A ceiling under which there is the empty multiset alone. */
    private static final double NOTHING = -1;
    /** Error of a count of steps above which rounded times say too little. */
    private static final double MAX_DOUBT = 0.1;

    private final ReducedInstance prepared;
    private final NondominatedItems row;
    private final Limits limits;
    private final int classes;
    private final int fast;
    private final int slow;
    private final double step;
    /** What rounded sums of times may be off by. */
    private final double error;
    /** A count of steps this close to a whole number is decided by exact times. */
    private final double errorBand;
    /** What rounding may be worth in a cost or a bound, relative to the terms in it. */
    private final double rounding;
    /** Cost of the costliest item in every class. */
    private final double most;

    private final double multiplier;
    /** Time that is left beside the fast neighbour in every class. */
    private final double slack;
    /** What a second costs beyond the multiplier where the slow neighbour would have to be taken away. */
    private final double tooSlow;
    /** What a second is worth below the multiplier where the fast neighbour would have to be taken away. */
    private final double tooFast;

    private final long[] itemCost;
    private final Multisets first;
    private final Multisets second;
    private final double bound;
    private final double unit;

    private long labels;
    private long pairs;
    /** The pairs at the last look at the stop signal. */
    private long asked;

    private int[] best = new int[0];
    private long bestCost = Long.MAX_VALUE;
    /** What the best choice known costs above the bound, at most the band. */
    private double gap;

    private IdenticalClasses(ReducedInstance prepared, NondominatedItems row, int corner, Limits limits) {
        Instance instance = prepared.instance();
        this.prepared = prepared;
        this.row = row;
        this.limits = limits;
        this.classes = instance.classes();
        this.fast = row.hull[corner];
        this.slow = row.hull[corner + 1];
        this.step = row.time[slow] - row.time[fast];
        this.slack = prepared.slack(filled(new int[row.size()], classes, 0));
        this.error = error();
        this.errorBand = 0x1p-40 + error / step;
        this.rounding = Rounding.relative(classes + 16);
        double weight = instance.weight()[0];
        this.multiplier = slope(corner, weight);
        this.tooSlow = corner == 0 ? Double.MAX_VALUE : slope(corner - 1, weight) - multiplier;
        this.tooFast = corner + 2 == row.hull.length ? multiplier : multiplier - slope(corner + 1, weight);
        this.most = weight * row.cost[0] * classes;
        this.unit = LabelSearch.unitFor(most);
        this.itemCost = new long[row.size()];
        double[] reduced = new double[row.size()];
        double[] shift = new double[row.size()];
        for (int i = 0; i < row.size(); i++) {
            itemCost[i] = (long) Math.rint(weight * row.cost[i] / unit);
            shift[i] = row.time[i] - row.time[fast];
            reduced[i] = Math.max(0, weight * (row.cost[i] - row.cost[fast]) + multiplier * shift[i]);
        }
        int[] others = Arrays.stream(IndexSort.ascending(reduced, row.time, row.size()))
                .filter(i -> i != fast && i != slow)
                .toArray();
        this.first = new Multisets(everySecond(others, 0), shift, reduced, this::imbalance);
        this.second = new Multisets(everySecond(others, 1), shift, reduced, this::imbalance);
        double worth = multiplier * slack;
        this.bound = weight * row.cost[fast] * classes - worth - rounding * (3 * most + Math.abs(worth));
    }

    /**
     * What a rounded sum of shifts may be off by, next to the slack. Shifts below 0 sum to at most n times that of the fastest
     * item, and others to at most the slack and as much again, as long as a multiset may still fit; each of n additions is off
     * by at most half an ulp of that. Sums beyond it are off by a part of themselves and out of reach whatever follows.
     */
    private double error() {
        double reach = Math.abs(slack) + classes * row.beyond(fast);
        return Rounding.margin((classes + 4) * 2, reach) + Double.MIN_VALUE;
    }

    /** Whether a cost is so small a part of the costliest that it has too few ticks to compare it by. */
    boolean isCoarse(double cost) {
        return cost < COARSE * most;
    }

    /** Cost saved per second along an edge of the hull. */
    private double slope(int corner, double weight) {
        int from = row.hull[corner];
        int to = row.hull[corner + 1];
        return weight * (row.cost[from] - row.cost[to]) / (row.time[to] - row.time[from]);
    }

    /**
     * The relaxation's price of having left, beside a multiset, less time than the fast neighbour takes in the other classes,
     * or more than the slow one can use there. By convexity no items that are added make up for it at less.
     */
    private double imbalance(double shift, int count) {
        double left = slack - shift;
        double unusable = left - (classes - count) * step;
        return left < -error ? tooSlow * (-error - left) : unusable > error ? tooFast * (unusable - error) : 0;
    }

    private static int[] everySecond(int[] items, int from) {
        return IntStream.range(0, items.length)
                .filter(o -> o % 2 == from)
                .map(o -> items[o])
                .toArray();
    }

    /** Whether all classes are alike. */
    static boolean are(Instance instance) {
        int[] rowOf = instance.rowOf();
        double[] weight = instance.weight();
        for (int k = 1; k < rowOf.length; k++) {
            if (rowOf[k] != rowOf[0] || weight[k] != weight[0]) {
                return false;
            }
        }
        return rowOf.length > 1;
    }

    /**
     * Prepares the search of an instance of alike classes of which the fastest items fit and the cheapest do not.
     *
     * @param prepared the problem
     * @param limits when to give up
     */
    static IdenticalClasses of(ReducedInstance prepared, Limits limits) {
        Instance instance = prepared.instance();
        NondominatedItems row = prepared.rows()[instance.rowOf()[0]];
        double perClass = prepared.slack() / instance.classes();
        int corner = 0;
        while (corner + 2 < row.hull.length && row.beyond(row.hull[corner + 1]) <= perClass) {
            corner++;
        }
        return new IdenticalClasses(prepared, row, corner, limits);
    }

    /** Multisets listed so far. */
    long labels() {
        return labels;
    }

    /**
     * Searches.
     *
     * @return the choice of least cost and, among equals, of least time, as positions in the row; empty if there are too
     *     many multisets or the search was stopped, then {@link #best} is the best one found
     */
    Optional<int[]> solve() {
        gap = Double.POSITIVE_INFINITY;
        if (errorBand > MAX_DOUBT || !list(NOTHING) || !meet()) {
            return Optional.empty();
        }
        double band = (itemCost[fast] - itemCost[slow]) * unit / FIRST_BAND;
        while (true) {
            double known = bestCost == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : above(bestCost);
            gap = Math.min(band, known);
            if (!list(gap) || !meet()) {
                return Optional.empty();
            }
            if (bestCost < Long.MAX_VALUE && above(bestCost) <= band) {
                return best();
            }
            band *= GROWTH;
        }
    }

    /** The best choice found so far, as positions in the row by rising time. */
    Optional<int[]> best() {
        int[] ordered = best.clone();
        Arrays.sort(ordered);
        return Optional.of(ordered).filter(choice -> choice.length > 0);
    }

    /** What a cost is above the bound, rounded up. */
    private double above(long cost) {
        return cost * unit * (1 + rounding) - bound;
    }

    private boolean list(double ceiling) {
        return list(first, ceiling) && list(second, ceiling) && !limits.stop().getAsBoolean();
    }

    private boolean list(Multisets multisets, double ceiling) {
        long most = Math.min(MAX_LABELS, limits.maxLabels()) - labels;
        boolean listed = multisets.list(ceiling, classes, most, limits.stop());
        labels += multisets.size();
        return listed;
    }

    /**
     * Pairs each multiset of the first half with those of the second that leave little enough time over.
     *
     * @return whether there were not too many pairs and no stop signal
     */
    private boolean meet() {
        ResidueClasses residues = new ResidueClasses(second, step);
        for (int a = 0; a < first.size(); a++) {
            if (pairs - asked >= PAIRS_BETWEEN_STOPS) {
                asked = pairs;
                if (limits.stop().getAsBoolean()) {
                    return false;
                }
            }
            double width = (gap - first.above(a)) / multiplier + 2 * errorBand * step;
            int bucket = residues.bucket(slack - first.shift(a) + errorBand * step);
            int reach = residues.reach(width);
            for (int n = 0; n < reach; n++) {
                int from = bucket >= n ? bucket - n : bucket - n + residues.buckets();
                pairs += residues.start(from + 1) - residues.start(from);
                if (pairs > MAX_PAIRS) {
                    return false;
                }
                for (int at = residues.start(from); at < residues.start(from + 1); at++) {
                    consider(a, residues.label(at));
                }
            }
        }
        return true;
    }

    /** Fills up two multisets if they may be worth it. */
    private void consider(int a, int b) {
        double above = first.above(a) + second.above(b);
        int open = classes - first.count(a) - second.count(b);
        double steps = (slack - first.shift(a) - second.shift(b)) / step;
        if (above > gap || open < 0 || steps < -errorBand) {
            return;
        }
        double whole = Math.floor(steps);
        boolean decided = steps - whole > errorBand && whole + 1 - steps > errorBand;
        if (!decided || above + multiplier * step * (steps - Math.min(open, whole)) <= gap) {
            int[] counts = new int[row.size()];
            first.addTo(counts, a);
            second.addTo(counts, b);
            fill(counts, open, (int) Math.min(open, decided ? whole : fitting(counts, open, whole + 1)));
        }
    }

    /** The largest count of the slow neighbour, at most {@code most}, that fits exactly; -1 if none does. */
    private int fitting(int[] counts, int open, double most) {
        int high = (int) Math.min(open, most);
        for (int n = high; n >= Math.max(0, high - 2); n--) {
            if (prepared.fits(filled(counts, open, n))) {
                return n;
            }
        }
        return -1;
    }

    private void fill(int[] counts, int open, int slowCount) {
        if (slowCount < 0) {
            return;
        }
        long cost = slowCount * itemCost[slow] + (open - slowCount) * itemCost[fast];
        for (int i = 0; i < counts.length; i++) {
            cost += counts[i] * itemCost[i];
        }
        if (cost <= bestCost) {
            int[] full = filled(counts, open, slowCount);
            if (cost < bestCost || isFaster(full, best)) {
                bestCost = cost;
                best = full;
                gap = Math.min(gap, above(cost));
            }
        }
    }

    private boolean isFaster(int[] a, int[] b) {
        return prepared.grid().compare(prepared.time(a), 0, prepared.time(b), 0) < 0;
    }

    /** A multiset with the open classes filled up, as positions in the row. */
    private int[] filled(int[] counts, int open, int slowCount) {
        int[] positions = new int[classes];
        Arrays.fill(positions, 0, slowCount, slow);
        Arrays.fill(positions, slowCount, open, fast);
        int k = open;
        for (int i = 0; i < counts.length; i++) {
            Arrays.fill(positions, k, k + counts[i], i);
            k += counts[i];
        }
        return positions;
    }
}
