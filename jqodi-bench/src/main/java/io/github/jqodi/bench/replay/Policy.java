package io.github.jqodi.bench.replay;

import io.github.jqodi.cost.Action;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.Optional;

/** Decides for one job, epoch by epoch. Made anew for each job. */
interface Policy {
    /**
     * Chooses what is trained.
     *
     * @param now before the setup
     * @return the pair; empty to give the job up at once
     */
    Optional<QuantizedModel> start(Situation now);

    /**
     * Chooses the next epoch's action.
     *
     * @param now after the setup or an epoch
     * @return the action; empty to give up
     */
    Optional<Action> next(Situation now);

    /**
     * {@return whether epochs under way are watched}
     */
    default boolean watches() {
        return false;
    }

    /**
     * Asked, where epochs are watched, when the server of the epoch under way fails, and every second once the epoch has taken half
     * as long again as it would without disturbance.
     *
     * @param now the situation, in the middle of the epoch
     * @param epoch the epoch under way
     * @return whether to break off and decide anew; the epoch's work is lost
     */
    default boolean breaksOff(Situation now, EpochUnderWay epoch) {
        return false;
    }

    /**
     * Told of an epoch that was broken off.
     *
     * @param now the situation after it
     */
    default void brokenOff(Situation now) {}

    /**
     * Told of the rate of a link, as it is seen.
     *
     * @param server whose device link
     * @param bitsPerSecond mean rate
     * @param forSeconds of so long
     */
    default void seen(String server, double bitsPerSecond, double forSeconds) {}

    /**
     * {@return whether it gave no action because none can run for now}
     */
    default boolean waits() {
        return false;
    }

    /** How many plans have been made. */
    int plans();

    /** Why the last decision was made, in a few words. */
    String reason();

    /**
     * An epoch that has begun.
     *
     * @param action what runs
     * @param begunSeconds when it began, or the switch to its server if there was one
     * @param restSeconds how much longer it would take at the mean rate of the last minute; +∞ if nothing was sent in it
     * @param failed whether its server is down
     */
    record EpochUnderWay(Action action, double begunSeconds, double restSeconds, boolean failed) {}
}
