package io.github.jqodi.report;

/**
 * Limit across a chart, as a dashed line with its name.
 *
 * @param name as in deadline
 * @param at where on the axis
 */
public record Limit(String name, double at) {}
