package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An edge server with its link to the cloud and its link to the device.
 *
 * @param name unique among the servers
 * @param processor v_x and ε_x; may be missing where costs are measured or profiled
 * @param power of the whole server, while computing and while idle
 * @param profile name of the measured times it shares with others; empty if its own
 * @param memoryBytes room for the deep part; empty if unlimited
 * @param overheadSeconds paid once an epoch in which the server runs any layer
 * @param overheadJoules paid once an epoch in which the server runs any layer
 * @param overheadSecondsPerBatch paid for every batch when the server runs any layer
 * @param overheadJoulesPerBatch paid with it
 * @param switchSeconds paid in an epoch that uses this server, at whatever cut, after one that used another server
 * @param switchJoules paid with it
 * @param cloudLink down is cloud to server; may be missing where costs are measured
 * @param deviceLink down is server to device; may be missing where costs are measured
 */
public record EdgeServer(
        String name,
        Optional<Processor> processor,
        Power power,
        Optional<String> profile,
        OptionalDouble memoryBytes,
        double overheadSeconds,
        double overheadJoules,
        double overheadSecondsPerBatch,
        double overheadJoulesPerBatch,
        double switchSeconds,
        double switchJoules,
        Optional<Link> cloudLink,
        Optional<Link> deviceLink) {
    /**
     * Checks every number.
     *
     * @param name not blank
     * @param processor speed and energy
     * @param power while computing and while idle
     * @param profile not blank where given
     * @param memoryBytes finite, {@code >= 0} where given
     * @param overheadSeconds finite, {@code >= 0}
     * @param overheadJoules finite, {@code >= 0}
     * @param overheadSecondsPerBatch finite, {@code >= 0}
     * @param overheadJoulesPerBatch finite, {@code >= 0}
     * @param switchSeconds from 0 to 1e290
     * @param switchJoules from 0 to 1e290
     * @param cloudLink link to the cloud
     * @param deviceLink link to the device
     */
    public EdgeServer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(processor, "processor");
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(memoryBytes, "memoryBytes");
        Objects.requireNonNull(cloudLink, "cloudLink");
        Objects.requireNonNull(deviceLink, "deviceLink");
        Check.name("name", name);
        profile.ifPresent(other -> Check.name("profile", other));
        memoryBytes = Check.nonNegative("memoryBytes", memoryBytes);
        overheadSeconds = Check.nonNegative("overheadSeconds", overheadSeconds);
        overheadJoules = Check.nonNegative("overheadJoules", overheadJoules);
        overheadSecondsPerBatch = Check.nonNegative("overheadSecondsPerBatch", overheadSecondsPerBatch);
        overheadJoulesPerBatch = Check.nonNegative("overheadJoulesPerBatch", overheadJoulesPerBatch);
        switchSeconds = Check.summand("switchSeconds", switchSeconds);
        switchJoules = Check.summand("switchJoules", switchJoules);
    }

    /**
     * A server without memory limit and overhead.
     *
     * @param name unique among the servers
     * @param processor v_x and ε_x
     * @param cloudLink link to the cloud
     * @param deviceLink link to the device
     * @return the server
     */
    public static EdgeServer of(String name, Processor processor, Link cloudLink, Link deviceLink) {
        return builder(name)
                .processor(processor)
                .cloudLink(cloudLink)
                .deviceLink(deviceLink)
                .build();
    }

    /**
     * A server of which only the name is known, for measured costs.
     *
     * @param name unique among the servers
     * @return the server
     */
    public static EdgeServer named(String name) {
        return builder(name).build();
    }

    /**
     * A builder of servers.
     *
     * @param name unique among the servers
     * @return of a server of which nothing else is known
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * {@return a builder that starts from this server}
     */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.processor = processor;
        builder.power = power;
        builder.profile = profile;
        builder.memoryBytes = memoryBytes;
        builder.overheadSeconds = overheadSeconds;
        builder.overheadJoules = overheadJoules;
        builder.overheadSecondsPerBatch = overheadSecondsPerBatch;
        builder.overheadJoulesPerBatch = overheadJoulesPerBatch;
        builder.switchSeconds = switchSeconds;
        builder.switchJoules = switchJoules;
        builder.cloudLink = cloudLink;
        builder.deviceLink = deviceLink;
        return builder;
    }

    /**
     * The same server under another name, as where there are several of a kind.
     *
     * @param other unique among the servers
     * @return a copy
     */
    public EdgeServer withName(String other) {
        Builder builder = toBuilder();
        builder.name = other;
        return builder.build();
    }

    /**
     * The same server with an overhead per epoch.
     *
     * @param seconds paid once an epoch
     * @param joules paid once an epoch
     * @return a copy
     */
    public EdgeServer withOverhead(double seconds, double joules) {
        return toBuilder().overhead(seconds, joules).build();
    }

    /**
     * The same server with an overhead per batch.
     *
     * @param seconds paid for every batch
     * @param joules paid with it
     * @return a copy
     */
    public EdgeServer withOverheadPerBatch(double seconds, double joules) {
        return toBuilder().overheadPerBatch(seconds, joules).build();
    }

    /**
     * The same server with another power.
     *
     * @param other while computing and while idle
     * @return a copy
     */
    public EdgeServer withPower(Power other) {
        return toBuilder().power(other).build();
    }

    /**
     * {@return the node whose measured times are those of this server: its profile, or else its own name}
     */
    public String profiledAs() {
        return profile.orElse(name);
    }

    /**
     * The same server with a cost of switching to it.
     *
     * @param seconds paid in an epoch that uses this server after one that used another, from 0 to 1e290
     * @param joules paid with it, from 0 to 1e290
     * @return a copy
     */
    public EdgeServer withSwitching(double seconds, double joules) {
        return toBuilder().switching(seconds, joules).build();
    }

    /**
     * The same server with a memory limit.
     *
     * @param bytes room for weights
     * @return a copy
     */
    public EdgeServer withMemoryBytes(double bytes) {
        return toBuilder().memoryBytes(bytes).build();
    }

    /**
     * The same server with another link to the device.
     *
     * @param link down is server to device
     * @return a copy
     */
    public EdgeServer withDeviceLink(Link link) {
        Objects.requireNonNull(link, "link");
        return toBuilder().deviceLink(link).build();
    }

    /**
     * The same server with another link to the cloud.
     *
     * @param link down is cloud to server
     * @return a copy
     */
    public EdgeServer withCloudLink(Link link) {
        Objects.requireNonNull(link, "link");
        return toBuilder().cloudLink(link).build();
    }

    /**
     * The same server some epochs later, as {@link Link#afterEpochs(int)}.
     *
     * @param epochs how many have gone by, at least 0
     * @return a copy; this server where nothing changes
     */
    public EdgeServer afterEpochs(int epochs) {
        Optional<Link> cloud = cloudLink.map(link -> link.afterEpochs(epochs));
        Optional<Link> device = deviceLink.map(link -> link.afterEpochs(epochs));
        if (Later.same(cloud, cloudLink) && Later.same(device, deviceLink)) {
            return this;
        }
        Builder builder = toBuilder();
        builder.cloudLink = cloud;
        builder.deviceLink = device;
        return builder.build();
    }

    /**
     * {@return whether switching to this server takes time or energy}
     */
    public boolean hasSwitching() {
        return switchSeconds > 0 || switchJoules > 0;
    }

    /**
     * {@return the first epoch from which neither link changes any more; 1 without forecasts}
     */
    public int steadyFromEpoch() {
        return Math.max(
                cloudLink.map(Link::steadyFromEpoch).orElse(1),
                deviceLink.map(Link::steadyFromEpoch).orElse(1));
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + processor.map(Processor::toString).orElse("measured");
    }

    /** A server under construction. Not thread-safe. */
    public static final class Builder {
        private String name;
        private Optional<Processor> processor = Optional.empty();
        private Power power = Power.UNKNOWN;
        private Optional<String> profile = Optional.empty();
        private OptionalDouble memoryBytes = OptionalDouble.empty();
        private double overheadSeconds;
        private double overheadJoules;
        private double overheadSecondsPerBatch;
        private double overheadJoulesPerBatch;
        private double switchSeconds;
        private double switchJoules;
        private Optional<Link> cloudLink = Optional.empty();
        private Optional<Link> deviceLink = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets the processor.
         *
         * @param newProcessor v_x and ε_x
         * @return this
         */
        public Builder processor(Processor newProcessor) {
            processor = Optional.of(newProcessor);
            return this;
        }

        /**
         * Sets the power.
         *
         * @param newPower while computing and while idle
         * @return this
         */
        public Builder power(Power newPower) {
            power = newPower;
            return this;
        }

        /**
         * Names the measured times this server shares with others.
         *
         * @param node as entries of a profile name it
         * @return this
         */
        public Builder profile(String node) {
            profile = Optional.of(node);
            return this;
        }

        /**
         * Limits the memory.
         *
         * @param bytes room for weights
         * @return this
         */
        public Builder memoryBytes(double bytes) {
            memoryBytes = OptionalDouble.of(bytes);
            return this;
        }

        /**
         * Sets the overhead per epoch.
         *
         * @param seconds paid once an epoch in which the server runs any layer
         * @param joules paid with it
         * @return this
         */
        public Builder overhead(double seconds, double joules) {
            overheadSeconds = seconds;
            overheadJoules = joules;
            return this;
        }

        /**
         * Sets the overhead per batch.
         *
         * @param seconds paid for every batch when the server runs any layer
         * @param joules paid with it
         * @return this
         */
        public Builder overheadPerBatch(double seconds, double joules) {
            overheadSecondsPerBatch = seconds;
            overheadJoulesPerBatch = joules;
            return this;
        }

        /**
         * Sets the cost of switching to this server.
         *
         * @param seconds paid in an epoch that uses this server, at whatever cut, after one that used another server
         * @param joules paid with it
         * @return this
         */
        public Builder switching(double seconds, double joules) {
            switchSeconds = seconds;
            switchJoules = joules;
            return this;
        }

        /**
         * Sets the link to the cloud.
         *
         * @param link down is cloud to server
         * @return this
         */
        public Builder cloudLink(Link link) {
            cloudLink = Optional.of(link);
            return this;
        }

        /**
         * Sets the link to the device.
         *
         * @param link down is server to device
         * @return this
         */
        public Builder deviceLink(Link link) {
            deviceLink = Optional.of(link);
            return this;
        }

        /**
         * Builds the server.
         *
         * @return the server
         * @throws IllegalArgumentException if a number breaks its rule
         */
        public EdgeServer build() {
            return new EdgeServer(
                    name,
                    processor,
                    power,
                    profile,
                    memoryBytes,
                    overheadSeconds,
                    overheadJoules,
                    overheadSecondsPerBatch,
                    overheadJoulesPerBatch,
                    switchSeconds,
                    switchJoules,
                    cloudLink,
                    deviceLink);
        }
    }
}
