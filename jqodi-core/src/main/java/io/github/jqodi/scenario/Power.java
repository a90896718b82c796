package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Power of a node as far as it is known.
 *
 * @param busyWatts while computing; empty where only joules per unit of work are known
 * @param idleWatts in the part of an epoch in which the node neither computes nor has overhead
 */
public record Power(OptionalDouble busyWatts, double idleWatts) {
    /** Nothing known while computing, nothing taken while idle. */
    public static final Power UNKNOWN = new Power(OptionalDouble.empty(), 0);

    /**
     * Checks both numbers.
     *
     * @param busyWatts finite, {@code >= 0} where given
     * @param idleWatts finite, {@code >= 0}
     */
    public Power {
        Objects.requireNonNull(busyWatts, "busyWatts");
        busyWatts = Check.nonNegative("watts", busyWatts);
        idleWatts = Check.nonNegative("idleWatts", idleWatts);
    }

    /**
     * The power of a node of which only that while idle is known.
     *
     * @param watts while idle
     * @return the power
     */
    public static Power ofIdle(double watts) {
        return new Power(OptionalDouble.empty(), watts);
    }

    /**
     * The same with another power while idle.
     *
     * @param watts while idle
     * @return a copy
     */
    public Power withIdleWatts(double watts) {
        return new Power(busyWatts, watts);
    }
}
