package io.github.jqodi.cost;

import java.util.OptionalDouble;

/**
 * One row of an itemised cost.
 *
 * @param node name of a device, server, cloud or link
 * @param phase what the time and energy went into
 * @param seconds time, {@code >= 0}
 * @param joules energy, {@code >= 0}
 * @param price what both cost; empty where prices are not minimised
 */
public record CostItem(String node, Phase phase, double seconds, double joules, OptionalDouble price) {
    /**
     * A row without a price.
     *
     * @param node name of a device, server, cloud or link
     * @param phase what the time and energy went into
     * @param seconds time, {@code >= 0}
     * @param joules energy, {@code >= 0}
     */
    public CostItem(String node, Phase phase, double seconds, double joules) {
        this(node, phase, seconds, joules, OptionalDouble.empty());
    }

    /**
     * The same with a price.
     *
     * @param value what time and energy cost
     * @return a copy
     */
    public CostItem withPrice(double value) {
        return new CostItem(node, phase, seconds, joules, OptionalDouble.of(value));
    }

    /**
     * {@return what tells rows of a bill apart: node and phase}
     */
    public Key key() {
        return new Key(node, phase);
    }

    /**
     * What tells rows of a bill apart.
     *
     * @param node name of a device, server, cloud or link
     * @param phase what the time and energy went into
     */
    public record Key(String node, Phase phase) {
        @Override
        public String toString() {
            return node + " " + phase.label();
        }
    }
}
