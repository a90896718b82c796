package io.github.jqodi.bench.replay;

/** Says when a policy plans again. */
@FunctionalInterface
interface Trigger {
    /** Before every epoch. */
    Trigger ALWAYS = (now, plan) -> true;

    /**
     * Whether to plan again.
     *
     * @param now the situation
     * @param plan what is followed
     * @return true to plan again
     */
    boolean fires(Situation now, FollowedPlan plan);
}
