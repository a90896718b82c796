package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.DoubleList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A link with a downward direction (cloud to server, server to device) and an upward one, which equals the downward one
 * where nothing else is given. A forecast list replaces its base value: entry k is epoch k, the last entry holds on; a
 * rate of exactly 0 in it means the link is down in that epoch.
 *
 * @param rate v downward
 * @param energy ε downward
 * @param uplinkBitsPerSecond v upward; empty if as downward
 * @param uplinkEnergy ε upward; empty if as downward, a power downward being one upward too
 * @param latencySeconds added once per transfer of more than 0 bits
 * @param bitsPerSecondByEpoch forecast of v downward; empty list if none
 * @param joulesPerBitByEpoch forecast of ε per bit downward; empty list if none
 * @param uplinkBitsPerSecondByEpoch forecast of v upward; empty list if none
 */
public record Link(
        LinkRate rate,
        LinkEnergy energy,
        OptionalDouble uplinkBitsPerSecond,
        Optional<LinkEnergy> uplinkEnergy,
        double latencySeconds,
        List<Double> bitsPerSecondByEpoch,
        List<Double> joulesPerBitByEpoch,
        List<Double> uplinkBitsPerSecondByEpoch) {
    /**
     * Checks every number and copies the lists.
     *
     * @param rate base rate
     * @param energy downward
     * @param uplinkBitsPerSecond finite, {@code > 0} where given
     * @param uplinkEnergy upward, where given
     * @param latencySeconds finite, {@code >= 0}
     * @param bitsPerSecondByEpoch each finite, {@code >= 0}
     * @param joulesPerBitByEpoch each finite, {@code >= 0}
     * @param uplinkBitsPerSecondByEpoch each finite, {@code >= 0}
     */
    public Link {
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(energy, "energy");
        Objects.requireNonNull(uplinkBitsPerSecond, "uplinkBitsPerSecond");
        Objects.requireNonNull(uplinkEnergy, "uplinkEnergy");
        Objects.requireNonNull(bitsPerSecondByEpoch, "bitsPerSecondByEpoch");
        Objects.requireNonNull(joulesPerBitByEpoch, "joulesPerBitByEpoch");
        Objects.requireNonNull(uplinkBitsPerSecondByEpoch, "uplinkBitsPerSecondByEpoch");
        uplinkBitsPerSecond.ifPresent(v -> Check.positive("uplinkBitsPerSecond", v));
        latencySeconds = Check.nonNegative("latencySeconds", latencySeconds);
        bitsPerSecondByEpoch = Check.nonNegatives("bitsPerSecondByEpoch", bitsPerSecondByEpoch);
        joulesPerBitByEpoch = Check.nonNegatives("joulesPerBitByEpoch", joulesPerBitByEpoch);
        uplinkBitsPerSecondByEpoch = Check.nonNegatives("uplinkBitsPerSecondByEpoch", uplinkBitsPerSecondByEpoch);
    }

    /**
     * A symmetric link with a constant rate.
     *
     * @param bitsPerSecond v
     * @param joulesPerBit ε per bit
     * @return the link
     */
    public static Link of(double bitsPerSecond, double joulesPerBit) {
        return of(new LinkRate.Fixed(bitsPerSecond), joulesPerBit);
    }

    /**
     * A symmetric link with a constant rate.
     *
     * @param rate how v is given
     * @param joulesPerBit ε per bit
     * @return the link
     */
    public static Link of(LinkRate rate, double joulesPerBit) {
        return new Builder(rate, new LinkEnergy.PerBit(joulesPerBit)).build();
    }

    /**
     * A builder of links.
     *
     * @param rate how v is given
     * @param energy how ε is given
     * @return of a symmetric link with a constant rate, as long as nothing else is said
     */
    public static Builder builder(LinkRate rate, LinkEnergy energy) {
        return new Builder(rate, energy);
    }

    /**
     * {@return a builder that starts from this link}
     */
    public Builder toBuilder() {
        return new Builder(rate, energy)
                .uplinkBitsPerSecond(uplinkBitsPerSecond)
                .uplinkEnergy(uplinkEnergy)
                .latencySeconds(latencySeconds)
                .bitsPerSecondByEpoch(bitsPerSecondByEpoch)
                .joulesPerBitByEpoch(joulesPerBitByEpoch)
                .uplinkBitsPerSecondByEpoch(uplinkBitsPerSecondByEpoch);
    }

    /**
     * The same link with another rate downward, in place of a forecast too.
     *
     * @param bitsPerSecond v downward
     * @return a copy
     */
    public Link withBitsPerSecond(double bitsPerSecond) {
        return withRate(new LinkRate.Fixed(bitsPerSecond));
    }

    /**
     * The same link with another rate downward, in place of a forecast too.
     *
     * @param newRate how v is given
     * @return a copy
     */
    public Link withRate(LinkRate newRate) {
        Builder builder = toBuilder().bitsPerSecondByEpoch(List.of());
        builder.rate = newRate;
        return builder.build();
    }

    /**
     * The same link with another energy, in place of a forecast too.
     *
     * @param joules ε per bit downward
     * @return a copy
     */
    public Link withJoulesPerBit(double joules) {
        return withEnergy(new LinkEnergy.PerBit(joules));
    }

    /**
     * The same link with a power while sending in place of its energy.
     *
     * @param watts power downward, and upward where nothing else is said of it
     * @return a copy
     */
    public Link withWatts(double watts) {
        return withEnergy(new LinkEnergy.Power(watts));
    }

    /**
     * The same link with another energy, in place of a forecast too.
     *
     * @param newEnergy how ε downward is given
     * @return a copy
     */
    public Link withEnergy(LinkEnergy newEnergy) {
        Builder builder = toBuilder().joulesPerBitByEpoch(List.of());
        builder.energy = newEnergy;
        return builder.build();
    }

    /**
     * The same link with an upward direction of its own.
     *
     * @param bitsPerSecond v upward
     * @param joules ε per bit upward
     * @return a copy
     */
    public Link withUplink(double bitsPerSecond, double joules) {
        return withUplink(bitsPerSecond, new LinkEnergy.PerBit(joules));
    }

    /**
     * The same link with a rate and an energy of its own upward, in place of rates by epoch too.
     *
     * @param bitsPerSecond v upward
     * @param upward how ε upward is given, per bit or as a power
     * @return a copy
     */
    public Link withUplink(double bitsPerSecond, LinkEnergy upward) {
        return toBuilder()
                .uplinkBitsPerSecond(OptionalDouble.of(bitsPerSecond))
                .uplinkEnergy(Optional.of(upward))
                .uplinkBitsPerSecondByEpoch(List.of())
                .build();
    }

    /**
     * The same link with a rate upward that changes.
     *
     * @param bitsPerSecond v upward in epochs 1, 2 and so on; the last one holds on
     * @return a copy
     */
    public Link withUplinkBitsPerSecondByEpoch(List<Double> bitsPerSecond) {
        return toBuilder().uplinkBitsPerSecondByEpoch(bitsPerSecond).build();
    }

    /**
     * The same link with a latency.
     *
     * @param seconds added once per transfer
     * @return a copy
     */
    public Link withLatencySeconds(double seconds) {
        return toBuilder().latencySeconds(seconds).build();
    }

    /**
     * The same link with a forecast of its rate.
     *
     * @param bitsPerSecond entry k is epoch k, the last entry holds on
     * @return a copy
     */
    public Link withBitsPerSecondByEpoch(List<Double> bitsPerSecond) {
        return toBuilder().bitsPerSecondByEpoch(bitsPerSecond).build();
    }

    /**
     * The same link with a forecast of its energy.
     *
     * @param joules ε per bit downward; entry k is epoch k, the last entry holds on
     * @return a copy
     */
    public Link withJoulesPerBitByEpoch(List<Double> joules) {
        return toBuilder().joulesPerBitByEpoch(joules).build();
    }

    /**
     * Rate downward.
     *
     * @param epoch k, from 1
     * @return bits per second, 0 if the link is down
     */
    public double downBitsPerSecond(int epoch) {
        return bitsPerSecondByEpoch.isEmpty() ? rate.bitsPerSecond() : at(bitsPerSecondByEpoch, epoch);
    }

    /**
     * Rate upward.
     *
     * @param epoch k, from 1
     * @return bits per second, 0 if the link is down
     */
    public double upBitsPerSecond(int epoch) {
        if (!uplinkBitsPerSecondByEpoch.isEmpty()) {
            return at(uplinkBitsPerSecondByEpoch, epoch);
        }
        return uplinkBitsPerSecond.isPresent() ? uplinkBitsPerSecond.getAsDouble() : downBitsPerSecond(epoch);
    }

    /**
     * Energy downward.
     *
     * @param epoch k, from 1
     * @return joules per bit
     */
    public double downJoulesPerBit(int epoch) {
        return joulesPerBitByEpoch.isEmpty()
                ? energy.joulesPerBit(downBitsPerSecond(epoch))
                : at(joulesPerBitByEpoch, epoch);
    }

    /**
     * Energy upward.
     *
     * @param epoch k, from 1
     * @return joules per bit
     */
    public double upJoulesPerBit(int epoch) {
        Optional<LinkEnergy> own = ownUplinkEnergy();
        return own.isPresent() ? own.get().joulesPerBit(upBitsPerSecond(epoch)) : downJoulesPerBit(epoch);
    }

    /**
     * {@return what the energy upward follows from at the rate upward; empty where it is that downward}
     */
    public Optional<LinkEnergy> ownUplinkEnergy() {
        return uplinkEnergy.isEmpty() && energy instanceof LinkEnergy.Power ? Optional.of(energy) : uplinkEnergy;
    }

    /**
     * {@return ε per bit downward at the base rate}
     */
    public double joulesPerBit() {
        return energy.joulesPerBit(rate.bitsPerSecond());
    }

    /**
     * {@return the first epoch from which nothing changes any more; 1 without forecasts}
     */
    public int steadyFromEpoch() {
        int longest = Math.max(bitsPerSecondByEpoch.size(), joulesPerBitByEpoch.size());
        return Math.max(1, Math.max(longest, uplinkBitsPerSecondByEpoch.size()));
    }

    /**
     * The same link some epochs later: entry k of each list is that of epoch k from then on.
     *
     * @param epochs how many have gone by, at least 0
     * @return a copy; this link where nothing changes
     */
    public Link afterEpochs(int epochs) {
        return epochs == 0 || steadyFromEpoch() == 1
                ? this
                : toBuilder()
                        .bitsPerSecondByEpoch(Later.list(bitsPerSecondByEpoch, epochs))
                        .joulesPerBitByEpoch(Later.list(joulesPerBitByEpoch, epochs))
                        .uplinkBitsPerSecondByEpoch(Later.list(uplinkBitsPerSecondByEpoch, epochs))
                        .build();
    }

    private static double at(List<Double> forecast, int epoch) {
        return DoubleList.copyOf(forecast).at(Math.min(epoch, forecast.size()) - 1);
    }

    /** A link under construction; what is not said stays as it is. Not thread-safe. */
    public static final class Builder {
        private LinkRate rate;
        private LinkEnergy energy;
        private OptionalDouble uplinkBitsPerSecond = OptionalDouble.empty();
        private Optional<LinkEnergy> uplinkEnergy = Optional.empty();
        private double latencySeconds;
        private List<Double> bitsPerSecondByEpoch = List.of();
        private List<Double> joulesPerBitByEpoch = List.of();
        private List<Double> uplinkBitsPerSecondByEpoch = List.of();

        private Builder(LinkRate rate, LinkEnergy energy) {
            this.rate = rate;
            this.energy = energy;
        }

        /**
         * Sets the rate upward.
         *
         * @param bitsPerSecond v upward; empty if as downward
         * @return this
         */
        public Builder uplinkBitsPerSecond(OptionalDouble bitsPerSecond) {
            uplinkBitsPerSecond = bitsPerSecond;
            return this;
        }

        /**
         * Sets the energy upward.
         *
         * @param newEnergy how ε upward is given; empty if as downward
         * @return this
         */
        public Builder uplinkEnergy(Optional<LinkEnergy> newEnergy) {
            uplinkEnergy = newEnergy;
            return this;
        }

        /**
         * Sets the latency.
         *
         * @param seconds added once per transfer of more than 0 bits
         * @return this
         */
        public Builder latencySeconds(double seconds) {
            latencySeconds = seconds;
            return this;
        }

        /**
         * Sets the forecast of the rate.
         *
         * @param bitsPerSecond v downward by epoch; empty list if none
         * @return this
         */
        public Builder bitsPerSecondByEpoch(List<Double> bitsPerSecond) {
            bitsPerSecondByEpoch = bitsPerSecond;
            return this;
        }

        /**
         * Sets the forecast of the energy.
         *
         * @param joules ε per bit downward by epoch; empty list if none
         * @return this
         */
        public Builder joulesPerBitByEpoch(List<Double> joules) {
            joulesPerBitByEpoch = joules;
            return this;
        }

        /**
         * Sets the forecast of the rate upward.
         *
         * @param bitsPerSecond v upward by epoch; empty list if none
         * @return this
         */
        public Builder uplinkBitsPerSecondByEpoch(List<Double> bitsPerSecond) {
            uplinkBitsPerSecondByEpoch = bitsPerSecond;
            return this;
        }

        /**
         * Builds the link.
         *
         * @return the link
         * @throws IllegalArgumentException if a number breaks its rule
         */
        public Link build() {
            return new Link(
                    rate,
                    energy,
                    uplinkBitsPerSecond,
                    uplinkEnergy,
                    latencySeconds,
                    bitsPerSecondByEpoch,
                    joulesPerBitByEpoch,
                    uplinkBitsPerSecondByEpoch);
        }
    }
}
