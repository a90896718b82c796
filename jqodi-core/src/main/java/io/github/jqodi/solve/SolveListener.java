package io.github.jqodi.solve;

import io.github.jqodi.plan.Warning;
import java.util.List;

/** Is told how a solve proceeds; called from whatever thread solves, never from two at once. */
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
}
