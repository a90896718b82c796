package io.github.jqodi.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoppedTest {
    @Test
    void endsWorkWhereItIsToldToAlone() {
        Stopped.when(Stopped.NEVER);
        assertFalse(Stopped.NEVER.getAsBoolean());
        Stopped stop = assertThrows(Stopped.class, () -> Stopped.when(() -> true));
        assertEquals("limit", stop.reason("limit"));
        assertEquals("memory", new Stopped("memory").reason("limit"));
    }

    @Test
    void isAskedForAtEverySoManySteps() {
        AtomicInteger asked = new AtomicInteger();
        for (int step = 0; step < 17; step++) {
            Stopped.every(8, step, () -> asked.incrementAndGet() < 0);
        }
        assertEquals(3, asked.get());
        assertThrows(Stopped.class, () -> Stopped.every(8, 16, () -> true));
    }
}
