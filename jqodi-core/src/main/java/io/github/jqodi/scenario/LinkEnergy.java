package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/** Energy of a direction of a link, given per bit or as a power. */
public sealed interface LinkEnergy {
    /**
     * Energy at a rate.
     *
     * @param bitsPerSecond v in that direction, {@code >= 0}
     * @return ε per bit, joules; 0 for a power at rate 0, where nothing can be sent
     */
    double joulesPerBit(double bitsPerSecond);

    /**
     * The same at every rate.
     *
     * @param joules ε per bit
     */
    record PerBit(double joules) implements LinkEnergy {
        /**
         * Checks the energy.
         *
         * @param joules finite, {@code >= 0}
         */
        public PerBit {
            joules = Check.nonNegative("joulesPerBit", joules);
        }

        @Override
        public double joulesPerBit(double bitsPerSecond) {
            return joules;
        }
    }

    /**
     * A power while sending, so that a slower link takes more for a bit.
     *
     * @param watts power
     */
    record Power(double watts) implements LinkEnergy {
        /**
         * Checks the power.
         *
         * @param watts finite, {@code >= 0}
         */
        public Power {
            watts = Check.nonNegative("watts", watts);
        }

        @Override
        public double joulesPerBit(double bitsPerSecond) {
            return bitsPerSecond > 0 ? watts / bitsPerSecond : 0;
        }
    }
}
