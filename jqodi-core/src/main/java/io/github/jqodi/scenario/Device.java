package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import java.util.OptionalDouble;

/**
 * The small device that owns the private data and runs the shallow layers.
 *
 * @param name shown in bills
 * @param processor v_y and ε_y
 * @param memoryBytes room for the weights of the shallow part; empty if unlimited
 */
public record Device(String name, Processor processor, OptionalDouble memoryBytes) {
    /**
     * Checks name and memory.
     *
     * @param name not blank
     * @param processor speed and energy
     * @param memoryBytes finite, {@code >= 0} where given
     */
    public Device {
        Check.name("name", name);
        memoryBytes.ifPresent(bytes -> Check.nonNegative("memoryBytes", bytes));
    }

    /**
     * A device without a memory limit.
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
        return new Device(name, processor, OptionalDouble.empty());
    }

    /**
     * The same device with another processor.
     *
     * @param other v_y and ε_y
     * @return a copy
     */
    public Device withProcessor(Processor other) {
        return new Device(name, other, memoryBytes);
    }

    /**
     * The same device with a memory limit.
     *
     * @param bytes room for weights
     * @return a copy
     */
    public Device withMemoryBytes(double bytes) {
        return new Device(name, processor, OptionalDouble.of(bytes));
    }
}
