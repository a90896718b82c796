package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches that are stopped after the epochs with weight, which are two of four. On a an epoch takes 1 s and 5 J, the fourth
 * 3 s; on b it takes 2 s and 3 J. Where switching the server costs anything, it is 1 J to b.
 */
class StoppedTailTest {
    private static Problem problem(String switching) {
        return ScenarioJson.parse("""
                        {"format": "jqodi-scenario/1", "name": "stopped", "target": {"deadlineSeconds": 8.5, "loss": 0.5},
                         "edgeServers": [{"name": "a"}, {"name": "b"%s}], "bitWidths": [8],
                         "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
                         "costs": {"kind": "measured", "entries": [
                           {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
                           {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 3, "joules": 5, "epoch": 4},
                           {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 3}]},
                         "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 4}}]}
                        """.formatted(switching));
    }

    private static BoundedSearch open(Problem problem, SearchControl control) {
        Candidate candidate = problem.assess().candidates().get(0);
        Goal goal = Goal.of(problem.scenario());
        Candidate searched = goal.searched(candidate, Stopped.NEVER);
        CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.NOMINAL);
        return ExactSearch.exact().open(CandidateTask.of(problem, goal, candidate, searched, table, options, control));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"switchJoules\": 1"})
    void theEpochsAfterTakeLeastEnergyInTheTimeThatIsLeft(String switching) {
        Problem problem = problem(switching);
        CandidateResult result =
                open(problem, new SearchControl(SolveOptions.DEFAULT)).run();
        assertTrue(result.isComplete());
        assertTrue(result.warning().isEmpty());
        assertEquals(6, result.plan().orElseThrow().objective());
        assertEquals(4 * 3, result.plan().orElseThrow().robust().joules());
    }

    /** a in the third epoch and b in the fourth are fastest; changing twice does not take longer. */
    @ParameterizedTest
    @ValueSource(strings = {"", ", \"switchJoules\": 1"})
    void aStopLeavesThemAsFastAsTheyAreAndSaysSo(String switching) {
        Problem problem = problem(switching);
        SearchControl control = new SearchControl(SolveOptions.DEFAULT);
        BoundedSearch opened = open(problem, control);
        control.cancel();
        CandidateResult result = opened.run();
        Plan plan = result.plan().orElseThrow();
        assertEquals(Warning.Code.UNPROVEN_TAIL, result.warning().orElseThrow().code());
        assertEquals(plan.nominal().seconds() + 1 + 2, plan.robust().seconds());
        assertTrue(result.lowerBound() <= 6);
        assertEquals(List.of(), new PlanVerifier(problem).verify(plan));
    }
}
