package io.github.jqodi.control;

import io.github.jqodi.base.Check;

/**
 * Knowledge of an edge server while a run goes on.
 *
 * @param isUp whether it can be used
 * @param slowDown how many times as long as stated or measured its computing takes, overheads included
 */
public record ServerState(boolean isUp, double slowDown) {
    /** As the scenario states it. */
    public static final ServerState NOMINAL = new ServerState(true, 1);

    /**
     * Checks the factor.
     *
     * @param isUp whether it can be used
     * @param slowDown finite, {@code > 0}
     */
    public ServerState {
        Check.positive("slowDown", slowDown);
    }

    ServerState withUp(boolean up) {
        return new ServerState(up, slowDown);
    }

    ServerState withSlowDown(double factor) {
        return new ServerState(isUp, factor);
    }
}
