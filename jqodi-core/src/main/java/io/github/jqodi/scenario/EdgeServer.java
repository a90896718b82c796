package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An edge server with its link to the cloud and its link to the device.
 *
 * @param name unique among the servers
 * @param processor v_x and ε_x; may be missing where costs are measured
 * @param memoryBytes room for the weights of the deep part; empty if unlimited
 * @param overheadSeconds paid once an epoch in which the server runs any layer
 * @param overheadJoules paid once an epoch in which the server runs any layer
 * @param cloudLink down is cloud to server; may be missing where costs are measured
 * @param deviceLink down is server to device; may be missing where costs are measured
 */
public record EdgeServer(
        String name,
        Optional<Processor> processor,
        OptionalDouble memoryBytes,
        double overheadSeconds,
        double overheadJoules,
        Optional<Link> cloudLink,
        Optional<Link> deviceLink) {
    /**
     * Checks every number.
     *
     * @param name not blank
     * @param processor speed and energy
     * @param memoryBytes finite, {@code >= 0} where given
     * @param overheadSeconds finite, {@code >= 0}
     * @param overheadJoules finite, {@code >= 0}
     * @param cloudLink link to the cloud
     * @param deviceLink link to the device
     */
    public EdgeServer {
        Check.name("name", name);
        memoryBytes.ifPresent(bytes -> Check.nonNegative("memoryBytes", bytes));
        overheadSeconds = Check.nonNegative("overheadSeconds", overheadSeconds);
        overheadJoules = Check.nonNegative("overheadJoules", overheadJoules);
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
        return new EdgeServer(
                name,
                Optional.of(processor),
                OptionalDouble.empty(),
                0,
                0,
                Optional.of(cloudLink),
                Optional.of(deviceLink));
    }

    /**
     * A server of which only the name is known, for measured costs.
     *
     * @param name unique among the servers
     * @return the server
     */
    public static EdgeServer named(String name) {
        return new EdgeServer(name, Optional.empty(), OptionalDouble.empty(), 0, 0, Optional.empty(), Optional.empty());
    }

    /**
     * The same server under another name, as where there are several of a kind.
     *
     * @param other unique among the servers
     * @return a copy
     */
    public EdgeServer withName(String other) {
        return new EdgeServer(other, processor, memoryBytes, overheadSeconds, overheadJoules, cloudLink, deviceLink);
    }

    /**
     * The same server with an overhead per epoch.
     *
     * @param seconds paid once an epoch
     * @param joules paid once an epoch
     * @return a copy
     */
    public EdgeServer withOverhead(double seconds, double joules) {
        return new EdgeServer(name, processor, memoryBytes, seconds, joules, cloudLink, deviceLink);
    }

    /**
     * The same server with a memory limit.
     *
     * @param bytes room for weights
     * @return a copy
     */
    public EdgeServer withMemoryBytes(double bytes) {
        return new EdgeServer(
                name, processor, OptionalDouble.of(bytes), overheadSeconds, overheadJoules, cloudLink, deviceLink);
    }

    /**
     * The same server with another link to the device.
     *
     * @param link down is server to device
     * @return a copy
     */
    public EdgeServer withDeviceLink(Link link) {
        return new EdgeServer(
                name, processor, memoryBytes, overheadSeconds, overheadJoules, cloudLink, Optional.of(link));
    }

    /**
     * The same server with another link to the cloud.
     *
     * @param link down is cloud to server
     * @return a copy
     */
    public EdgeServer withCloudLink(Link link) {
        return new EdgeServer(
                name, processor, memoryBytes, overheadSeconds, overheadJoules, Optional.of(link), deviceLink);
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
}
