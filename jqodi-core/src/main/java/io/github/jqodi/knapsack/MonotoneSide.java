package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import java.util.Arrays;

/**
 * The labels of one side of a {@link MonotoneSearch} search. It takes the classes from one end, and the items of the row from the
 * same end, never going back: a rank counts the items from that end on. For every rank that the class taken last may have, there is
 * the list of the labels that have come no further. It is the list of the rank before, merged with the labels of the class before
 * that have come no further, moved by the item.
 */
final class MonotoneSide {
    private static final int STOP_INTERVAL = 4096;
    private static final int FIRST_CAPACITY = 64;

    private final MonotoneClasses classes;
    private final LagrangianBound relaxation;
    private final FixedPoint grid;
    private final int words;
    private final long[] limit;
    /** Exact times of the items of the row. */
    private final long[] ticks;

    private final double multiplier;
    private final double unit;
    private final boolean fromSlowest;
    /** By number of classes taken: exact time of all other classes at their fastest and of what is committed. */
    private final long[] fastestRest;
    /** By number of classes taken: what labels may take beyond the fastest item of each; rounded. */
    private final double[] slack;
    /** By number of classes taken: the least reduced value of all other classes, less the worth of the time at hand. */
    private final double[] rest;
    /** By number of classes taken, then rank: what the others are worth above that if they begin at the rank. */
    private final double[] excess;

    private final double errorBand;
    private final long[] reach;

    private final LabelList nothing;
    // The lists of the class taken last with the ranks they have come to, rising, and those under construction.
    private LabelList[] lists;
    private int[] ranks;
    private int count;
    private LabelList[] nextLists;
    private int[] nextRanks;
    // By number of a label: the label it comes from, and the item that moved it.
    private int[] parent = new int[FIRST_CAPACITY];
    private int[] item = new int[FIRST_CAPACITY];
    private int numbered;
    private int taken;
    /** Labels in the lists of the class taken last; one may stand in several. */
    private long width;

    private long labels;
    private long looked;

    /**
     * The step of labels to the next class by one of its items.
     *
     * @param item position in the row
     * @param seconds time beyond the fastest item, rounded
     * @param cost in ticks
     * @param later the least reduced value of all classes after it, less the worth of the time at hand
     * @param ceiling bound of interest
     */
    private record Move(int item, double seconds, long cost, double later, double ceiling) {}

    /**
     * Prepares a side.
     *
     * @param prepared the problem
     * @param classes the free classes by falling weight
     * @param relaxation the bound of the whole problem
     * @param unit what one tick of cost is worth
     * @param fromSlowest whether it begins with the class of most weight and the slowest item, not at the other end
     * @param limits when to give up while preparing
     */
    MonotoneSide(
            ReducedInstance prepared,
            MonotoneClasses classes,
            LagrangianBound relaxation,
            double unit,
            boolean fromSlowest,
            Limits limits) {
        this.classes = classes;
        this.ticks = classes.ticks();
        this.relaxation = relaxation;
        this.grid = prepared.grid();
        this.words = grid.words();
        this.limit = grid.encode(prepared.instance().limit());
        this.multiplier = relaxation.multiplier();
        this.unit = unit;
        this.fromSlowest = fromSlowest;
        int n = classes.size();
        this.fastestRest = new long[(n + 1) * words];
        this.slack = new double[n + 1];
        this.rest = new double[n + 1];
        this.excess = new double[Math.multiplyExact(n + 1, classes.items())];
        this.reach = new long[words];
        this.nothing = new LabelList(words);
        this.lists = emptyLists();
        this.nextLists = emptyLists();
        this.ranks = new int[classes.items()];
        this.nextRanks = new int[classes.items()];
        fillRests(limits);
        this.errorBand = LabelSearch.errorBand(n, slack[n]);
    }

    private LabelList[] emptyLists() {
        LabelList[] empty = new LabelList[classes.items()];
        Arrays.setAll(empty, r -> new LabelList(words));
        return empty;
    }

    private void fillRests(Limits limits) {
        int n = classes.size();
        System.arraycopy(classes.committed(), 0, fastestRest, n * words, words);
        rest[0] = relaxation.whole();
        for (int k = 0; k < n; k++) {
            limits.check(k);
            rest[k + 1] = rest[k] - relaxation.least(classes.number(at(k)));
        }
        for (int k = n - 1; k >= 0; k--) {
            limits.check(k);
            grid.add(
                    fastestRest,
                    (k + 1) * words,
                    classes.ticks(),
                    classes.fastest(at(k)) * words,
                    fastestRest,
                    k * words);
            fillExcess(k);
        }
        slack[0] = LabelSearch.slack(grid, limit, fastestRest);
        for (int k = 0; k < n; k++) {
            limits.check(k);
            slack[k + 1] = slack[k] + classes.beyond(classes.fastest(at(k)));
        }
    }

    private void fillExcess(int k) {
        int m = classes.items();
        double least = Double.POSITIVE_INFINITY;
        for (int rank = m - 1; rank >= 0; rank--) {
            if (classes.isOpen(at(k), position(rank))) {
                least = Math.min(least, reduced(k, position(rank)));
            }
            excess[k * m + rank] = excess[(k + 1) * m + rank] + least;
        }
    }

    private double reduced(int k, int position) {
        return Math.max(0, relaxation.reducedCost(classes.number(at(k)), position));
    }

    /** The place, by falling weight, of the class taken after others. */
    private int at(int k) {
        return fromSlowest ? k : classes.size() - 1 - k;
    }

    /** The position of a rank in the row; the other way round as well. */
    private int position(int rank) {
        return fromSlowest ? classes.items() - 1 - rank : rank;
    }

    /** Begins a run with the label without items. */
    void start() {
        lists[0].start();
        ranks[0] = 0;
        count = 1;
        width = 1;
        taken = 0;
        numbered = 0;
    }

    /** How many classes are taken. */
    int taken() {
        return taken;
    }

    /** Labels in the lists of the class taken last. */
    long width() {
        return width;
    }

    /** Labels kept in all runs so far. */
    long labels() {
        return labels;
    }

    /** How many lists there are. */
    int count() {
        return count;
    }

    /** A list; each has come further than the one before. */
    LabelList list(int at) {
        return lists[at];
    }

    /** The position in the row down to which, or up to which, the labels of a list have come. */
    int reached(int at) {
        return position(ranks[at]);
    }

    /**
     * Takes the next class.
     *
     * @param highest bound of interest
     * @param allowance how many labels may stand in the lists of the class
     * @param limits asked for a stop
     * @return whether no limit ended it
     */
    boolean advance(double highest, long allowance, Limits limits) {
        int k = at(taken);
        width = 0;
        int made = 0;
        int source = -1;
        for (int rank = 0; rank < classes.items(); rank++) {
            int position = position(rank);
            if (!classes.isOpen(k, position) || relaxation.with(classes.number(k), position) > highest) {
                continue;
            }
            while (source + 1 < count && ranks[source + 1] <= rank) {
                source++;
            }
            if (source >= 0) {
                Move move = move(k, rank, highest);
                LabelList carried = made == 0 ? nothing : nextLists[made - 1];
                LabelList into = nextLists[made];
                if (!merge(move, carried, lists[source], into, allowance - width, limits)) {
                    return false;
                }
                nextRanks[made] = rank;
                made += into.size > 0 ? 1 : 0;
            }
        }
        count = made;
        taken++;
        swap();
        return true;
    }

    private Move move(int k, int rank, double ceiling) {
        int position = position(rank);
        double ticks = Math.rint(Math.min(LabelSearch.MAX_TICKS, classes.cost(k, position) / unit));
        double later = rest[taken + 1] + excess[(taken + 1) * classes.items() + rank];
        return new Move(position, classes.beyond(position), (long) ticks, later, ceiling);
    }

    private void swap() {
        LabelList[] l = lists;
        lists = nextLists;
        nextLists = l;
        int[] r = ranks;
        ranks = nextRanks;
        nextRanks = r;
    }

    private boolean merge(
            Move move, LabelList carried, LabelList source, LabelList into, long allowance, Limits limits) {
        into.size = 0;
        long cheapest = LabelSearch.MAX_TICKS;
        int a = nextCarried(move, carried, 0, cheapest);
        int b = nextMoved(move, source, 0, cheapest);
        while (a < carried.size || b < source.size) {
            if (into.size >= allowance
                    || (++looked % STOP_INTERVAL == 0 && limits.stop().getAsBoolean())) {
                return false;
            }
            if (b == source.size || (a < carried.size && isBefore(move, carried, a, source, b))) {
                copy(carried, a, into);
            } else {
                extend(move, source, b, into);
            }
            cheapest = into.cost[into.size - 1];
            a = nextCarried(move, carried, a, cheapest);
            b = nextMoved(move, source, b, cheapest);
        }
        return true;
    }

    private int nextCarried(Move move, LabelList list, int from, long cheapest) {
        int at = from;
        while (at < list.size && (list.cost[at] >= cheapest || isTooCostly(move, list.cost[at], list.seconds[at]))) {
            at++;
        }
        return at;
    }

    /** The first label from a place on that the item can extend; the size if there is none. */
    private int nextMoved(Move move, LabelList list, int from, long cheapest) {
        double latest = slack[taken + 1];
        for (int at = from; at < list.size; at++) {
            double reached = list.seconds[at] + move.seconds;
            if (reached > latest - errorBand && (reached > latest + errorBand || !fits(move, list, at))) {
                return list.size;
            }
            long total = list.cost[at] + move.cost;
            if (total < cheapest && !isTooCostly(move, total, reached)) {
                return at;
            }
        }
        return list.size;
    }

    private boolean isTooCostly(Move move, long cost, double seconds) {
        return cost * unit + multiplier * seconds + move.later > move.ceiling;
    }

    /** Whether the fastest rest fits after a label moved by the item, exactly. */
    private boolean fits(Move move, LabelList list, int at) {
        grid.add(list.time, at * words, ticks, move.item * words, reach, 0);
        grid.add(reach, 0, fastestRest, (taken + 1) * words, reach, 0);
        return grid.compare(reach, 0, limit, 0) < 0;
    }

    /** Whether a label is faster than another moved by the item, or as fast and no costlier. */
    private boolean isBefore(Move move, LabelList carried, int a, LabelList source, int b) {
        double faster = source.seconds[b] + move.seconds - carried.seconds[a];
        if (Math.abs(faster) > errorBand) {
            return faster > 0;
        }
        grid.add(source.time, b * words, ticks, move.item * words, reach, 0);
        int order = grid.compare(carried.time, a * words, reach, 0);
        return order < 0 || (order == 0 && carried.cost[a] <= source.cost[b] + move.cost);
    }

    private void copy(LabelList from, int at, LabelList into) {
        into.reserve();
        System.arraycopy(from.time, at * words, into.time, into.size * words, words);
        append(into, from.seconds[at], from.cost[at], from.number[at]);
    }

    private void extend(Move move, LabelList from, int at, LabelList into) {
        if (numbered == item.length) {
            parent = Arrays.copyOf(parent, 2 * numbered);
            item = Arrays.copyOf(item, 2 * numbered);
        }
        parent[numbered] = from.number[at];
        item[numbered] = move.item;
        into.reserve();
        grid.add(from.time, at * words, ticks, move.item * words, into.time, into.size * words);
        append(into, from.seconds[at] + move.seconds, from.cost[at] + move.cost, numbered++);
        labels++;
    }

    private void append(LabelList into, double seconds, long cost, int number) {
        into.seconds[into.size] = seconds;
        into.cost[into.size] = cost;
        into.number[into.size] = number;
        into.size++;
        width++;
    }

    /** Enters the items of a label into a choice, as positions in the row. */
    void enter(int last, int[] positions) {
        int number = last;
        for (int k = taken - 1; k >= 0; k--) {
            positions[classes.number(at(k))] = item[number];
            number = parent[number];
        }
    }
}
