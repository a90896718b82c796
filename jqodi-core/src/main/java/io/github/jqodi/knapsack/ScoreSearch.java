package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.base.Rounding;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.knapsack.LabelSearch.Pruning;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Minimises (fixed + cost)·ratio over a head and a tail of classes that share one time limit: Algorithm 4's score, up to the
 * constant risk. The ratio is (head time + tail time)/(head time), which rewards slow heads, or its inverse, which rewards
 * slow tails; it is 1 where the head takes no time. What is slower and costlier is therefore not dominated in the part that
 * may be rewarded: there every distinct time is kept, in the other part the Pareto frontier, and what a bound shows to be no
 * better than the best known score is dropped.
 */
public final class ScoreSearch {
    private static final int ITEMS_BETWEEN_STOPS = 1 << 16;
    private static final int PAIRS_BETWEEN_STOPS = 1 << 16;

    private final Instance head;
    private final Instance tail;
    private final double fixedCost;
    private final boolean inverse;
    private final boolean slowerHeads;
    private final Limits limits;
    private final FixedPoint grid;
    private final NondominatedItems[] headRows;
    private final NondominatedItems[] tailRows;
    /** What rounding may be worth in a bound, all terms of which are at least 0: a few roundings for each class. */
    private final double rounding;

    private ScoreSearch(Instance head, Instance tail, double fixedCost, boolean inverse, Limits limits) {
        this.head = head;
        this.tail = tail;
        this.fixedCost = fixedCost;
        this.inverse = inverse;
        this.slowerHeads = !inverse || mayTakeNoTime(head);
        this.limits = limits;
        this.grid = Instance.timeFormat(head, tail);
        this.headRows = rows(head, slowerHeads);
        this.tailRows = rows(tail, inverse);
        this.rounding = Rounding.relative(2 * (head.classes() + tail.classes() + 32));
    }

    private NondominatedItems[] rows(Instance instance, boolean keepDominated) {
        return keepDominated
                ? NondominatedItems.ofDistinctTimesOfRows(instance, limits)
                : NondominatedItems.ofRows(instance, instance.limit(), limits);
    }

    /** Whether a choice of no time exists; its ratio is 1 and not 0, so that it does not dominate slower ones. */
    private static boolean mayTakeNoTime(Instance instance) {
        return Arrays.stream(instance.spent()).allMatch(t -> t == 0)
                && Arrays.stream(instance.rowOf())
                        .allMatch(row -> Arrays.stream(instance.time()[row]).anyMatch(t -> t == 0));
    }

    /**
     * Finds the choice of least score.
     *
     * @param head classes of the head; {@code spent} is part of the head time, {@code reserved} the fastest tail
     * @param tail classes of the tail; {@code reserved} is the fastest head and what it has spent
     * @param fixedCost added to the cost of every choice
     * @param inverse whether the ratio is (head time)/(head time + tail time)
     * @param knownScore score of a choice that is known already, +∞ if none is
     * @param limits when to give up
     * @return items of head and tail in one array and the score as cost; no choice if none beats the known score
     */
    public static Outcome solve(
            Instance head, Instance tail, double fixedCost, boolean inverse, double knownScore, Limits limits) {
        try {
            return new ScoreSearch(head, tail, fixedCost, inverse, limits).solve(knownScore);
        } catch (Stopped stopped) {
            return gaveUp(0);
        }
    }

    private Outcome solve(double knownScore) {
        double tailUnit = unit(tail, tailRows, knownScore);
        Pruning noBound = new Pruning((cost, seconds, next) -> 0, tailUnit, inverse);
        LabelSearch tails = new LabelSearch(tail, tailRows, grid, noBound, limits);
        LabelSearch.Run tailRun = tails.run(Double.POSITIVE_INFINITY, limits.maxLabels(), limits);
        if (tailRun.aborted()) {
            return gaveUp(tails.labels());
        }
        if (tailRun.size() == 0) {
            return Outcome.infeasible();
        }
        Frontier frontier = new Frontier(tailRun, tailUnit);
        double headUnit = unit(head, headRows, knownScore);
        HeadBound bound = new HeadBound(frontier);
        Pruning pruning = new Pruning(bound, headUnit, slowerHeads);
        LabelSearch heads = new LabelSearch(head, headRows, grid, pruning, limits);
        double ceiling = knownScore * (1 + rounding);
        LabelSearch.Run headRun = heads.run(ceiling, limits.maxLabels() - tails.labels(), limits);
        long labels = tails.labels() + heads.labels();
        return headRun.aborted() ? gaveUp(labels) : combine(headRun, headUnit, frontier, bound, labels);
    }

    private static Outcome gaveUp(long labels) {
        return new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, 0, false, labels);
    }

    private Outcome combine(LabelSearch.Run heads, double headUnit, Frontier frontier, HeadBound bound, long labels) {
        int words = grid.words();
        long[] limit = grid.encode(head.limit());
        long[] total = new long[words];
        double best = Double.POSITIVE_INFINITY;
        int bestHead = -1;
        int bestTail = -1;
        int headsAtOnce = 1 + PAIRS_BETWEEN_STOPS / Math.max(1, frontier.size);
        for (int h = 0; h < heads.size(); h++) {
            if (h % headsAtOnce == 0) {
                limits.check();
            }
            double seconds = grid.value(heads.time(), h * words);
            double cost = heads.cost()[h] * headUnit;
            if (bound.ofWhole(cost, seconds, head.classes()) > best) {
                continue;
            }
            for (int t = 0; t < frontier.size; t++) {
                grid.add(heads.time(), h * words, frontier.ticks, t * words, total, 0);
                if (grid.compare(total, 0, limit, 0) >= 0) {
                    break;
                }
                double score = score(fixedCost + cost + frontier.cost[t], seconds, frontier.time[t]);
                if (score < best) {
                    best = score;
                    bestHead = h;
                    bestTail = t;
                }
            }
        }
        if (bestHead < 0) {
            return new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, true, labels);
        }
        int[] choice = choice(heads.trace(bestHead), frontier.run.trace(bestTail));
        return new Outcome(Optional.of(choice), best, best, true, labels);
    }

    /** The items at some positions of the rows of both parts. */
    private int[] choice(int[] headPositions, int[] tailPositions) {
        int[] choice = new int[head.classes() + tail.classes()];
        Arrays.setAll(
                choice,
                k -> k < head.classes()
                        ? headRows[head.rowOf()[k]].item[headPositions[k]]
                        : tailRows[tail.rowOf()[k - head.classes()]].item[tailPositions[k - head.classes()]]);
        return choice;
    }

    private double score(double cost, double headSeconds, double tailSeconds) {
        if (headSeconds == 0) {
            return cost;
        }
        double total = headSeconds + tailSeconds;
        return inverse ? cost * headSeconds / total : cost * total / headSeconds;
    }

    /** A unit of the costliest choice of interest: where the ratio is at least 1 none costs more than the known score. */
    private double unit(Instance instance, NondominatedItems[] rows, double knownScore) {
        double most = mostCost(instance, rows);
        return LabelSearch.unitFor(inverse ? most : Math.min(most, knownScore));
    }

    private double mostCost(Instance instance, NondominatedItems[] rows) {
        double[] most = byRow(rows, costs -> costs.max().orElse(0));
        double sum = 0;
        for (int row : instance.rowOf()) {
            sum += most[row];
        }
        return 2 * sum;
    }

    /** A number of the costs of each row, worked out once however many classes share the row. */
    private double[] byRow(NondominatedItems[] rows, ToDoubleFunction<DoubleStream> number) {
        double[] numbers = new double[rows.length];
        int items = 0;
        for (int row = 0; row < rows.length; row++) {
            items += rows[row].size();
            if (items >= ITEMS_BETWEEN_STOPS) {
                limits.check();
                items = 0;
            }
            numbers[row] = number.applyAsDouble(Arrays.stream(rows[row].cost));
        }
        return numbers;
    }

    /** The tails worth taking, by rising time. */
    private final class Frontier {
        final LabelSearch.Run run;
        final int size;
        final long[] ticks;
        final double[] time;
        final double[] cost;

        Frontier(LabelSearch.Run run, double unit) {
            this.run = run;
            this.size = run.size();
            this.ticks = Arrays.copyOf(run.time(), size * grid.words());
            this.time = new double[size];
            this.cost = new double[size];
            for (int t = 0; t < size; t++) {
                time[t] = grid.value(ticks, t * grid.words());
                cost[t] = run.cost()[t] * unit;
            }
        }
    }

    /** Least possible cost times the least possible ratio. */
    private final class HeadBound implements LabelSearch.Bound {
        /** By class: what is spent and the fastest items before it. */
        private final double[] fastestBefore;

        private final double[] leastRest;
        private final double[] longestRest;
        private final double[] fastestRest;
        private final double leastTailCost;
        private final double leastTailTime;
        private final double mostTailTime;

        HeadBound(Frontier frontier) {
            int n = head.classes();
            fastestBefore = new double[n + 1];
            fastestBefore[0] = Arrays.stream(head.spent()).sum();
            for (int k = 0; k < n; k++) {
                fastestBefore[k + 1] = fastestBefore[k] + headRows[head.rowOf()[k]].time[0];
            }
            double[] leastCost = byRow(headRows, costs -> costs.min().orElse(0));
            leastRest = new double[n + 1];
            longestRest = new double[n + 1];
            fastestRest = new double[n + 1];
            for (int k = n - 1; k >= 0; k--) {
                limits.check(k);
                NondominatedItems row = headRows[head.rowOf()[k]];
                leastRest[k] = leastRest[k + 1] + head.weight()[k] * leastCost[head.rowOf()[k]];
                boolean empty = row.size() == 0;
                longestRest[k] = longestRest[k + 1] + (empty ? 0 : row.time[row.size() - 1]);
                fastestRest[k] = fastestRest[k + 1] + (empty ? 0 : row.time[0]);
            }
            leastTailTime = frontier.time[0];
            mostTailTime = frontier.time[frontier.size - 1];
            leastTailCost = Arrays.stream(frontier.cost).min().orElse(0);
        }

        @Override
        public double of(double cost, double beyond, int next) {
            return ofWhole(cost, fastestBefore[next] + beyond, next);
        }

        /** The bound of a label by its whole time. */
        double ofWhole(double cost, double seconds, int next) {
            double least = fixedCost + cost + leastRest[next] + leastTailCost;
            return least * (1 - rounding) * (inverse ? inverseRatio(seconds, next) : ratio(seconds, next));
        }

        /** What the limit leaves beside some time, rounded up. */
        private double left(double seconds) {
            return Math.max(0, head.limit() - seconds) + rounding * head.limit();
        }

        private double ratio(double seconds, int next) {
            double longest = Math.min(seconds + longestRest[next], left(leastTailTime));
            boolean mayTakeNoTime = seconds + fastestRest[next] == 0;
            return mayTakeNoTime ? 1 : 1 + leastTailTime / longest;
        }

        private double inverseRatio(double seconds, int next) {
            double fastest = seconds + fastestRest[next];
            double slowestTail = Math.min(mostTailTime, left(fastest));
            return fastest == 0 ? (next == head.classes() ? 1 : 0) : fastest / (fastest + slowestTail);
        }
    }
}
