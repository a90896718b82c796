package io.github.jqodi.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.RunInProgress;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A fleet worked out by hand, limits, mistakes, and results that were tampered with. */
class FleetTest {
    /** Ten epochs: 4 s and 3 J each on the near server, 2 s and 8 J each on the far one. */
    private static Problem problem(double deadlineSeconds) {
        Scenario scenario = Scenario.builder("camera", Target.of(deadlineSeconds, 0.02))
                .edgeServer(EdgeServer.named("near"))
                .edgeServer(EdgeServer.named("far"))
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.018, List.of()).withCuts(List.of(1)))
                .build();
        QuantizedModel pair = QuantizedModel.of("net", 8);
        return new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(
                        EstimateTable.Row.of(pair, EpochEstimate.of(10, 10)).withReaches(0.02)))),
                new MeasuredCosts(
                        List.of(new Measurement(pair, "near", 1, 4, 3, 1), new Measurement(pair, "far", 1, 2, 8, 1))));
    }

    /** One action and very many epochs are a single schedule: few to look at, however long each is. */
    @Test
    void longRunsOfOneActionAreFewSchedules() {
        QuantizedModel pair = QuantizedModel.of("net", 8);
        int epochs = 100_000;
        Scenario scenario = Scenario.builder("camera", Target.of(1e6, 0.02))
                .edgeServer(EdgeServer.named("near"))
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.018, List.of()).withCuts(List.of(1)))
                .build();
        Problem problem = new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(EstimateTable.Row.of(pair, EpochEstimate.of(epochs, epochs))
                        .withReaches(0.02)))),
                new MeasuredCosts(List.of(new Measurement(pair, "near", 1, 1, 1, 1))));
        Fleet fleet = new Fleet(
                1e6,
                List.of(seconds("near", 0.15, 1)),
                1,
                List.of(FleetDevice.of("a", problem, 190_000), FleetDevice.of("b", problem, 170_000)));
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(Status.OPTIMAL, result.status());
        assertEquals(270_000, result.value(), 1e-6);
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-4));
    }

    private static Capacity seconds(String node, double utilization, double stretch) {
        return new Capacity(Resource.node(node), 1, utilization, stretch);
    }

    /** Three devices, room for 60 s near and 40 s far in 100 s: one and a half of them stay near, 30 epochs in all. */
    private static Fleet shared() {
        return new Fleet(
                100,
                List.of(seconds("near", 0.6, 1), seconds("far", 0.4, 1)),
                1,
                List.of(FleetDevice.of("camera", problem(1000), 500).withCount(3)));
    }

    @Test
    void scarceSecondsAreSharedByEpochs() {
        FleetResult result = FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withGap(1e-6))
                .plan(shared());
        assertEquals(15 * 3 + 15 * 8, result.value(), 1e-9, result.toString());
        assertEquals(165, result.lowerBound(), 1e-3);
        assertEquals(3, result.admittedCount());
        assertEquals(60, result.resourceUses().get(0).load(), 1e-6);
        assertEquals(5.0 / 4, result.resourceUses().get(0).price(), 0.01);
        assertEquals(5.0 / 4 * 60, result.resourceUses().get(0).joulesSavedByExecutor(), 0.7);
        assertEquals(List.of(), FleetVerifier.verify(shared(), result, 1e-6));
    }

    @Test
    void whoFitsNowhereIsLeftOutWithTheReason() {
        Fleet fleet = shared().withCapacities(List.of(seconds("near", 0.41, 1), seconds("far", 1e-9, 1)));
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(1, result.admittedCount());
        assertEquals(30 + 1000, result.value(), 1e-9);
        assertEquals(2, result.rejected().get(0).count());
        assertTrue(result.rejected().get(0).resource().isPresent());
        assertTrue(
                result.rejected().get(0).reason().contains("J a second"),
                result.rejected().get(0).reason());
    }

    @Test
    void deadlinesHoldWithWhatIsWaitedFor() {
        // 40 s near, stretched threefold 120 s; 20 s far are 20 s
        Fleet near = new Fleet(
                1000,
                List.of(seconds("near", 1, 3)),
                0.5,
                List.of(FleetDevice.of("camera", problem(2 * 120 + 1e-6), 500)));
        assertEquals(30, FleetPlanner.create().plan(near).value(), 1e-9);
        Fleet strict =
                new Fleet(1000, near.capacities(), 0.5, List.of(FleetDevice.of("camera", problem(2 * 120), 500)));
        FleetResult result = FleetPlanner.create().plan(strict);
        assertEquals(35, result.value(), 1e-9);
        assertEquals(9 * 12 + 2, result.plans().get(0).stretchedSeconds(), 1e-9);
        Fleet hopeless = new Fleet(1000, near.capacities(), 0.5, List.of(FleetDevice.of("camera", problem(40), 500)));
        FleetResult none = FleetPlanner.create().plan(hopeless);
        assertEquals(500, none.value());
        assertEquals(500, none.lowerBound(), 1e-6);
        assertTrue(none.rejected().get(0).reason().contains("no schedule meets the deadline"));
    }

    @Test
    void aPeriodCountsLoadsAsOftenAsTheJobComes() {
        FleetDevice often = FleetDevice.of("camera", problem(1000), 500).withPeriodSeconds(50);
        Fleet fleet = new Fleet(100, List.of(seconds("near", 0.8, 1)), 1, List.of(often));
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(80, result.resourceUses().get(0).load() + 8 * (result.value() - 30) / 5, 1e-6);
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-4));
    }

    @Test
    void aNewcomerIsPricedByOneCallOfThePlanner() {
        FleetResult result = FleetPlanner.create()
                .withOptions(FleetOptions.DEFAULT.withGap(1e-6))
                .plan(shared());
        Problem newcomer = result.priced(problem(1000));
        assertTrue(newcomer.scenario().objective() instanceof Objective.Price);
        assertEquals(80, Planner.create().plan(newcomer).plan().orElseThrow().objective(), 0.6);
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> result.priced(newcomer))
                        .getMessage())
                .endsWith("must not be priced already. Give the newcomer's own problem."));
    }

    @Test
    void aLimitEndsTheSearchWithWhatIsProven() {
        FleetOptions hurried = FleetOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1));
        FleetResult result = FleetPlanner.create().withOptions(hurried).plan(shared());
        assertEquals("the time limit was reached", result.limitReached().orElse(""));
        assertEquals(Status.FEASIBLE, result.status());
        assertTrue(result.lowerBound() <= 165);
        assertEquals(
                "the time limit was reached before a schedule of it was found",
                result.rejected().get(0).reason());
        assertEquals(List.of(), FleetVerifier.verify(shared(), result, 1e-4));
    }

    /** Costs that count for how many scenarios they are asked. */
    private record CountedCosts(CostModel costs, AtomicInteger asked) implements CostModel {
        @Override
        public void check(Scenario scenario) {
            costs.check(scenario);
        }

        @Override
        public ScenarioCosts costs(Scenario scenario) {
            asked.incrementAndGet();
            return costs.costs(scenario);
        }
    }

    @Test
    void devicesThatAreNotReachedBeforeALimitAreNotAskedAbout() {
        AtomicInteger asked = new AtomicInteger();
        Problem plain = problem(1000);
        Problem counted = new Problem(plain.scenario(), plain.estimators(), new CountedCosts(plain.costModel(), asked));
        List<FleetDevice> many = new ArrayList<>();
        for (int d = 0; d < 100; d++) {
            // each a server of its own, so that no two share costs
            Scenario own = counted.scenario().toBuilder()
                    .edgeServer(EdgeServer.named("own" + d))
                    .build();
            many.add(FleetDevice.of("camera" + d, counted.withScenario(own), 500));
        }
        FleetOptions hurried = FleetOptions.DEFAULT.withTimeLimit(Duration.ofNanos(1));
        FleetResult result = FleetPlanner.create().withOptions(hurried).plan(shared().withDevices(many));
        assertEquals(100, result.rejectedCount());
        assertTrue(asked.get() < 10, asked + " times");
    }

    /** A run goes on in 2 epochs of 1 s, stretched to 4.5 s each, after a switch of the server of 4 s: 13 s. */
    @Test
    void aChangeInFrontOfARunInProgressWaitsForNobody() {
        QuantizedModel pair = QuantizedModel.of("net", 8);
        Scenario scenario = Scenario.builder("camera", Target.of(20, 0.02))
                .edgeServer(EdgeServer.named("near"))
                .edgeServer(EdgeServer.named("far").withSwitching(4, 0))
                .bitWidths(8)
                .model(ModelVersion.of("net", 0.018, List.of()).withCuts(List.of(1)))
                .build();
        Problem whole = new Problem(
                scenario,
                Estimators.of(new EstimateTable(List.of(
                        EstimateTable.Row.of(pair, EpochEstimate.of(3, 3)).withReaches(0.02)))),
                new MeasuredCosts(List.of(new Measurement(pair, "far", 1, 1, 1, 1))));
        Problem rest = whole.withProgress(RunInProgress.of(pair, 1, 5, 5).withLastServer("near"));
        Fleet fleet = new Fleet(100, List.of(seconds("far", 1, 4.5)), 1, List.of(FleetDevice.of("camera", rest, 500)));
        FleetResult result = FleetPlanner.create().plan(fleet);
        assertEquals(2, result.value());
        assertEquals(13, result.plans().get(0).stretchedSeconds());
        assertEquals(6, result.resourceUses().get(0).load());
        assertEquals(List.of(), FleetVerifier.verify(fleet, result, 1e-4));
    }

    @Test
    void anInterruptionEndsTheSearchAndStays() {
        Thread.currentThread().interrupt();
        FleetResult result = FleetPlanner.create().plan(shared());
        assertTrue(Thread.interrupted());
        assertEquals("the search was interrupted", result.limitReached().orElse(""));
        assertEquals(List.of(), FleetVerifier.verify(shared(), result, 1e-4));
    }

    /** The same costs with a server, a cloud and a device of other names. */
    private static FleetDevice between(String name, String cloud, String server, String device) {
        Problem plain = problem(1000);
        Scenario scenario = plain.scenario().toBuilder()
                .cloud(Cloud.of(cloud, 1e12, 1e-10))
                .device(Device.of(device, 1e9, 1e-9))
                .edgeServer(EdgeServer.named(server))
                .build();
        return FleetDevice.of(name, plain.withScenario(scenario), 500);
    }

    @Test
    void aCapacityIsThatOfOneLink() {
        List<FleetDevice> two = List.of(between("a", "cloud", "hall-a", "b"), between("b", "cloud", "hall", "a-b"));
        Fleet apart = new Fleet(100, List.of(Capacity.of(Resource.link("cloud", "hall"))), 1, two);
        assertEquals(1, apart.capacities().size());
        InvalidValueException e = refused(
                "capacities/0/link", () -> apart.withCapacities(List.of(Capacity.of(Resource.link("hall", "a-b")))));
        assertTrue(e.problem().contains("links between [[hall-a, b], [hall, a-b]]"), e.problem());
        List<FleetDevice> star = List.of(between("a", "cloud", "hall", "*"));
        refused("capacities/0/link", () -> new Fleet(100, List.of(Capacity.of(Resource.deviceLinks("hall"))), 1, star));
    }

    /** Scenarios hold their names apart; a cloud and a device that are not described are called so. */
    @Test
    void nodesOfAFleetHaveNamesOfTheirOwn() {
        refused("edgeServers/2/name", () -> between("a", "x", "x", "camera"));
        refused("edgeServers/2/name", () -> between("a", "cloud", "camera", "camera"));
        refused("device/name", () -> between("a", "x", "hall", "x"));
        Problem bare = problem(9);
        for (String name : List.of("cloud", "device")) {
            List<EdgeServer> servers = new ArrayList<>(bare.scenario().edgeServers());
            servers.add(EdgeServer.named(name));
            Problem named = bare.withScenario(bare.scenario().withEdgeServers(servers));
            refused("scenario/edgeServers/" + (servers.size() - 1) + "/name", () -> FleetDevice.of("a", named, 1));
        }
    }

    @Test
    void sumsOfAFleetAreFinite() {
        FleetDevice many = FleetDevice.of("camera", problem(9), 1).withCount(10_000_000);
        List<FleetDevice> types = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            types.add(new FleetDevice("camera" + i, many.count(), many.problem(), 1, 1, OptionalDouble.empty()));
        }
        assertEquals(Fleet.MAX_DEVICES, shared().withDevices(types).deviceCount());
        types.add(FleetDevice.of("one more", problem(9), 1));
        refused("devices", () -> shared().withDevices(types));
        FleetDevice heavy = FleetDevice.of("camera", problem(9), 1e307);
        refused("priority", () -> heavy.withPriority(100));
        Fleet most = shared().withDevices(List.of(heavy.withCount(10)));
        FleetResult result = FleetPlanner.create().plan(most);
        assertEquals(1e308, result.value(), 1e294);
        assertEquals(10, result.rejected().get(0).count());
        refused("devices", () -> shared().withDevices(List.of(heavy.withCount(20))));
    }

    @Test
    void everyMistakeIsNamed() {
        FleetDevice device = FleetDevice.of("camera", problem(9), 1);
        Problem other = problem(9);
        List<Capacity> none = List.of();
        refused("windowSeconds", () -> new Fleet(0, none, 1, List.of(device)));
        refused("deadlineShare", () -> new Fleet(1, none, 0, List.of(device)));
        refused("devices", () -> new Fleet(1, none, 1, List.of()));
        refused("devices/1", () -> new Fleet(1, none, 1, List.of(device, device)));
        refused("capacities/0/node", () -> shared().withCapacities(List.of(seconds("nowhere", 1, 1))));
        refused("capacities/1", () -> shared().withCapacities(List.of(seconds("near", 1, 1), seconds("near", 1, 2))));
        refused("node", () -> Resource.node(" "));
        refused("executors", () -> seconds("near", 1, 1).withExecutors(0));
        refused("utilization", () -> seconds("near", 1.1, 1));
        refused("stretch", () -> seconds("near", 1, 0.9));
        refused("name", () -> FleetDevice.of("", other, 1));
        refused("count", () -> device.withCount(0));
        refused("rejectionJoules", () -> FleetDevice.of("a", other, Double.NaN));
        refused("priority", () -> device.withPriority(0));
        refused("periodSeconds", () -> new FleetDevice("a", 1, other, 1, 1, OptionalDouble.of(0)));
        refused(
                "scenario/objective",
                () -> FleetDevice.of("a", other.withScenario(other.scenario().withObjective(Objective.TIME)), 1));
        refused(
                "scenario/target/joules",
                () -> FleetDevice.of(
                        "a",
                        other.withScenario(other.scenario()
                                .withTarget(other.scenario().target().withJoules(1))),
                        1));
        refused("rule", () -> FleetOptions.DEFAULT.withRule(Rule.PAPER));
        refused("gap", () -> FleetOptions.DEFAULT.withGap(1));
        refused("threads", () -> FleetOptions.DEFAULT.withThreads(0));
        refused("timeLimit", () -> FleetOptions.DEFAULT.withTimeLimit(Duration.ZERO));
        refused("relaxedRounds", () -> FleetOptions.DEFAULT.withRounds(0, 0));
        refused("exactRounds", () -> FleetOptions.DEFAULT.withRounds(1, -1));
        refused("neighbourhoods", () -> FleetOptions.DEFAULT.withNeighbourhoods(-1));
    }

    private static InvalidValueException refused(String field, Executable action) {
        InvalidValueException e = assertThrows(InvalidValueException.class, action, field);
        assertEquals(field, e.field());
        return e;
    }

    @Test
    void whatIsTamperedWithIsFound() {
        FleetResult right = FleetPlanner.create().plan(shared());
        FleetPlan first = right.plans().get(0);
        FleetPlan twice = new FleetPlan(first.device(), first.count() + 1, first.plan(), first.stretchedSeconds());
        FleetPlan stranger = new FleetPlan("nobody", first.count(), first.plan(), first.stretchedSeconds());
        FleetPlan faster = new FleetPlan(first.device(), first.count(), first.plan(), 1);
        found("there are 3", changed(right, right.energyJoules(), right.lowerBound(), List.of(first)));
        found(
                "above the capacity",
                changed(right, right.energyJoules(), right.lowerBound(), List.of(twice, twice, twice)));
        found("no device of the fleet", changed(right, right.energyJoules(), right.lowerBound(), List.of(stranger)));
        found(
                "/plans/0/stretchedSeconds: is 1.0, recomputed",
                changed(right, right.energyJoules(), right.lowerBound(), List.of(faster)));
        found(
                "/plans/0/stretchedSeconds: is NaN, recomputed",
                changed(
                        right,
                        right.energyJoules(),
                        right.lowerBound(),
                        List.of(new FleetPlan(first.device(), first.count(), first.plan(), Double.NaN))));
        found("/energyJoules: is NaN", changed(right, Double.NaN, 0, right.plans()));
        found("/energyJoules", changed(right, 1, 0, right.plans()));
        found("above the value", changed(right, right.energyJoules(), 1000, right.plans()));
        FleetResult proud = changed(right, right.energyJoules(), 1, right.plans());
        found(
                "is OPTIMAL with a gap",
                new FleetResult(
                        proud.fleet(),
                        Status.OPTIMAL,
                        proud.rule(),
                        proud.energyJoules(),
                        proud.rejectionJoules(),
                        proud.lowerBound(),
                        proud.plans(),
                        proud.rejected(),
                        proud.resourceUses(),
                        proud.limitReached(),
                        proud.statistics()));
        Fleet smaller = shared().withCapacities(List.of(seconds("near", 0.1, 1), seconds("far", 0.4, 1)));
        assertTrue(text(FleetVerifier.verify(smaller, right, 1e-4)).contains("above the capacity"));
        Fleet stricter = new Fleet(100, shared().capacities(), 0.01, shared().devices());
        assertTrue(text(FleetVerifier.verify(stricter, right, 1e-4)).contains("not below its share"));
    }

    private static FleetResult changed(FleetResult result, double energy, double bound, List<FleetPlan> plans) {
        return new FleetResult(
                result.fleet(),
                result.status(),
                result.rule(),
                energy,
                result.rejectionJoules(),
                bound,
                plans,
                result.rejected(),
                result.resourceUses(),
                result.limitReached(),
                result.statistics());
    }

    private static void found(String message, FleetResult result) {
        List<Finding> findings = FleetVerifier.verify(shared(), result, 1e-4);
        assertTrue(text(findings).contains(message), () -> message + " in " + text(findings));
    }

    private static String text(List<Finding> findings) {
        return String.join("\n", findings.stream().map(Finding::toString).toList());
    }
}
