package io.github.jqodi.control;

import io.github.jqodi.base.Text;
import io.github.jqodi.control.ClosedLoop.Choice;
import io.github.jqodi.control.HorizonSearch.Found;

/** Words of decisions at one state of a run. */
final class DecisionText {
    private final RunAhead ahead;

    DecisionText(RunAhead ahead) {
        this.ahead = ahead;
    }

    static String epoch(NextEpoch next) {
        return "epoch " + next.epoch() + " of " + next.pair().label() + ": cut " + next.cut() + " on " + next.server()
                + ", " + Text.number(next.seconds()) + " s, " + Text.number(next.joules()) + " J";
    }

    /** Words of an epoch of a schedule that was planned some epochs after the start. */
    static String goesOn(NextEpoch next, int plannedAfter) {
        return epoch(next) + "; the schedule planned after epoch " + plannedAfter + " goes on";
    }

    /** After what cannot be done now, and could be were links and servers at their best. */
    static String asThingsStand(RunState state) {
        return state.servers().values().stream().allMatch(ServerState::isUp)
                ? " as links and servers stand"
                : " without the servers that are down";
    }

    static String chosen(Choice choice) {
        return "best by later choices as rates come, " + Text.number(choice.value())
                + " J expected with the price of a miss"
                + (choice.isSuccessFirst() ? ", raised since one is likely" : "");
    }

    /** With a reason for planning after what is planned; a decision that runs nothing says for itself why. */
    static Decision because(Decision decision, String reason) {
        return decision.epoch()
                .filter(next -> !reason.isBlank())
                .map(next -> Decision.run(next, decision.why() + "; planned anew: " + reason))
                .orElse(decision);
    }

    /** With why the pair in training is left. */
    static Decision left(Decision decision, RunState state, String reason) {
        String pair = state.pair().map(left -> "leaves " + left.label() + ": ").orElse("");
        return because(decision, pair + reason);
    }

    String planned(Found plan) {
        return "planned " + Text.count(plan.epochs(), "epoch") + " in " + Text.number(plan.seconds()) + " of "
                + leftSeconds() + " left, which reach the target with probability " + Text.number(plan.chance());
    }

    /** What is left of limits. */
    String left() {
        return ahead.isEnergyLimited() ? leftSeconds() + " and " + leftJoules() : leftSeconds();
    }

    String leftSeconds() {
        return Text.number(ahead.leftSeconds()) + " s";
    }

    String leftJoules() {
        return Text.number(ahead.leftJoules()) + " J";
    }
}
