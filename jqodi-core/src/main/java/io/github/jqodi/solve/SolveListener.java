package io.github.jqodi.solve;

import io.github.jqodi.plan.Warning;
import java.util.List;

/**
 * Receives the progress of a solve; called from whatever thread solves, never from two at once.
 *
 * <pre>{@code
 * Planner planner = Planner.create().withListener(progress -> System.err.printf(
 *         "%d of %d candidates, best %.1f J, %.1f s%n",
 *         progress.decided(), progress.candidates(), progress.bestObjective(), progress.seconds()));
 * }</pre>
 */
@FunctionalInterface
public interface SolveListener {
    /** Listens to nothing. */
    SolveListener NONE = progress -> {};

    /**
     * Called at most about ten times a second, and once at the end. It should return at once.
     *
     * @param progress how far the solve has come
     */
    void progress(Progress progress);

    /**
     * Called once, when the problem is known and before anything is searched. Does nothing by default.
     *
     * @param warnings what is assumed and what looks like a slip, without what the options silence
     */
    default void warnings(List<Warning> warnings) {}

    /**
     * Writes to a logger of the platform: each warning at {@code WARNING}, each progress at {@code DEBUG}, a line each.
     *
     * @param logger such as {@code System.getLogger("planning")}
     * @return a listener for {@link SolveOptions#withListener}
     */
    static SolveListener logging(System.Logger logger) {
        return new LoggingListener(logger);
    }
}
