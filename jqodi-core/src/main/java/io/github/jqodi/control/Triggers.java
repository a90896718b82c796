package io.github.jqodi.control;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.control.Trigger.Situation;
import java.util.function.Function;
import java.util.function.Predicate;

/** Ready-made triggers. */
public final class Triggers {
    private static final double SAVING = 0.02;
    private static final double SLOWNESS = 1.15;

    private Triggers() {}

    /**
     * Plans every epoch; the best, and it takes little.
     *
     * @return the trigger
     */
    public static Trigger everyEpoch() {
        return new Named("every epoch", situation -> true, situation -> "");
    }

    /**
     * Never plans unless it has to.
     *
     * @return the trigger
     */
    public static Trigger never() {
        return new Named("never", situation -> false, situation -> "");
    }

    /**
     * Plans in the initial phase, and once resources have changed significantly, as the paper has it.
     *
     * @param initialEpochs how many epochs the initial phase has, at least 0
     * @param change relative change of a rate or a speed that is significant, above 0; the paper names none, 0.1 keeps most of
     *     the benefit
     * @return the trigger
     */
    public static Trigger significantChange(int initialEpochs, double change) {
        Check.between("initialEpochs", initialEpochs, 0, Integer.MAX_VALUE);
        Check.positive("change", change);
        return new Named(
                "initial " + initialEpochs + " epochs or a change of " + change,
                situation -> situation.epochsDone() < initialEpochs || situation.largestChange() > change,
                situation -> situation.epochsDone() < initialEpochs
                        ? "one of the first " + Text.count(initialEpochs, "epoch")
                        : changed(situation.largestChange()));
    }

    /**
     * Plans while the run is behind the ideal curve of Equation 14.
     *
     * @param least value below which a schedule is planned, in (0, 1]; 0.5 is the curve
     * @return the trigger
     */
    public static Trigger value(double least) {
        Check.that(least > 0 && least <= 1, "least", least, "must be above 0 and at most 1");
        return new Named(
                "value below " + least,
                situation -> situation.value() < least,
                situation -> "the value of the state is " + Text.shortest(situation.value()) + ", below "
                        + Text.shortest(least));
    }

    /**
     * Plans if the schedule no longer fits, an action at least 2 % cheaper does, the next epoch looks over 15 % slower than
     * planned, or a no dearer action is faster. With half the plans it keeps nearly all of the benefit of planning every epoch.
     *
     * @return the trigger
     */
    public static Trigger slack() {
        return new Named("slack", situation -> !slackReason(situation).isEmpty(), Triggers::slackReason);
    }

    private static String slackReason(Situation situation) {
        if (!situation.isInTime()) {
            return "the schedule no longer fits";
        }
        if (situation.slowness() > SLOWNESS) {
            return "the next epoch takes " + Text.number(situation.slowness()) + " times as long as planned";
        }
        double saving = situation.saving();
        if (saving >= SAVING) {
            return "another action is " + percent(saving) + " cheaper in the next epoch";
        }
        return situation.isFasterForNoMore() ? "another action is faster and no dearer" : "";
    }

    private static String changed(double change) {
        return change < Double.POSITIVE_INFINITY
                ? "a rate or a speed has changed by " + percent(change)
                : "a server has come or gone";
    }

    private static String percent(double share) {
        return Text.number(100 * share) + " %";
    }

    /**
     * A trigger with a name.
     *
     * @param name for logs
     * @param plans what decides
     * @param why the reason, for logs
     */
    private record Named(String name, Predicate<Situation> plans, Function<Situation, String> why) implements Trigger {
        @Override
        public boolean plans(Situation situation) {
            return plans.test(situation);
        }

        @Override
        public String reason(Situation situation) {
            return why.apply(situation);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
