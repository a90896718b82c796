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
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.ScoreReadings;
import io.github.jqodi.plan.ScoreReadings.Opportunity;
import io.github.jqodi.solve.SolveOptions;
import org.junit.jupiter.api.Test;

/** What is said of scores where switches of the server cost something and not all is proven. */
class SwitchingScoreTest {
    private static final double BOUND = 10;

    private final Problem problem = ScenarioJson.parse("""
            {"format": "jqodi-scenario/1", "name": "scored", "target": {"deadlineSeconds": 8, "loss": 0.5},
             "edgeServers": [{"name": "a"}, {"name": "b", "switchJoules": 1}],
             "bitWidths": [8], "models": [{"name": "m", "loss": 0.9, "cuts": [1]}],
             "costs": {"kind": "measured", "entries": [
               {"model": "m", "bits": 8, "server": "a", "cut": 1, "seconds": 1, "joules": 5},
               {"model": "m", "bits": 8, "server": "b", "cut": 1, "seconds": 2, "joules": 3}]},
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 4}}]}
            """);

    private CandidateTask task(Opportunity opportunity, long maxLabels) {
        Candidate candidate = problem.assess().candidates().get(0);
        Goal goal = Goal.of(problem.scenario());
        Candidate searched = goal.searched(candidate, Stopped.NEVER);
        CostTable table = CostTable.of(searched.costs(), searched.actions(), searched.robustEpochs());
        SolveOptions options = SolveOptions.DEFAULT
                .withRule(Rule.PAPER)
                .withReadings(ScoreReadings.DEFAULT.withOpportunity(opportunity))
                .withMaxLabels(maxLabels);
        return CandidateTask.of(problem, goal, candidate, searched, table, options, new SearchControl(options));
    }

    private Plan leastEnergy() {
        CandidateTask task = task(Opportunity.ONE, Long.MAX_VALUE);
        Rule basis = task.options().readings().energyBasis().rule();
        return ExactSearch.exact().open(task.withRule(basis)).run().plan().orElseThrow();
    }

    private double risk() {
        CandidateTask task = task(Opportunity.ONE, Long.MAX_VALUE);
        return task.options().readings().risk(task.searched().losses());
    }

    @Test
    void anOpportunityOfOneIsProvenAsFarAsTheEnergyIs() {
        CandidateTask task = task(Opportunity.ONE, Long.MAX_VALUE);
        assertTrue(SwitchingSearch.byScore(task, CandidateResult.optimal(leastEnergy(), 0))
                .isComplete());
        CandidateResult open = SwitchingSearch.byScore(task, CandidateResult.feasible(leastEnergy(), BOUND, 0));
        assertFalse(open.isComplete());
        assertEquals(risk() * BOUND, open.lowerBound());
    }

    @Test
    void aScoreOfTooManyLabelsIsThatOfTheBestPlanAtHand() {
        CandidateResult energy = CandidateResult.feasible(leastEnergy(), BOUND, 3);
        CandidateResult literal = SwitchingSearch.byScore(task(Opportunity.LITERAL, 1), energy);
        assertFalse(literal.isComplete());
        assertTrue(literal.plan().isPresent());
        assertEquals(risk() * BOUND, literal.lowerBound());
        assertEquals(3, literal.work().labels());
        CandidateResult inverse = SwitchingSearch.byScore(task(Opportunity.INVERSE, 1), energy);
        assertTrue(inverse.plan().isPresent());
        assertEquals(0, inverse.lowerBound());
    }

    @Test
    void aScoreThatIsStoppedIsThatOfTheBestPlanAtHand() {
        CandidateResult energy = CandidateResult.feasible(leastEnergy(), BOUND, 3);
        CandidateTask task = task(Opportunity.LITERAL, Long.MAX_VALUE);
        task.control().cancel();
        CandidateResult stopped = SwitchingSearch.byScore(task, energy);
        assertFalse(stopped.isComplete());
        assertEquals(leastEnergy().schedule(), stopped.plan().orElseThrow().schedule());
    }
}
