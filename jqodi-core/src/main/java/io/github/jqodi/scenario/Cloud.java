package io.github.jqodi.scenario;

import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;

/**
 * The cloud server, which holds the pre-trained versions and updates the full-precision model.
 *
 * @param name shown in bills
 * @param processor v_c and ε_c
 */
public record Cloud(String name, Processor processor) {
    /**
     * Checks the name.
     *
     * @param name not blank
     * @param processor speed and energy
     */
    public Cloud {
        Check.name("name", name);
    }

    /**
     * The same cloud under another name, as where there are several of a kind.
     *
     * @param other shown in bills
     * @return a copy
     */
    public Cloud withName(String other) {
        return new Cloud(other, processor);
    }

    @Override
    public String toString() {
        return Text.escaped(name) + ": " + processor;
    }
}
