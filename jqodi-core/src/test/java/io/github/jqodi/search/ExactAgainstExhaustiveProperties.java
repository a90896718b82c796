package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** The exact solver against the one that tries every schedule, on thousands of random small problems. */
class ExactAgainstExhaustiveProperties {
    @Property(tries = 6000, seed = "20261124", shrinking = ShrinkingMode.OFF)
    void agreesWithExhaustive(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        collect(given, exact);
        try {
            assertSame(given.problem(), given.rule(), reference, exact);
            assertVerified(given.problem(), exact);
            assertVerified(given.problem(), reference);
        } catch (AssertionError e) {
            throw new AssertionError(RandomProblems.describe(seed, given), e);
        }
    }

    @Property(tries = 1500, seed = "20261125", shrinking = ShrinkingMode.OFF)
    void statedRelaxationsAdmitThePairAndOneDoubleLessDoesNot(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        SolveResult result = Solvers.exact().solve(given.problem(), options);
        int relaxations = 0;
        for (Infeasibility why : result.infeasibilities()) {
            if (why.smallestDeadlineSeconds().isPresent()
                    || why.lossTargetNeeded().isPresent()) {
                relaxations++;
                assertRelaxation(seed, given, why, options);
            }
        }
        Statistics.label("relaxations")
                .collect(relaxations > 0 ? "some" : "none")
                .coverage(c -> c.check("some").percentage(p -> p >= 20));
    }

    @Property(tries = 1500, seed = "20261126", shrinking = ShrinkingMode.OFF)
    void theExactSumOfTheFastestScheduleIsTheBoundary(@ForAll long seed) {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        SolveResult strict = Solvers.exact().solve(given.problem().withDeadlineSeconds(Double.MIN_VALUE), options);
        OptionalDouble smallest = strict.infeasibilities().stream()
                .filter(why -> strict.status() == Status.INFEASIBLE)
                .filter(why -> why.lossTargetNeeded().isEmpty())
                .flatMapToDouble(why -> why.smallestDeadlineSeconds().stream())
                .min();
        Statistics.label("boundary")
                .collect(smallest.isPresent())
                .coverage(c -> c.check(true).percentage(p -> p >= 70));
        if (smallest.isPresent()) {
            double feasible = smallest.getAsDouble();
            Problem at = given.problem().withDeadlineSeconds(feasible);
            Problem below = given.problem().withDeadlineSeconds(Math.nextDown(feasible));
            for (Solver solver : List.of(Solvers.exact(), Solvers.exhaustive())) {
                assertTrue(solver.solve(at, options).status().hasPlan(), () -> "seed " + seed);
                assertEquals(Status.INFEASIBLE, solver.solve(below, options).status(), () -> "seed " + seed);
            }
        }
    }

    private static void assertVerified(Problem problem, SolveResult result) {
        PlanVerifier verifier = new PlanVerifier(problem);
        result.plan().ifPresent(plan -> assertEquals(List.of(), verifier.verify(plan)));
        for (int i = 0; i < result.alternatives().size(); i++) {
            assertEquals(List.of(), verifier.verify(result.alternatives().get(i), result.rule(), i));
        }
    }

    private static void assertRelaxation(
            long seed, RandomProblems.Case given, Infeasibility why, SolveOptions options) {
        Problem pinned = pinned(given.problem(), why.pair());
        double deadline = why.smallestDeadlineSeconds()
                .orElse(given.problem().scenario().target().deadlineSeconds());
        Problem relaxed = relaxed(pinned, deadline, why.lossTargetNeeded());
        String message = "seed " + seed + ": " + why;
        assertTrue(Solvers.exact().solve(relaxed, options).status().hasPlan(), message);
        if (why.smallestDeadlineSeconds().isPresent()) {
            Problem less = relaxed(pinned, Math.nextDown(deadline), why.lossTargetNeeded());
            assertEquals(Status.INFEASIBLE, Solvers.exact().solve(less, options).status(), message);
        }
        if (why.lossTargetNeeded().isPresent()) {
            double toward = given.problem().scenario().metric() == Metric.LOSS ? 0 : 1;
            double target = Math.nextAfter(why.lossTargetNeeded().getAsDouble(), toward);
            Problem less = relaxed(pinned, deadline, OptionalDouble.of(target));
            assertEquals(Status.INFEASIBLE, Solvers.exact().solve(less, options).status(), message);
        }
    }

    private static Problem pinned(Problem problem, QuantizedModel pair) {
        return problem.withScenario(problem.scenario()
                .withChoices(Choices.ALL
                        .withModels(Selection.only(List.of(pair.model())))
                        .withQuantizations(Selection.only(List.of(pair.quantization())))));
    }

    private static Problem relaxed(Problem problem, double deadline, OptionalDouble lossTarget) {
        Scenario scenario = problem.scenario();
        List<ModelVersion> models = lossTarget.isEmpty()
                ? scenario.models()
                : scenario.models().stream()
                        .map(model -> model.withLossTarget(lossTarget.getAsDouble()))
                        .toList();
        return problem.withScenario(scenario.toBuilder().models(models).build()).withDeadlineSeconds(deadline);
    }

    /** At least 30 % of the optima mix actions under a deadline that binds, at least 10 % have no plan. */
    private static void collect(RandomProblems.Case given, SolveResult exact) {
        boolean mixes = exact.plan().map(plan -> plan.schedule().size() > 1).orElse(false);
        String kind = exact.status() == Status.INFEASIBLE
                ? "infeasible"
                : mixes && binds(given, exact) ? "binding and mixed" : "other";
        Statistics.label("kind").collect(kind).coverage(c -> {
            c.check("binding and mixed").percentage(p -> p >= 30);
            c.check("infeasible").percentage(p -> p >= 10);
        });
        Statistics.label("rule").collect(given.rule());
        Statistics.label("schedule").collect(given.problem().scenario().schedule());
    }

    private static boolean binds(RandomProblems.Case given, SolveResult exact) {
        if (given.problem().scenario().schedule() == SchedulePolicy.FIXED) {
            return false;
        }
        SolveResult free = Solvers.exact()
                .solve(
                        given.problem().withDeadlineSeconds(1e7),
                        SolveOptions.DEFAULT.withRule(given.rule()).withAlternatives(0));
        Plan best = exact.plan().orElseThrow();
        Plan loose = free.plan().orElseThrow();
        return loose.objective() < best.objective()
                || loose.robust().joules() < best.robust().joules();
    }
}
