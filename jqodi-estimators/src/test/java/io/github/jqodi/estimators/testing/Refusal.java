package io.github.jqodi.estimators.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** What bad input is answered with. */
public final class Refusal {
    private Refusal() {}

    /** The message of the argument fault that an action must end in; one that skips its test for want of data skips it. */
    public static String of(Executable action) {
        Throwable thrown = assertThrows(Throwable.class, action);
        if (thrown instanceof TestAbortedException skipped) {
            throw skipped;
        }
        return String.valueOf(
                assertInstanceOf(IllegalArgumentException.class, thrown).getMessage());
    }
}
