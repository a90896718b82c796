package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerCodeTest {
    private static final String TOLD =
            "the answer cannot be had, the caller's code throws: java.lang.IllegalStateException: no\\nluck";

    private static String what() {
        return "the answer";
    }

    @Test
    void answersComeBackAndActionsAreDone() {
        assertEquals(42, CallerCode.ask(CallerCodeTest::what, () -> 42));
        List<String> done = new ArrayList<>();
        CallerCode.run(CallerCodeTest::what, () -> done.add("it"));
        assertEquals(List.of("it"), done);
    }

    @Test
    void faultsOfTheCallersCodeAreTold() {
        RuntimeException fault = new IllegalStateException("no\nluck");
        var asked = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.ask(CallerCodeTest::what, () -> {
                    throw fault;
                }));
        var run = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.run(CallerCodeTest::what, () -> {
                    throw fault;
                }));
        assertEquals(TOLD, asked.getMessage());
        assertEquals(TOLD, run.getMessage());
        assertSame(fault, asked.getCause());
        assertSame(fault, run.getCause());
    }

    @Test
    void noAnswerIsTold() {
        var e = assertThrows(IllegalArgumentException.class, () -> CallerCode.ask(CallerCodeTest::what, () -> null));
        assertEquals("the answer (null) must not be null.", e.getMessage());
    }

    @Test
    void longMessagesAreCut() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> CallerCode.run(() -> "w".repeat(1000), () -> {
                    throw new IllegalStateException("f".repeat(1000));
                }));
        int length = String.valueOf(e.getMessage()).length();
        assertTrue(length > 600 && length < 700, () -> String.valueOf(length));
    }
}
