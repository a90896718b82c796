package io.github.jqodi.knapsack;

import io.github.jqodi.base.Stopped;
import java.util.Optional;

/**
 * Widens a band of cost above a bound until the best choice is found in it. How choices are
 * costed and looked for, subclasses say. Not thread-safe.
 */
abstract class BandSearch {
    private static final int FIRST_BAND = 256;
    /** A band is widened fast as long as it is cheap, and slowly where a step too far would be dear. */
    private static final long MIN_DEAR_LABELS = 2000;

    private static final double FAST_GROWTH = 4;
    private static final double SLOW_GROWTH = 1.6;
    /** A run that keeps no more labels than this, next to the last one, is cheap. */
    private static final double CHEAP_RISE = 1.5;
    /** Ticks are a part of the first choice's cost; a choice that is cheaper by more than this is searched anew. */
    private static final double COARSE = 0x1p-4;

    final Limits limits;
    /** What rounding costs to whole ticks may be worth. */
    final double rounding;
    /** Labels that were kept before this search, or aside. */
    private long earlier;
    /** Costs below this have too few ticks. */
    private final double coarse;

    private Optional<GapSearch> search = Optional.empty();
    double bound;
    double upper;
    int[] best;

    /**
     * @param limits when to give up
     * @param known a choice that fits
     * @param upper its cost
     * @param rounding what rounding costs to whole ticks may be worth
     * @param earlier labels that were kept before
     */
    BandSearch(Limits limits, int[] known, double upper, double rounding, long earlier) {
        this.limits = limits;
        this.best = known;
        this.upper = upper;
        this.rounding = rounding;
        this.coarse = upper * COARSE;
        this.earlier = earlier;
    }

    abstract double cost(int[] choice);

    /** Prepares the search for choices, which raises the bound. */
    abstract GapSearch prepare();

    /** The same search from a choice whose cost is so low that ticks have to be finer. */
    abstract BandSearch from(int[] choice, long labels);

    /** What is said of a choice, its cost and a bound. */
    abstract Outcome outcome(double cost, int[] choice, double lowerBound, boolean exhausted);

    /** Labels spent on least time among equal costs where the cost itself is already proven. */
    abstract long polishLabels();

    /** Labels of one run. */
    long mostLabels() {
        return allowance();
    }

    /** Whether a search that took all labels of a run is to go on, since a better choice was looked for. */
    boolean improves() {
        return false;
    }

    /** Whether what was looked for aside proves the best choice. */
    boolean isProvenAside() {
        return false;
    }

    final Outcome search() {
        try {
            GapSearch made = prepare();
            search = Optional.of(made);
            return search(made);
        } catch (Stopped stopped) {
            return outcome(upper, best, bound, false);
        }
    }

    private Outcome search(GapSearch made) {
        BandWidth width = new BandWidth(firstBand());
        Optional<Outcome> outcome = Optional.empty();
        while (outcome.isEmpty()) {
            outcome = step(made, width);
        }
        return outcome.get();
    }

    /** Looks for choices in the band at hand and widens it; empty where the search is to go on. */
    private Optional<Outcome> step(GapSearch made, BandWidth width) {
        boolean last = bound + width.cost >= upper;
        double ceiling = last ? upper : bound + width.cost;
        long before = labels();
        GapSearch.Found run = made.run(ceiling + rounding, mostLabels(), limits);
        if (run.aborted()) {
            return aborted(width);
        }
        Optional<Outcome> found = run.choice().flatMap(choice -> found(choice, ceiling, last));
        if (found.isPresent() || last) {
            return found.or(() -> Optional.of(outcome(upper, best, upper, true)));
        }
        bound = Math.min(ceiling, upper);
        width.widen(labels() - before);
        return Optional.empty();
    }

    /** The end of a search that took all labels of a run; empty if it is to go on since a better choice was looked for. */
    private Optional<Outcome> aborted(BandWidth width) {
        if (!improves()) {
            return Optional.of(outcome(upper, best, bound, false));
        }
        if (isProvenAside()) {
            return Optional.of(outcome(upper, best, upper, true));
        }
        width.cost = firstBand();
        return Optional.empty();
    }

    /** The end of a search that found a choice; empty if there may be a better one above the ceiling of the run. */
    private Optional<Outcome> found(int[] choice, double ceiling, boolean last) {
        double cost = cost(choice);
        if (cost < coarse) {
            return Optional.of(from(choice, labels()).search());
        }
        if (last || cost <= ceiling) {
            return Optional.of(outcome(cost, choice, cost, true));
        }
        offer(choice, cost);
        return Optional.empty();
    }

    /** How far above the bound a run looks for choices. */
    private static final class BandWidth {
        private double cost;
        private long lastLabels;

        BandWidth(double first) {
            this.cost = first;
        }

        /** Widens the band after a run that kept some labels. */
        void widen(long labels) {
            boolean cheap = labels < MIN_DEAR_LABELS || labels < CHEAP_RISE * lastLabels;
            cost *= cheap ? FAST_GROWTH : SLOW_GROWTH;
            lastLabels = labels;
        }
    }

    private double firstBand() {
        return Math.max((upper - bound) / FIRST_BAND, Math.ulp(upper));
    }

    /** Keeps a choice that fits if it is the best so far. */
    final void offer(int[] choice, double cost) {
        if (cost < upper) {
            upper = cost;
            best = choice;
        }
    }

    /** Counts labels that were kept aside. */
    final void count(long labelsAside) {
        earlier += labelsAside;
    }

    final long labels() {
        return earlier + search.map(GapSearch::labels).orElse(0L);
    }

    /** All that is left; less where the cost is proven and only the time among equals is open. */
    final long allowance() {
        long left = limits.maxLabels() - labels();
        return upper - bound <= limits.gap() * upper ? Math.min(polishLabels(), left) : left;
    }
}
