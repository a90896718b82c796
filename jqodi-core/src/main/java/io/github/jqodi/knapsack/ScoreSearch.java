package io.github.jqodi.knapsack;

import java.util.Arrays;
import java.util.Optional;

/**
 * Minimises (fixed + cost)·(head time + tail time)/(head time), the ratio being 1 where the head takes no time, over a head and a tail of classes that share one time limit:
 * Algorithm 4's score, up to the constant risk. Slow heads lower the score, so a faster head that is cheaper does not
 * dominate a slower one: of the heads every distinct time is kept, of the tails the Pareto frontier, and what a bound shows
 * to be no better than the best known score is dropped.
 */
public final class ScoreSearch {
    private static final double ROUNDING = 0x1p-40;

    private final Instance head;
    private final Instance tail;
    private final double fixedCost;
    private final Limits limits;
    private final TimeGrid grid;
    private final Row[] headRows;
    private final Row[] tailRows;

    private ScoreSearch(Instance head, Instance tail, double fixedCost, Limits limits) {
        this.head = head;
        this.tail = tail;
        this.fixedCost = fixedCost;
        this.limits = limits;
        this.grid = TimeGrid.of(head, tail);
        this.headRows = new Row[head.time().length];
        for (int r = 0; r < headRows.length; r++) {
            headRows[r] = Row.ofDistinctTimes(head.time()[r], head.cost()[r], grid, head.limit());
        }
        this.tailRows = new Row[tail.time().length];
        for (int r = 0; r < tailRows.length; r++) {
            tailRows[r] = Row.of(tail.time()[r], tail.cost()[r], grid, tail.limit());
        }
    }

    /**
     * Finds the choice of least score.
     *
     * @param head classes of the head; {@code spent} is part of the head time, {@code reserved} the fastest tail
     * @param tail classes of the tail; {@code reserved} is the fastest head and what it has spent
     * @param fixedCost added to the cost of every choice
     * @param knownScore score of a choice that is known already, +∞ if none is
     * @param limits when to give up
     * @return items of head and tail in one array and the score as cost; no choice if none beats the known score
     */
    public static Outcome solve(Instance head, Instance tail, double fixedCost, double knownScore, Limits limits) {
        return new ScoreSearch(head, tail, fixedCost, limits).solve(knownScore);
    }

    private Outcome solve(double knownScore) {
        LabelSearch tails = new LabelSearch(
                tail, tailRows, grid, (cost, seconds, next) -> 0, LabelSearch.unitFor(mostCost(tail, tailRows)), false);
        LabelSearch.Run tailRun = tails.run(Double.POSITIVE_INFINITY, limits.maxLabels(), limits);
        if (tailRun.aborted()) {
            return gaveUp(tails.labels());
        }
        if (tailRun.size() == 0) {
            return Outcome.infeasible();
        }
        Frontier frontier = new Frontier(tailRun);
        double headUnit = LabelSearch.unitFor(mostCost(head, headRows));
        HeadBound bound = new HeadBound(frontier);
        LabelSearch heads = new LabelSearch(head, headRows, grid, bound, headUnit, true);
        double ceiling = knownScore * (1 + ROUNDING);
        LabelSearch.Run headRun = heads.run(ceiling, limits.maxLabels() - tails.labels(), limits);
        long labels = tails.labels() + heads.labels();
        return headRun.aborted() ? gaveUp(labels) : combine(headRun, headUnit, frontier, bound, labels);
    }

    private Outcome gaveUp(long labels) {
        return new Outcome(Optional.empty(), Double.POSITIVE_INFINITY, 0, false, labels);
    }

    private Outcome combine(LabelSearch.Run heads, double headUnit, Frontier frontier, HeadBound bound, long labels) {
        int digits = grid.digits();
        long[] limit = grid.encode(head.limit());
        long[] total = new long[digits];
        double best = Double.POSITIVE_INFINITY;
        int bestHead = -1;
        int bestTail = -1;
        for (int h = 0; h < heads.size(); h++) {
            double seconds = grid.approximate(heads.time(), h * digits);
            double cost = heads.cost()[h] * headUnit;
            if (bound.of(cost, seconds, head.classes()) > best) {
                continue;
            }
            for (int t = 0; t < frontier.size; t++) {
                grid.add(heads.time(), h * digits, frontier.ticks, t * digits, total, 0);
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
        int[] choice = new int[head.classes() + tail.classes()];
        int[] headPositions = heads.trace(bestHead);
        int[] tailPositions = frontier.run.trace(bestTail);
        Arrays.setAll(
                choice,
                k -> k < head.classes()
                        ? headRows[head.rowOf()[k]].item[headPositions[k]]
                        : tailRows[tail.rowOf()[k - head.classes()]].item[tailPositions[k - head.classes()]]);
        return new Outcome(Optional.of(choice), best, best, true, labels);
    }

    private static double score(double cost, double headSeconds, double tailSeconds) {
        return headSeconds == 0 ? cost : cost * (headSeconds + tailSeconds) / headSeconds;
    }

    private static double mostCost(Instance instance, Row[] rows) {
        double sum = 0;
        for (int row : instance.rowOf()) {
            sum += Arrays.stream(rows[row].cost).max().orElse(0);
        }
        return 2 * sum;
    }

    /** The tails worth taking, by rising time and falling cost. */
    private final class Frontier {
        final LabelSearch.Run run;
        final int size;
        final long[] ticks;
        final double[] time;
        final double[] cost;

        Frontier(LabelSearch.Run run) {
            this.run = run;
            this.size = run.size();
            this.ticks = Arrays.copyOf(run.time(), size * grid.digits());
            this.time = new double[size];
            this.cost = new double[size];
            double unit = LabelSearch.unitFor(mostCost(tail, tailRows));
            for (int t = 0; t < size; t++) {
                time[t] = grid.approximate(ticks, t * grid.digits());
                cost[t] = run.cost()[t] * unit;
            }
        }
    }

    /** Least possible cost over the longest possible head time. */
    private final class HeadBound implements LabelSearch.Bound {
        private final double[] leastRest;
        private final double[] longestRest;
        private final double[] fastestRest;
        private final double leastTailCost;
        private final double leastTailTime;

        HeadBound(Frontier frontier) {
            int n = head.classes();
            leastRest = new double[n + 1];
            longestRest = new double[n + 1];
            fastestRest = new double[n + 1];
            for (int k = n - 1; k >= 0; k--) {
                Row row = headRows[head.rowOf()[k]];
                leastRest[k] = leastRest[k + 1] + Arrays.stream(row.cost).min().orElse(0);
                longestRest[k] =
                        longestRest[k + 1] + Arrays.stream(row.time).max().orElse(0);
            }
            leastTailTime = frontier.time[0];
            leastTailCost = frontier.cost[frontier.size - 1];
        }

        @Override
        public double of(double cost, double seconds, int next) {
            double longest = Math.min(seconds + longestRest[next], head.limit() - leastTailTime);
            double least = fixedCost + cost + leastRest[next] + leastTailCost;
            boolean mayTakeNoTime = seconds + fastestRest[next] == 0;
            return least * (1 - ROUNDING) * (mayTakeNoTime ? 1 : 1 + leastTailTime / longest);
        }
    }
}
