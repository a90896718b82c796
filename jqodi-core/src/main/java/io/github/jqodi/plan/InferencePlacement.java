package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import java.util.Optional;

/**
 * Place of an inference and what it costs. After training it is the open action at which the inference takes least energy,
 * whatever the rule and the schedule of the training; where inference is the task, it is the decision.
 *
 * @param samples how many
 * @param server name of ES_x; empty where inference is the task and runs on the device alone
 * @param cut j
 * @param seconds time, which counts against the deadline where inference is the task alone
 * @param joules energy
 */
public record InferencePlacement(double samples, Optional<String> server, int cut, double seconds, double joules) {
    /**
     * Checks the values.
     *
     * @param samples finite, {@code >= 0}
     * @param server not blank where given
     * @param cut at least 0
     * @param seconds finite, {@code >= 0}
     * @param joules finite, {@code >= 0}
     */
    public InferencePlacement {
        samples = Check.nonNegative("samples", samples);
        server.ifPresent(name -> Check.name("server", name));
        Check.between("cut", cut, 0, Integer.MAX_VALUE);
        seconds = Check.nonNegative("seconds", seconds);
        joules = Check.nonNegative("joules", joules);
    }
}
