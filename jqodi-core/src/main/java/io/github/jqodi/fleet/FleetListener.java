package io.github.jqodi.fleet;

/**
 * Receives the progress of planning a fleet; called from whatever thread works, never from two at once.
 *
 * <pre>{@code
 * FleetPlanner planner = FleetPlanner.create().withListener(progress -> System.err.printf(
 *         "%s: %d of at most %d, %.1f s%n", progress.phase().label(), progress.done(), progress.total(), progress.seconds()));
 * }</pre>
 */
@FunctionalInterface
public interface FleetListener {
    /** Listens to nothing. */
    FleetListener NONE = progress -> {};

    /**
     * Called where a phase begins, besides at most about ten times a second, and once at the end. It should return at once.
     *
     * @param progress how far the planning has come
     */
    void progress(FleetProgress progress);
}
