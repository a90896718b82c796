package io.github.jqodi.solve;

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
}
