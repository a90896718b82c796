package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.SolveOptions;
import org.junit.jupiter.api.Test;

/** Four epochs on a, 1 s and 5 J each, or on b, 2 s and 3 J; switching to b takes 0.5 s and 1 J. */
class SchedulesTest {
    private static final int A = 0;
    private static final int B = 1;

    private static Schedules schedules(Rule rule) {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "compared", "target": {"deadlineSeconds": 99, "loss": 0.5},
                 "edgeServers": [{"name": "a"}, {"name": "b", "switchSeconds": 0.5, "switchJoules": 1}],
                 "bitWidths": [8], "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
                   {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 3}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 4}}]}
                """);
        Candidate candidate = problem.assess().candidates().get(0);
        Goal goal = Goal.of(problem.scenario());
        Candidate searched = goal.searched(candidate, Stopped.NEVER);
        CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        return new Schedules(
                CandidateTask.of(problem, goal, candidate, searched, table, options, new SearchControl(options)));
    }

    private static void assertBetter(Schedules schedules, int[] better, int[] other) {
        assertTrue(schedules.compare(better, other) < 0);
        assertTrue(schedules.compare(other, better) > 0);
    }

    /** Switching to b in the second epoch or in the third costs the same, switching to a costs nothing. */
    @Test
    void energyDecidesWithTheChangesOfTheServer() {
        Schedules robust = schedules(Rule.ROBUST);
        assertEquals(0, robust.compare(new int[] {A, B, B, B}, new int[] {B, A, B, B}));
        assertBetter(robust, new int[] {B, B, B, A}, new int[] {A, B, B, B});
        assertEquals(1, robust.switchCost(new int[] {A, B, B, A}));
        assertEquals(0, robust.switchCost(new int[] {B, A, A, A}));
    }

    /** In two epochs with weight b and a take 3 s, a and b half a second more for the change and a joule more. */
    @Test
    void timeAndThenTheEnergyAfterDecideBetweenEquals() {
        Schedules nominal = schedules(Rule.NOMINAL);
        assertBetter(nominal, new int[] {B, A, A, A}, new int[] {A, B, B, B});
        assertEquals(0, nominal.compare(new int[] {B, B, A, B}, new int[] {B, B, A, B}));
        assertBetter(nominal, new int[] {B, B, B, B}, new int[] {B, B, A, A});
        assertBetter(nominal, new int[] {B, B, B, A}, new int[] {B, B, A, B});
    }

    @Test
    void serversAreCounted() {
        assertTrue(schedules(Rule.ROBUST).groups().toString().startsWith("2 servers of "));
    }

    @Test
    void aDeadlineIsNotReached() {
        Schedules robust = schedules(Rule.ROBUST);
        int[] columns = {A, B, B, A};
        assertFalse(robust.fits(columns, 6.5));
        assertTrue(robust.fits(columns, Math.nextUp(6.5)));
    }
}
