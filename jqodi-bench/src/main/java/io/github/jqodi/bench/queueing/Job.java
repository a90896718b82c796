package io.github.jqodi.bench.queueing;

/**
 * A run of a plan.
 *
 * @param start when it begins
 * @param route its way
 * @param epochs how many of that it goes, at most those of the route
 */
record Job(double start, Route route, int epochs) {}
