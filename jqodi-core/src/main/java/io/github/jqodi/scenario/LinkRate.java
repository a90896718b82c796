package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;

/** Base rate of a link, given outright or by Shannon's formula. */
public sealed interface LinkRate {
    /**
     * {@return the rate v, bits per second, finite and {@code > 0}}
     */
    double bitsPerSecond();

    /**
     * A rate given outright.
     *
     * @param bitsPerSecond v
     */
    record Fixed(double bitsPerSecond) implements LinkRate {
        /**
         * Checks the rate.
         *
         * @param bitsPerSecond finite, {@code > 0}
         */
        public Fixed {
            Check.positive("bitsPerSecond", bitsPerSecond);
        }
    }

    /**
     * Shannon's capacity v = b·log2(1+σ), Section III-A of the paper.
     *
     * @param bandwidthHertz b
     * @param signalToNoise σ, a linear ratio, not decibel
     */
    record Shannon(double bandwidthHertz, double signalToNoise) implements LinkRate {
        private static final double LN_2 = Math.log(2);

        /**
         * Checks both numbers and that the rate they give is finite and above 0.
         *
         * @param bandwidthHertz finite, {@code > 0}
         * @param signalToNoise finite, {@code > 0}
         */
        public Shannon {
            Check.positive("bandwidthHertz", bandwidthHertz);
            Check.positive("signalToNoise", signalToNoise);
            double rate = bandwidthHertz * (Math.log1p(signalToNoise) / LN_2);
            Check.that(
                    rate > 0 && rate < Double.POSITIVE_INFINITY,
                    "bandwidthHertz",
                    bandwidthHertz,
                    "must give a finite rate > 0 with signalToNoise " + signalToNoise);
        }

        @Override
        public double bitsPerSecond() {
            return bandwidthHertz * (Math.log1p(signalToNoise) / LN_2);
        }
    }
}
