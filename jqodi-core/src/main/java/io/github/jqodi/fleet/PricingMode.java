package io.github.jqodi.fleet;

/** Depth of a pricing round: what devices do to find their best schedules at prices. */
public enum PricingMode {
    /** Schedules and bounds by the relaxation of each device's problem, in a fraction of the time. */
    RELAXED,
    /** Best schedules, and bounds that come as near to them as the labels allow. */
    EXACT
}
