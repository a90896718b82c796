package io.github.jqodi.plan;

import io.github.jqodi.base.Text;

/**
 * Something a plan states wrongly.
 *
 * @param field where, as a JSON pointer into the plan
 * @param message what is wrong, with the stated and the recomputed value
 */
public record Finding(String field, String message) {
    /**
     * Escapes control characters.
     *
     * @param field where
     * @param message what is wrong
     */
    public Finding {
        field = Text.escaped(field);
        message = Text.escaped(message);
    }

    @Override
    public String toString() {
        return field + ": " + message;
    }
}
