package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Check;
import java.util.Map;
import java.util.TreeMap;

/** Work that a bit-width saves, s(q): the work of a layer at q bits over that at full precision (READINGS #6). */
public sealed interface BitScaling {
    /**
     * The factor of one width.
     *
     * @param bits q, from 1 to 32
     * @return s(q), finite, {@code >= 0}
     * @throws IllegalArgumentException if a table does not list the width
     */
    double at(int bits);

    /**
     * s(q) = ρ + (1-ρ)·q/32.
     *
     * @param floor ρ, the part that no width saves
     */
    record Floor(double floor) implements BitScaling {
        /**
         * Checks the floor.
         *
         * @param floor in [0, 1]
         */
        public Floor {
            Check.that(floor >= 0 && floor <= 1, "floor", floor, "must be from 0 to 1", "");
            floor += 0.0;
        }

        @Override
        public double at(int bits) {
            return floor + (1 - floor) * bits / 32;
        }
    }

    /**
     * A factor for each width.
     *
     * @param table s by q
     */
    record Table(Map<Integer, Double> table) implements BitScaling {
        /**
         * Checks and copies the table.
         *
         * @param table keys from 1 to 32, values finite and {@code >= 0}
         */
        public Table {
            table.forEach((bits, s) -> {
                Check.between("table/" + bits, bits, 1, 32);
                Check.nonNegative("table/" + bits, s);
            });
            table = java.util.Collections.unmodifiableMap(new TreeMap<>(table));
        }

        @Override
        public double at(int bits) {
            Double s = table.get(bits);
            if (s == null) {
                throw Check.invalid(
                        "bitScaling/table", table.keySet(), "must list every width used, " + bits + " too", "");
            }
            return s;
        }
    }
}
