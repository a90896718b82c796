package io.github.jqodi.cost;

/**
 * One row of an itemised cost.
 *
 * @param node name of a device, server, cloud or link
 * @param phase what the time and energy went into
 * @param seconds time, {@code >= 0}
 * @param joules energy, {@code >= 0}
 */
public record CostItem(String node, Phase phase, double seconds, double joules) {}
