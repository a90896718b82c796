package io.github.jqodi.plan;

/**
 * Something a plan states wrongly.
 *
 * @param field where, as a JSON pointer into the plan
 * @param message what is wrong, with the stated and the recomputed value
 */
public record Finding(String field, String message) {
    @Override
    public String toString() {
        return field + ": " + message;
    }
}
