package io.github.jqodi.plan;

/**
 * Amounts that a run had taken before a plan of its rest, of which they are no part.
 *
 * @param epochs done
 * @param seconds since the run was started
 * @param joules taken
 */
public record Spent(int epochs, double seconds, double joules) {
    /** That of a run. */
    static Spent of(RunInProgress run) {
        return new Spent(run.epochsDone(), run.seconds(), run.joules());
    }
}
