package io.github.jqodi.control;

/**
 * Decides at the end of an epoch whether a new schedule is planned, or the one planned last goes on. A caller may implement it;
 * equal situations must get equal answers. Ready ones are in {@link Triggers}. Where the schedule has come to its end or cannot
 * go on, one is planned without asking.
 *
 * <pre>{@code
 * Trigger late = situation -> !situation.isInTime() || situation.epochsSincePlan() >= 10;
 * ControlOptions options = ControlOptions.DEFAULT.withTrigger(late);
 * }</pre>
 */
@FunctionalInterface
public interface Trigger {
    /**
     * Whether a new schedule is planned.
     *
     * @param situation how things stand
     * @return true to plan
     */
    boolean plans(Situation situation);

    /**
     * The reason for which a schedule is planned, in a few words for the log of the run.
     *
     * @param situation how things stand; {@link #plans} is true of it
     * @return the words, in one line; empty where there is nothing to say
     */
    default String reason(Situation situation) {
        return "";
    }

    /** How things stand at the end of an epoch; each number is worked out when it is asked for. */
    interface Situation {
        /**
         * {@return how many epochs are done}
         */
        int epochsDone();

        /**
         * {@return how many of them since the schedule was planned}
         */
        int epochsSincePlan();

        /**
         * {@return the largest change of a link's rate, or of the speed of a server, since the schedule was planned, relative to
         * then; +∞ if a server has come or gone}
         */
        double largestChange();

        /**
         * {@return the value of the state, Equation 14, in [0, 1]; at least a half on or ahead of the ideal curve}
         */
        double value();

        /**
         * {@return whether the rest of the schedule still ends before the deadline, as rates look now; false where its servers are
         * down}
         */
        boolean isInTime();

        /**
         * {@return the time of the schedule's next epoch as rates look now, relative to what was planned}
         */
        double slowness();

        /**
         * {@return the share of the next epoch's energy, or price where that is minimised, that another action would save with
         * which the rest of the schedule still ends before the deadline; 0 if none would. Switches to its server and from it count}
         */
        double saving();

        /**
         * {@return whether another action is faster in the next epoch and no dearer. Switches to its server and from it count}
         */
        boolean isFasterForNoMore();
    }
}
