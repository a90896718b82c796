package io.github.jqodi.control;

import io.github.jqodi.base.Check;

/** The triggers there are. */
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
        return new Named("every epoch", situation -> true);
    }

    /**
     * Never plans unless it has to.
     *
     * @return the trigger
     */
    public static Trigger never() {
        return new Named("never", situation -> false);
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
                situation -> situation.epochsDone() < initialEpochs || situation.largestChange() > change);
    }

    /**
     * Plans while the run is behind the ideal curve of Equation 14.
     *
     * @param least value below which a schedule is planned, in (0, 1]; 0.5 is the curve
     * @return the trigger
     */
    public static Trigger value(double least) {
        Check.that(least > 0 && least <= 1, "least", least, "must be above 0 and at most 1", "");
        return new Named("value below " + least, situation -> situation.value() < least);
    }

    /**
     * Plans if the schedule no longer fits, an action at least 2 % cheaper does, the next epoch looks over 15 % slower than planned,
     * or a no dearer action is faster. With half the plans it keeps nearly all of the benefit of planning every epoch.
     *
     * @return the trigger
     */
    public static Trigger slack() {
        return new Named(
                "slack",
                situation -> !situation.isInTime()
                        || situation.slowness() > SLOWNESS
                        || situation.saving() >= SAVING
                        || situation.isFasterForNoMore());
    }

    /**
     * A trigger with a name.
     *
     * @param name for logs
     * @param trigger what decides
     */
    private record Named(String name, Trigger trigger) implements Trigger {
        @Override
        public boolean plans(Situation situation) {
            return trigger.plans(situation);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
