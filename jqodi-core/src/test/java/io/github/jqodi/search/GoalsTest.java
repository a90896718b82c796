package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

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
        Infeasibility why = limited.infeasibilities().get(0);
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
        assertEquals("Studio", limited.schedule().get(0).server().orElseThrow());
        assertEquals(19.286403085824492, limited.objective());
    }

    @Test
    void theLeastTimeMissesTheDeadline() {
        Problem problem = fixed(Target.of(12, 1).withJoules(5000), PC, SMALL_PC, STUDIO, SMALL_OLD);
        SolveResult result = plan(problem, Objective.TIME);
        Infeasibility why = result.infeasibilities().get(0);
        assertEquals(Status.INFEASIBLE, result.status());
        assertEquals(Reason.DEADLINE, why.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(12.003360941063498)), why.smallestDeadlineSeconds());
        assertEquals(OptionalDouble.empty(), why.joulesNeeded());
    }

    @Test
    void bothLimitsAreNeededTogether() {
        Target target = Target.of(5, 1).withJoules(4000);
        Infeasibility slow = plan(fixed(target, PC, STUDIO), Objective.ENERGY)
                .infeasibilities()
                .get(0);
        assertEquals(Reason.DEADLINE, slow.reason());
        assertEquals(OptionalDouble.of(Math.nextUp(10.811979673478215)), slow.smallestDeadlineSeconds());
        assertEquals(OptionalDouble.of(Math.nextUp(5018.9209644285875)), slow.joulesNeeded());
        Infeasibility dear = plan(fixed(target, PC, STUDIO), Objective.TIME)
                .infeasibilities()
                .get(0);
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
        Problem looser = problem.withScenario(
                problem.scenario().withTarget(problem.scenario().target().withJoules(Math.nextUp(32))));
        assertEquals(8, plan(looser, Objective.TIME).plan().orElseThrow().objective());
    }

    @Test
    void eachObjectiveHasAFrontier() {
        Problem problem = problem(
                Target.of(9.5, 1).withJoules(45), SchedulePolicy.PER_EPOCH, 5, of("fast", 1, 10), of("slow", 2, 4));
        SolveOptions options = SolveOptions.DEFAULT.withRule(Rule.ROBUST);
        assertEquals(
                List.of("6.0 44.0", "7.0 38.0", "8.0 32.0", "9.0 26.0", "10.0 20.0"),
                steps(Frontier.of(problem, options)));
        Problem time = problem.withScenario(problem.scenario().withObjective(Objective.TIME));
        assertEquals(
                List.of("26.0 9.0", "32.0 8.0", "38.0 7.0", "44.0 6.0", "50.0 5.0"),
                steps(Frontier.of(time, SolveOptions.DEFAULT)));
    }

    /** Three times 0.9 is below the double 2.7, and their sum rounds to it. */
    @Test
    void aPlanWhoseRoundedSumIsTheLimitIsOnTheFrontier() {
        Problem energy = problem(Target.of(100, 1).withJoules(2.7), SchedulePolicy.PER_EPOCH, 3, of("s", 1, 0.9));
        Problem time = problem(Target.of(2.7, 1), SchedulePolicy.PER_EPOCH, 3, of("s", 0.9, 1));
        Problem fixed = problem(Target.of(100, 1).withJoules(2.7), SchedulePolicy.FIXED, 3, of("s", 1, 0.9));
        assertEquals(List.of("3.0 2.7"), steps(frontier(energy)));
        assertEquals(List.of("3.0 2.7"), steps(frontier(fixed)));
        Problem least = time.withScenario(time.scenario().withObjective(Objective.TIME));
        assertEquals(Status.OPTIMAL, Planner.create().plan(least).status());
        assertEquals(List.of("3.0 2.7"), steps(frontier(least)));
        assertEquals(1, frontier(least).exactSteps(Solvers.exact(), 10).steps().size());
    }

    /** Of 1 s at 10 J, 2 s at 9 J and 3 s at 1 J the middle one is above the line: 19 J are below 20, and 11 J are best. */
    @Test
    void aFrontierBelowALimitBeginsWithTheShortestDeadline() {
        Problem problem = problem(
                Target.of(100, 1).withJoules(19),
                SchedulePolicy.PER_EPOCH,
                2,
                of("fast", 1, 10),
                of("middle", 2, 9),
                of("slow", 3, 1));
        Frontier frontier = frontier(problem);
        assertEquals(List.of("4.0 11.0", "6.0 2.0"), steps(frontier));
        Frontier looser = frontier(problem.withScenario(
                problem.scenario().withTarget(problem.scenario().target().withJoules(19.5))));
        assertEquals(List.of("3.0 19.0", "4.0 11.0", "6.0 2.0"), steps(looser));
        assertTrue(looser.isComplete());
        assertEquals(Optional.empty(), looser.at(3));
    }

    private static Frontier frontier(Problem problem) {
        return Frontier.of(problem, SolveOptions.DEFAULT);
    }

    /** Limits as they are before they are made to be exceeded. */
    private static List<String> steps(Frontier frontier) {
        return frontier.steps().stream()
                .map(point -> Math.nextDown(point.limit()) + " " + point.objective())
                .toList();
    }

    @Test
    void rulesThatCannotWeighAnObjectiveAreRefused() {
        Problem time = fixed(Target.of(100, 1), PC);
        Problem asked = time.withScenario(time.scenario().withObjective(Objective.TIME));
        for (Rule rule : List.of(Rule.EXPECTED, Rule.NOMINAL, Rule.PAPER)) {
            Planner planner = Planner.create().withRule(rule);
            Exception refused = assertThrows(IllegalArgumentException.class, () -> planner.plan(asked));
            assertTrue(String.valueOf(refused.getMessage()).contains("robust"), String.valueOf(refused));
        }
        Problem limited = fixed(Target.of(100, 1).withJoules(1e4), PC);
        Planner paper = Planner.create().withRule(Rule.PAPER);
        Exception refused = assertThrows(IllegalArgumentException.class, () -> paper.plan(limited));
        assertTrue(String.valueOf(refused.getMessage()).contains("target.joules"), String.valueOf(refused));
    }

    /** An hour takes 2 kWh; at home its grams of CO2 fall from 400 a kWh to 80, abroad they are 150: 4·300 + 240 + 160. */
    @Test
    void carbonByRegionAndHour() {
        double perJoule = 1 / 3.6e6;
        Prices prices = Prices.NONE
                .withPerJoule("NO", 150 * perJoule)
                .withPerJouleByEpoch(
                        "DE",
                        DoubleStream.of(400, 380, 300, 200, 120, 80)
                                .map(grams -> grams * perJoule)
                                .boxed()
                                .toList());
        Problem problem =
                problem(Target.of(21601, 1), SchedulePolicy.PER_EPOCH, 6, of("DE", 3600, 7.2e6), of("NO", 3600, 7.2e6));
        SolveResult result = plan(problem, Objective.price(prices));
        Plan plan = result.plan().orElseThrow();
        assertEquals(ObjectiveKind.PRICE, result.objectiveKind());
        assertEquals(1600, plan.objective(), 1e-9);
        assertEquals(6 * 7.2e6, plan.robust().joules());
        assertEquals(
                List.of("NO 1-4", "DE 5-6"),
                plan.schedule().stream()
                        .map(s -> s.server().orElseThrow() + " " + s.fromEpoch() + "-" + s.toEpoch())
                        .toList());
        assertEquals(
                List.of(1200.0, 400.0),
                plan.bill().stream()
                        .map(row -> Math.rint(row.price().orElseThrow() * 1e6) / 1e6)
                        .toList());
    }

    /** The studio costs 1.2 a second and the small PC 1 a second and 0.001 a joule: 23.1 against 16.8. */
    @Test
    void secondsHavePricesToo() {
        Prices prices = Prices.NONE
                .withPerSecond("Studio", 1.2)
                .withPerSecond("CM5-4090", 1)
                .withPerJoule("CM5-4090", 1e-3);
        Plan plan = plan(fixed(Target.of(100, 1), SMALL_PC, STUDIO), Objective.price(prices))
                .plan()
                .orElseThrow();
        assertEquals("CM5-4090", plan.schedule().get(0).server().orElseThrow());
        assertEquals(12.003360941063498 + 4.77133597407274, plan.objective(), 1e-12);
    }

    @Test
    void pricesAreOfKnownNamesAndWithoutALimitOnTheEnergy() {
        Problem problem = fixed(Target.of(100, 1), PC);
        Objective unknown = Objective.price(Prices.NONE.withPerSecond("PC-4091", 1));
        Exception refused = assertThrows(IllegalArgumentException.class, () -> plan(problem, unknown));
        assertTrue(String.valueOf(refused.getMessage()).contains("Known are PC-4090."), String.valueOf(refused));
        Problem limited = fixed(Target.of(100, 1).withJoules(1), PC);
        Exception both =
                assertThrows(IllegalArgumentException.class, () -> plan(limited, Objective.price(Prices.ofJoules(1))));
        assertTrue(String.valueOf(both.getMessage()).contains("joules"), String.valueOf(both));
    }

    @Test
    void setupsChangesAndTheirPricesCanBeAddedUp() {
        EdgeServer server = EdgeServer.named("PC-4090");
        double most = 1e290;
        double more = Math.nextUp(most);
        assertRefused("switchSeconds", () -> server.withSwitching(more, 0));
        assertRefused("switchJoules", () -> server.withSwitching(0, more));
        assertRefused("seconds", () -> Setup.of(4, more, 0));
        assertRefused("joules", () -> Setup.of(4, 0, more));
        Scenario plain = fixed(Target.of(100, 1), PC).scenario();
        Scenario largest = plain.toBuilder()
                .edgeServers(List.of(server.withSwitching(most, most)))
                .models(List.of(plain.models().get(0).withSetup(List.of(Setup.of(4, most, most)))))
                .build();
        assertEquals(
                largest,
                largest.withObjective(Objective.price(Prices.ofJoules(1))).withObjective(Objective.ENERGY));
        assertRefused("objective", () -> largest.withObjective(Objective.price(Prices.ofJoules(1.1))));
        Prices perSecond = Prices.NONE.withPerSecond("PC-4090", 1.1);
        assertRefused("objective", () -> largest.withObjective(Objective.price(perSecond)));
    }

    private static void assertRefused(String field, Executable made) {
        assertEquals(field, assertThrows(InvalidValueException.class, made).field());
    }

    private static SolveResult plan(Problem problem, Objective objective) {
        return Planner.create().plan(problem.withScenario(problem.scenario().withObjective(objective)));
    }

    private static Problem fixed(Target target, Measurement... entries) {
        return problem(target, SchedulePolicy.FIXED, 1, entries);
    }

    /** A link that takes no energy, in an inference that takes none of the time, costs something by the second. */
    @Test
    void whatCostsSomethingHasARowInTheBill() {
        Problem problem = ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "priced link", "target": {"deadlineSeconds": 1e6, "loss": 0.5},
                 "cloud": {"name": "cloud", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
                 "device": {"name": "phone", "macsPerSecond": 1e3, "joulesPerMac": 1},
                 "edgeServers": [{"name": "edge", "macsPerSecond": 1e6, "joulesPerMac": 0.01,
                   "cloudLink": {"bitsPerSecond": 1e6, "joulesPerBit": 0},
                   "deviceLink": {"bitsPerSecond": 1e3, "joulesPerBit": 0}}],
                 "bitWidths": [8], "workload": {"trainSamples": 1, "validationSamples": 0},
                 "models": [{"name": "m", "loss": 0.1, "cuts": [1],
                   "layers": [{"name": "1", "macs": 1, "parameters": 0, "outputElements": 10},
                              {"name": "2", "macs": 1, "parameters": 0, "outputElements": 10}]}],
                 "costs": {"kind": "analytic"}, "inference": {"samples": 3},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 4, "robust": 4}, "reaches": 0.5}],
                 "objective": {"minimise": "price", "pricePerJoule": {"default": 1}, "pricePerSecond": {"edge-phone": 2}}}
                """);
        SolveResult result = Planner.create().withRule(Rule.ROBUST).plan(problem);
        Plan plan = result.plan().orElseThrow();
        double sum = plan.bill().stream()
                .mapToDouble(row -> row.price().orElseThrow())
                .sum();
        assertEquals(plan.objective(), sum, 1e-12 * sum);
        CostItem link = plan.bill().stream()
                .filter(row -> row.phase() == Phase.INFERENCE && row.node().equals("edge-phone"))
                .findFirst()
                .orElseThrow();
        assertEquals(0, link.joules());
        assertTrue(link.price().orElseThrow() > 0, link::toString);
        assertEquals(List.of(), ResultVerifier.verify(problem, PlanJson.parse(PlanJson.write(result))));
    }

    private static Problem problem(Target target, SchedulePolicy schedule, int epochs, Measurement... entries) {
        Scenario scenario = Scenario.builder("measured", target)
                .schedule(schedule)
                .edgeServers(Arrays.stream(entries)
                        .flatMap(entry -> entry.server().stream())
                        .distinct()
                        .map(EdgeServer::named)
                        .toList())
                .bitWidths(4)
                .model(ModelVersion.of("m", 0.1, List.of()).withCuts(List.of(0)))
                .build();
        EstimateTable table = new EstimateTable(List.of(EstimateTable.Row.of(PAIR, EpochEstimate.of(epochs, epochs))));
        return new Problem(scenario, Estimators.of(table), new MeasuredCosts(List.of(entries)));
    }

    private static Measurement of(String server, double seconds, double joules) {
        return new Measurement(PAIR, server, 0, seconds, joules, 1);
    }
}
