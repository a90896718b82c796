package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
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
        return Segments.of(actions);
    }

    @Override
    public String toString() {
        return "epochs " + fromEpoch + " to " + toEpoch + ": " + placement();
    }

    String placement() {
        return "cut " + cut + " on " + Text.escaped(server);
    }
}
