package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import java.util.List;

/**
 * The best plan of a candidate that was not chosen.
 *
 * @param model name of the version
 * @param bits π_q
 * @param objective value of the rule
 * @param seconds τ + Σ t_k over K_rob epochs
 * @param schedule covers epochs 1..K_rob
 */
public record Alternative(String model, int bits, double objective, double seconds, List<Segment> schedule) {
    /**
     * Checks name and width and copies the schedule.
     *
     * @param model not blank
     * @param bits from 1 to 32
     * @param objective value of the rule
     * @param seconds robust time
     * @param schedule covers epochs 1..K_rob
     */
    public Alternative {
        Check.name("model", model);
        Check.between("bits", bits, 1, 32);
        schedule = Segments.copyOf(schedule);
    }
}
