package io.github.jqodi.bench.replay;

/** Deadlines between the fastest schedule of a job and the one of least energy, at the rates it will meet. */
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

    double in(DeadlineSpan span) {
        return span.fastestSeconds() + share * (span.frugalSeconds() - span.fastestSeconds());
    }
}
