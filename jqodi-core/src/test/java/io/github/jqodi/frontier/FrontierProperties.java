package io.github.jqodi.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.search.SearchControl;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The frontier is that of all supported plans, and its points are met. */
class FrontierProperties {
    @Property(tries = 500, seed = "25", shrinking = ShrinkingMode.OFF)
    void theFrontierIsReachedAndNothingBeatsItAtItsSteps(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        Rule rule = given.rule() == Rule.PAPER ? Rule.ROBUST : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        Frontier frontier = Frontier.of(given.problem(), options);
        double last = Double.POSITIVE_INFINITY;
        for (Frontier.Step point : frontier.steps()) {
            assertTrue(point.objective() < last, () -> "seed " + seed);
            last = point.objective();
            SolveResult best = frontier.solve(Solvers.exact(), point.limit()).get(0);
            double least = best.plan().orElseThrow().objective();
            assertTrue(least <= point.objective() * (1 + 1e-9) + 1e-12, () -> "seed " + seed + " " + point);
            assertEquals(Optional.of(point), frontier.at(point.limit()));
        }
        SolveResult result = Solvers.exact().solve(given.problem(), options);
        Optional<Frontier.Step> step =
                frontier.at(given.problem().scenario().target().deadlineSeconds());
        if (step.isPresent()) {
            double least = result.plan().orElseThrow().objective();
            assertTrue(least <= step.get().objective() * (1 + 1e-9) + 1e-12, () -> "seed " + seed);
        }
    }

    @Property(tries = 400, seed = "27", shrinking = ShrinkingMode.OFF)
    void theFrontierIsThatOfAllSupportedPlans(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        Rule rule = given.rule() == Rule.PAPER ? Rule.ROBUST : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        FrontierSteps steps = new FrontierSteps();
        List<Candidate> candidates = given.problem().assess().candidates();
        for (int i = 0; i < candidates.size(); i++) {
            FrontierPoints points =
                    FrontierPoints.of(given.problem(), options, candidates.get(i), new SearchControl(options));
            steps.merge(points.limits(), points.objectives(), i);
        }
        Frontier frontier = Frontier.of(given.problem(), options);
        assertEquals(steps.size(), frontier.size(), () -> "seed " + seed);
        for (int i = 0; i < steps.size(); i++) {
            Candidate owner = candidates.get(steps.owner(i));
            Frontier.Step expected =
                    new Frontier.Step(steps.limit(i), steps.objective(i), owner.pair(), ObjectiveKind.ENERGY);
            assertEquals(expected, frontier.step(i), () -> "seed " + seed);
        }
    }
}
