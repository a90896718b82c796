package io.github.jqodi.plan;

import io.github.jqodi.base.Check;

/**
 * Where the inference after training runs and what it costs: the open action at which it takes least energy, whatever the
 * rule and the schedule of the training.
 *
 * @param samples how many
 * @param server name of ES_x
 * @param cut j
 * @param seconds time, which does not count against the deadline
 * @param joules energy
 */
public record InferencePlacement(double samples, String server, int cut, double seconds, double joules) {
    /**
     * Checks the values.
     *
     * @param samples finite, {@code >= 0}
     * @param server not blank
     * @param cut at least 0
     * @param seconds finite, {@code >= 0}
     * @param joules finite, {@code >= 0}
     */
    public InferencePlacement {
        Check.nonNegative("samples", samples);
        Check.name("server", server);
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
        Check.nonNegative("seconds", seconds);
        Check.nonNegative("joules", joules);
    }
}
