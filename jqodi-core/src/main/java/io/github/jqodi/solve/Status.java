package io.github.jqodi.solve;

/** Is there a plan, and is it proven? */
public enum Status {
    /** A plan, proven to be within the gap asked for. */
    OPTIMAL,
    /** A plan, not proven. */
    FEASIBLE,
    /** Proven that there is no plan. */
    INFEASIBLE,
    /** Neither: a limit was reached first. */
    UNKNOWN;

    /**
     * {@return whether there is a plan}
     */
    public boolean hasPlan() {
        return this == OPTIMAL || this == FEASIBLE;
    }
}
