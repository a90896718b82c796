package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CallerCodeTest {
    private static final Supplier<String> WHAT = () -> "the answer";
    private static final RuntimeException FAULT = new IllegalStateException("no\nluck");
    private static final String TOLD =
            "the answer cannot be had, the caller's code throws: java.lang.IllegalStateException: no\\nluck";

    @Test
    void answersComeBackAndActionsAreDone() {
        assertEquals(42, CallerCode.ask(WHAT, () -> 42));
        List<String> done = new ArrayList<>();
        CallerCode.run(WHAT, () -> done.add("it"));
        assertEquals(List.of("it"), done);
    }

    @Test
    void faultsOfTheCallersCodeAreTold() {
        var asked = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.ask(WHAT, () -> {
                    throw FAULT;
                }));
        var run = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.run(WHAT, () -> {
                    throw FAULT;
                }));
        assertEquals(TOLD, asked.getMessage());
        assertEquals(TOLD, run.getMessage());
        assertSame(FAULT, asked.getCause());
        assertSame(FAULT, run.getCause());
    }

    @Test
    void noAnswerIsTold() {
        var e = assertThrows(IllegalArgumentException.class, () -> CallerCode.ask(WHAT, () -> null));
        assertEquals("the answer (null) must not be null.", e.getMessage());
    }

    @Test
    void longMessagesAreCut() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.run(() -> "w".repeat(1000), () -> {
                    throw new IllegalStateException("f".repeat(1000));
                }));
        assertTrue(
                e.getMessage().length() < 700,
                () -> String.valueOf(e.getMessage().length()));
    }
}
