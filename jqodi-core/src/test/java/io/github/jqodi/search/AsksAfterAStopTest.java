package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs of the caller that interrupt the thread at some question: hardly any is asked after it, wherever that is. */
class AsksAfterAStopTest {
    private static final int EPOCHS = 20_000;
    /** Costs asked for after the stop: the one in whose middle it comes may be compared with another. */
    private static final int MOST_AFTERWARDS = 2;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exact", "approximate", "merged"})
    void aSolverAsksForHardlyAnyCostOnceItIsStopped(String name) {
        long whole = asked(problem -> Solvers.byName(name).orElseThrow().solve(problem, options()), Long.MAX_VALUE)
                .total();
        for (int part = 1; part < 40; part++) {
            Asked asked = asked(
                    problem -> {
                        SolveResult result = Solvers.byName(name).orElseThrow().solve(problem, options());
                        assertTruthful(problem, result);
                    },
                    whole * part / 40);
            assertTrue(asked.afterwards() <= MOST_AFTERWARDS, asked::toString);
        }
    }

    /** Wherever the stop comes: in a table, in an inference, in an explanation, in a bill. The exhaustive search makes its first plan. */
    @ParameterizedTest
    @CsvSource({"exact, 12", "exhaustive, 12", "paths, 12", "merged, 12", "bellman, 12", "exact, 5", "exhaustive, 5"})
    void norIsOneAskedForOfAFixedScheduleWithAnInference(String name, double deadlineSeconds) {
        Solver solver = Solvers.byName(name).orElseThrow();
        Consumer<Problem> work = problem -> {
            SolveResult result = solver.solve(small(problem, deadlineSeconds), options());
            boolean isWhole = !Thread.currentThread().isInterrupted();
            assertTrue(result.status().hasPlan() == deadlineSeconds > 7 || !isWhole, result::toString);
        };
        long whole = asked(work, Long.MAX_VALUE).total();
        assertTrue(whole > 10, () -> "asked for " + whole);
        int firstPlan = name.equals("exhaustive") ? 9 : 0;
        for (long at = 1; at < whole; at++) {
            Asked asked = asked(work, at);
            assertTrue(asked.afterwards() <= MOST_AFTERWARDS + firstPlan, asked::toString);
        }
    }

    /** Seven epochs, which take at least 7 s, and an inference. */
    private static Problem small(Problem problem, double deadlineSeconds) {
        Scenario scenario = problem.scenario();
        return problem.withScenario(scenario.toBuilder()
                        .schedule(SchedulePolicy.FIXED)
                        .inference(Inference.of(10))
                        .build())
                .withDeadlineSeconds(deadlineSeconds)
                .withEstimators(Estimators.of(new EstimateTable(
                        List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), EpochEstimate.of(6, 7))))));
    }

    @Test
    void strategiesDoSoToo() {
        for (var strategy : List.of(Strategies.greedy(), Strategies.random(1), Strategies.optimum())) {
            long whole = asked(problem -> strategy.plan(problem, options()), Long.MAX_VALUE)
                    .total();
            for (int part = 1; part < 20; part++) {
                Asked asked = asked(problem -> strategy.plan(problem, options()), whole * part / 20);
                assertTrue(asked.afterwards() <= MOST_AFTERWARDS, () -> strategy.name() + " " + asked);
            }
        }
    }

    /** A plan that is stopped while it is made gives way to the one in reserve. */
    @Test
    void theLastQuestionsStopASearchThatHasAPlan() {
        SolveOptions options = SolveOptions.DEFAULT;
        long whole = asked(problem -> Solvers.exact().solve(problem, options), Long.MAX_VALUE)
                .total();
        assertTrue(whole >= 8 * EPOCHS, "a table, a plan in reserve and one that was searched for: " + whole);
        asked(
                problem -> {
                    SolveResult result = Solvers.exact().solve(problem, options);
                    assertTrue(result.status().hasPlan(), () -> result.status() + " " + result.infeasibilities());
                },
                whole - 3_000);
    }

    /** A single action needs few labels; the plan is stopped, and what was found is a bound of the one in reserve. */
    @Test
    void aPlanThatIsStoppedLeavesTheBoundOfItsSearch() {
        Solver solver = Solvers.merged();
        Consumer<Problem> whole = problem -> solver.solve(withOneAction(problem), SolveOptions.DEFAULT);
        long asked = asked(whole, Long.MAX_VALUE).total();
        asked(
                problem -> {
                    SolveResult result = solver.solve(withOneAction(problem), SolveOptions.DEFAULT);
                    double objective = result.plan().orElseThrow().objective();
                    assertEquals(objective, result.lowerBound(), 1e-9 * objective);
                    assertTrue(result.lowerBound() < objective, "covers the rounding of labels");
                },
                asked - 3_000);
    }

    private static Problem withOneAction(Problem problem) {
        Scenario scenario = problem.scenario();
        return problem.withScenario(scenario.toBuilder()
                        .edgeServers(List.of(EdgeServer.named("a")))
                        .models(List.of(ModelVersion.of("net", 1, List.of()).withCuts(List.of(0))))
                        .build())
                .withDeadlineSeconds(3 * EPOCHS);
    }

    private static SolveOptions options() {
        return SolveOptions.DEFAULT.withMaxLabels(20_000);
    }

    private static void assertTruthful(Problem problem, SolveResult result) {
        assertEquals(result.status().hasPlan(), result.plan().isPresent());
        assertTrue(result.status() != Status.INFEASIBLE);
        boolean interrupted = Thread.interrupted();
        result.plan().ifPresent(plan -> {
            assertEquals(List.of(), new PlanVerifier(problem).verify(plan));
            assertTrue(result.lowerBound() <= plan.objective());
        });
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Asked asked(Consumer<Problem> work, long interruptAt) {
        Counting costs = new Counting(interruptAt);
        work.accept(problem(costs));
        Thread.interrupted();
        return new Asked(costs.untilStopped, costs.afterwards);
    }

    private record Asked(long total, long afterwards) {}

    private static Problem problem(CostModel costs) {
        Scenario scenario = Scenario.builder("counted", Target.of(1.5 * EPOCHS, 1))
                .edgeServers(List.of(EdgeServer.named("a"), EdgeServer.named("b")))
                .bitWidths(8)
                .model(ModelVersion.of("net", 1, List.of()).withCuts(List.of(0, 1)))
                .build();
        EpochEstimate epochs = EpochEstimate.of(EPOCHS - 100, EPOCHS);
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(EstimateTable.Row.of(QuantizedModel.of("net", 8), epochs)))),
                costs);
    }

    /** Costs that change in every epoch; questions are counted while the thread is not interrupted, and once it is. */
    private static final class Counting implements CostModel, ScenarioCosts, ModelCosts {
        private final long interruptAt;
        private long untilStopped;
        private long afterwards;

        Counting(long interruptAt) {
            this.interruptAt = interruptAt;
        }

        @Override
        public void check(Scenario scenario) {
            // any will do
        }

        @Override
        public ScenarioCosts costs(Scenario scenario) {
            return this;
        }

        @Override
        public ModelCosts of(QuantizedModel pair) {
            return this;
        }

        @Override
        public Cost epoch(Action action, int epoch) {
            if (Thread.currentThread().isInterrupted()) {
                afterwards++;
            } else if (++untilStopped == interruptAt) {
                Thread.currentThread().interrupt();
            }
            int hash = (action.server().name().hashCode() * 31 + action.cut()) * 31 + epoch;
            double seconds = 1 + Math.floorMod(hash * 0x9E3779B9, 1 << 20) / (double) (1 << 20);
            double joules = 10 / seconds;
            return Cost.of(
                    seconds, joules, List.of(new CostItem(action.server().name(), Phase.MEASURED, seconds, joules)));
        }

        @Override
        public Cost inference(Action action, Inference asked) {
            return epoch(action, 1);
        }
    }
}
