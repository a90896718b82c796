package io.github.jqodi.plan;

import java.util.Locale;

/** Kind of thing that an objective counts. */
public enum ObjectiveKind {
    /** Joules, by the rule. */
    ENERGY;

    /**
     * {@return the name in files, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
