package io.github.jqodi.base;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks code that the caller of the library wrote, and says what was asked where it fails or gives no answer. A stop that passes
 * through that code, as where it asks this library in turn, is no fault.
 */
public final class CallerCode {
    private static final int SHOWN_CHARACTERS = 300;

    private CallerCode() {}

    /**
     * Asks.
     *
     * @param what what is asked, for messages
     * @param question calls the caller's code
     * @param <T> type of the answer
     * @return the answer
     * @throws IllegalArgumentException if the code throws, with that as the cause, or answers null
     */
    public static <T> T ask(Supplier<String> what, Supplier<? extends @Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(what.get(), e);
        }
        if (answer == null) {
            throw Check.invalid(what.get(), "null", "must not be null", "");
        }
        return answer;
    }

    /**
     * Lets the caller's code act.
     *
     * @param what what is asked, for messages
     * @param action calls the caller's code
     * @throws IllegalArgumentException if the code throws, with that as the cause
     */
    public static void run(Supplier<String> what, Runnable action) {
        try {
            action.run();
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(what.get(), e);
        }
    }

    private static IllegalArgumentException failed(String what, RuntimeException e) {
        return new IllegalArgumentException(
                Text.shown(what, SHOWN_CHARACTERS) + " cannot be had, the caller's code throws: "
                        + Text.shown(String.valueOf(e), SHOWN_CHARACTERS),
                e);
    }
}
