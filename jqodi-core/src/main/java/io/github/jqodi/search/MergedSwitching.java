package io.github.jqodi.search;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second exact method where switches of the server cost something: Pareto labels on states merged by server, since going
 * on costs the same from all that end on one. It uses no bound but the deadline, shares nothing with the knapsack engine, and
 * sums exactly. The epochs with weight are labelled first; those without, in the time that is left, after all labels that
 * are best in the epochs before.
 */
final class MergedSwitching {
    private static final int STOP_INTERVAL = 1024;

    /** Labels the score of Algorithm 4 may take; it has no dominance to keep them few. */
    private static final long SCORE_LABELS = 300_000;
    /** Pairs of head and tail the score is computed of at most. */
    private static final double MAX_PAIRS = 1e8;

    private final CandidateTask task;
    /** Weight of each epoch's energy. */
    private final double[] weights;

    private final Schedules schedules;
    private final CostTable table;
    private final FixedPoint time;
    private final FixedPoint cost;
    private final long[] limit;
    private final int servers;
    /** By server, its actions. */
    private final int[][] columnsOf;

    private final double[] switchTime;
    /** By epoch, one for all where they are the same in each. */
    private final double[][] switchCost;

    private long labels;
    private int steps;

    private MergedSwitching(CandidateTask task) {
        this.task = task;
        this.schedules = new Schedules(task);
        this.weights = task.options().rule() == Rule.PAPER ? schedules.weights : onesAfter();
        this.table = task.table();
        this.switchTime = schedules.groups().switchTime();
        boolean change = task.goal().switchesChange(task.searched().actions().servers());
        this.switchCost = new double[change ? epochs() : 1][];
        Arrays.setAll(switchCost, k -> schedules.groups().switchCost(k + 1));
        this.servers = switchTime.length;
        this.columnsOf = schedules.groups().columns();
        FixedPoint.Builder times = new FixedPoint.Builder()
                .include(task.limit())
                .includeUpTo(task.limit(), task.searched().spentSeconds())
                .includeUpTo(task.limit(), switchTime);
        FixedPoint.Builder costs = new FixedPoint.Builder();
        for (int k = 1; k <= epochs(); k++) {
            times.includeUpTo(task.limit(), table.seconds(table.rowOf(k)));
            double weight = weights[k - 1];
            includeCosts(costs, weight, table.joules(table.rowOf(k)));
            includeCosts(costs, weight, switchCost(k));
        }
        this.time = times.build();
        this.cost = costs.build();
        this.limit = time.encode(task.limit());
    }

    private void includeCosts(FixedPoint.Builder costs, double weight, double[] own) {
        for (double e : own) {
            Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
            if (e < Double.POSITIVE_INFINITY) {
                costs.include(weight * e);
            }
        }
    }

    private double[] switchCost(int epoch) {
        return switchCost[Math.min(epoch, switchCost.length) - 1];
    }

    private int epochs() {
        return task.searched().robustEpochs();
    }

    /** Those of the rule, and 1 after the last epoch that has one. */
    private double[] onesAfter() {
        double[] weights = schedules.weights.clone();
        Arrays.fill(weights, schedules.weighted, weights.length, 1);
        return weights;
    }

    /** Searches; a stop before the first plan is thrown on. */
    static CandidateResult search(CandidateTask task) {
        return new MergedSwitching(task).search();
    }

    private CandidateResult search() {
        Rest rest = new Rest();
        long most = task.maxLabels();
        Optional<List<Label>> heads = label(start(-1), 1, schedules.weighted, rest, most, false);
        if (heads.isEmpty()) {
            return CandidateResult.stopped(Optional.empty(), labels);
        }
        List<Label> best = best(heads.get());
        if (best.isEmpty()) {
            return CandidateResult.complete(Optional.empty(), labels);
        }
        List<Label> starts = best.stream().map(Label::withoutCost).toList();
        Optional<List<Label>> tails = label(starts, schedules.weighted + 1, epochs(), rest, most, false);
        if (tails.isEmpty()) {
            return CandidateResult.stopped(Optional.empty(), labels);
        }
        Label last = Collections.min(tails.get(), this::compareCost);
        Plan plan = schedules.plan(last.columns(epochs()));
        return CandidateResult.optimal(plan, labels);
    }

    /** The label in front of the first epoch, or one without time on a server. */
    private List<Label> start(int server) {
        long[] spent = time.encode(0);
        if (server < 0) {
            for (double part : task.searched().spentSeconds()) {
                time.add(part, spent, 0);
            }
        }
        return List.of(new Label(spent, cost.encode(0), null, -1, server));
    }

    /**
     * The schedule of least score of Algorithm 4. Its score rewards time, so the cheapest label of every distinct time is kept
     * where time may be worth something, and all heads are paired with all tails after their server.
     *
     * @param task which candidate, of the rule {@code paper}
     * @return the plan; empty where these are too many or a stop comes first
     */
    static Optional<Plan> scored(CandidateTask task) {
        try {
            MergedSwitching search = new MergedSwitching(task);
            return search.leastScore().map(search.schedules::plan);
        } catch (Stopped stopped) {
            return Optional.empty();
        }
    }

    private Optional<int[]> leastScore() {
        Rest rest = new Rest();
        int head = task.searched().expectedEpochs();
        long most = Math.min(SCORE_LABELS, task.maxLabels());
        Optional<List<Label>> heads = label(start(-1), 1, head, rest, most, true);
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        boolean everyTail = task.options().readings().opportunity() == Opportunity.INVERSE;
        Pairs pairs = new Pairs(head);
        double count = 0;
        for (int x = 0; x < servers; x++) {
            int server = x;
            List<Label> own =
                    heads.get().stream().filter(l -> l.server == server).toList();
            Optional<List<Label>> tails = label(start(server), head + 1, epochs(), rest, most, everyTail);
            count += (double) own.size() * tails.map(List::size).orElse(0);
            if (tails.isEmpty() || count > MAX_PAIRS) {
                return Optional.empty();
            }
            pairs.pair(own, tails.get());
        }
        return pairs.best();
    }

    /** The pair of head and tail of least score. */
    private final class Pairs {
        private final int head;
        private double least = Double.POSITIVE_INFINITY;
        private Optional<int[]> best = Optional.empty();

        Pairs(int head) {
            this.head = head;
        }

        Optional<int[]> best() {
            return best;
        }

        void pair(List<Label> heads, List<Label> tails) {
            for (Label first : heads) {
                double firstTime = time.value(first.time, 0);
                double firstCost = schedules.constantCost + cost.value(first.cost, 0);
                for (Label second : tails) {
                    Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                    double whole = firstTime + time.value(second.time, 0);
                    double score = (firstCost + cost.value(second.cost, 0))
                            / task.options().readings().opportunity(firstTime, whole);
                    if (score < least && fits(first, second)) {
                        least = score;
                        best = Optional.of(joined(first, second));
                    }
                }
            }
        }

        private boolean fits(Label first, Label second) {
            long[] sum = new long[time.words()];
            time.add(first.time, 0, second.time, 0, sum, 0);
            return time.compare(sum, 0, limit, 0) < 0;
        }

        private int[] joined(Label first, Label second) {
            int[] columns = Arrays.copyOf(first.columns(head), epochs());
            int[] rest = second.columns(epochs() - head);
            System.arraycopy(rest, 0, columns, head, rest.length);
            return columns;
        }
    }

    /** The labels of least cost and, of these, of least time. */
    private List<Label> best(List<Label> ends) {
        List<Label> best = new ArrayList<>();
        for (Label label : ends) {
            int order = best.isEmpty() ? 0 : compareCost(label, best.get(0));
            if (order == 0 && !best.isEmpty()) {
                order = time.compare(label.time, 0, best.get(0).time, 0);
            }
            if (order < 0) {
                best.clear();
            }
            if (order <= 0) {
                best.add(label);
            }
        }
        return best;
    }

    private int compareCost(Label a, Label b) {
        return cost.compare(a.cost, 0, b.cost, 0);
    }

    /** Labels of all servers after some epochs; empty if a limit comes first. */
    private Optional<List<Label>> label(List<Label> starts, int from, int to, Rest rest, long most, boolean everyTime) {
        List<Label> all = starts;
        for (int k = from; k <= to; k++) {
            List<Label> next = new ArrayList<>();
            for (int x = 0; x < servers; x++) {
                next.addAll(front(moved(all, k, x, rest), everyTime));
            }
            labels += next.size();
            if (labels > most || task.isStopped()) {
                return Optional.empty();
            }
            all = next;
        }
        return Optional.of(all);
    }

    /** The labels moved by the actions of one server. */
    private List<Label> moved(List<Label> all, int k, int server, Rest rest) {
        List<Label> moved = new ArrayList<>();
        double[] times = table.seconds(table.rowOf(k));
        double[] costs = table.joules(table.rowOf(k));
        for (int a : columnsOf[server]) {
            if (times[a] >= task.limit()) {
                continue;
            }
            for (Label label : all) {
                Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                boolean switches = label.server >= 0 && label.server != server;
                if (switches && switchTime[server] >= task.limit()) {
                    continue;
                }
                long[] t = label.time.clone();
                long[] c = label.cost.clone();
                time.add(times[a], t, 0);
                cost.add(weights[k - 1] * costs[a], c, 0);
                if (switches) {
                    time.add(switchTime[server], t, 0);
                    cost.add(weights[k - 1] * switchCost(k)[server], c, 0);
                }
                if (rest.fits(t, k, server)) {
                    moved.add(new Label(t, c, label, a, server));
                }
            }
        }
        return moved;
    }

    private List<Label> front(List<Label> moved, boolean everyTime) {
        moved.sort((a, b) -> {
            int order = time.compare(a.time, 0, b.time, 0);
            return order != 0 ? order : compareCost(a, b);
        });
        List<Label> front = new ArrayList<>();
        for (Label label : moved) {
            boolean worth = true;
            if (!front.isEmpty()) {
                Label last = front.get(front.size() - 1);
                worth = everyTime ? time.compare(label.time, 0, last.time, 0) > 0 : compareCost(label, last) < 0;
            }
            if (worth) {
                front.add(label);
            }
        }
        return front;
    }

    /** The exact least times after an epoch on a server. */
    private final class Rest {
        /** By epoch, then server; below 0 where nothing leads to the end. */
        private final long[][][] least = new long[epochs() + 1][servers][];

        Rest() {
            Arrays.setAll(least[epochs()], x -> new long[time.words()]);
            for (int k = epochs() - 1; k >= 1; k--) {
                fill(least[k], least[k + 1], table.seconds(table.rowOf(k + 1)));
            }
        }

        /** The least times after an epoch, from those after the next one and its times by column. */
        private void fill(long[][] here, long[][] ahead, double[] times) {
            long[][] staying = new long[servers][];
            Arrays.setAll(staying, to -> sum(ahead[to], fastest(to, times)));
            long[][] switching = new long[servers][];
            Arrays.setAll(switching, to -> sum(staying[to], switchTime[to]));
            for (int from = 0; from < servers; from++) {
                here[from] = staying[from];
                for (int to = 0; to < servers; to++) {
                    Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                    here[from] = to == from ? here[from] : less(here[from], switching[to]);
                }
            }
        }

        /** Time of the fastest action of a server. */
        private double fastest(int server, double[] times) {
            double fastest = Double.POSITIVE_INFINITY;
            for (int a : columnsOf[server]) {
                Stopped.every(STOP_INTERVAL, steps++, task::isStopped);
                fastest = Math.min(fastest, times[a]);
            }
            return fastest;
        }

        /** A time with some more; below 0 where it is, or where these alone are too many. */
        private long[] sum(long[] after, double more) {
            long[] sum = after.clone();
            if (after[0] < 0 || more >= task.limit()) {
                sum[0] = -1;
            } else {
                time.add(more, sum, 0);
            }
            return sum;
        }

        private long[] less(long[] a, long[] b) {
            return a[0] < 0 || (b[0] >= 0 && time.compare(b, 0, a, 0) < 0) ? b : a;
        }

        boolean fits(long[] elapsed, int k, int server) {
            long[] after = least[k][server];
            if (after[0] < 0) {
                return false;
            }
            long[] sum = new long[time.words()];
            time.add(elapsed, 0, after, 0, sum, 0);
            return time.compare(sum, 0, limit, 0) < 0;
        }
    }

    /**
     * A partial schedule.
     *
     * @param time exact, setup included
     * @param cost exact sum of weighted energies, each rounded once
     * @param before what it goes on from
     * @param column action of its last epoch, -1 of none
     * @param server that of its last epoch, -1 of none
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the search, never compared
    private record Label(long[] time, long[] cost, @Nullable Label before, int column, int server) {
        Label withoutCost() {
            return new Label(time, new long[cost.length], before, column, server);
        }

        int[] columns(int epochs) {
            int[] columns = new int[epochs];
            Label at = this;
            for (int k = epochs - 1; k >= 0; k--) {
                columns[k] = at.column;
                at = at.before == null ? at : at.before;
            }
            return columns;
        }
    }
}
