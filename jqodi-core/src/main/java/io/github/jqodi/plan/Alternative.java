package io.github.jqodi.plan;

import io.github.jqodi.base.Text;
import io.github.jqodi.scenario.QuantizedModel;
import java.util.List;

/**
 * The best plan of a candidate that was not chosen.
 *
 * @param pair model and quantization by name
 * @param objective value of the rule
 * @param seconds τ + Σ t_k over K_rob epochs
 * @param schedule covers epochs 1..K_rob
 */
public record Alternative(QuantizedModel pair, double objective, double seconds, List<Segment> schedule) {
    /**
     * Copies the schedule.
     *
     * @param pair model and quantization by name
     * @param objective value of the rule
     * @param seconds robust time
     * @param schedule covers epochs 1..K_rob
     */
    public Alternative {
        schedule = Segments.copyOf(schedule);
    }

    @Override
    public String toString() {
        return pair + ", " + Segments.summary(schedule) + ", objective " + Text.number(objective) + " in "
                + Text.number(seconds) + " s";
    }
}
