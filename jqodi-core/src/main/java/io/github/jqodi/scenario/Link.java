package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A link with a downward direction (cloud to server, server to device) and an upward one, which equals the downward one
 * where nothing else is given. A forecast list replaces its base value: entry k is epoch k, the last entry holds on; a
 * rate of exactly 0 in it means the link is down in that epoch.
 *
 * @param rate v downward
 * @param joulesPerBit ε per bit downward
 * @param uplinkBitsPerSecond v upward; empty if as downward
 * @param uplinkJoulesPerBit ε per bit upward; empty if as downward
 * @param latencySeconds added once per transfer of more than 0 bits
 * @param bitsPerSecondByEpoch forecast of v downward; empty list if none
 * @param joulesPerBitByEpoch forecast of ε per bit downward; empty list if none
 * @param uplinkBitsPerSecondByEpoch forecast of v upward; empty list if none
 */
public record Link(
        LinkRate rate,
        double joulesPerBit,
        OptionalDouble uplinkBitsPerSecond,
        OptionalDouble uplinkJoulesPerBit,
        double latencySeconds,
        List<Double> bitsPerSecondByEpoch,
        List<Double> joulesPerBitByEpoch,
        List<Double> uplinkBitsPerSecondByEpoch) {
    /**
     * Checks every number and copies the lists.
     *
     * @param rate base rate
     * @param joulesPerBit finite, {@code >= 0}
     * @param uplinkBitsPerSecond finite, {@code > 0} where given
     * @param uplinkJoulesPerBit finite, {@code >= 0} where given
     * @param latencySeconds finite, {@code >= 0}
     * @param bitsPerSecondByEpoch each finite, {@code >= 0}
     * @param joulesPerBitByEpoch each finite, {@code >= 0}
     * @param uplinkBitsPerSecondByEpoch each finite, {@code >= 0}
     */
    public Link {
        joulesPerBit = Check.nonNegative("joulesPerBit", joulesPerBit);
        uplinkBitsPerSecond.ifPresent(v -> Check.positive("uplinkBitsPerSecond", v));
        uplinkJoulesPerBit.ifPresent(e -> Check.nonNegative("uplinkJoulesPerBit", e));
        latencySeconds = Check.nonNegative("latencySeconds", latencySeconds);
        bitsPerSecondByEpoch = Check.nonNegatives("bitsPerSecondByEpoch", bitsPerSecondByEpoch);
        joulesPerBitByEpoch = Check.nonNegatives("joulesPerBitByEpoch", joulesPerBitByEpoch);
        uplinkBitsPerSecondByEpoch = Check.nonNegatives("uplinkBitsPerSecondByEpoch", uplinkBitsPerSecondByEpoch);
    }

    /**
     * A symmetric link with a constant rate.
     *
     * @param bitsPerSecond v
     * @param joulesPerBit ε per bit
     * @return the link
     */
    public static Link of(double bitsPerSecond, double joulesPerBit) {
        return of(new LinkRate.Fixed(bitsPerSecond), joulesPerBit);
    }

    /**
     * A symmetric link with a constant rate.
     *
     * @param rate how v is given
     * @param joulesPerBit ε per bit
     * @return the link
     */
    public static Link of(LinkRate rate, double joulesPerBit) {
        return new Link(
                rate, joulesPerBit, OptionalDouble.empty(), OptionalDouble.empty(), 0, List.of(), List.of(), List.of());
    }

    /**
     * The same link with an upward direction of its own.
     *
     * @param bitsPerSecond v upward
     * @param joules ε per bit upward
     * @return a copy
     */
    public Link withUplink(double bitsPerSecond, double joules) {
        return new Link(
                rate,
                joulesPerBit,
                OptionalDouble.of(bitsPerSecond),
                OptionalDouble.of(joules),
                latencySeconds,
                bitsPerSecondByEpoch,
                joulesPerBitByEpoch,
                uplinkBitsPerSecondByEpoch);
    }

    /**
     * The same link with a latency.
     *
     * @param seconds added once per transfer
     * @return a copy
     */
    public Link withLatencySeconds(double seconds) {
        return new Link(
                rate,
                joulesPerBit,
                uplinkBitsPerSecond,
                uplinkJoulesPerBit,
                seconds,
                bitsPerSecondByEpoch,
                joulesPerBitByEpoch,
                uplinkBitsPerSecondByEpoch);
    }

    /**
     * The same link with a forecast of its rate.
     *
     * @param bitsPerSecond entry k is epoch k, the last entry holds on
     * @return a copy
     */
    public Link withBitsPerSecondByEpoch(List<Double> bitsPerSecond) {
        return new Link(
                rate,
                joulesPerBit,
                uplinkBitsPerSecond,
                uplinkJoulesPerBit,
                latencySeconds,
                bitsPerSecond,
                joulesPerBitByEpoch,
                uplinkBitsPerSecondByEpoch);
    }

    /**
     * Rate downward.
     *
     * @param epoch k, from 1
     * @return bits per second, 0 if the link is down
     */
    public double downBitsPerSecond(int epoch) {
        return bitsPerSecondByEpoch.isEmpty() ? rate.bitsPerSecond() : at(bitsPerSecondByEpoch, epoch);
    }

    /**
     * Rate upward.
     *
     * @param epoch k, from 1
     * @return bits per second, 0 if the link is down
     */
    public double upBitsPerSecond(int epoch) {
        if (!uplinkBitsPerSecondByEpoch.isEmpty()) {
            return at(uplinkBitsPerSecondByEpoch, epoch);
        }
        return uplinkBitsPerSecond.isPresent() ? uplinkBitsPerSecond.getAsDouble() : downBitsPerSecond(epoch);
    }

    /**
     * Energy downward.
     *
     * @param epoch k, from 1
     * @return joules per bit
     */
    public double downJoulesPerBit(int epoch) {
        return joulesPerBitByEpoch.isEmpty() ? joulesPerBit : at(joulesPerBitByEpoch, epoch);
    }

    /**
     * Energy upward.
     *
     * @param epoch k, from 1
     * @return joules per bit
     */
    public double upJoulesPerBit(int epoch) {
        return uplinkJoulesPerBit.isPresent() ? uplinkJoulesPerBit.getAsDouble() : downJoulesPerBit(epoch);
    }

    /**
     * {@return the first epoch from which nothing changes any more; 1 without forecasts}
     */
    public int steadyFromEpoch() {
        int longest = Math.max(bitsPerSecondByEpoch.size(), joulesPerBitByEpoch.size());
        return Math.max(1, Math.max(longest, uplinkBitsPerSecondByEpoch.size()));
    }

    private static double at(List<Double> forecast, int epoch) {
        return DoubleList.copyOf(forecast).at(Math.min(epoch, forecast.size()) - 1);
    }
}
