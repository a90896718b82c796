package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Optional;

/**
 * Next step of a run: an epoch, waiting, or nothing more.
 *
 * @param epoch the epoch to run; empty where none is
 * @param stop why the run ends; empty where it goes on
 * @param why one line for a log
 */
public record Decision(Optional<NextEpoch> epoch, Optional<Stop> stop, String why) {
    /** Reason for which a run ends. */
    public enum Stop {
        /** The target is reached before the deadline. */
        SUCCESS,
        /** The deadline has come. */
        DEADLINE,
        /** The limit on the energy is spent, or too little is left of it for any completion. */
        ENERGY,
        /** No completion can reach the target before the deadline. */
        HOPELESS,
        /** The chance of success is below what the caller asks for. */
        GIVEN_UP,
        /** No pair of model and quantization can be trained. */
        NO_CANDIDATE
    }

    /**
     * Checks that there is one answer.
     *
     * @param epoch the epoch to run
     * @param stop why the run ends, not where an epoch is run
     * @param why one line
     */
    public Decision {
        Check.that(
                epoch.isEmpty() || stop.isEmpty(),
                "stop",
                stop.map(Stop::name).orElse(""),
                "must not be there where an epoch is run");
    }

    static Decision run(NextEpoch epoch, String why) {
        return new Decision(Optional.of(epoch), Optional.empty(), Text.escaped(why));
    }

    static Decision stop(Stop reason, String why) {
        return new Decision(Optional.empty(), Optional.of(reason), Text.escaped(why));
    }

    static Decision waiting(String why) {
        return new Decision(Optional.empty(), Optional.empty(), Text.escaped(why));
    }

    /**
     * {@return whether nothing is to run now, and something may be once links or servers are better}
     */
    public boolean isWaiting() {
        return epoch.isEmpty() && stop.isEmpty();
    }
}
