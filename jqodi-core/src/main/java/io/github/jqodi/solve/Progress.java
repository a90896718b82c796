package io.github.jqodi.solve;

/**
 * Progress of a solve.
 *
 * @param decided candidates done
 * @param candidates all candidates
 * @param bestObjective least objective so far, +∞ if there is no plan yet
 * @param seconds since the start
 */
public record Progress(int decided, int candidates, double bestObjective, double seconds) {}
