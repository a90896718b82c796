package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The small device that owns the private data and runs the shallow layers.
 *
 * @param name shown in bills
 * @param processor v_y and ε_y; may be missing where costs are profiled
 * @param power of the whole device, while computing and while idle
 * @param memoryBytes room for the shallow part; empty if unlimited
 * @param overheadSecondsPerBatch paid for every batch when the device runs any layer
 * @param overheadJoulesPerBatch paid with it
 */
public record Device(
        String name,
        Optional<Processor> processor,
        Power power,
        OptionalDouble memoryBytes,
        double overheadSecondsPerBatch,
        double overheadJoulesPerBatch) {
    /**
     * Checks name and numbers.
     *
     * @param name not blank
     * @param processor speed and energy
     * @param power while computing and while idle
     * @param memoryBytes finite, {@code >= 0} where given
     * @param overheadSecondsPerBatch finite, {@code >= 0}
     * @param overheadJoulesPerBatch finite, {@code >= 0}
     */
    public Device {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(processor, "processor");
        Objects.requireNonNull(power, "power");
        Objects.requireNonNull(memoryBytes, "memoryBytes");
        Check.name("name", name);
        overheadSecondsPerBatch = Check.nonNegative("overheadSecondsPerBatch", overheadSecondsPerBatch);
        overheadJoulesPerBatch = Check.nonNegative("overheadJoulesPerBatch", overheadJoulesPerBatch);
        memoryBytes = Check.nonNegative("memoryBytes", memoryBytes);
    }

    /**
     * A device without a memory limit and overheads.
     *
     * @param name shown in bills
     * @param macsPerSecond v_y
     * @param joulesPerMac ε_y
     * @return the device
     */
    public static Device of(String name, double macsPerSecond, double joulesPerMac) {
        return of(name, new Processor(macsPerSecond, joulesPerMac));
    }

    /**
     * The same, with the processor at hand.
     *
     * @param name shown in bills
     * @param processor v_y and ε_y
     * @return the device
     */
    public static Device of(String name, Processor processor) {
        return named(name).withProcessor(processor);
    }

    /**
     * A device of which only the name is known, for profiled costs.
     *
     * @param name shown in bills
     * @return the device
     */
    public static Device named(String name) {
        return new Device(name, Optional.empty(), Power.UNKNOWN, OptionalDouble.empty(), 0, 0);
    }

    /**
     * The same device under another name, as where there are several of a kind.
     *
     * @param other shown in bills
     * @return a copy
     */
    public Device withName(String other) {
        return new Device(other, processor, power, memoryBytes, overheadSecondsPerBatch, overheadJoulesPerBatch);
    }

    /**
     * The same device with another processor.
     *
     * @param other v_y and ε_y
     * @return a copy
     */
    public Device withProcessor(Processor other) {
        Objects.requireNonNull(other, "other");
        return new Device(
                name, Optional.of(other), power, memoryBytes, overheadSecondsPerBatch, overheadJoulesPerBatch);
    }

    /**
     * The same device with another power.
     *
     * @param other while computing and while idle
     * @return a copy
     */
    public Device withPower(Power other) {
        return new Device(name, processor, other, memoryBytes, overheadSecondsPerBatch, overheadJoulesPerBatch);
    }

    /**
     * The same device with a memory limit.
     *
     * @param bytes room for the shallow part
     * @return a copy
     */
    public Device withMemoryBytes(double bytes) {
        return new Device(
                name, processor, power, OptionalDouble.of(bytes), overheadSecondsPerBatch, overheadJoulesPerBatch);
    }

    /**
     * The same device with an overhead per batch.
     *
     * @param seconds paid for every batch when the device runs any layer
     * @param joules paid with it
     * @return a copy
     */
    public Device withOverheadPerBatch(double seconds, double joules) {
        return new Device(name, processor, power, memoryBytes, seconds, joules);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + processor.map(Processor::toString).orElse("profiled");
    }
}
