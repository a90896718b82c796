package io.github.jqodi.knapsack;

import io.github.jqodi.base.Concat;
import io.github.jqodi.base.Stopped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Heads whose classes are all alike. Each group needs one run there, so what matters is the first group, which may be free of
 * its switch, the last one, which the tail goes on from, and which others are switched to between them. For each such tour the
 * rest is a knapsack without switches over the items of its groups. Tours are taken in the order of their linear bounds, those
 * of one or two groups first, until none is left that is not bounded by what is known. As the linear relaxation mixes no more
 * than two items, a larger tour costs at least as much as one of two groups and the switches to the others.
 */
final class StationaryGroups {
    private static final int MAX_KNAPSACKS = 80;
    /** Covers the rounding of bounds, which takes a few sums and products: some thousand roundings of them. */
    private static final double MARGIN = 1e-12;

    private static final double BELOW = 1 - MARGIN;

    private final LayeredGraph graph;
    private final Limits limits;
    private final GroupedRow row;
    private final int classes;
    private final double weight;
    private final double[] switchTime;
    private final double[] switchCost;
    /** Cost of a second where classes may take the items of all groups. */
    private final double multiplier;

    private int[] best;
    private double upper;
    private long labels;
    private int solved;
    /** Least time of the tail after any group. */
    private final double leastTail;
    /** Tours of one and two groups, where one is before of that and at most two more. */
    private final List<Tour> small = new ArrayList<>();
    /** The largest of them as if their tail were the fastest. */
    private final List<Tour> pairs = new ArrayList<>();

    private StationaryGroups(LayeredGraph graph, int[] known, Limits limits) {
        this.graph = graph;
        this.limits = limits;
        this.row = graph.row(0);
        this.classes = graph.head;
        this.weight = graph.weight(0);
        this.switchTime = graph.instance.switchTime();
        this.switchCost = Arrays.stream(graph.instance.switchCost()[0])
                .map(e -> weight * e)
                .toArray();
        this.leastTail = Arrays.stream(graph.tailSeconds).min().orElse(0);
        this.multiplier = row.multiplier(weight, (graph.capacity - leastTail) / classes);
        this.best = known;
        this.upper = graph.cost(known);
    }

    /** Whether all classes of the head share one row, one weight and what switches cost. */
    static boolean suit(LayeredGraph graph) {
        double[][] switchCosts = graph.instance.switchCost();
        for (int k = 1; k < graph.head; k++) {
            if (graph.row(k) != graph.row(0)
                    || graph.weight(k) != graph.weight(0)
                    || switchCosts[k] != switchCosts[0]) {
                return false;
            }
        }
        return graph.weight(0) > 0;
    }

    /**
     * The best choice, or a good one where there are too many tours.
     *
     * @param choice as positions
     * @param proven whether no other costs less
     * @param labels kept
     */
    @SuppressWarnings("ArrayRecordComponent") // a result of the search, never compared
    record Found(int[] choice, boolean proven, long labels) {}

    /** Searches from a known choice on. */
    static Found search(LayeredGraph graph, int[] known, Limits limits) {
        StationaryGroups search = new StationaryGroups(graph, known, limits);
        boolean proven = search.runUntilStopped();
        return new Found(search.best, proven, search.labels);
    }

    /** No choice costs less: the linear relaxation of a class over the items of all groups, without switches. */
    static double bound(LayeredGraph graph) {
        StationaryGroups search = new StationaryGroups(graph, graph.fastest(), graph.limits);
        double worth = search.multiplier * graph.capacity;
        double least = graph.head * search.leastValue(search.multiplier);
        return Math.max(0, least - worth - MARGIN * (least + worth));
    }

    /**
     * Groups in the order of their runs.
     *
     * @param groups the first is free of its switch where no group is before; of two or more, the last one is left for the tail
     * @param bound no choice of the tour costs less
     * @param slope cost saved per second where the bound's two items are mixed
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the search, never compared
    private record Tour(int[] groups, double bound, double slope) {}

    private boolean runUntilStopped() {
        try {
            return run();
        } catch (Stopped stopped) {
            return false;
        }
    }

    private boolean run() {
        fillSingles();
        small.sort(Comparator.comparingDouble(Tour::bound));
        if (!solve(small)) {
            return false;
        }
        small.clear();
        fillPairs();
        small.sort(Comparator.comparingDouble(Tour::bound));
        return solve(small) && pairs.stream().noneMatch(this::canGrow);
    }

    private double leastValue(double slope) {
        return row.value(row.bestOfAll(weight, slope), weight, slope);
    }

    /** Solves tours as long as their bound is below what is known; false if they are too many. */
    private boolean solve(List<Tour> tours) {
        for (Tour tour : tours) {
            if (tour.bound * BELOW >= upper) {
                return true;
            }
            limits.check();
            if (++solved > MAX_KNAPSACKS || !solve(tour.groups)) {
                return false;
            }
        }
        return true;
    }

    /** Notes the tours of one group, where one is before of that and one more. */
    private void fillSingles() {
        int before = graph.instance.before();
        for (int g = 0; g < graph.groups; g++) {
            int[] groups = before < 0 || before == g ? new int[] {g} : new int[] {before, g};
            tour(groups, tail(g)).ifPresent(small::add);
        }
    }

    /** Notes the tours of one group more that may be of interest. */
    private void fillPairs() {
        int before = graph.instance.before();
        double worth = multiplier * graph.capacity;
        double[] least = new double[graph.groups];
        for (int g = 0; g < least.length; g++) {
            least[g] = row.isEmpty(g)
                    ? Double.POSITIVE_INFINITY
                    : row.value(row.best(g, weight, multiplier), weight, multiplier);
        }
        double home = before < 0 ? Double.POSITIVE_INFINITY : least[before];
        for (int a = 0; a < least.length; a++) {
            limits.check();
            for (int b = 0; b < least.length; b++) {
                double charges = charge(b, multiplier) + (before < 0 ? 0 : charge(a, multiplier));
                double rough = classes * Math.min(home, Math.min(least[a], least[b])) + charges - worth;
                boolean open = a != b && a != before && b != before;
                if (open && (rough - MARGIN * (Math.abs(rough) + 2 * worth)) * BELOW < upper) {
                    int[] groups = before < 0 ? new int[] {a, b} : new int[] {before, a, b};
                    tour(groups, tail(b)).ifPresent(small::add);
                    tour(groups, leastTail).ifPresent(pairs::add);
                }
            }
        }
    }

    private double tail(int last) {
        return graph.tailSeconds[last];
    }

    private boolean pays(int[] groups, int place) {
        int before = graph.instance.before();
        return before < 0 ? place > 0 : groups[place] != before;
    }

    private double paidTime(int[] groups) {
        return IntStream.range(0, groups.length)
                .filter(i -> pays(groups, i))
                .mapToDouble(i -> switchTime[groups[i]])
                .sum();
    }

    private double paidCost(int[] groups) {
        return IntStream.range(0, groups.length)
                .filter(i -> pays(groups, i))
                .mapToDouble(i -> switchCost[groups[i]])
                .sum();
    }

    /** A tour with its linear bound; empty if it has none below what is known. */
    private Optional<Tour> tour(int[] groups, double tailSeconds) {
        double capacity = graph.capacity - paidTime(groups) - tailSeconds;
        // a little more room than there is, for rounding
        double each = (capacity + 4 * graph.timeBand) / classes;
        Mix mix = new Mix(each);
        for (int a : groups) {
            for (int i = row.hullStart[a]; i < row.hullStart[a + 1] && row.time[row.hull[i]] <= each; i++) {
                mix.offer(row.hull[i], groups);
            }
        }
        double bound = classes * weight * mix.least + paidCost(groups);
        return bound * BELOW < upper ? Optional.of(new Tour(groups, bound, weight * mix.slope)) : Optional.empty();
    }

    /** The cheapest of the items that are in time and the mixes of such a one with a slower one. */
    private final class Mix {
        /** Time that each class may take. */
        private final double each;

        private double least = Double.POSITIVE_INFINITY;
        /** Cost saved per second of the slower item; 0 of an item alone. */
        private double slope;

        Mix(double each) {
            this.each = each;
        }

        /** Looks at an item that is in time, alone and with the slower ones of some groups. */
        void offer(int fast, int[] groups) {
            if (row.cost[fast] < least) {
                least = row.cost[fast];
                slope = 0;
            }
            for (int b : groups) {
                for (int j = row.hullStart[b + 1] - 1; j >= row.hullStart[b] && row.time[row.hull[j]] > each; j--) {
                    offer(fast, row.hull[j]);
                }
            }
        }

        private void offer(int fast, int slow) {
            double saved = (row.cost[fast] - row.cost[slow]) / (row.time[slow] - row.time[fast]);
            double mixed = row.cost[fast] - saved * (each - row.time[fast]);
            if (saved > 0 && mixed < least) {
                least = mixed;
                slope = saved;
            }
        }
    }

    /**
     * Whether a tour of more groups may be of interest, whose linear bound mixes items of a tour's own. At the multiplier of
     * the tour's bound each further group adds its switch, or, where it comes first, that of the group which came first before.
     */
    private boolean canGrow(Tour tour) {
        double least = graph.instance.before() < 0 ? charge(tour.groups[0], tour.slope) : Double.POSITIVE_INFINITY;
        for (int x = 0; x < graph.groups; x++) {
            int other = x;
            if (!row.isEmpty(x) && Arrays.stream(tour.groups).noneMatch(g -> g == other)) {
                least = Math.min(least, charge(x, tour.slope));
            }
        }
        double margin = MARGIN * (tour.bound + tour.slope * graph.capacity);
        return (tour.bound + least - margin) * BELOW < upper;
    }

    private double charge(int g, double slope) {
        return switchCost[g] + slope * switchTime[g];
    }

    /** Solves the knapsack of a tour; false if its choice is no path of the graph or not proven. */
    private boolean solve(int[] groups) {
        int[] positions = Arrays.stream(groups)
                .flatMap(g -> IntStream.range(row.start[g], row.start[g + 1]))
                .toArray();
        Limits left = new Limits(Math.max(0, limits.maxLabels() - labels), 0, limits.stop());
        Outcome outcome = Knapsack.solve(instanceOf(groups, positions), left);
        labels += outcome.labels();
        boolean decided = outcome.choice().isEmpty() || offer(groups, positions, outcome);
        return outcome.exhausted() && decided;
    }

    /** The knapsack over the items of a tour, which has paid its switches and leaves room for the tail. */
    private Instance instanceOf(int[] groups, int[] positions) {
        Instance items = graph.instance.items();
        double[] time = Arrays.stream(positions).mapToDouble(p -> row.time[p]).toArray();
        double[] cost = Arrays.stream(positions).mapToDouble(p -> row.cost[p]).toArray();
        double[] switchTimes = IntStream.range(0, groups.length)
                .filter(i -> pays(groups, i))
                .mapToDouble(i -> switchTime[groups[i]])
                .toArray();
        double[] weights = new double[classes];
        Arrays.fill(weights, weight);
        return Instance.builder(new double[][] {time}, new double[][] {cost})
                .classes(new int[classes])
                .weights(weights)
                .spent(Concat.doubles(items.spent(), switchTimes))
                .reserved(Concat.doubles(items.reserved(), graph.tailTimes(groups[groups.length - 1])))
                .limit(items.limit())
                .build();
    }

    /** Keeps the choice of a tour if it is the best so far; false if it is no path of the graph and may cost less. */
    private boolean offer(int[] groups, int[] positions, Outcome outcome) {
        int[] path = path(groups, positions, outcome.choice().orElseThrow());
        boolean fits = graph.fits(path);
        double found = fits ? graph.cost(path) : Double.POSITIVE_INFINITY;
        if (found < upper) {
            upper = found;
            best = path;
        }
        return fits || outcome.cost() + paidCost(groups) >= upper;
    }

    /** The items of a choice in the order of a tour, with the fastest tail. */
    private int[] path(int[] groups, int[] positions, int[] choice) {
        int[] path = new int[classes];
        int k = 0;
        for (int g : groups) {
            for (int i : choice) {
                int p = positions[i];
                if (row.start[g] <= p && p < row.start[g + 1]) {
                    path[k++] = p;
                }
            }
        }
        return graph.withTail(path);
    }
}
