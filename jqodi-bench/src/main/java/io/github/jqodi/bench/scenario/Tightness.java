package io.github.jqodi.bench.scenario;

import java.util.Locale;

/** Where a deadline lies in a {@link DeadlineSpan}. */
public enum Tightness {
    /** Nearly free. */
    LOOSE(0.9),
    /** Half way. */
    MID(0.5),
    /** Little room. */
    TIGHT(0.15),
    /** Hardly any room. */
    EDGE(0.003);

    private final double share;

    Tightness(double share) {
        this.share = share;
    }

    /**
     * {@return part of the span that is added to the fastest time}
     */
    public double share() {
        return share;
    }

    /**
     * {@return the name in tables, lower case}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
