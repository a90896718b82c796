package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Prepared, batched, threaded and shortened solves give the answers of plain ones, to the bit. */
class PreparedProperties {
    @Property(tries = 400, seed = "21", shrinking = ShrinkingMode.OFF)
    void aPreparedSolverAnswersLikeAFreshOne(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        PreparedSolver prepared = Solvers.exact().prepare(given.problem());
        for (Problem changed : changes(given.problem(), seed)) {
            SolveResult fresh = Solvers.exact().solve(changed, options);
            assertSame(seed, fresh, prepared.solve(changed, options));
        }
    }

    @Property(tries = 300, seed = "22", shrinking = ShrinkingMode.OFF)
    void aBatchAnswersLikeSingleSolves(@ForAll long seed) {
        List<Problem> problems = changes(RandomProblems.of(seed).problem(), seed);
        Planner planner = Planner.create().withRule(Rule.NOMINAL);
        for (int threads : new int[] {1, 3}) {
            List<BatchAnswer> results = planner.withThreads(threads).planAll(problems);
            assertEquals(problems.size(), results.size());
            for (int i = 0; i < problems.size(); i++) {
                assertSame(seed, planner.plan(problems.get(i)), results.get(i).orElseThrow());
            }
        }
    }

    @Property(tries = 400, seed = "23", shrinking = ShrinkingMode.OFF)
    void theNumberOfThreadsChangesNothing(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        for (int alternatives : new int[] {Integer.MAX_VALUE, 0, 1}) {
            SolveOptions some = options.withAlternatives(alternatives);
            SolveResult one = Solvers.exact().solve(given.problem(), some);
            assertSame(seed, one, Solvers.exact().solve(given.problem(), some.withThreads(4)));
        }
    }

    @Property(tries = 1500, seed = "24", shrinking = ShrinkingMode.OFF)
    void fewerAlternativesAreTheFirstOfAll(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        SolveResult all = Solvers.exact().solve(given.problem(), options.withAlternatives(Integer.MAX_VALUE));
        for (int n : new int[] {0, 1}) {
            SolveResult some = Solvers.exact().solve(given.problem(), options.withAlternatives(n));
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), some), () -> "seed " + seed);
            assertEquals(all.status(), some.status(), () -> "seed " + seed);
            assertEquals(all.plan(), some.plan(), () -> "seed " + seed);
            assertEquals(all.alternatives().stream().limit(n).toList(), some.alternatives(), () -> "seed " + seed);
            if (all.plan().isEmpty()) {
                assertEquals(all.infeasibilities(), some.infeasibilities(), () -> "seed " + seed);
            }
        }
    }

    @Property(tries = 800, seed = "26", shrinking = ShrinkingMode.OFF)
    void theApproximateSolverKeepsItsFactor(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        Rule rule = given.rule() == Rule.PAPER ? Rule.EXPECTED : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        SolveResult approximate = Solvers.approximate(0.05).solve(given.problem(), options);
        assertEquals(exact.plan().isPresent(), approximate.plan().isPresent(), () -> "seed " + seed);
        if (exact.plan().isPresent()) {
            double least = exact.plan().get().objective();
            assertTrue(approximate.plan().orElseThrow().objective() <= 1.05 * least * (1 + 1e-12));
            assertTrue(approximate.lowerBound() <= least * (1 + 1e-12), () -> "seed " + seed);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), approximate));
        }
    }

    /** The problem itself, with other deadlines, with a slower link, with one server less, and itself again. */
    private static List<Problem> changes(Problem problem, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Scenario scenario = problem.scenario();
        List<Problem> changes = new ArrayList<>(List.of(problem));
        double deadline = scenario.target().deadlineSeconds();
        changes.add(problem.withDeadlineSeconds(deadline * random.nextDouble(0.8, 1.5)));
        EdgeServer first = scenario.edgeServers().get(0);
        if (first.deviceLink().isPresent()) {
            Link link = first.deviceLink().get();
            Link slower = Link.of(link.rate().bitsPerSecond() * random.nextDouble(0.3, 1.2), link.joulesPerBit());
            List<EdgeServer> servers = new ArrayList<>(scenario.edgeServers());
            servers.set(0, first.withDeviceLink(slower));
            changes.add(problem.withScenario(
                    scenario.toBuilder().edgeServers(servers).build()));
        }
        if (scenario.edgeServers().size() > 1
                && first.deviceLink().isPresent()
                && scenario.device().isPresent()) {
            changes.add(problem.withScenario(scenario.withChoices(
                    scenario.choices().withServers(io.github.jqodi.scenario.Selection.except(List.of(first.name()))))));
        }
        changes.add(problem);
        return changes;
    }

    private static void assertSame(long seed, SolveResult expected, SolveResult actual) {
        assertEquals(expected.status(), actual.status(), () -> "seed " + seed);
        assertEquals(expected.plan(), actual.plan(), () -> "seed " + seed);
        assertEquals(expected.lowerBound(), actual.lowerBound(), () -> "seed " + seed);
        assertEquals(expected.alternatives(), actual.alternatives(), () -> "seed " + seed);
        assertEquals(expected.infeasibilities(), actual.infeasibilities(), () -> "seed " + seed);
        assertEquals(expected.warnings(), actual.warnings(), () -> "seed " + seed);
    }
}
