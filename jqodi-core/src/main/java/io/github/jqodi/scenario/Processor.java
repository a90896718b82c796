package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;

/**
 * Processor of a node: effective speed v and energy per unit of work ε.
 *
 * @param macsPerSecond v, effective multiply-adds per second
 * @param joulesPerMac ε, joules per multiply-add
 */
public record Processor(double macsPerSecond, double joulesPerMac) {
    /**
     * Checks both numbers.
     *
     * @param macsPerSecond finite, {@code > 0}
     * @param joulesPerMac finite, {@code >= 0}
     */
    public Processor {
        Check.positive("macsPerSecond", macsPerSecond);
        joulesPerMac = Check.nonNegative("joulesPerMac", joulesPerMac);
    }

    /**
     * A processor whose power is known.
     *
     * @param macsPerSecond v
     * @param watts power while computing, finite, {@code >= 0}
     * @return with ε = watts/v
     */
    public static Processor ofWatts(double macsPerSecond, double watts) {
        Check.positive("macsPerSecond", macsPerSecond);
        return new Processor(macsPerSecond, Check.nonNegative("watts", watts) / macsPerSecond);
    }

    @Override
    public String toString() {
        return Text.number(macsPerSecond) + " MAC/s, " + Text.number(joulesPerMac) + " J/MAC";
    }
}
