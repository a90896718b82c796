package io.github.jqodi.knapsack;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.knapsack.StateLabelList.Filter;
import io.github.jqodi.knapsack.StateLabelList.Shift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Labels of the states of a layered graph, from both ends; the side with fewer labels goes on until they meet (bidirectional
 * label setting, Righini and Salani 2006). A label is a partial choice with its exact time and its cost in whole ticks. In a
 * state the labels of its own group and those of all others, moved by the switch, make one front, so that a step takes time
 * linear in the groups and labels of one group make those of another superfluous. A label is dropped where the best rest, at
 * any of several multipliers, takes it above the ceiling, or the fastest rest above the limit.
 */
final class LayeredSearch implements GapSearch {
    private static final int STOP_INTERVAL = 4096;

    private final LayeredGraph graph;
    private final OpenStates open;
    private final StateValues[] values;
    private final StateValues times;
    private final FixedPoint grid;
    private final double unit;
    private final long[] switchTime;
    private final boolean bothWays;
    private long labels;

    /**
     * Prepares a search.
     *
     * @param graph the graph
     * @param open its states and items that may be of interest
     * @param values relaxations at several multipliers, both ways
     * @param times least times, both ways
     * @param unit what one tick of cost is worth
     * @param bothWays whether labels come from both ends; else from the start alone
     */
    LayeredSearch(
            LayeredGraph graph,
            OpenStates open,
            List<StateValues> values,
            StateValues times,
            double unit,
            boolean bothWays) {
        this.graph = graph;
        this.open = open;
        this.values = values.toArray(StateValues[]::new);
        this.times = times;
        this.grid = graph.grid;
        this.unit = unit;
        this.bothWays = bothWays;
        int words = grid.words();
        this.switchTime = new long[graph.groups * words];
        for (int g = 0; g < graph.groups; g++) {
            double time = graph.instance.switchTime()[g];
            if (time < graph.instance.items().limit()) {
                grid.encode(time, switchTime, g * words);
            }
        }
    }

    @Override
    public long labels() {
        return labels;
    }

    @Override
    public Found run(double ceiling, long allowance, Limits limits) {
        Run run = new Run(ceiling, allowance, limits);
        boolean finished = run.go();
        labels += run.kept;
        return finished ? run.found() : Found.ABORTED;
    }

    /**
     * For each last state the choice of least cost among those of at most a ceiling and, of equals, of least time in the head.
     *
     * @param ceiling highest cost of interest
     * @param allowance how many labels may be kept
     * @param limits asked for a stop
     * @return choices for the head, as positions; empty if a limit came first
     */
    Optional<List<int[]>> perLastState(double ceiling, long allowance, Limits limits) {
        Run run = new Run(ceiling, allowance, limits);
        boolean finished = run.forwardAlone();
        labels += run.kept;
        return finished ? Optional.of(run.lastStates()) : Optional.empty();
    }

    private long ticks(double value) {
        return (long) Math.rint(Math.min(LabelSearch.MAX_TICKS, value / unit));
    }

    /** One search below a ceiling. */
    private final class Run {
        private final double ceiling;
        private final long allowance;
        private final Limits limits;
        private final double[] rooms;
        private final Side forward = new Side(true);
        private final Side backward = new Side(false);
        private long kept;
        private long asked;

        Run(double ceiling, long allowance, Limits limits) {
            this.ceiling = ceiling;
            this.allowance = allowance;
            this.limits = limits;
            this.rooms = new double[values.length];
            for (int m = 0; m < rooms.length; m++) {
                rooms[m] = ceiling + values[m].offset(ceiling);
            }
        }

        boolean go() {
            forward.start();
            backward.start();
            while (forward.layer + 1 < backward.layer) {
                boolean ahead = !bothWays || forward.size <= backward.size;
                if (limits.stop().getAsBoolean() || !(ahead ? forward : backward).advance()) {
                    return false;
                }
                if (forward.size == 0 || backward.size == 0) {
                    return true;
                }
            }
            return true;
        }

        boolean forwardAlone() {
            forward.start();
            backward.start();
            while (forward.layer + 1 < graph.head) {
                if (limits.stop().getAsBoolean() || !forward.advance()) {
                    return false;
                }
            }
            return true;
        }

        List<int[]> lastStates() {
            List<int[]> found = new ArrayList<>();
            int last = graph.head - 1;
            for (int s = 0; s < forward.lists.length; s++) {
                StateLabelList list = forward.lists[s];
                for (int label = list.size - 1; label >= 0; label--) {
                    int[] positions = new int[graph.head];
                    forward.enter(list.number[label], positions);
                    if (graph.fits(graph.withTail(positions))) {
                        found.add(positions);
                        break;
                    }
                }
            }
            return last < 0 ? List.of() : found;
        }

        Found found() {
            if (forward.size == 0 || backward.size == 0) {
                return Found.NOTHING;
            }
            BestPair best =
                    new BestPair(grid, graph.committed, graph.instance.items().limit());
            StateLabelList first = forward.others;
            StateLabelList second = backward.others;
            if (first.size > 0 && second.size > 0) {
                best.pair(first.view(), second.view());
            }
            for (int g = 0; g < graph.groups; g++) {
                StateLabelList a = forward.stay(g);
                StateLabelList b = backward.stay(g);
                if (a.size > 0 && b.size > 0 && best.pair(a.view(), b.view())) {
                    first = a;
                    second = b;
                }
            }
            if (!best.isMet()) {
                return Found.NOTHING;
            }
            int[] positions = new int[graph.head];
            forward.enter(first.number[best.first()], positions);
            backward.enter(second.number[best.second()], positions);
            return Found.of(graph.withTail(positions));
        }

        /** Labels from one end. */
        private final class Side {
            private final boolean ahead;
            /** The layer whose states the labels have reached; -1 or one after the last at the beginning. */
            int layer;
            /** By open state of the layer. */
            private StateLabelList[] lists = {};
            /** Labels of all states: as they are ahead, with the switch backward. */
            private StateLabelList others = list();

            private StateLabelList spare = list();
            private StateLabelList base = list();
            private StateLabelList result = list();
            private final StateLabelList none = list();
            private StateLabelList beginning = none;
            private final Filter all = new Filter();
            private final Filter filter = new Filter();
            int size = 1;
            // By label: the label it came from, its layer and the item by which it came.
            private int[] parent = new int[64];
            private int[] item = new int[64];
            private int count;

            Side(boolean ahead) {
                this.ahead = ahead;
                this.all.unit = unit;
                this.all.latest = Double.POSITIVE_INFINITY;
                this.filter.unit = unit;
                this.filter.multiplier = new double[values.length];
                this.filter.room = new double[values.length];
                for (int m = 0; m < values.length; m++) {
                    filter.multiplier[m] = values[m].multiplier;
                }
            }

            private StateLabelList list() {
                return new StateLabelList(grid, graph.timeBand);
            }

            void start() {
                layer = ahead ? -1 : graph.head;
                beginning = list();
                beginning.start(-1);
                if (ahead && graph.instance.before() >= 0) {
                    others.start(-1);
                }
            }

            /** Labels that may go on in a group without a switch. */
            StateLabelList stay(int g) {
                if (ahead && layer < 0) {
                    int before = graph.instance.before();
                    return before < 0 || before == g ? beginning : none;
                }
                if (!ahead && layer == graph.head) {
                    return tail(g);
                }
                int place = open.place(layer, g);
                return place < 0 ? none : lists[place];
            }

            private StateLabelList tail(int g) {
                if (graph.tailSeconds[g] == Double.POSITIVE_INFINITY) {
                    return none;
                }
                StateLabelList tail = list();
                tail.start(-1);
                System.arraycopy(graph.tailTime, g * grid.words(), tail.time, 0, grid.words());
                tail.seconds[0] = graph.tailSeconds[g];
                return tail;
            }

            /** Goes on by one layer; false if a limit ends it. */
            boolean advance() {
                int k = ahead ? layer + 1 : layer - 1;
                int[] groups = open.group[k];
                StateLabelList[] next = new StateLabelList[groups.length];
                StateLabelList front = others;
                int total = 0;
                for (int s = 0; s < groups.length; s++) {
                    if (!fill(k, s, front)) {
                        return false;
                    }
                    next[s] = result.compact();
                    total += result.size;
                }
                lists = next;
                layer = k;
                size = total;
                gather(k);
                return true;
            }

            /** Makes the labels of one state. */
            private boolean fill(int k, int s, StateLabelList front) {
                int g = open.group[k][s];
                int words = grid.words();
                Shift switching = ahead
                        ? new Shift(switchTime, g * words, graph.instance.switchTime()[g], switchTicks(k, g))
                        : new Shift(switchTime, 0, 0, 0);
                if (ahead) {
                    base.merge(stay(g), canSwitchTo(g) ? front : none, switching, -1, all);
                } else {
                    base.merge(stay(g), front, nothing, -1, all);
                }
                prepare(k, g);
                GroupedRow row = graph.row(k);
                double weight = graph.weight(k);
                result.clear();
                for (int i = open.start[k][s]; i < open.start[k][s + 1]; i++) {
                    if (open.bound[k][i] > ceiling) {
                        continue;
                    }
                    int p = open.position[k][i];
                    Shift move = new Shift(open.time[k], i * words, row.time[p], ticks(weight * row.cost[p]));
                    spare.merge(result, base, move, p, filter);
                    StateLabelList swap = spare;
                    spare = result;
                    result = swap;
                    asked += base.size;
                    if (asked > STOP_INTERVAL) {
                        asked = 0;
                        if (limits.stop().getAsBoolean()) {
                            return false;
                        }
                    }
                }
                kept += result.size;
                return kept <= allowance && number();
            }

            /** Gives the labels of a state their numbers. */
            private boolean number() {
                while (count + result.size > parent.length) {
                    parent = Arrays.copyOf(parent, 2 * parent.length);
                    item = Arrays.copyOf(item, 2 * item.length);
                }
                for (int i = 0; i < result.size; i++) {
                    parent[count] = result.number[i];
                    item[count] = result.by[i];
                    result.number[i] = count++;
                }
                return true;
            }

            private void prepare(int k, int g) {
                int t = times.at(k, g);
                filter.latest = graph.capacity + graph.timeBand - (ahead ? times.rest[t] : times.arrival[t]);
                for (int m = 0; m < rooms.length; m++) {
                    int at = values[m].at(k, g);
                    filter.room[m] = rooms[m] - (ahead ? values[m].rest[at] : values[m].arrival[at]);
                }
            }

            /** Merges the labels of all states of the layer. */
            private void gather(int k) {
                others.clear();
                int words = grid.words();
                for (int s = 0; s < lists.length; s++) {
                    int g = open.group[k][s];
                    if (!ahead && !canSwitchTo(g)) {
                        continue;
                    }
                    Shift shift = ahead
                            ? nothing
                            : new Shift(switchTime, g * words, graph.instance.switchTime()[g], switchTicks(k, g));
                    spare.merge(others, lists[s], shift, -1, all);
                    StateLabelList swap = spare;
                    spare = others;
                    others = swap;
                }
            }

            /** Enters the items of a label's path. */
            void enter(int label, int[] positions) {
                int k = layer;
                for (int l = label; l >= 0; l = parent[l]) {
                    positions[k] = item[l];
                    k += ahead ? -1 : 1;
                }
            }
        }

        private final Shift nothing = new Shift(new long[grid.words()], 0, 0, 0);

        private long switchTicks(int k, int g) {
            return ticks(graph.weight(k) * graph.instance.switchCost()[k][g]);
        }

        private boolean canSwitchTo(int g) {
            return graph.instance.switchTime()[g] < graph.instance.items().limit();
        }
    }
}
