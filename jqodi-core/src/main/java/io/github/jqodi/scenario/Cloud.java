package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import java.util.Objects;

/**
 * The cloud server, which holds the pre-trained versions and updates the full-precision model.
 *
 * @param name shown in bills
 * @param processor v_c and ε_c
 * @param power of the whole node, while computing and while idle
 */
public record Cloud(String name, Processor processor, Power power) {
    /**
     * Checks the name.
     *
     * @param name not blank
     * @param processor speed and energy
     * @param power while computing and while idle
     */
    public Cloud {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(processor, "processor");
        Objects.requireNonNull(power, "power");
        Check.name("name", name);
    }

    /**
     * A cloud that takes nothing while idle.
     *
     * @param name shown in bills
     * @param macsPerSecond v_c
     * @param joulesPerMac ε_c
     * @return the cloud
     */
    public static Cloud of(String name, double macsPerSecond, double joulesPerMac) {
        return of(name, new Processor(macsPerSecond, joulesPerMac));
    }

    /**
     * A cloud that takes nothing while idle.
     *
     * @param name shown in bills
     * @param processor v_c and ε_c
     * @return the cloud
     */
    public static Cloud of(String name, Processor processor) {
        return new Cloud(name, processor, Power.UNKNOWN);
    }

    /**
     * The same cloud under another name, as where there are several of a kind.
     *
     * @param other shown in bills
     * @return a copy
     */
    public Cloud withName(String other) {
        return new Cloud(other, processor, power);
    }

    /**
     * The same cloud with another power.
     *
     * @param other while computing and while idle
     * @return a copy
     */
    public Cloud withPower(Power other) {
        return new Cloud(name, processor, other);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + processor;
    }
}
