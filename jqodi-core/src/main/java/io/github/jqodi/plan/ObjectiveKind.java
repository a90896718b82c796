package io.github.jqodi.plan;

import io.github.jqodi.scenario.Objective;
import java.util.Locale;

/** Kind of thing that an objective counts. */
public enum ObjectiveKind {
    /** Joules, by the rule. */
    ENERGY("J"),
    /** Seconds of all K_rob epochs. */
    TIME("s"),
    /** Money, grams, or whatever prices are in, by the rule. */
    PRICE(""),

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
        if (objective instanceof Objective.Price) {
            return PRICE;
        }
        if (objective instanceof Objective.Interval) {
            return INTERVAL;
        }
        return objective instanceof Objective.Time ? TIME : ENERGY;
    }

    /**
     * {@return the name in files, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the unit after a number, as J; empty for prices}
     */
    public String unit() {
        return unit;
    }
}
