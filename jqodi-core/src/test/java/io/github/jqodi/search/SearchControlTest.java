package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.solve.Progress;
import io.github.jqodi.solve.SolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchControlTest {
    private static final SolveOptions HALF_A_MINUTE = SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(30));

    @Test
    void saysWhichLimitEndedTheSearch() throws InterruptedException {
        SearchControl control = new SearchControl(HALF_A_MINUTE);
        assertFalse(control.poll());
        assertEquals("the limit on labels or memory was reached", control.reason());
        control.cancel();
        assertTrue(control.poll());
        assertEquals("the search was interrupted", control.reason());
        SearchControl late = new SearchControl(HALF_A_MINUTE.withTimeLimit(Duration.ofNanos(1)));
        Thread.sleep(1);
        assertTrue(late.poll());
        assertEquals("the time limit was reached", late.reason());
    }

    @Test
    void theLastCandidateIsHeardOfAtOnce() {
        List<Progress> heard = new ArrayList<>();
        SearchControl control = new SearchControl(HALF_A_MINUTE.withListener(heard::add));
        control.expect(2);
        control.decided(5);
        control.decided(7);
        Progress last = heard.get(heard.size() - 1);
        assertEquals(2, last.decided());
        assertEquals(2, last.candidates());
        assertEquals(5, last.bestObjective());
    }
}
