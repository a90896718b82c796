package io.github.jqodi.search;

import static io.github.jqodi.testing.Answers.TOLERANCE;
import static io.github.jqodi.testing.Answers.assertSame;
import static io.github.jqodi.testing.Answers.objectives;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.HardProblems;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import io.github.jqodi.testing.RandomProblems.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * All solvers, frontiers, prepared and batched solves and verifiers on numbers that rounding is hard on. More of them with
 * {@code -Djqodi.tries=FACTOR}.
 */
class HardNumbersProperties {
    private static final int SMALL = 3_000;
    private static final int MEDIUM = 100;
    /** Labels that merged states may take on a problem of medium size; beyond it there is nothing to compare with. */
    private static final int MEDIUM_LABELS = 300_000;

    private static final double[] EPSILONS = {0.001, 0.01, 0.3};

    @Test
    void smallProblemsHaveOneAnswer() {
        int plans = 0;
        int binding = 0;
        int points = 0;
        Inputs seeds = Inputs.from(1, SMALL);
        for (long seed : seeds) {
            Case given = HardProblems.small(seed);
            try {
                SolveResult reference = assertOneAnswer(given);
                assertApproximation(seed, given, reference);
                points += given.rule() == Rule.PAPER ? 0 : assertFrontier(given, reference);
                if (seed % 3 == 0) {
                    assertSameByOtherWays(seed, given);
                }
                plans += reference.plan().isPresent() ? 1 : 0;
                binding += reference.plan().isPresent() && binds(given, reference) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(RandomProblems.describe(seed, given), e);
            }
        }
        System.out.println("hard numbers: small problems, " + seeds + ", " + plans + " with a plan, " + binding
                + " of them under a deadline that binds, " + points + " frontier points");
        assertTrue(plans > seeds.drawn() / 2 && plans < seeds.drawn() * 0.95, plans + " plans");
        assertTrue(binding > seeds.drawn() / 8, binding + " bind");
        assertTrue(points > seeds.drawn(), points + " points");
    }

    /** Whatever a run has spent, the rest of it has the plan that trying every schedule finds. */
    @Test
    void runsInProgressHaveOneAnswer() {
        int plans = 0;
        int binding = 0;
        Inputs seeds = Inputs.from(1, SMALL);
        for (long seed : seeds) {
            Case given = HardProblems.begun(seed);
            try {
                SolveResult reference = assertOneAnswer(given);
                plans += reference.plan().isPresent() ? 1 : 0;
                binding += reference.plan().isPresent() && binds(given, reference) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(RandomProblems.describe(seed, given), e);
            }
        }
        System.out.println("hard numbers: runs in progress, " + seeds + ", " + plans + " with a plan, " + binding
                + " of them under a deadline that binds");
        assertTrue(plans > seeds.drawn() / 3 && plans < seeds.drawn() * 0.95, plans + " plans");
        assertTrue(binding > seeds.drawn() / 10, binding + " bind");
    }

    @Test
    void mediumProblemsHaveOneAnswer() {
        int compared = 0;
        Inputs seeds = Inputs.from(1, MEDIUM);
        for (long seed : seeds) {
            Case given = HardProblems.medium(seed);
            try {
                compared += assertMedium(seed, given) ? 1 : 0;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(RandomProblems.describe(seed, given), e);
            }
        }
        System.out.println("hard numbers: medium problems, " + seeds + ", " + compared + " proven by two methods");
        assertTrue(compared > seeds.drawn() / 2, compared + " compared");
    }

    private static boolean assertMedium(long seed, Case given) {
        SolveOptions options = exactly(given);
        SolveResult exact = Solvers.exact().solve(given.problem(), options);
        SolveResult merged = Solvers.merged().solve(given.problem(), options.withMaxLabels(MEDIUM_LABELS));
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), exact));
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), merged));
        assertApproximation(seed, given, exact);
        assertFrontier(given, exact);
        if (merged.status() != Status.OPTIMAL && merged.status() != Status.INFEASIBLE) {
            assertTrue(exact.lowerBound() <= merged.plan().map(Plan::objective).orElse(Double.POSITIVE_INFINITY));
            return false;
        }
        assertSame(given.problem(), given.rule(), merged, exact);
        return true;
    }

    private static SolveOptions exactly(Case given) {
        return SolveOptions.DEFAULT.withRule(given.rule()).withGap(0);
    }

    private static SolveResult assertOneAnswer(Case given) {
        SolveOptions options = exactly(given);
        SolveResult reference = Solvers.exhaustive().solve(given.problem(), options);
        for (Solver solver : List.of(Solvers.exact(), Solvers.merged())) {
            SolveResult result = solver.solve(given.problem(), options);
            assertSame(given.problem(), given.rule(), reference, result);
            assertEquals(List.of(), ResultVerifier.verify(given.problem(), result), solver.name());
        }
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), reference));
        assertInference(given.problem(), reference);
        return reference;
    }

    /** Setup and inference are no part of what ε is a share of. */
    private static void assertApproximation(long seed, Case given, SolveResult optimum) {
        double epsilon = EPSILONS[(int) (seed % EPSILONS.length)];
        SolveResult result = Solvers.approximate(epsilon).solve(given.problem(), exactly(given));
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), result));
        assertEquals(optimum.plan().isPresent(), result.plan().isPresent());
        boolean tailMayBeOpen = given.rule() == Rule.NOMINAL || given.rule() == Rule.PAPER;
        assertTrue(tailMayBeOpen
                || result.warnings().stream().noneMatch(warning -> warning.code() == Warning.Code.UNPROVEN_TAIL));
        if (optimum.plan().isEmpty() || given.rule() == Rule.PAPER) {
            return;
        }
        double least = optimum.plan().get().objective();
        assertTrue(result.lowerBound() <= least, result.lowerBound() + " is above " + least);
        Map<QuantizedModel, Double> objectives = objectives(optimum);
        Map<QuantizedModel, Double> constants = constantJoules(given.problem());
        objectives(result).forEach((pair, objective) -> {
            double own = objectives.getOrDefault(pair, -1.0);
            double weighted = Math.max(0, own - constants.getOrDefault(pair, 0.0));
            assertTrue(
                    objective <= own + epsilon * weighted + TOLERANCE * own,
                    () -> pair + ": " + objective + " is more than " + epsilon + " above " + own);
        });
    }

    private static Map<QuantizedModel, Double> constantJoules(Problem problem) {
        Optional<Inference> samples = problem.scenario().inference();
        Map<QuantizedModel, Double> byPair = new HashMap<>();
        for (Candidate c : problem.assess().candidates()) {
            byPair.put(c.pair(), c.setup().joules() + c.leastInferenceJoules(samples));
        }
        return byPair;
    }

    /** Where it runs is the place of least energy, whatever the rule and the schedule. */
    private static void assertInference(Problem problem, SolveResult result) {
        Optional<Inference> samples = problem.scenario().inference();
        result.plan().ifPresent(plan -> {
            assertEquals(samples.isPresent(), plan.inference().isPresent());
            plan.inference().ifPresent(place -> {
                Candidate candidate = problem.assess().candidates().stream()
                        .filter(c -> c.isOf(plan.pair()))
                        .findFirst()
                        .orElseThrow();
                double least = candidate.actions().stream()
                        .mapToDouble(action -> candidate
                                .costs()
                                .inference(action, samples.orElseThrow())
                                .joules())
                        .min()
                        .orElseThrow();
                assertEquals(least, place.joules());
            });
        });
    }

    /** Every point is met at its deadline and not one double before; the optimum lies on the staircase or below it. */
    private static int assertFrontier(Case given, SolveResult optimum) {
        SolveOptions options = exactly(given);
        Frontier frontier = Frontier.of(given.problem(), options);
        SplittableRandom random = new SplittableRandom(frontier.size());
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < frontier.size(); i++) {
            Frontier.Step point = frontier.step(i);
            assertTrue(point.objective() < last, () -> "does not fall at " + point);
            last = point.objective();
            if (frontier.size() <= 8 || random.nextInt(frontier.size()) < 4) {
                assertPoint(given, frontier, i, options.withAlternatives(0));
            }
        }
        Optional<Frontier.Step> step =
                frontier.at(given.problem().scenario().target().deadlineSeconds());
        assertEquals(optimum.plan().isPresent(), step.isPresent(), "a step where there is a plan");
        step.ifPresent(point -> assertTrue(
                optimum.plan().orElseThrow().objective() <= point.objective() * (1 + TOLERANCE), point::toString));
        return frontier.size();
    }

    private static void assertPoint(Case given, Frontier frontier, int i, SolveOptions options) {
        Frontier.Step point = frontier.step(i);
        Problem at = given.problem().withDeadlineSeconds(point.limit());
        SolveResult met = Solvers.exact().solve(at, options);
        double objective = met.plan()
                .orElseThrow(() -> new AssertionError("not met: " + point))
                .objective();
        assertTrue(objective <= point.objective() * (1 + TOLERANCE), () -> objective + " is above " + point);
        boolean isLeast = given.problem().scenario().schedule() == SchedulePolicy.FIXED;
        assertTrue(
                !isLeast || objective >= point.objective() * (1 - TOLERANCE), () -> objective + " is below " + point);
        double tighter = Math.nextDown(point.limit());
        if (tighter > 0) {
            Problem before = given.problem().withDeadlineSeconds(tighter);
            Optional<Plan> plan = Solvers.exact().solve(before, options).plan();
            assertTrue(i > 0 || plan.isEmpty(), () -> "met before " + point);
            plan.filter(found -> objective == point.objective() && found.objective() < objective * (1 - TOLERANCE))
                    .ifPresent(found -> {
                        throw new AssertionError("less energy before " + point + ": " + found.objective());
                    });
        }
    }

    private static void assertSameByOtherWays(long seed, Case given) {
        SolveOptions options = SolveOptions.DEFAULT.withRule(given.rule());
        double deadline = given.problem().scenario().target().deadlineSeconds();
        List<Problem> changes = new ArrayList<>(List.of(given.problem()));
        changes.add(given.problem().withDeadlineSeconds(Math.nextUp(deadline)));
        changes.add(given.problem().withDeadlineSeconds(deadline * 1.5));
        changes.add(given.problem());
        PreparedSolver prepared = Solvers.exact().prepare(given.problem());
        SolveOptions few = seed % 2 == 0 ? options : options.withAlternatives(0);
        List<BatchAnswer> batch = Planner.create()
                .withOptions(few)
                .withThreads(seed % 50 == 0 ? 3 : 1)
                .planAll(changes);
        for (int i = 0; i < changes.size(); i++) {
            SolveResult fresh = Solvers.exact().solve(changes.get(i), few);
            assertIdentical(fresh, prepared.solve(changes.get(i), few));
            assertIdentical(fresh, batch.get(i).orElseThrow());
        }
    }

    private static void assertIdentical(SolveResult expected, SolveResult actual) {
        assertEquals(expected.status(), actual.status());
        assertEquals(expected.plan(), actual.plan());
        assertEquals(expected.lowerBound(), actual.lowerBound());
        assertEquals(expected.alternatives(), actual.alternatives());
        assertEquals(expected.infeasibilities(), actual.infeasibilities());
        assertEquals(expected.warnings(), actual.warnings());
    }

    private static boolean binds(Case given, SolveResult result) {
        double least = result.plan().orElseThrow().objective();
        Problem loose = given.problem().withDeadlineSeconds(1e200);
        return Solvers.exact()
                        .solve(loose, exactly(given).withAlternatives(0))
                        .plan()
                        .orElseThrow()
                        .objective()
                < least;
    }
}
