package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.cost.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of epochs with the same action.
 *
 * @param fromEpoch first epoch, from 1
 * @param toEpoch last epoch, included
 * @param server name of ES_x
 * @param cut j
 */
public record Segment(int fromEpoch, int toEpoch, String server, int cut) {
    /**
     * Checks the values.
     *
     * @param fromEpoch at least 1
     * @param toEpoch at least {@code fromEpoch}
     * @param server not blank
     * @param cut at least 0
     */
    public Segment {
        Check.between("fromEpoch", fromEpoch, 1, Integer.MAX_VALUE);
        Check.between("toEpoch", toEpoch, fromEpoch, Integer.MAX_VALUE);
        Check.name("server", server);
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
    }

    /**
     * Joins equal neighbours.
     *
     * @param actions one per epoch
     * @return the segments in order
     */
    public static List<Segment> of(List<Action> actions) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(from);
            if (k == actions.size() || !same(action, actions.get(k))) {
                segments.add(new Segment(from + 1, k, action.server().name(), action.cut()));
                from = k;
            }
        }
        return List.copyOf(segments);
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the same action, others are looked into
    private static boolean same(Action a, Action b) {
        return a == b
                || (a.cut() == b.cut() && a.server().name().equals(b.server().name()));
    }
}
