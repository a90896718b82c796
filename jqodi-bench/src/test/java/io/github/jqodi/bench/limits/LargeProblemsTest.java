package io.github.jqodi.bench.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of problems of the largest sizes where a limit ends them, and that they are solved where none does. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LargeProblemsTest {
    private static final EpochEstimate MILLION = EpochEstimate.of(990_000, 991_000);

    @Test
    void equalForecastsOfManyEpochsAreSolved() {
        Problem problem = new LargeProblems().equalForecasts(2, LargeProblems.LONG_LIST);
        SolveResult result = Solvers.exact().solve(problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofSeconds(60)));
        assertTrue(result.status().hasPlan(), result.status()::toString);
        assertEquals(List.of(), new PlanVerifier(problem).verify(result.plan().orElseThrow()));
        assertTrue(result.gap() < 1e-3, () -> "gap " + result.gap());
    }

    @Test
    void aTableOfNondominatedActionsBeyondTheMemoryLimitIsNotMade() {
        Problem problem =
                new LargeProblems().epochs(MILLION).sharedForecast(LargeProblems.MANY_SERVERS, LargeProblems.LONG_LIST);
        SolveResult result = Solvers.exact().solve(problem, SolveOptions.DEFAULT);
        assertEquals(Status.UNKNOWN, result.status());
        assertEquals(0, result.lowerBound());
        String message = result.infeasibilities().get(0).message();
        assertTrue(
                message.matches("the costs of its nondominated actions would take \\d+ bytes, the memory limit is "
                        + SolveOptions.DEFAULT.memoryLimitBytes()),
                message);
    }

    @Test
    void aRelaxationBeyondTheMemoryLimitIsNotMade() {
        Problem problem = new LargeProblems().epochs(MILLION).layers(30).steady(1000);
        SolveResult result = Solvers.exact().solve(problem, SolveOptions.DEFAULT.withMemoryLimitBytes(1 << 20));
        assertEquals(Status.UNKNOWN, result.status());
        String message = result.infeasibilities().get(0).message();
        assertTrue(message.matches("the steps of its relaxation would take \\d+ bytes, .*"), message);
    }

    @Test
    void oneActionInManyEpochsIsNoReasonToTryThemAll() {
        Problem problem = new LargeProblems().epochs(MILLION).layers(2).steady(1);
        SolveResult result = Solvers.byName("exhaustive").orElseThrow().solve(problem, SolveOptions.DEFAULT);
        assertEquals(Status.UNKNOWN, result.status());
        String message = result.infeasibilities().get(0).message();
        assertTrue(message.contains("its limits are"), message);
    }

    @Test
    void pairsThatWereNotAssessedInTimeAreUndecided() {
        Problem problem = new LargeProblems().pairs(3, 4, 8).steady(3);
        SolveResult result = Solvers.exact().solve(problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1)));
        assertEquals(Status.UNKNOWN, result.status());
        assertEquals(6, result.infeasibilities().size());
        assertTrue(result.infeasibilities().stream().allMatch(why -> why.reason() == Reason.UNDECIDED));
        assertEquals(
                List.of("the time limit was reached"),
                result.infeasibilities().stream()
                        .map(why -> why.message())
                        .distinct()
                        .toList());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
    }

    @Test
    void aFrontierThatWasEndedSaysSo() {
        Problem problem = new LargeProblems().pairs(2, 4, 8).steady(3);
        SolveOptions options = SolveOptions.DEFAULT;
        assertTrue(Frontier.of(problem, options).isComplete());
        assertTrue(!Frontier.of(problem, options.withTimeLimit(Duration.ofNanos(1)))
                .isComplete());
        Thread.currentThread().interrupt();
        assertTrue(!Frontier.of(problem, options).isComplete());
        assertTrue(Thread.interrupted());
    }

    /** A limit leaves nothing behind that changes the next answer. */
    @Test
    void aPreparedSolverAnswersAsWellAfterALimit() {
        Problem problem = new LargeProblems().epochs(EpochEstimate.of(40, 45)).steady(2000);
        PreparedSolver prepared = Solvers.exact().prepare(problem);
        SolveResult alone = Solvers.exact().solve(problem, SolveOptions.DEFAULT);
        for (int micros = 1; micros < 20_000; micros *= 3) {
            prepared.solve(problem, SolveOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1000L * micros)));
            SolveResult again = prepared.solve(problem, SolveOptions.DEFAULT);
            assertEquals(alone.plan(), again.plan());
            assertEquals(alone.lowerBound(), again.lowerBound());
        }
    }

    /** Each segment is looked up, not searched for among all servers. */
    @Test
    void aPlanOfManySegmentsOnManyServersIsVerified() {
        Problem problem =
                new LargeProblems().layers(2).steady(LargeProblems.MANY_SERVERS).withDeadlineSeconds(1e300);
        Candidate candidate = problem.assess().candidates().get(0);
        SplittableRandom random = new SplittableRandom(2);
        List<Action> actions = Stream.generate(() -> candidate
                        .actions()
                        .get(random.nextInt(candidate.actions().size())))
                .limit(candidate.robustEpochs())
                .toList();
        Plan plan = Planning.of(problem, candidate, Rule.EXPECTED).plan(actions);
        assertTrue(plan.schedule().size() > LargeProblems.LONG_LIST / 2);
        PlanVerifier verifier = new PlanVerifier(problem);
        assertEquals(List.of(), assertTimeout(Duration.ofSeconds(10), () -> verifier.verify(plan)));
    }
}
