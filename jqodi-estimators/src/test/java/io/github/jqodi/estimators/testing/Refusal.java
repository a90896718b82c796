package io.github.jqodi.estimators.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What bad input is answered with. */
public final class Refusal {
    private Refusal() {}

    /** The message of the argument fault that an action must end in. */
    public static String of(Executable action) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
