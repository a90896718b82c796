package io.github.jqodi.bench.replay;

import io.github.jqodi.cost.Action;
import java.util.List;

/**
 * A schedule that is being followed.
 *
 * @param made the situation in which it was made
 * @param actions of the epochs from then on, the last held on
 * @param secondsPerEpoch how long its epochs take on average
 * @param foresight what it was made with
 */
record FollowedPlan(Situation made, List<Action> actions, double secondsPerEpoch, Foresight foresight) {
    /** Its action for the next epoch. */
    Action next(Situation now) {
        return ahead(now, 0);
    }

    /** Its action for an epoch to come, 0 for the next. */
    Action ahead(Situation now, int epochs) {
        return actions.get(Math.min(now.epochsDone() - made.epochsDone() + epochs, actions.size() - 1));
    }

    /** How many of its epochs are left. */
    int left(Situation now) {
        return Math.max(0, actions.size() - (now.epochsDone() - made.epochsDone()));
    }

    /** How long the rest of it would take from now on, another first action in place of its own. */
    double secondsLeft(Situation now, Action first) {
        double seconds = left(now) > 0 ? foresight.seconds(now, first, 0, secondsPerEpoch) : 0;
        for (int i = 1; i < left(now); i++) {
            seconds += foresight.seconds(now, ahead(now, i), i, secondsPerEpoch);
        }
        return seconds;
    }
}
