package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.EstimateTable.Row;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.estimate.GainSeries;
import io.github.jqodi.estimate.LossEstimate;
import io.github.jqodi.estimate.Reach;
import io.github.jqodi.estimate.Trajectory;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Accuracies;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What estimates reach decides which of them serves a target. */
class ReachTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("net", 8);

    /** An epoch takes 10 s and 3 J. */
    private static Problem problem(Target target, Row... rows) {
        Scenario scenario = Scenario.builder("reach", target)
                .edgeServers(List.of(EdgeServer.named("box")))
                .bitWidths(8)
                .models(List.of(ModelVersion.of("net", 0.5, List.of()).withCuts(List.of(0))))
                .build();
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(rows))),
                new MeasuredCosts(List.of(new Measurement(PAIR, "box", 0, 10, 3, 1))));
    }

    private static Row row(int epochs, double reaches) {
        return Row.of(PAIR, EpochEstimate.of(epochs, epochs)).withReaches(reaches);
    }

    @ParameterizedTest
    @CsvSource({"0.31, 2", "0.3, 2", "0.2999, 4", "0.25, 4", "0.2, 7", "0.1999, -1"})
    void theLargestThatIsNotAboveTheTargetIsTaken(double target, int epochs) {
        SolveResult result = solved(problem(Target.of(1000, target), row(4, 0.25), row(7, 0.2), row(2, 0.3)));
        assertEquals(epochs > 0, result.plan().isPresent());
        result.plan().ifPresent(plan -> assertEquals(3.0 * epochs, plan.objective()));
    }

    @ParameterizedTest
    @CsvSource({"0.69, 2", "0.7, 2", "0.7001, 4", "0.75, 4", "0.8, 7", "0.8001, -1"})
    void ofAccuraciesTheSmallestThatIsNotBelowIt(double target, int epochs) {
        SolveResult result = solved(problem(Target.ofAccuracy(1000, target), row(4, 0.75), row(7, 0.8), row(2, 0.7)));
        assertEquals(epochs > 0, result.plan().isPresent());
        result.plan().ifPresent(plan -> assertEquals(3.0 * epochs, plan.objective()));
    }

    @Test
    void theTargetOfAModelCounts() {
        Problem problem = problem(Target.of(1000, 0.3), row(4, 0.25), row(2, 0.3));
        Problem strict = problem.withScenario(problem.scenario().withLossTarget("net", 0.26));
        assertEquals(6, solved(problem).plan().orElseThrow().objective());
        assertEquals(12, solved(strict).plan().orElseThrow().objective());
    }

    @Test
    void whereAllAreAboveTheTargetTheReasonNamesTheLowest() {
        Infeasibility why = solved(problem(Target.of(1000, 0.24), row(2, 0.3), row(1, 0.343)))
                .infeasibilities()
                .get(0);
        assertEquals(Reason.LOSS, why.reason());
        assertEquals("its estimates reach a loss of 0.3 at the lowest, above the target 0.24", why.message());
        assertEquals(OptionalDouble.of(0.24), why.limit());
        assertEquals(OptionalDouble.of(0.3), why.value());
        assertEquals(OptionalDouble.of(0.3), why.lossTargetNeeded());
        assertEquals(OptionalDouble.empty(), why.smallestDeadlineSeconds());
        Infeasibility accurate = solved(problem(Target.ofAccuracy(1000, 0.76), row(2, 0.7)))
                .infeasibilities()
                .get(0);
        assertEquals(
                "its estimates reach an accuracy of 0.7 at the highest, below the target 0.76", accurate.message());
        assertEquals(OptionalDouble.of(0.7), accurate.lossTargetNeeded());
    }

    /**
     * One run of each network, which reaches the error printed for it (TensorFlow's table of image networks on a phone): those
     * above an error of 0.24 are no candidates, however fast they are, and those below it take longer than 0.6 s.
     */
    @ParameterizedTest
    @CsvSource({
        "float1, 32, 0.291, 0.18, LOSS",
        "quantized1, 8, 0.343, 0.145, LOSS",
        "aware1, 8, 0.3, 0.0802, LOSS",
        "float2, 32, 0.281, 0.117, LOSS",
        "aware2, 8, 0.291, 0.0803, LOSS",
        "inception-float, 32, 0.22, 1.585, DEADLINE",
        "inception-quantized, 8, 0.228, 1.187, DEADLINE",
        "inception-aware, 8, 0.225, 0.637, DEADLINE",
        "resnet-float, 32, 0.23, 3.973, DEADLINE"
    })
    void aModelThatReachesLessThanTheTargetIsNoCandidate(
            String name, int bits, double error, double seconds, Reason reason) {
        QuantizedModel pair = QuantizedModel.of(name, bits);
        Scenario scenario = Scenario.builder("phone", Target.of(0.6, 0.24))
                .edgeServers(List.of(EdgeServer.named("phone")))
                .bitWidths(bits)
                .models(List.of(ModelVersion.of(name, error, List.of()).withCuts(List.of(0))))
                .build();
        Row row = Row.of(pair, EpochEstimate.of(1, 1)).withReaches(error);
        Problem problem = new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(row))),
                new MeasuredCosts(List.of(new Measurement(pair, "phone", 0, seconds, 2 * seconds, 1))));
        Infeasibility why = solved(problem).infeasibilities().get(0);
        assertEquals(reason, why.reason());
        if (reason == Reason.LOSS) {
            assertEquals(OptionalDouble.of(error), why.lossTargetNeeded());
            assertEquals(OptionalDouble.empty(), why.smallestDeadlineSeconds());
        } else {
            assertEquals(OptionalDouble.of(Math.nextUp(seconds)), why.smallestDeadlineSeconds());
        }
    }

    /** At 0.3 two epochs take 20 s: the deadline of 20 s has to be relaxed by one double as well. */
    @Test
    void theDeadlineNeededIsThatOfTheEstimateTaken() {
        Infeasibility why = solved(problem(Target.of(20, 0.24), row(2, 0.3)))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalDouble.of(0.3), why.lossTargetNeeded());
        assertEquals(OptionalDouble.of(Math.nextUp(20.0)), why.smallestDeadlineSeconds());
    }

    /** At 0.25 the losses end at 0.375, but from 0.3 on another estimate holds, which is never reached; the next is. */
    @Test
    void anEstimateThatTakesOverOnTheWayIsAskedToo() {
        GainSeries none = new GainSeries(List.of(0.0), List.of(0.0));
        GainSeries gain = new GainSeries(List.of(-0.125), List.of(-0.125));
        Row first = row(1, 0.25).withLosses(new LossEstimate(0, 0), new Trajectory(none, gain));
        Row never = Row.of(PAIR, EpochEstimate.never()).withReaches(0.3);
        Infeasibility why = solved(problem(Target.of(1000, 0.25), first, never, row(2, 0.4)))
                .infeasibilities()
                .get(0);
        assertEquals("its loss ends at 0.375, not below the target 0.25", why.message());
        assertEquals(OptionalDouble.of(0.4), why.lossTargetNeeded());
        Infeasibility earlier = solved(problem(Target.of(1000, 0.25), first, row(9, 0.3), row(2, 0.4)))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalDouble.of(0.3), earlier.lossTargetNeeded());
        Infeasibility alone = solved(problem(Target.of(1000, 0.25), first, never))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalDouble.empty(), alone.lossTargetNeeded());
        Infeasibility steady =
                solved(problem(Target.of(1000, 0.25), first)).infeasibilities().get(0);
        assertEquals(OptionalDouble.of(Math.nextUp(0.375)), steady.lossTargetNeeded());
    }

    @Test
    void anEstimatorOfTheCallerIsAskedForTheTarget() {
        Problem asked = problem(Target.of(1000, 0.25), row(1, 0.2)).withEstimators(Estimators.of((scenario, pair) -> {
            double target = scenario.lossTarget(pair);
            return Optional.of(EpochEstimate.of((int) (1 / target), (int) (1 / target)));
        }));
        assertEquals(12, solved(asked).plan().orElseThrow().objective());
        EstimateTable made = asked.tabulated().estimators().table().orElseThrow();
        assertEquals(List.of(row(4, 0.25)), made.rows());
    }

    @Test
    void reachesInWords() {
        Reach losses = new Reach.Losses(List.of(0.3, 0.2));
        assertEquals(OptionalDouble.of(0.2), losses.taken(Metric.LOSS, 0.25));
        assertEquals(OptionalDouble.of(0.3), losses.next(Metric.LOSS, 0.25));
        assertEquals(OptionalDouble.of(0.3), losses.taken(Metric.ACCURACY, 0.25));
        assertEquals(OptionalDouble.of(0.2), losses.next(Metric.ACCURACY, 0.25));
        assertEquals(OptionalDouble.of(0.25), Reach.ASKED.taken(Metric.LOSS, 0.25));
        assertEquals(OptionalDouble.empty(), Reach.UNSTATED.taken(Metric.LOSS, 0.25));
    }

    /** 1 less each loss, with the same changes upward: the same decisions, and the same scores of Algorithm 4. */
    @Test
    void accuraciesDecideAsLossesDo() {
        int plans = 0;
        int lost = 0;
        Inputs seeds = Inputs.from(0, 1000);
        for (long seed : seeds) {
            RandomProblems.Case random = RandomProblems.of(seed);
            if (random.problem().scenario().metric() == Metric.ACCURACY) {
                continue;
            }
            Planner planner = Planner.create().withRule(random.rule());
            SolveResult losses = planner.plan(random.problem());
            Problem accurate = Accuracies.of(random.problem());
            SolveResult accuracies = planner.plan(accurate);
            String where = "seed " + seed;
            assertEquals(List.of(), ResultVerifier.verify(accurate, accuracies), where);
            assertEquals(losses.status(), accuracies.status(), where);
            assertEquals(reasons(losses), reasons(accuracies), where);
            if (losses.plan().isPresent()) {
                Plan plan = losses.plan().get();
                assertEquals(plan.pair(), accuracies.plan().orElseThrow().pair(), where);
                double other = accuracies.plan().orElseThrow().objective();
                assertEquals(plan.objective(), other, 1e-9 * plan.objective(), where);
                plans++;
            }
            lost += reasons(losses).contains(Reason.LOSS) ? 1 : 0;
        }
        assertTrue(
                plans > seeds.drawn() / 2 && lost > seeds.drawn() / 50,
                plans + " plans, " + lost + " with losses above the target");
    }

    private static List<Reason> reasons(SolveResult result) {
        return result.infeasibilities().stream().map(Infeasibility::reason).toList();
    }

    private static SolveResult solved(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result;
    }
}
