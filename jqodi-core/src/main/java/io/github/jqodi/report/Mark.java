package io.github.jqodi.report;

/**
 * A point of a chart that has a name of its own.
 *
 * @param label short, beside the point
 * @param x across
 * @param y up
 * @param tip what it means, with numbers and units
 * @param isChosen whether a ring is around it
 */
public record Mark(String label, double x, double y, String tip, boolean isChosen) {}
