package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.fleet.FleetProgress.Phase;
import io.github.jqodi.solve.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners hear, and what becomes of a fleet whose planning is ended in the midst of a phase. */
class FleetProgressTest {
    /** Enough devices of four kinds that the planning has something to do. */
    private static Fleet fleet() {
        Fleet tiny = TinyFleets.of(4);
        List<FleetDevice> many = IntStream.range(0, 40)
                .mapToObj(i -> {
                    FleetDevice like = tiny.devices().get(i % tiny.devices().size());
                    return FleetDevice.of("device " + i, like.problem(), like.rejectionWeight() + i);
                })
                .toList();
        return tiny.withDevices(many);
    }

    private static FleetPlanner planner(FleetListener listener) {
        return FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withGap(0))
                .withListener(listener);
    }

    @Test
    void aListenerHearsEveryPhaseInOrderAndTheLastNumbers() {
        List<FleetProgress> heard = Collections.synchronizedList(new ArrayList<>());
        FleetResult result = planner(heard::add).plan(fleet());
        List<Phase> phases = heard.stream().map(FleetProgress::phase).distinct().toList();
        assertEquals(List.of(Phase.values()), phases);
        for (int i = 1; i < heard.size(); i++) {
            assertTrue(heard.get(i).seconds() >= heard.get(i - 1).seconds());
            assertTrue(heard.get(i).lowerBound() >= heard.get(i - 1).lowerBound());
            assertTrue(heard.get(i).value() <= heard.get(i - 1).value());
        }
        FleetProgress last = heard.get(heard.size() - 1);
        assertEquals(result.value(), last.value(), 1e-9 * result.value());
        assertEquals(result.lowerBound(), last.lowerBound(), 1e-9 * result.value());
        assertEquals(40, heard.get(0).total());
        assertTrue(result.limitReached().isEmpty());
    }

    @Test
    void listeningChangesNothing() {
        FleetResult plain = planner(FleetListener.NONE).plan(fleet());
        FleetResult heard = planner(progress -> {}).plan(fleet());
        assertEquals(plain.plans(), heard.plans());
        assertEquals(plain.lowerBound(), heard.lowerBound());
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void anInterruptionInAnyPhaseLeavesPlansThatHold(Phase phase) {
        Set<Phase> heard = EnumSet.noneOf(Phase.class);
        FleetResult result = planner(progress -> {
                    heard.add(progress.phase());
                    if (progress.phase() == phase) {
                        Thread.currentThread().interrupt();
                    }
                })
                .plan(fleet());
        assertTrue(Thread.interrupted(), "the interruption stays");
        assertTrue(heard.contains(phase));
        assertEquals(List.of(), FleetVerifier.verify(fleet(), result, 0));
        boolean cutShort = phase != Phase.DONE;
        assertEquals(
                cutShort ? "the search was interrupted" : "",
                result.limitReached().orElse(""));
        assertTrue(result.status() == Status.FEASIBLE || result.gap() == 0, result.toString());
    }

    @Test
    void aTimeLimitThatCutsNothingShortIsNotReached() {
        FleetOptions relaxed = FleetOptions.DEFAULT.withTimeLimit(Duration.ofHours(1));
        FleetResult result = FleetPlanner.create().withOptions(relaxed).plan(fleet());
        assertTrue(result.limitReached().isEmpty());
    }

    @Test
    void onThreadsTooTheListenerIsToldByOneAtATime() {
        boolean[] inside = {false};
        List<Boolean> together = Collections.synchronizedList(new ArrayList<>());
        FleetOptions options = FleetOptions.DEFAULT.withThreads(3).withGap(0);
        FleetPlanner planner = FleetPlanner.create().withOptions(options).withListener(progress -> {
            together.add(inside[0]);
            inside[0] = true;
            Thread.onSpinWait();
            inside[0] = false;
        });
        planner.plan(fleet());
        assertEquals(Set.of(false), together.stream().collect(Collectors.toSet()));
        assertFalse(together.isEmpty());
    }
}
