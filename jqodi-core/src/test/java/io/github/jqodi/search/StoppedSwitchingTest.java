package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.cost.CostTable;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Goal;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.solve.SolveOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Searches that pay for changes of the server and are stopped behind the epochs with weight. Two epochs of four have weight; on
 * a they take 1 s and 5 J, on b 2 s and 3 J, and changing to b costs 1 J.
 */
class StoppedSwitchingTest {
    private static final Problem PROBLEM = ScenarioJson.parse("""
                    {"format": "jqodi-scenario/1", "name": "stopped", "target": {"deadlineSeconds": 7.5, "loss": 0.5},
                     "edgeServers": [{"name": "a"}, {"name": "b", "switchJoules": 1}], "bitWidths": [8],
                     "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                     "costs": {"kind": "measured", "entries": [
                       {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
                       {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 3}]},
                     "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 4}}]}
                    """);

    private static BoundedSearch open(SearchControl control) {
        Candidate candidate = PROBLEM.assess().candidates().get(0);
        Goal goal = Goal.of(PROBLEM.scenario());
        Candidate searched = goal.searched(candidate, Stopped.NEVER);
        CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.NOMINAL);
        return ExactSearch.exact()
                .open(CandidateTask.of(PROBLEM, goal, candidate, searched, table, options, control));
    }

    /** Both epochs with weight on b, then 3.5 s are left for two: one on b, one on a. */
    @Test
    void theEpochsBehindTakeLeastEnergyInTheTimeThatIsLeft() {
        CandidateResult result = open(new SearchControl(SolveOptions.DEFAULT)).run();
        Plan plan = result.plan().orElseThrow();
        assertTrue(result.isComplete());
        assertTrue(result.warning().isEmpty());
        assertEquals(6, plan.objective());
        assertEquals(6 + 3 + 5, plan.robust().joules());
    }

    @Test
    void aStopLeavesThemAsFastAsTheyAreAndSaysSo() {
        SearchControl control = new SearchControl(SolveOptions.DEFAULT);
        BoundedSearch opened = open(control);
        control.cancel();
        CandidateResult result = opened.run();
        Plan plan = result.plan().orElseThrow();
        assertFalse(result.isComplete());
        assertEquals(Warning.Code.UNPROVEN_TAIL, result.warning().orElseThrow().code());
        assertTrue(result.lowerBound() <= 6);
        assertEquals(List.of(), new PlanVerifier(PROBLEM).verify(plan));
    }
}
