package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.Action;
import io.github.jqodi.json.ScenarioJson;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Setting up takes 1 s. On a the first two epochs take 1 s, the next two 2 s, all others ½ s; on b each takes 1¼ s. Where it costs,
 * a switch of the server takes another ¼ s.
 */
class EpochsThatFitTest {
    private static final int MILLION = 1_000_000;

    private static Problem problem(double deadline, String schedule, double switching) {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "fit", "target": {"deadlineSeconds": DEADLINE, "loss": 0.5},
                 "schedule": "SCHEDULE", "edgeServers": [{"name": "a", "switchSeconds": SWITCH}, {"name": "b", "switchSeconds": SWITCH}],
                 "bitWidths": [8],
                 "models": [{"name": "m", "loss": 0.9, "cuts": [0], "setup": [{"bits": 8, "seconds": 1, "joules": 5}]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 1, "joules": 1, "epoch": 1},
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 2, "joules": 1, "epoch": 3},
                   {"model": "m", "bits": 8, "server": "a", "cut": 0, "seconds": 0.5, "joules": 1, "epoch": 5},
                   {"model": "m", "bits": 8, "server": "b", "cut": 0, "seconds": 1.25, "joules": 1}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
                """.replace("DEADLINE", Double.toString(deadline))
                .replace("SCHEDULE", schedule)
                .replace("SWITCH", Double.toString(switching)));
    }

    private static Candidate candidate(Problem problem) {
        // a deadline that no plan meets leaves no candidate, and is put in again
        return problem.withDeadlineSeconds(1000).assess().candidates().get(0);
    }

    private static int fastest(double deadline, String schedule, double switching) {
        Problem problem = problem(deadline, schedule, switching);
        Candidate candidate = candidate(problem);
        return EpochsThatFit.ofFastest(
                problem.scenario(), candidate.setup(), candidate.costs(), candidate.actions(), () -> false);
    }

    /** 1 + 1 + 1 + 1¼ + 1¼ s, then ½ s each. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "1, 0",
        "2, 0",
        "2.01, 1",
        "3, 1",
        "3.01, 2",
        "5.5, 3",
        "5.51, 4",
        "6, 4",
        "6.01, 5",
        "100, 192"
    })
    void eachEpochIsAsFastAsCanBe(double deadline, int epochs) {
        assertEquals(epochs, fastest(deadline, "perEpoch", 0));
    }

    /** b alone fits 1 + 4 · 1¼ s, where a needs 7 s for four epochs; for long a is the faster. */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2.01, 1", "2.26, 1", "6, 3", "6.01, 4", "7.26, 5", "100, 189"})
    void aFixedScheduleStaysOnItsServer(double deadline, int epochs) {
        assertEquals(epochs, fastest(deadline, "fixed", 0));
    }

    /** On a until two epochs are done, on b for two, and back: 5½ s and two changes; or b throughout for four, 6 s. */
    @ParameterizedTest
    @CsvSource({
        "2, 0", "2.01, 1", "3, 1", "3.01, 2", "4.5, 2", "4.51, 3", "5.75, 3", "5.76, 4", "6.5, 4", "6.51, 5", "7.01, 6"
    })
    void changesOfTheServerTakeTheirTime(double deadline, int epochs) {
        assertEquals(epochs, fastest(deadline, "perEpoch", 0.25));
    }

    /** Of the schedule of three epochs on a: within it, and as its last action goes on. */
    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "2, 0",
        "2.01, 1",
        "3.01, 2",
        "5, 2",
        "5.01, 3",
        "7, 3",
        "7.01, 4",
        "7.5, 4",
        "7.51, 5",
        "100, 189"
    })
    void aScheduleGoesOnWithItsLastAction(double deadline, int epochs) {
        Candidate candidate = candidate(problem(deadline, "perEpoch", 0));
        Action onA = candidate.actions().get(0);
        List<Action> actions = Collections.nCopies(3, onA);
        EpochCosts costs = new EpochCosts(List.of(), candidate.costs(), actions, () -> false);
        assertEquals(
                epochs,
                EpochsThatFit.count(deadline, candidate.setup(), costs, candidate.costs(), actions, () -> false));
    }

    @Test
    void withoutEndThereIsAMillion() {
        assertEquals(MILLION, fastest(1e8, "perEpoch", 0));
        assertEquals(MILLION, fastest(1e8, "fixed", 0));
        assertEquals(MILLION, fastest(1e8, "perEpoch", 0.25));
    }

    @Test
    void repeatsAreCountedExactly() {
        assertEquals(3, EpochsThatFit.repeats(new ExactSum(-10), 3, 100));
        assertEquals(3, EpochsThatFit.repeats(new ExactSum(-10), 2.5, 100), "four times are just not below");
        assertEquals(2, EpochsThatFit.repeats(new ExactSum(-10), 3, 2));
        assertEquals(0, EpochsThatFit.repeats(new ExactSum(-3), 3, 100));
        assertEquals(100, EpochsThatFit.repeats(new ExactSum(-3), 0, 100));
        assertEquals(0, EpochsThatFit.repeats(new ExactSum(-3), Double.POSITIVE_INFINITY, 100));
        // ten times the double 0.1 are above 1, though the quotient rounds to 10
        assertEquals(9, EpochsThatFit.repeats(new ExactSum(-1), 0.1, 100));
        // a third is rounded down: three times are below 1
        assertEquals(3, EpochsThatFit.repeats(new ExactSum(-1), 1 / 3.0, 100));
    }

    @Test
    void countingStopsWhereItIsAskedTo() {
        Problem problem = problem(100, "perEpoch", 0);
        Candidate candidate = candidate(problem);
        List<Action> actions = Collections.nCopies(3, candidate.actions().get(0));
        assertThrows(Stopped.class, () -> new EpochCosts(List.of(), candidate.costs(), actions, () -> true));
    }
}
