package io.github.jqodi.cost.analytic;

/** When weights that never change get to where they are used. */
public enum Placement {
    /** They are there already; nothing is charged. */
    IN_PLACE,
    /** They are sent in the first epoch; needs a fixed schedule, since others could begin elsewhere and never pay. */
    FIRST_EPOCH
}
