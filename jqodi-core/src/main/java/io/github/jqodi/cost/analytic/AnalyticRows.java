package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ActionGrid;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.scenario.EdgeServer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of costs by the {@link Term}s. Actions on one server whose cuts follow each other are a run, whose unit costs are looked
 * up once and whose sums are loops over plain arrays. Where rates change, work and latencies of an action are summed once, and in
 * each epoch the transfers are added at the rates of its server.
 */
final class AnalyticRows implements CostRows {
    private final Runs runs;
    private final int idlers;
    /** By action what is the same in every epoch; null where there is only one row. */
    private final @Nullable Constant kept;

    /**
     * Rows of some actions.
     *
     * @param sums the terms of the model on a server
     * @param idlers how many nodes take power while they wait
     * @param actions best ordered by server, then by cut
     * @param nodes what an action on a server uses
     * @param changing whether rows differ from epoch to epoch
     */
    AnalyticRows(
            Function<Nodes, TermSums> sums,
            int idlers,
            List<Action> actions,
            Function<EdgeServer, Nodes> nodes,
            boolean changing) {
        this.idlers = idlers;
        this.runs = Runs.of(actions, nodes, sums);
        this.kept = changing ? kept(actions.size()) : null;
    }

    private Constant kept(int actions) {
        Constant all = new Constant(idlers, actions);
        for (int run = 0; run < runs.count; run++) {
            all.enter(runs.sums[run], runs.nodes[run], runs.cut[run], runs.from[run], runs.from[run + 1]);
        }
        return all;
    }

    @Override
    public void fill(int epoch, double[] seconds, double[] joules) {
        Constant constant = kept == null ? new Constant(idlers, runs.longest()) : kept;
        LinkRates rates = null;
        for (int run = 0; run < runs.count; run++) {
            rates = rates == null || !runs.isOnSameServer(run) ? runs.nodes[run].rates(epoch) : rates;
            int cut = runs.cut[run];
            int from = runs.from[run];
            int to = runs.from[run + 1];
            if (kept == null) {
                constant.enter(runs.sums[run], runs.nodes[run], cut, 0, to - from);
            }
            TermSums.Rows transfer = runs.sums[run].transfer();
            transfer.fill(rates.bitsPerSecond(), rates.joulesPerBit(), cut, seconds, joules, from, to);
            constant.join(kept == null ? 0 : from, seconds, joules, from, to);
        }
        closeEndless(seconds, joules, runs.from[runs.count]);
    }

    /** Bits over a link that is down take for ever, as does what has no room. */
    private static void closeEndless(double[] seconds, double[] joules, int count) {
        for (int i = 0; i < count; i++) {
            if (!Cost.canBeAddedUp(seconds[i], joules[i])) {
                seconds[i] = Double.POSITIVE_INFINITY;
                joules[i] = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** What the work of actions takes, and what their transfers wait for. */
    private static final class Constant {
        /** Work, +∞ where device or server has no room for its part. */
        private final double[] seconds;

        private final double[] joules;
        private final double[] waiting;

        /** By node that takes power while it waits, by action: its power, and the work of others it waits for. */
        private final double[][] idleWatts;

        private final double[][] othersWork;
        private final TermSums.Beginning beginning = new TermSums.Beginning();

        Constant(int idlers, int actions) {
            seconds = new double[actions];
            joules = new double[actions];
            waiting = new double[actions];
            idleWatts = new double[idlers][actions];
            othersWork = new double[idlers][actions];
        }

        /** Enters some cuts that follow each other on one server. */
        void enter(TermSums sums, Nodes nodes, int cut, int from, int to) {
            sums.run().fill(nodes.timeFactors(), nodes.joules(), cut, seconds, joules, from, to, beginning);
            addPricesOfWaiting(sums, nodes, cut, from, to);
            sums.latency().fillSeconds(nodes.timeFactors(), cut, waiting, from, to);
            for (int row = 0; row < idleWatts.length; row++) {
                enterIdle(row, sums.idle()[row], nodes, cut, from, to);
            }
            if (!nodes.haveUnlimitedRoom()) {
                closeOverfull(sums.loads(), nodes, cut, from, to);
            }
        }

        /** Waiting takes no joules, but its seconds may have a price. */
        private void addPricesOfWaiting(TermSums sums, Nodes nodes, int cut, int from, int to) {
            if (nodes.havePrices() && sums.latency().isCharged(nodes.joules())) {
                double[] prices = new double[to - from];
                sums.latency().fillJoules(nodes.joules(), cut, prices, 0, prices.length);
                for (int i = 0; i < prices.length; i++) {
                    joules[from + i] += prices[i];
                }
            }
        }

        private void enterIdle(int row, TermSums.Idle idle, Nodes nodes, int cut, int from, int to) {
            idle.othersWork().fillSeconds(nodes.timeFactors(), cut, othersWork[row], from, to);
            for (int i = from; i < to; i++) {
                idleWatts[row][i] = idle.watts(nodes, cut + i - from);
            }
        }

        private void closeOverfull(CutLoads loads, Nodes nodes, int cut, int from, int to) {
            for (int i = from; i < to; i++) {
                seconds[i] = nodes.haveRoom(loads, cut + i - from) ? seconds[i] : Double.POSITIVE_INFINITY;
            }
        }

        /** Makes costs of transfers, which are in the rows already. */
        void join(int place, double[] rowSeconds, double[] rowJoules, int from, int to) {
            int shift = place - from;
            for (int i = from; i < to; i++) {
                rowJoules[i] = Equations.epochJoules(joules[i + shift], rowJoules[i]);
            }
            for (int row = 0; row < idleWatts.length; row++) {
                addIdle(idleWatts[row], othersWork[row], shift, rowSeconds, rowJoules, from, to);
            }
            for (int i = from; i < to; i++) {
                rowSeconds[i] = Equations.epochSeconds(seconds[i + shift], rowSeconds[i] + waiting[i + shift]);
            }
        }

        private void addIdle(
                double[] watts, double[] work, int shift, double[] transfers, double[] joulesSum, int from, int to) {
            for (int i = from; i < to; i++) {
                joulesSum[i] += watts[i + shift] * (work[i + shift] + (transfers[i] + waiting[i + shift]));
            }
        }
    }

    /** Actions as runs of cuts on one server. */
    private static final class Runs {
        private static final int FIRST_SIZE = 16;

        private final Function<EdgeServer, Nodes> nodesOf;
        private final Function<Nodes, TermSums> sumsOf;
        /** Of each run. */
        Nodes[] nodes = new Nodes[FIRST_SIZE];
        /** Of each run. */
        TermSums[] sums = new TermSums[FIRST_SIZE];
        /** First cut of each run. */
        int[] cut = new int[FIRST_SIZE];
        /** First action of each run, and after the last one how many there are. */
        int[] from = new int[FIRST_SIZE + 1];

        int count;
        /** How many runs each server of a grid has. */
        private int ofFirst;

        private Runs(Function<EdgeServer, Nodes> nodesOf, Function<Nodes, TermSums> sumsOf) {
            this.nodesOf = nodesOf;
            this.sumsOf = sumsOf;
        }

        static Runs of(List<Action> actions, Function<EdgeServer, Nodes> nodesOf, Function<Nodes, TermSums> sumsOf) {
            Runs runs = new Runs(nodesOf, sumsOf);
            if (actions instanceof ActionGrid grid) {
                runs.enter(grid);
            } else {
                runs.enter(actions);
            }
            runs.from[runs.count] = actions.size();
            return runs;
        }

        /** The same without an object for each action; the runs of every server are those of the first one. */
        private void enter(ActionGrid grid) {
            for (int i = 0; i < grid.servers().size(); i++) {
                Nodes own = nodesOf.apply(grid.servers().get(i));
                int index = i * grid.cutCount();
                if (i == 0) {
                    enter(grid, own);
                } else {
                    repeat(own, index);
                }
            }
        }

        private void enter(ActionGrid grid, Nodes first) {
            for (int place = 0; place < grid.cutCount(); place++) {
                int j = grid.cut(place);
                if (place == 0 || j != grid.cut(place - 1) + 1) {
                    begin(place, first, j);
                }
            }
            ofFirst = count;
        }

        private void repeat(Nodes own, int index) {
            TermSums ownSums = sumsOf.apply(own);
            for (int run = 0; run < ofFirst; run++) {
                begin(index + from[run], own, ownSums, cut[run]);
            }
        }

        private void enter(List<Action> actions) {
            for (int i = 0; i < actions.size(); i++) {
                Action action = actions.get(i);
                add(i, action.server(), action.cut());
            }
        }

        @SuppressWarnings("ReferenceEquality") // an equal server that is another object only begins a run of its own
        private void add(int index, EdgeServer x, int j) {
            int last = count - 1;
            if (last < 0 || x != nodes[last].server()) {
                begin(index, nodesOf.apply(x), j);
            } else if (j != cut[last] + index - from[last]) {
                begin(index, nodes[last], j);
            }
        }

        private void begin(int index, Nodes own, int j) {
            begin(index, own, sumsOf.apply(own), j);
        }

        private void begin(int index, Nodes own, TermSums ownSums, int j) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * count);
                sums = Arrays.copyOf(sums, 2 * count);
                cut = Arrays.copyOf(cut, 2 * count);
                from = Arrays.copyOf(from, 2 * count + 1);
            }
            nodes[count] = own;
            sums[count] = ownSums;
            cut[count] = j;
            from[count++] = index;
        }

        /** Whether a run is on the server of the one before. */
        boolean isOnSameServer(int run) {
            return run > 0 && nodes[run] == nodes[run - 1];
        }

        /** Actions in the longest run. */
        int longest() {
            int longest = 0;
            for (int run = 0; run < count; run++) {
                longest = Math.max(longest, from[run + 1] - from[run]);
            }
            return longest;
        }
    }
}
