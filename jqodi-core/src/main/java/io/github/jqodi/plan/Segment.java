package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import io.github.jqodi.scenario.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run of epochs with the same action.
 *
 * @param fromEpoch first epoch, from 1
 * @param toEpoch last epoch, included
 * @param server name of ES_x; empty for an inference on the device alone
 * @param cut j
 */
public record Segment(int fromEpoch, int toEpoch, Optional<String> server, int cut) {
    private static final int SHORT_SCHEDULE = 3;

    /** Said for people in place of a server where there is none. */
    public static final String DEVICE_ALONE = "the device alone";

    /**
     * Checks the values.
     *
     * @param fromEpoch at least 1
     * @param toEpoch at least {@code fromEpoch}
     * @param server not blank where given
     * @param cut at least 0
     */
    public Segment {
        Check.between("fromEpoch", fromEpoch, 1, Integer.MAX_VALUE);
        Check.between("toEpoch", toEpoch, fromEpoch, Integer.MAX_VALUE);
        server.ifPresent(name -> Check.name("server", name));
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
    }

    /**
     * A run of epochs on a server.
     *
     * @param fromEpoch at least 1
     * @param toEpoch at least {@code fromEpoch}
     * @param server not blank
     * @param cut at least 0
     */
    public Segment(int fromEpoch, int toEpoch, String server, int cut) {
        this(fromEpoch, toEpoch, Optional.of(server), cut);
    }

    /** An inference on the device alone. */
    static Segment onDevice(int cut) {
        return new Segment(1, 1, Optional.empty(), cut);
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
        return epochs(" to ") + ": " + placement();
    }

    /**
     * Its epochs for people.
     *
     * @param dash what stands between the first and the last one
     * @return as in {@code epoch 18}, or {@code epochs 1-17}
     */
    public String epochs(String dash) {
        return (fromEpoch == toEpoch ? "epoch " : "epochs ") + range(dash);
    }

    /**
     * The numbers of its epochs.
     *
     * @param dash what stands between the first and the last one
     * @return as in {@code 18}, or {@code 1-17}
     */
    public String range(String dash) {
        return fromEpoch == toEpoch ? Integer.toString(fromEpoch) : fromEpoch + dash + toEpoch;
    }

    /**
     * Its server for people.
     *
     * @return the name, or {@value #DEVICE_ALONE}
     */
    public String place() {
        return server.orElse(DEVICE_ALONE);
    }

    /**
     * The first of a schedule for people.
     *
     * @param schedule segments in order
     * @param task of the scenario; of an inference nothing is said of epochs
     * @param dash what stands between the first and the last epoch of a segment
     * @return as in {@code cut 3 on edge1 for epochs 1-17, cut 1 on edge2 for epochs 18-29}; how many more where there are
     *     more than three
     */
    public static String summary(List<Segment> schedule, Task task, String dash) {
        String shown = schedule.stream()
                .limit(SHORT_SCHEDULE)
                .map(segment -> "cut " + segment.cut + " on " + segment.place()
                        + (task == Task.INFERENCE ? "" : " for " + segment.epochs(dash)))
                .collect(Collectors.joining(", "));
        int more = schedule.size() - SHORT_SCHEDULE;
        return more > 0 ? shown + ", " + more + " more" : shown;
    }

    String placement() {
        return "cut " + cut + " on " + server.map(Text::escaped).orElse(DEVICE_ALONE);
    }
}
