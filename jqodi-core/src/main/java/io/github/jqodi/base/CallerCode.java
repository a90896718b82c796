package io.github.jqodi.base;

import io.github.jqodi.error.InvalidValueException;
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
        } catch (RuntimeException e) {
            throw isTold(e) ? e : failed(what.get(), e);
        }
        return given(what, answer);
    }

    /**
     * Asks code that may refuse by a complaint of its own, which says by itself what is wrong.
     *
     * @param what what is asked, for messages
     * @param question calls the caller's code
     * @param <T> type of the answer
     * @return the answer
     * @throws IllegalArgumentException if the code refuses or throws anything else, with that as the cause, or answers null
     */
    public static <T> T askOrRefuse(Supplier<String> what, Supplier<? extends @Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (RuntimeException e) {
            throw e instanceof InvalidValueException || isTold(e) ? e : failed(what.get(), e);
        }
        return given(what, answer);
    }

    /**
     * Requires that there is an answer.
     *
     * @param what what was asked, for messages
     * @param answer of the caller's code, null where it gave none
     * @param <T> type of the answer
     * @return the answer
     * @throws IllegalArgumentException if there is none
     */
    public static <T> T given(Supplier<String> what, @Nullable T answer) {
        if (answer == null) {
            InvalidValueException nothing = Check.invalid(what.get(), "null", "must not be null");
            nothing.initCause(new NoAnswer());
            throw nothing;
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
        } catch (RuntimeException e) {
            throw isTold(e) ? e : failed(what.get(), e);
        }
    }

    /** Whether it is no failure, or one that says what was asked: whoever asked for that in turn has nothing to add. */
    private static boolean isTold(RuntimeException e) {
        return e instanceof Stopped || e instanceof Failure || e.getCause() instanceof NoAnswer;
    }

    /** Marks the complaint that there was no answer. */
    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What the caller's code threw. */
    private static final class Failure extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Failure(String message, RuntimeException cause) {
            super(message, cause);
        }
    }

    private static IllegalArgumentException failed(String what, RuntimeException e) {
        return new Failure(
                Text.shown(what, SHOWN_CHARACTERS) + " cannot be had, the caller's code throws: "
                        + Text.shown(String.valueOf(e), SHOWN_CHARACTERS),
                e);
    }
}
