package io.github.jqodi.estimators.power;

/**
 * The energy of a part of a run.
 *
 * @param span the part
 * @param joules all that was drawn
 * @param idleJoules what the node draws in that time without work
 */
public record SpanEnergy(RunSpan span, double joules, double idleJoules) {
    /**
     * {@return how long the part took}
     */
    public double seconds() {
        return span.to() - span.from();
    }

    /**
     * {@return the energy the work itself took, at least 0}
     */
    public double workJoules() {
        return Math.max(0, joules - idleJoules);
    }

    /**
     * {@return the mean power}
     */
    public double watts() {
        return seconds() > 0 ? joules / seconds() : 0;
    }
}
