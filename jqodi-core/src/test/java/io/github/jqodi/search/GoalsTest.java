package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.frontier.EnergyFrontier;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Objectives and limits on cases that are worked by hand. */
class GoalsTest {
    private static final QuantizedModel PAIR = QuantizedModel.of("m", 4);

    /** Of machines that answer with one model, seconds and joules of 1000 tokens as measured. */
    private static final Measurement PC = of("PC-4090", 10.811979673478215, 5018.9209644285875);

    private static final Measurement SMALL_PC = of("CM5-4090", 12.003360941063498, 4771.33597407274);
    private static final Measurement STUDIO = of("Studio", 19.286403085824492, 4378.0135004821595);
    private static final Measurement SMALL_OLD = of("CM5-A4000", 27.616680475006902, 4495.9955813311235);

    @Test
    void leastEnergyBelowADeadlineAndALimit() {
        Target target = Target.of(12, 1);
        SolveResult free = plan(fixed(target, PC, SMALL_PC, STUDIO, SMALL_OLD), Objective.ENERGY);
        assertEquals(5018.9209644285875, free.plan().orElseThrow().objective());
        SolveResult limited = plan(fixed(target.withJoules(5000), PC, SMALL_PC, STUDIO, SMALL_OLD), Objective.ENERGY);
        assertEquals(Status.INFEASIBLE, limited.status());
        Infeasibility why = limited.infeasibility().get(0);
        assertEquals(Reason.ENERGY, why.reason());
        assertEquals(OptionalDouble.of(5000), why.limit());
        assertEquals(OptionalDouble.of(5018.9209644285875), why.value());
        assertEquals(OptionalDouble.of(Math.nextUp(5018.9209644285875)), why.joulesNeeded());
    }

    @Test
    void leastTimeBelowALimitOnTheEnergy() {
        SolveResult fastest = plan(fixed(Target.of(100, 1), PC, SMALL_PC, STUDIO, SMALL_OLD), Objective.TIME);
        assertEquals(ObjectiveKind.TIME, fastest.objectiveKind());
        assertEquals(Rule.ROBUST, fastest.rule());
        assertEquals(10.811979673478215, fastest.plan().orElseThrow().objective());
        Plan limited = plan(fixed(Target.of(100, 1).withJoules(4700), PC, SMALL_PC, STUDIO, SMALL_OLD), Objective.TIME)
                .plan()
                .orElseThrow();
        assertEquals("Studio", limited.schedule().get(0).server());
        assertEquals(19.286403085824492, limited.objective());
    }

    @Test
    void theLeastTimeMissesTheDeadline() {
        Problem problem = fixed(Target.of(12, 1).withJoules(5000), PC, SMALL_PC, STUDIO, SMALL_OLD);
        SolveResult result = plan(problem, Objective.TIME);
        Infeasibility why = result.infeasibility().get(0);
        assertEquals(Status.INFEASIBLE, result.status());
        assertEquals(Reason.DEADLINE, why.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(12.003360941063498)), why.smallestDeadlineSeconds());
        assertEquals(OptionalDouble.empty(), why.joulesNeeded());
    }

    @Test
    void bothLimitsAreNeededTogether() {
        Target target = Target.of(5, 1).withJoules(4000);
        Infeasibility slow =
                plan(fixed(target, PC, STUDIO), Objective.ENERGY).infeasibility().get(0);
        assertEquals(Reason.DEADLINE, slow.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(10.811979673478215)), slow.smallestDeadlineSeconds());
        assertEquals(OptionalDouble.of(Math.nextUp(5018.9209644285875)), slow.joulesNeeded());
        Infeasibility dear =
                plan(fixed(target, PC, STUDIO), Objective.TIME).infeasibility().get(0);
        assertEquals(Reason.ENERGY, dear.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(4378.0135004821595)), dear.joulesNeeded());
        assertEquals(OptionalDouble.of(Math.nextUp(19.286403085824492)), dear.smallestDeadlineSeconds());
    }

    /** 1 s at 10 J or 2 s at 4 J, five epochs: 30 J is not below 30, so at most one epoch may be fast. */
    @Test
    void theLimitIsStrictEpochByEpoch() {
        Problem problem = problem(
                Target.of(100, 1).withJoules(30), SchedulePolicy.PER_EPOCH, 5, of("fast", 1, 10), of("slow", 2, 4));
        Plan plan = plan(problem, Objective.TIME).plan().orElseThrow();
        assertEquals(9, plan.objective());
        assertEquals(26, plan.robust().joules());
        Problem looser = problem.withScenario(problem.scenario()
                .withTarget(problem.scenario().target().withJoules(Math.nextUp(32))));
        assertEquals(8, plan(looser, Objective.TIME).plan().orElseThrow().objective());
    }

    @Test
    void eachObjectiveHasAFrontier() {
        Problem problem = problem(
                Target.of(9.5, 1).withJoules(45), SchedulePolicy.PER_EPOCH, 5, of("fast", 1, 10), of("slow", 2, 4));
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.ROBUST);
        assertEquals(
                List.of("6.0 44.0", "7.0 38.0", "8.0 32.0", "9.0 26.0", "10.0 20.0"),
                steps(EnergyFrontier.of(problem, options)));
        Problem time = problem.withScenario(problem.scenario().withObjective(Objective.TIME));
        assertEquals(
                List.of("26.0 9.0", "32.0 8.0", "38.0 7.0", "44.0 6.0", "50.0 5.0"),
                steps(EnergyFrontier.of(time, SolveOptions.DEFAULT)));
    }

    /** Limits as they are before they are made to be exceeded. */
    private static List<String> steps(EnergyFrontier frontier) {
        return frontier.points().stream()
                .map(point -> Math.nextDown(point.deadlineSeconds()) + " " + point.objective())
                .toList();
    }

    @Test
    void rulesThatCannotWeighAnObjectiveAreRefused() {
        Problem time = fixed(Target.of(100, 1), PC);
        Problem asked = time.withScenario(time.scenario().withObjective(Objective.TIME));
        for (Rule rule : List.of(Rule.EXPECTED, Rule.NOMINAL, Rule.PAPER)) {
            Planner planner = Planner.create().withRule(rule);
            String message = assertThrows(IllegalArgumentException.class, () -> planner.plan(asked))
                    .getMessage();
            assertTrue(message.contains("robust"), message);
        }
        Problem limited = fixed(Target.of(100, 1).withJoules(1e4), PC);
        Planner paper = Planner.create().withRule(Rule.PAPER);
        String message = assertThrows(IllegalArgumentException.class, () -> paper.plan(limited))
                .getMessage();
        assertTrue(message.contains("target.joules"), message);
    }

    private static SolveResult plan(Problem problem, Objective objective) {
        return Planner.create().plan(problem.withScenario(problem.scenario().withObjective(objective)));
    }

    private static Problem fixed(Target target, Measurement... entries) {
        return problem(target, SchedulePolicy.FIXED, 1, entries);
    }

    private static Problem problem(Target target, SchedulePolicy schedule, int epochs, Measurement... entries) {
        Scenario scenario = Scenario.builder("measured", target)
                .schedule(schedule)
                .edgeServers(Arrays.stream(entries)
                        .map(Measurement::server)
                        .distinct()
                        .map(EdgeServer::named)
                        .toList())
                .bitWidths(4)
                .model(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(0)))
                .build();
        EstimateTable table =
                new EstimateTable(List.of(EstimateTable.Row.of(PAIR, EpochEstimate.of(epochs, epochs))));
        return new Problem(scenario, Estimators.of(table), new MeasuredCosts(List.of(entries)));
    }

    private static Measurement of(String server, double seconds, double joules) {
        return new Measurement(PAIR, server, 0, seconds, joules, 1);
    }
}
