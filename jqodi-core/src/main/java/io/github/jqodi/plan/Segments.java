package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The segments of a schedule, an immutable list that makes its elements when asked, so that a schedule of a million short
 * segments takes little time and memory.
 */
final class Segments extends AbstractList<Segment> implements RandomAccess {
    private final int epochs;
    private int size;
    /** By segment: its last epoch, server and cut. */
    private int[] toEpoch = new int[1];

    private String[] server = new String[1];
    private int[] cut = new int[1];

    private Segments(int epochs) {
        this.epochs = epochs;
    }

    /** Joins equal neighbours. */
    static Segments of(List<Action> actions) {
        Segments segments = new Segments(actions.size());
        for (int k = 1; k <= actions.size(); k++) {
            if (k == actions.size() || !same(actions.get(k - 1), actions.get(k))) {
                segments.append(k, actions.get(k - 1));
            }
        }
        return segments;
    }

    /** An immutable copy of a list; the list itself if it is one of these. */
    static List<Segment> copyOf(List<Segment> segments) {
        return segments instanceof Segments ? segments : List.copyOf(segments);
    }

    /** A schedule in few words: its only placement, or its first and how many follow. */
    static String summary(List<Segment> segments) {
        if (segments.isEmpty()) {
            return "no epochs";
        }
        Segment first = segments.get(0);
        String placement = first.placement();
        return segments.size() == 1
                ? placement
                : placement + " and " + Text.count(segments.size() - 1, "segment") + " more";
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same action, others are looked into
    private static boolean same(Action a, Action b) {
        return a == b
                || (a.cut() == b.cut() && a.server().name().equals(b.server().name()));
    }

    private void append(int to, Action action) {
        if (size == cut.length) {
            int capacity = Math.min(epochs, 4 * size);
            toEpoch = Arrays.copyOf(toEpoch, capacity);
            server = Arrays.copyOf(server, capacity);
            cut = Arrays.copyOf(cut, capacity);
        }
        toEpoch[size] = to;
        server[size] = action.server().name();
        cut[size++] = action.cut();
    }

    @Override
    public Segment get(int index) {
        Objects.checkIndex(index, size);
        int from = index == 0 ? 1 : toEpoch[index - 1] + 1;
        return new Segment(from, toEpoch[index], server[index], cut[index]);
    }

    @Override
    public int size() {
        return size;
    }
}
