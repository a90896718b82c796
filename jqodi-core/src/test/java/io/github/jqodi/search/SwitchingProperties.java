package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.TOLERANCE;
import static io.github.jqodi.testing.Answers.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Placement;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Small random problems in which every switch of the server costs 1, 10 or 100 % of a typical epoch. */
class SwitchingProperties {
    private static final double[] SHARES = {0.01, 0.1, 1};
    private static final double LOOSE = 1e7;

    @Property(tries = 4000, seed = "41", shrinking = ShrinkingMode.OFF)
    void exactAgreesWithExhaustive(@ForAll long seed) {
        RandomProblems.Case given = switching(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        Statistics.label("changes")
                .collect(reference.plan().map(SwitchingProperties::changes).orElse(-1));
        Statistics.label("changes the server")
                .collect(reference.plan().map(plan -> changes(plan) > 0).orElse(false))
                .coverage(c -> c.check(true).percentage(p -> p >= 15));
        try {
            assertSame(given.problem(), given.rule(), reference, exact);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), exact));
            PlanVerifier verifier = new PlanVerifier(given.problem());
            exact.plan().ifPresent(plan -> assertEquals(List.of(), verifier.verify(plan)));
        } catch (AssertionError e) {
            throw new AssertionError(RandomProblems.describe(seed, given), e);
        }
    }

    @Property(tries = 1500, seed = "42", shrinking = ShrinkingMode.OFF)
    void mergedAndPathsAgreeWithExact(@ForAll long seed) {
        RandomProblems.Case given = switching(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        for (Solver solver : List.of(Solvers.merged(), Solvers.paths())) {
            try {
                assertSame(given.problem(), given.rule(), exact, solver.solve(given.problem(), options));
            } catch (AssertionError e) {
                throw new AssertionError(solver.name() + ", " + RandomProblems.describe(seed, given), e);
            }
        }
    }

    @Property(tries = 800, seed = "43", shrinking = ShrinkingMode.OFF)
    void limitsAndFactorsEndInTruthfulBounds(@ForAll long seed) {
        RandomProblems.Case given = switching(seed);
        SplittableRandom random = new SplittableRandom(seed);
        double epsilon = random.nextDouble(0.001, 0.5);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        double least = objective(Solvers.exhaustive().solve(given.problem(), options));
        SolveResult near = Solvers.approximate(epsilon).solve(given.problem(), options);
        SolveResult cut = Solvers.exact().solve(given.problem(), options.withMaxLabels(1 + random.nextInt(30)));
        for (SolveResult result : List.of(near, cut)) {
            String message = result.solver() + ", seed " + seed;
            assertTrue(result.lowerBound() <= least * (1 + TOLERANCE), message);
            assertTrue(result.plan().isEmpty() || objective(result) >= least * (1 - TOLERANCE), message);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), result), message);
        }
        if (given.rule() != Rule.PAPER) {
            assertTrue(objective(near) <= least * (1 + epsilon) * (1 + 1e-9) || least == Double.POSITIVE_INFINITY);
        }
    }

    /** Without an inference, which may run elsewhere than the schedule. */
    @Property(tries = 800, seed = "44", shrinking = ShrinkingMode.OFF)
    void whereASwitchTakesTooLongTheBestServerServesTheWholeRun(@ForAll long seed) {
        RandomProblems.Case given = switching(seed);
        Assume.that(given.problem().scenario().inference().isEmpty());
        Rule rule = given.rule() == Rule.PAPER ? Rule.ROBUST : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withGap(0);
        double deadline = given.problem().scenario().target().deadlineSeconds();
        if (given.problem().scenario().inference().isPresent()) {
            return; // an inference may run where training does not
        }
        Problem dear = withSwitching(given.problem(), server -> server.withSwitching(deadline, 0));
        double least = Double.POSITIVE_INFINITY;
        for (EdgeServer server : dear.scenario().edgeServers()) {
            Problem alone = dear.withScenario(dear.scenario()
                    .withChoices(dear.scenario().choices().withServers(Selection.only(List.of(server.name())))));
            least = Math.min(least, objective(Solvers.exact().solve(alone, options)));
        }
        double found = objective(Solvers.exact().solve(dear, options));
        assertTrue(found == least || Math.abs(found - least) <= TOLERANCE * least, () -> "seed " + seed);
    }

    @Property(tries = 800, seed = "45", shrinking = ShrinkingMode.OFF)
    void switchesNeverMakeAPlanCheaper(@ForAll long seed) {
        RandomProblems.Case given = switching(seed);
        Rule rule = given.rule() == Rule.PAPER ? Rule.ROBUST : given.rule();
        SolveOptions options = SolveOptions.DEFAULT.withRule(rule).withGap(0);
        Problem free = withSwitching(given.problem(), server -> server.withSwitching(0, 0));
        Problem half = withSwitching(
                given.problem(), server -> server.withSwitching(server.switchSeconds() / 2, server.switchJoules() / 2));
        double without = objective(Solvers.exact().solve(free, options));
        double some = objective(Solvers.exact().solve(half, options));
        double all = objective(Solvers.exact().solve(given.problem(), options));
        assertTrue(without <= some * (1 + TOLERANCE), () -> "seed " + seed);
        assertTrue(some <= all * (1 + TOLERANCE), () -> "seed " + seed);
    }

    private static double objective(SolveResult result) {
        return result.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY);
    }

    private static int changes(Plan plan) {
        int changes = 0;
        for (int i = 1; i < plan.schedule().size(); i++) {
            boolean stays = plan.schedule()
                    .get(i)
                    .server()
                    .equals(plan.schedule().get(i - 1).server());
            changes += stays ? 0 : 1;
        }
        return changes;
    }

    private static Problem withSwitching(Problem problem, UnaryOperator<EdgeServer> change) {
        CostModel costs = problem.costModel() instanceof AnalyticCosts analytic
                ? analytic.withPlacement(Placement.IN_PLACE)
                : problem.costModel();
        Scenario scenario = problem.scenario().toBuilder()
                .schedule(SchedulePolicy.PER_EPOCH)
                .edgeServers(
                        problem.scenario().edgeServers().stream().map(change).toList())
                .build();
        return new Problem(scenario, problem.estimators(), costs);
    }

    /** A random problem with switches, and a deadline between the fastest schedule and a bit above the cheapest. */
    static RandomProblems.Case switching(long seed) {
        RandomProblems.Case drawn = RandomProblems.of(seed);
        SplittableRandom random = new SplittableRandom(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(drawn.rule() == Rule.PAPER ? Rule.ROBUST : drawn.rule());
        SolveResult free = Solvers.exact().solve(drawn.problem().withDeadlineSeconds(LOOSE), options);
        if (free.plan().isEmpty()) {
            return drawn;
        }
        Plan plan = free.plan().get();
        double share = SHARES[random.nextInt(SHARES.length)];
        double seconds = share * plan.robust().seconds() / plan.robust().epochs();
        double joules = share * plan.robust().joules() / plan.robust().epochs();
        Problem dear = withSwitching(
                drawn.problem(),
                server -> server.withSwitching(seconds * random.nextDouble(), joules * random.nextDouble()));
        SolveResult strict = Solvers.exact().solve(dear.withDeadlineSeconds(Double.MIN_VALUE), options);
        double fastest = strict.infeasibilities().stream()
                .map(why -> why.smallestDeadlineSeconds())
                .flatMapToDouble(OptionalDouble::stream)
                .min()
                .orElse(LOOSE);
        double span = plan.robust().seconds() * 1.1 - fastest;
        double deadline = Math.max(fastest + span * random.nextDouble(-0.05, 1), Double.MIN_NORMAL);
        return new RandomProblems.Case(dear.withDeadlineSeconds(deadline), drawn.rule());
    }
}
