package io.github.jqodi.tree;

import io.github.jqodi.base.FixedPoint;
import io.github.jqodi.base.Stopped;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Labels on the merged states of a stretch of epochs: (time, cost) of the partial paths that are worth going on with. A label
 * of epoch k ends in one state (a,q,k,x,j) and knows the label of epoch k-1 it came from, so that the labels of a state are
 * those of the epoch before, moved by its action. Of two labels one dominates if it is neither later nor dearer, wherever they
 * end: going on costs the same. Dominated labels are dropped, and those whose fastest rest does not fit before the deadline.
 * Times and costs are exact.
 *
 * <p>The labels of an epoch are merged action by action, two sorted lists at a time; O(labels·actions) a step.
 */
public final class StateLabels {
    private static final int STOP_INTERVAL = 4096;
    /** Numbers a format looks at between two looks at the stop signal. */
    private static final int FORMAT_CELLS = 1 << 14;

    private final StateGraph graph;
    private final Stretch stretch;
    private final FixedPoint time;
    private final FixedPoint cost;
    private final long[] limit;
    private final int[][] parents;
    private final int[][] moves;
    private Level front;
    private boolean complete;
    private long kept;
    private long steps;

    /**
     * What to label.
     *
     * @param fromEpoch first epoch, from 1
     * @param toEpoch last epoch, included; below {@code fromEpoch} for none
     * @param weights factor of each epoch's energy in the cost, by epoch from 1, in [0, 1]
     * @param spent times that are gone already
     * @param reserved times that have to be left over
     * @param everyTime whether the cheapest label of every distinct time is kept, however dear; for objectives that may
     *     reward time
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of arrays of the caller, never compared
    public record Stretch(
            int fromEpoch, int toEpoch, double[] weights, double[] spent, double[] reserved, boolean everyTime) {}

    private StateLabels(StateGraph graph, Stretch stretch, FixedPoint time, FixedPoint cost) {
        this.graph = graph;
        this.stretch = stretch;
        this.time = time;
        this.cost = cost;
        this.limit = new long[time.words()];
        int count = Math.max(0, stretch.toEpoch - stretch.fromEpoch + 1);
        this.parents = new int[count][];
        this.moves = new int[count][];
        this.front = new Level();
    }

    /**
     * Labels a stretch.
     *
     * @param graph the diagram
     * @param stretch which epochs, and how they are weighed
     * @param mostLabels how many labels to keep at most
     * @param stop asked now and then; true ends the labelling
     * @return the labels; not {@link #complete()} if a limit ended it
     */
    public static StateLabels of(StateGraph graph, Stretch stretch, long mostLabels, BooleanSupplier stop) {
        try {
            StateLabels labels =
                    new StateLabels(graph, stretch, timeFormat(graph, stop), costFormat(graph, stretch, stop));
            labels.complete = labels.sweep(mostLabels, stop);
            return labels;
        } catch (Stopped stopped) {
            FixedPoint none = new FixedPoint.Builder().build();
            return new StateLabels(graph, stretch, none, none);
        }
    }

    /**
     * {@return whether no limit ended the labelling; if one did, nothing else is known but {@link #labels()}}
     */
    public boolean complete() {
        return complete;
    }

    /**
     * {@return labels kept in all epochs}
     */
    public long labels() {
        return kept;
    }

    /**
     * {@return labels of the last epoch, by rising time; 0 if nothing fits}
     */
    public int size() {
        return front.size;
    }

    /**
     * Time of a label of the last epoch.
     *
     * @param label from 0
     * @return seconds with what was spent before, up to a few units in the last place
     */
    public double seconds(int label) {
        return time.value(front.time, label * time.words());
    }

    /**
     * Cost of a label of the last epoch.
     *
     * @param label from 0
     * @return weighted joules, up to a few units in the last place
     */
    public double joules(int label) {
        return cost.value(front.cost, label * cost.words());
    }

    /**
     * Whether a label of this stretch and one of a later stretch are below the deadline together, exactly.
     *
     * @param label of the last epoch, from 0
     * @param later labels of the other stretch of the same graph
     * @param laterLabel of its last epoch, from 0
     * @return whether the exact sum of both is less than T_max
     */
    public boolean fits(int label, StateLabels later, int laterLabel) {
        long[] sum = new long[time.words()];
        time.add(front.time, label * time.words(), later.front.time, laterLabel * time.words(), sum, 0);
        return time.compare(sum, 0, limit, 0) < 0;
    }

    /**
     * The actions of the path of a label.
     *
     * @param label of the last epoch, from 0
     * @return columns of the cost table, one an epoch of the stretch
     */
    public int[] actions(int label) {
        int[] actions = new int[parents.length];
        int at = label;
        for (int i = parents.length - 1; i >= 0; i--) {
            actions[i] = graph.moves(stretch.fromEpoch + i).action[moves[i][at]];
            at = parents[i][at];
        }
        return actions;
    }

    private static FixedPoint timeFormat(StateGraph graph, BooleanSupplier stop) {
        double deadline = graph.deadlineSeconds();
        FixedPoint.Builder format = new FixedPoint.Builder();
        format.include(deadline);
        for (double spent : graph.candidate().spentSeconds()) {
            format.include(spent);
        }
        int rowsAtOnce = 1 + FORMAT_CELLS / Math.max(1, graph.table().actions().size());
        for (int row = 0; row < graph.table().rows(); row++) {
            if (row % rowsAtOnce == 0) {
                Stopped.when(stop);
            }
            format.includeUpTo(deadline, graph.table().seconds(row));
        }
        return format.build();
    }

    private static FixedPoint costFormat(StateGraph graph, Stretch stretch, BooleanSupplier stop) {
        FixedPoint.Builder format = new FixedPoint.Builder();
        int epochsAtOnce =
                1 + FORMAT_CELLS / Math.max(1, graph.table().actions().size());
        for (int k = stretch.fromEpoch; k <= stretch.toEpoch; k++) {
            if (k % epochsAtOnce == 0) {
                Stopped.when(stop);
            }
            double weight = stretch.weights[k - 1];
            for (double joules : graph.moves(k).joules) {
                format.include(weight * joules);
            }
        }
        return format.build();
    }

    private boolean sweep(long mostLabels, BooleanSupplier stop) {
        time.add(graph.deadlineSeconds(), limit, 0);
        long[][] rest = rest();
        if (rest.length == 0) {
            return true;
        }
        front.start(stretch.spent);
        Level merged = new Level();
        Level spare = new Level();
        for (int i = 0; i < parents.length; i++) {
            int epoch = stretch.fromEpoch + i;
            merged.size = 0;
            double[] t = graph.moves(epoch).seconds;
            for (int m = 0; m < t.length && t[m] < graph.deadlineSeconds(); m++) {
                if (kept + merged.size > mostLabels || stop.getAsBoolean()) {
                    return false;
                }
                Shift shift = new Shift(epoch, m);
                spare.size = 0;
                if (!merge(merged, shift, rest[i + 1], spare, mostLabels - kept, stop)) {
                    return false;
                }
                Level swap = merged;
                merged = spare;
                spare = swap;
            }
            kept += merged.size;
            parents[i] = Arrays.copyOf(merged.parent, merged.size);
            moves[i] = Arrays.copyOf(merged.move, merged.size);
            Level swap = front;
            front = merged;
            merged = swap;
        }
        return true;
    }

    /** Exact time to leave over after each epoch of the stretch; none at all if some epoch has no action. */
    private long[][] rest() {
        int words = time.words();
        long[][] rest = new long[parents.length + 1][words];
        for (double seconds : stretch.reserved) {
            time.add(seconds, rest[parents.length], 0);
        }
        for (int i = parents.length - 1; i >= 0; i--) {
            double[] t = graph.moves(stretch.fromEpoch + i).seconds;
            if (t.length == 0 || t[0] >= graph.deadlineSeconds()) {
                return new long[0][];
            }
            System.arraycopy(rest[i + 1], 0, rest[i], 0, words);
            time.add(t[0], rest[i], 0);
        }
        boolean gone = Arrays.stream(stretch.spent).anyMatch(t -> t >= graph.deadlineSeconds());
        return gone ? new long[0][] : rest;
    }

    /** Merges what is there with the front moved by one action; false if a limit ended it. */
    private boolean merge(Level there, Shift shift, long[] rest, Level out, long allowance, BooleanSupplier stop) {
        int i = 0;
        int j = shift.next(0, rest) ? 0 : front.size;
        while (i < there.size || j < front.size) {
            boolean takeThere = j == front.size || (i < there.size && !shift.before(there, i));
            if (takeThere) {
                keep(out, there.time, there.cost, i, there.parent[i], there.move[i]);
                i++;
            } else {
                keep(out, shift.time, shift.cost, 0, j, shift.move);
                j = shift.next(j + 1, rest) ? j + 1 : front.size;
            }
            if (out.size > allowance || (++steps % STOP_INTERVAL == 0 && stop.getAsBoolean())) {
                return false;
            }
        }
        return true;
    }

    /** Appends a label unless the last one dominates it; labels come by rising time, of equal times the cheaper first. */
    private void keep(Level out, long[] times, long[] costs, int label, int parent, int move) {
        int w = time.words();
        int c = cost.words();
        if (out.size > 0) {
            boolean worth = stretch.everyTime
                    ? time.compare(times, label * w, out.time, (out.size - 1) * w) > 0
                    : cost.compare(costs, label * c, out.cost, (out.size - 1) * c) < 0;
            if (!worth) {
                return;
            }
        }
        out.append(times, label * w, costs, label * c, parent, move);
    }

    /** The front moved by one action, a label at a time. */
    private final class Shift {
        final int move;
        final long[] time = new long[StateLabels.this.time.words()];
        final long[] cost = new long[StateLabels.this.cost.words()];
        private final long[] moveTime = new long[time.length];
        private final long[] moveCost = new long[cost.length];
        private final long[] reach = new long[time.length];

        Shift(int epoch, int move) {
            this.move = move;
            Moves row = graph.moves(epoch);
            StateLabels.this.time.add(row.seconds[move], moveTime, 0);
            StateLabels.this.cost.add(stretch.weights[epoch - 1] * row.joules[move], moveCost, 0);
        }

        /** Moves on to a label; false if there is none or it is too late, and with it all that follow. */
        boolean next(int label, long[] rest) {
            if (label >= front.size) {
                return false;
            }
            FixedPoint times = StateLabels.this.time;
            times.add(front.time, label * time.length, moveTime, 0, time, 0);
            times.add(time, 0, rest, 0, reach, 0);
            if (times.compare(reach, 0, limit, 0) >= 0) {
                return false;
            }
            StateLabels.this.cost.add(front.cost, label * cost.length, moveCost, 0, cost, 0);
            return true;
        }

        /** Whether the label at hand comes before another one. */
        boolean before(Level other, int label) {
            int order = StateLabels.this.time.compare(time, 0, other.time, label * time.length);
            return order < 0
                    || (order == 0 && StateLabels.this.cost.compare(cost, 0, other.cost, label * cost.length) < 0);
        }
    }

    /** Labels of one epoch, as arrays that grow. */
    private final class Level {
        long[] time = new long[StateLabels.this.time.words()];
        long[] cost = new long[StateLabels.this.cost.words()];
        int[] parent = new int[1];
        int[] move = new int[1];
        int size;

        void start(double[] spent) {
            for (double seconds : spent) {
                StateLabels.this.time.add(seconds, time, 0);
            }
            size = 1;
        }

        void append(long[] times, int timeAt, long[] costs, int costAt, int from, int by) {
            int w = StateLabels.this.time.words();
            int c = StateLabels.this.cost.words();
            if (size == parent.length) {
                int capacity = Math.max(64, 2 * size);
                time = Arrays.copyOf(time, capacity * w);
                cost = Arrays.copyOf(cost, capacity * c);
                parent = Arrays.copyOf(parent, capacity);
                move = Arrays.copyOf(move, capacity);
            }
            System.arraycopy(times, timeAt, time, size * w, w);
            System.arraycopy(costs, costAt, cost, size * c, c);
            parent[size] = from;
            move[size] = by;
            size++;
        }
    }

    @Override
    public String toString() {
        return labels() + " labels in epochs " + stretch.fromEpoch + " to " + stretch.toEpoch + " of " + graph
                + (complete() ? "" : ", not complete");
    }
}
