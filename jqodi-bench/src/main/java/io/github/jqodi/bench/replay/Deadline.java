package io.github.jqodi.bench.replay;

/** Deadlines between the fastest schedule and the one of least energy. */
public enum Deadline {
    /** Almost as long as least energy takes. */
    loose(0.9),
    /** Half way. */
    mid(0.5),
    /** Hardly longer than the fastest schedule takes. */
    tight(0.15);

    private final double share;

    Deadline(double share) {
        this.share = share;
    }

    double between(double fastestSeconds, double frugalSeconds) {
        return fastestSeconds + share * (frugalSeconds - fastestSeconds);
    }
}
