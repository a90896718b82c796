package io.github.jqodi.fleet;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;

/**
 * Busy seconds that a resource has to give in a window: utilization × executors × the window. What waits there takes stretch
 * times its busy seconds, and deadlines have to hold with that.
 *
 * @param resource what is shared
 * @param executors how many jobs it serves at once, {@code >= 1}
 * @param utilization part of the time it may be busy, in (0, 1]
 * @param stretch time in the resource over busy time, {@code >= 1}
 */
public record Capacity(Resource resource, int executors, double utilization, double stretch) {
    /** Utilization where none is given. */
    public static final double DEFAULT_UTILIZATION = 0.7;

    /**
     * Stretch where none is given. With the default utilization and share of deadlines it kept 99.5 % of deadlines and more in
     * simulated queues, served in turn or shared, at every size and pressure tried; the benchmarks' README has the figures.
     */
    public static final double DEFAULT_STRETCH = 4.5;

    /**
     * Checks every number.
     *
     * @param resource what is shared
     * @param executors at least 1
     * @param utilization in (0, 1]
     * @param stretch finite, {@code >= 1}
     */
    public Capacity {
        Objects.requireNonNull(resource, "resource");
        Check.between("executors", executors, 1, Integer.MAX_VALUE);
        Check.that(
                utilization > 0 && utilization <= 1,
                "utilization",
                utilization,
                "must be above 0 and at most 1",
                "It is a part of the window.");
        Check.that(
                stretch >= 1 && stretch < Double.POSITIVE_INFINITY,
                "stretch",
                stretch,
                "must be finite and >= 1",
                "A job takes at least its busy seconds.");
    }

    /**
     * One executor with the default utilization and stretch.
     *
     * @param resource what is shared
     * @return the capacity
     */
    public static Capacity of(Resource resource) {
        return new Capacity(resource, 1, DEFAULT_UTILIZATION, DEFAULT_STRETCH);
    }

    /**
     * The same with more or fewer executors.
     *
     * @param count at least 1
     * @return a copy
     */
    public Capacity withExecutors(int count) {
        return new Capacity(resource, count, utilization, stretch);
    }

    /**
     * The same with another utilization.
     *
     * @param part in (0, 1]
     * @return a copy
     */
    public Capacity withUtilization(double part) {
        return new Capacity(resource, executors, part, stretch);
    }

    /**
     * The same with another stretch.
     *
     * @param factor at least 1
     * @return a copy
     */
    public Capacity withStretch(double factor) {
        return new Capacity(resource, executors, utilization, factor);
    }

    /**
     * Busy seconds of a window.
     *
     * @param windowSeconds length of the window
     * @return utilization × executors × window
     */
    public double busySeconds(double windowSeconds) {
        return utilization * executors * windowSeconds;
    }

    @Override
    public String toString() {
        return resource + ", " + Text.count(executors, "executor") + ", utilization " + Text.number(utilization)
                + ", stretch " + Text.number(stretch);
    }
}
