package io.github.jqodi.control;

import io.github.jqodi.base.Text;
import io.github.jqodi.control.Committed.Step;

/** Words on a plan beside the schedule that was followed before it: why it is planned, and why the next action is another. */
final class Departure {
    /** Of rates that the forecast alone has moved a little nothing is said. */
    private static final double MIN_CHANGE = 0.01;

    private final RunState state;
    private final FollowedSchedule followed;
    private final String reason;

    /**
     * Nothing is put into words yet.
     *
     * @param state where the run is; its pair is chosen
     * @param followed the schedule before
     * @param reason why it does not simply go on; empty where there is nothing to say
     */
    Departure(RunState state, FollowedSchedule followed, String reason) {
        this.state = state;
        this.followed = followed;
        this.reason = reason;
    }

    /** A decision with these words after its own. */
    Decision told(Decision decision) {
        Decision because = DecisionText.because(decision, reason);
        return because.epoch()
                .map(next -> Decision.run(next, because.why() + moved(next)))
                .orElse(because);
    }

    private String moved(NextEpoch next) {
        return followed.planned()
                .map(before -> isOf(before, next) ? asPlanned(next) : moved(before, next))
                .orElse("");
    }

    private String asPlanned(NextEpoch next) {
        return state.lastServer()
                .filter(last -> !last.equals(next.server()) && !followed.hasEnded())
                .map(last -> "; leaves " + last + " as planned before")
                .orElse("");
    }

    private String moved(Step before, NextEpoch next) {
        return "; moves from " + named(before, next) + ", " + standing(before) + changed();
    }

    private boolean isOf(Step step, NextEpoch next) {
        return isSamePair(next) && step.cut() == next.cut() && step.server().equals(next.server());
    }

    private boolean isSamePair(NextEpoch next) {
        return next.pair().equals(state.pair().orElseThrow());
    }

    private String named(Step before, NextEpoch next) {
        String action = "cut " + before.cut() + " on " + before.server();
        return isSamePair(next)
                ? action
                : action + " of " + state.pair().orElseThrow().label();
    }

    private String standing(Step before) {
        if (!state.server(before.server()).isUp()) {
            return "which is down";
        }
        return followed.now(before)
                .map(now -> standing(cost(before), cost(now)))
                .orElse("which cannot be taken as things stand");
    }

    private String standing(String before, String now) {
        boolean isAsPlanned = now.equals(before) || followed.hasEnded();
        return "which takes " + now + (isAsPlanned ? "" : " now, not " + before + " as planned") + late();
    }

    private static String cost(Step step) {
        return Text.number(step.seconds()) + " s and " + Text.number(step.joules()) + " J";
    }

    private String late() {
        if (followed.hasEnded() || followed.isInTime()) {
            return "";
        }
        double late = followed.lateSeconds();
        if (late == Double.POSITIVE_INFINITY) {
            return ", and what was planned after it cannot be taken as things stand";
        }
        return late == 0
                ? " and would end the schedule at the deadline"
                : " and would end the schedule " + Text.number(late) + " s too late";
    }

    private String changed() {
        return followed.largestDeviation()
                .filter(change -> change.size() >= MIN_CHANGE)
                .map(change -> "; since then " + change)
                .orElse("");
    }
}
