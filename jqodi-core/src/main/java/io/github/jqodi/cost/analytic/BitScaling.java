package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.Quantization;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Work that a quantization saves, s(q): the work of a layer at q over that at full precision (READINGS #6). */
public sealed interface BitScaling {
    /**
     * The factor of one quantization.
     *
     * @param quantization q
     * @return s(q), finite, {@code >= 0}
     * @throws IllegalArgumentException if a table does not list it
     */
    double at(Quantization quantization);

    /**
     * Whether there is a factor of a quantization.
     *
     * @param quantization q
     * @return false if a table does not list it
     */
    default boolean covers(Quantization quantization) {
        return true;
    }

    /**
     * s(q) = ρ + (1-ρ)·π_q/32, with π_q the bits of a weight.
     *
     * @param floor ρ, the part that no quantization saves
     */
    record Floor(double floor) implements BitScaling {
        /**
         * Checks the floor.
         *
         * @param floor in [0, 1]
         */
        public Floor {
            Check.that(floor >= 0 && floor <= 1, "floor", floor, "must be from 0 to 1");
            floor += 0.0;
        }

        @Override
        public double at(Quantization quantization) {
            return floor + (1 - floor) * quantization.weightBits() / Quantization.FULL_PRECISION_BITS;
        }
    }

    /**
     * A factor for each quantization.
     *
     * @param table s by the name of q; of a bit-width its number
     */
    record Table(Map<String, Double> table) implements BitScaling {
        /** Bit-widths by their numbers, then the other names. */
        private static final Comparator<String> BY_WIDTH = Comparator.<String>comparingDouble(
                        name -> Quantization.bitWidth(name).orElse(Double.POSITIVE_INFINITY))
                .thenComparing(Comparator.naturalOrder());

        /**
         * Checks and copies the table.
         *
         * @param table keys not blank, values finite and {@code >= 0}
         */
        public Table {
            table.forEach((name, s) -> {
                Check.name("table", name);
                Check.nonNegative("table/" + name, s);
            });
            TreeMap<String, Double> sorted = new TreeMap<>(BY_WIDTH);
            sorted.putAll(table);
            table = Collections.unmodifiableMap(sorted);
        }

        @Override
        public boolean covers(Quantization quantization) {
            return table.containsKey(quantization.name());
        }

        @Override
        public double at(Quantization quantization) {
            Double s = table.get(quantization.name());
            if (s == null) {
                throw Check.invalid(
                        "bitScaling/table",
                        table.keySet(),
                        "must list every quantization used, " + quantization.name() + " too");
            }
            return s;
        }
    }
}
