package io.github.jqodi.plan;

import io.github.jqodi.scenario.Objective;
import java.util.Locale;

/** Kind of thing that an objective counts. */
public enum ObjectiveKind {
    /** Joules, by the rule. */
    ENERGY("J"),
    /** Seconds between two batches of an inference. */
    INTERVAL("s");

    private final String unit;

    ObjectiveKind(String unit) {
        this.unit = unit;
    }

    /**
     * The kind of an objective.
     *
     * @param objective of a scenario
     * @return what it counts
     */
    public static ObjectiveKind of(Objective objective) {
        return objective instanceof Objective.Interval ? INTERVAL : ENERGY;
    }

    /**
     * {@return the name in files, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the unit behind a number, as J}
     */
    public String unit() {
        return unit;
    }
}
