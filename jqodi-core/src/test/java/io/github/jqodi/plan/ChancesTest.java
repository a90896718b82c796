package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.EstimateTable.Row;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How probable it is that a plan gets there, and what is left where there is none. */
class ChancesTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 16);
    private static final EpochEstimate QUARTERS = EpochEstimate.pmf(List.of(0.0, 0.25, 0.25, 0.25), 0.25);

    /** Epochs of a box take some time each, from the epoch of its place in the list on. */
    private static Problem problem(Target target, EpochEstimate epochs, double... seconds) {
        return problem(target, SchedulePolicy.PER_EPOCH, epochs, seconds, new double[0]);
    }

    private static Problem problem(
            Target target, SchedulePolicy schedule, EpochEstimate epochs, double[] box, double[] other) {
        Scenario scenario = Scenario.builder("timed", target)
                .schedule(schedule)
                .edgeServers(List.of(EdgeServer.named("box"), EdgeServer.named("other")))
                .bitWidths(16)
                .models(List.of(ModelVersion.of("m", 0.1, List.of())
                        .withCuts(List.of(0))
                        .withSetup(List.of(Setup.of(16, 1, 0)))))
                .build();
        List<Measurement> entries = new ArrayList<>();
        for (int k = 1; k <= box.length; k++) {
            entries.add(new Measurement(PAIR, "box", 0, box[k - 1], 10, k));
        }
        for (int k = 1; k <= other.length; k++) {
            entries.add(new Measurement(PAIR, "other", 0, other[k - 1], 20, k));
        }
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(Row.of(PAIR, epochs).withReaches(1)))),
                new MeasuredCosts(entries));
    }

    private static Target target(double deadlineSeconds, double confidence) {
        return new Target(deadlineSeconds, 1, confidence);
    }

    /**
     * After 1 s of setup an epoch takes 10 s, so that m is the largest with 1 + 10 m below the deadline. At a confidence of 0.7
     * K_rob is 4, at 0.5001 it is 3.
     */
    @ParameterizedTest
    @CsvSource({"41.5, 0.7, 0.75", "31.5, 0.55, 0.75", "1e9, 0.7, 0.75", "41, 0.7, -1", "31, 0.501, -1"})
    void ofAPlan(double deadline, double confidence, double chance) {
        EpochEstimate early = EpochEstimate.pmf(List.of(0.0, 0.5, 0.25), 0.25);
        SolveResult result = solved(problem(target(deadline, confidence), confidence < 0.6 ? early : QUARTERS, 10));
        assertEquals(chance >= 0, result.plan().isPresent());
        result.plan().ifPresent(plan -> assertEquals(new Chance(0.75, chance), plan.chance()));
    }

    /** K_rob is 3 at 0.7 and the schedule ends there, but the deadline leaves room for a fourth and a fifth epoch. */
    @ParameterizedTest
    @CsvSource({"31.5, 0.75", "41, 0.75", "41.5, 0.875", "51.0000001, 0.9375", "61, 0.9375", "1000, 1"})
    void theLastActionIsRepeatedAfterTheEnd(double deadline, double chance) {
        EpochEstimate tail = EpochEstimate.pmf(List.of(0.0, 0.5, 0.25, 0.125, 0.0625, 0.0625), 0);
        Plan plan = solved(problem(target(deadline, 0.7), tail, 10)).plan().orElseThrow();
        assertEquals(3, plan.robust().epochs());
        assertEquals(new Chance(1, chance), plan.chance());
    }

    /** Epoch 4 takes 30 s and the fifth 1 s again: 1 + 3·10 + 30 + 1 are 62 s. */
    @ParameterizedTest
    @CsvSource({"61, 0.75", "61.5, 0.875", "62, 0.875", "62.5, 0.9375", "63.5, 1"})
    void whatLaterEpochsTakeCounts(double deadline, double chance) {
        EpochEstimate tail = EpochEstimate.pmf(List.of(0.0, 0.5, 0.25, 0.125, 0.0625, 0.0625), 0);
        SolveResult result = solved(problem(target(deadline, 0.7), tail, 10, 10, 10, 30, 1));
        assertEquals(new Chance(1, chance), result.plan().orElseThrow().chance());
    }

    /** Twenty epochs of 42 s do not fit into 600 s, 14 do: 588 s, while 15 take 630. */
    @Test
    void fourteenOfTwentyEpochsFit() {
        Scenario scenario = Scenario.builder("timed", Target.of(600, 1))
                .edgeServers(List.of(EdgeServer.named("gpu")))
                .bitWidths(16)
                .models(List.of(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(0))))
                .build();
        MeasuredCosts costs = new MeasuredCosts(List.of(new Measurement(PAIR, "gpu", 0, 42, 8400, 1)));
        Problem fixed = new Problem(
                scenario, Estimators.of(new EstimateTable(List.of(Row.of(PAIR, EpochEstimate.of(20, 20))))), costs);
        Infeasibility why = solved(fixed).infeasibilities().get(0);
        assertEquals(
                "its fastest schedule takes 840.0 s over 20 epochs, not below 600.0 s; 14 epochs fit", why.message());
        assertEquals(OptionalInt.of(14), why.epochsThatFit());
        assertEquals(OptionalDouble.of(0), why.chance());
        assertEquals(OptionalDouble.empty(), why.confidenceThatFits());
        assertEquals(OptionalDouble.of(Math.nextUp(840.0)), why.smallestDeadlineSeconds());
        double[] pmf = new double[20];
        pmf[9] = 0.25;
        pmf[13] = 0.5;
        pmf[17] = 0.25;
        Problem spread = fixed.withEstimators(Estimators.of(new EstimateTable(List.of(
                Row.of(PAIR, EpochEstimate.pmf(Arrays.stream(pmf).boxed().toList(), 0))))));
        Infeasibility chance = solved(spread).infeasibilities().get(0);
        assertEquals(Reason.DEADLINE, chance.reason());
        assertEquals(OptionalInt.of(14), chance.epochsThatFit());
        assertEquals(OptionalDouble.of(0.75), chance.chance());
        double largest = chance.confidenceThatFits().orElseThrow();
        double slack = 1e-9;
        BigDecimal bound = BigDecimal.valueOf(0.75).add(new BigDecimal(slack));
        assertTrue(new BigDecimal(largest).compareTo(bound) <= 0);
        assertTrue(new BigDecimal(Math.nextUp(largest)).compareTo(bound) > 0);
    }

    @Test
    void whereTheTargetIsNotReachedWithTheConfidence() {
        Infeasibility why =
                solved(problem(target(35, 0.9), QUARTERS, 10)).infeasibilities().get(0);
        assertEquals(Reason.NEVER, why.reason());
        assertEquals(OptionalInt.of(3), why.epochsThatFit());
        assertEquals(OptionalDouble.of(0.5), why.chance());
        assertEquals(0.5 + 1e-9, why.confidenceThatFits().orElseThrow(), 1e-16);
        Infeasibility late =
                solved(problem(target(30, 0.9), QUARTERS, 10)).infeasibilities().get(0);
        assertEquals(OptionalInt.of(2), late.epochsThatFit());
        assertEquals(OptionalDouble.empty(), late.confidenceThatFits());
        Infeasibility never = solved(problem(target(30, 0.9), EpochEstimate.never(), 10))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalInt.empty(), never.epochsThatFit());
    }

    /** The box takes 10 s and then 40 s, the other one 20 s: alone 2, 1 + 20·2 = 41 or, changing, 1 + 10 + 20·2 = 51 s. */
    @Test
    void aFixedScheduleCountsOneAction() {
        double[] box = {10, 40};
        double[] other = {20};
        EpochEstimate five = EpochEstimate.of(5, 5);
        Infeasibility fixed = solved(problem(target(52, 0.9), SchedulePolicy.FIXED, five, box, other))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalInt.of(2), fixed.epochsThatFit());
        Infeasibility changing = solved(problem(target(52, 0.9), SchedulePolicy.PER_EPOCH, five, box, other))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalInt.of(3), changing.epochsThatFit());
        Infeasibility none = solved(problem(target(1, 0.9), SchedulePolicy.FIXED, five, box, other))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalInt.of(0), none.epochsThatFit());
        assertTrue(none.message().endsWith("; 0 epochs fit"), none.message());
    }

    /** Sums of the deadline and of epochs a rounding apart: the exact sum says that ten epochs of 0.1 s are more than 1 s. */
    @Test
    void theExactSumDecides() {
        EpochEstimate many = EpochEstimate.of(20, 20);
        Infeasibility why =
                solved(problem(target(2, 0.9), many, 0.1)).infeasibilities().get(0);
        assertEquals(OptionalInt.of(9), why.epochsThatFit());
        Infeasibility above = solved(problem(target(Math.nextUp(2.0), 0.9), many, 0.1))
                .infeasibilities()
                .get(0);
        assertEquals(OptionalInt.of(10), above.epochsThatFit());
    }

    @Test
    void epochsWithoutTimeFitAMillionTimes() {
        Plan plan = solved(problem(target(35, 0.7), QUARTERS, 0)).plan().orElseThrow();
        assertEquals(new Chance(0.75, 0.75), plan.chance());
        Infeasibility why =
                solved(problem(target(35, 0.9), QUARTERS, 0)).infeasibilities().get(0);
        assertEquals(OptionalInt.of(1_000_000), why.epochsThatFit());
        assertEquals(OptionalDouble.of(0.75), why.chance());
    }

    /** The chance by adding one epoch after the other in decimals. */
    @Test
    void chancesAreThoseOfCountingOn() {
        int below = 0;
        Inputs seeds = Inputs.from(0, 600);
        for (long seed : seeds) {
            RandomProblems.Case random = RandomProblems.of(seed);
            SolveResult result = Planner.create().withRule(random.rule()).plan(random.problem());
            if (result.plan().isEmpty()) {
                continue;
            }
            Plan plan = result.plan().get();
            double counted = counted(random.problem(), plan);
            assertEquals(counted, plan.chance().deadline(), Findings.TOLERANCE, "seed " + seed);
            below += plan.chance().deadline() < plan.chance().target() ? 1 : 0;
        }
        assertTrue(below > seeds.drawn() / 30, below + " plans leave a part of the distribution after the deadline");
    }

    private static double counted(Problem problem, Plan plan) {
        Candidate candidate = problem.assess().candidate(plan.pair()).orElseThrow();
        Segment last = plan.schedule().get(plan.schedule().size() - 1);
        BigDecimal deadline = new BigDecimal(problem.scenario().target().deadlineSeconds());
        BigDecimal sum = new BigDecimal(candidate.setup().seconds());
        double chance = 0;
        String before = "";
        int epochs = candidate.epochs().lastEpoch();
        for (int k = 1; k <= epochs; k++) {
            int epoch = k;
            Segment now = plan.schedule().stream()
                    .filter(segment -> segment.fromEpoch() <= epoch && epoch <= segment.toEpoch())
                    .findFirst()
                    .orElse(last);
            double seconds = candidate.actions().stream()
                    .filter(action ->
                            now.server().equals(Optional.of(action.server().name())) && action.cut() == now.cut())
                    .mapToDouble(
                            action -> candidate.costs().epoch(action, epoch).seconds())
                    .findFirst()
                    .orElseThrow();
            if (Double.isInfinite(seconds)) {
                return chance;
            }
            sum = sum.add(new BigDecimal(seconds));
            if (k > 1 && !now.server().orElseThrow().equals(before)) {
                sum = sum.add(new BigDecimal(switchSeconds(problem, now.server().orElseThrow())));
            }
            before = now.server().orElseThrow();
            if (sum.compareTo(deadline) >= 0) {
                return chance;
            }
            chance += candidate.epochs().probability(k);
        }
        return chance;
    }

    private static double switchSeconds(Problem problem, String server) {
        return problem.scenario().edgeServers().stream()
                .filter(x -> x.name().equals(server))
                .findFirst()
                .orElseThrow()
                .switchSeconds();
    }

    @Test
    void verifyRecomputesThem() {
        Problem problem = problem(target(41.5, 0.7), QUARTERS, 10);
        SolveResult result = solved(problem);
        Plan better = result.plan().orElseThrow().toBuilder()
                .chance(new Chance(0.8, 0.75))
                .build();
        assertFalse(new PlanVerifier(problem).verify(better).isEmpty());
    }

    private static SolveResult solved(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result;
    }
}
