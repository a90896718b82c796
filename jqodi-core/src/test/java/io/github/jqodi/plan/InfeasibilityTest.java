package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Metric;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.Inputs;
import io.github.jqodi.testing.RandomProblems;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Why there is no plan, and what would have to change. */
class InfeasibilityTest {
    private static final Link LINK = Link.of(1e9, 1e-9);

    @Test
    void aSolverOfTheCallerCanStateOne() {
        QuantizedModel pair = QuantizedModel.of("net", 8);
        Infeasibility bare = Infeasibility.of(pair, Reason.LOSS, "too high");
        OptionalDouble none = OptionalDouble.empty();
        assertEquals(
                new Infeasibility(
                        pair,
                        Reason.LOSS,
                        "too high",
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        OptionalInt.empty(),
                        none,
                        none),
                bare);
        Infeasibility full = Infeasibility.builder(pair, Reason.LOSS, "too high")
                .limit(1)
                .value(2)
                .smallestDeadlineSeconds(3)
                .lossTargetNeeded(4)
                .joulesNeeded(8)
                .memoryBytesNeeded(5)
                .confidenceThatFits(0.75)
                .epochsThatFit(7)
                .chance(0.5)
                .build();
        assertEquals(
                new Infeasibility(
                        pair,
                        Reason.LOSS,
                        "too high",
                        OptionalDouble.of(1),
                        OptionalDouble.of(2),
                        OptionalDouble.of(3),
                        OptionalDouble.of(4),
                        OptionalDouble.of(8),
                        OptionalDouble.of(0.75),
                        OptionalInt.of(7),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(5)),
                full);
        assertEquals(full, full.toBuilder().build());
        assertEquals(OptionalDouble.of(6), full.toBuilder().limit(6).build().limit());
        QuantizedModel other = QuantizedModel.of("net", 4);
        assertEquals(other, full.ofPair(other).pair());
        assertEquals(full, full.ofPair(other).ofPair(pair));
    }

    @Test
    void memoryNamesThePlacementNearestToFitting() {
        Infeasibility why =
                Planner.create().plan(memory(8e9, 6e9, 6e9)).infeasibilities().get(0);
        assertEquals(Reason.MEMORY, why.reason());
        assertEquals("the deep part at cut 16 needs 8.0E9 bytes, near has 6.0E9", why.message());
        assertEquals(OptionalDouble.of(6e9), why.limit());
        assertEquals(OptionalDouble.of(8e9), why.value());
        assertEquals(OptionalDouble.of(8e9), why.memoryBytesNeeded());
    }

    @Test
    void theNearestPlacementMayBeOnAnotherServerOrLackOnTheDevice() {
        Infeasibility other =
                Planner.create().plan(memory(8e9, 6e9, 7e9)).infeasibilities().get(0);
        assertEquals("the deep part at cut 16 needs 8.0E9 bytes, far has 7.0E9", other.message());
        Infeasibility device = Planner.create()
                .plan(memory(0.4e9, 15.5e9, 1e9))
                .infeasibilities()
                .get(0);
        assertEquals("the shallow part at cut 1 needs 5.0E8 bytes, device has 4.0E8", device.message());
        Infeasibility both = Planner.create()
                .plan(memory(0.4e9, 15.4e9, 1e9))
                .infeasibilities()
                .get(0);
        assertEquals(
                "the shallow part at cut 1 needs 5.0E8 bytes, device has 4.0E8, "
                        + "the deep part at cut 1 needs 1.55E10 bytes, near has 1.54E10",
                both.message());
        assertEquals(OptionalDouble.of(16e9), both.memoryBytesNeeded());
        assertEquals(OptionalDouble.of(15.8e9), both.limit());
    }

    @Test
    void moreMemoryThanNeededAdmitsTheNearestPlacement() {
        assertTrue(Planner.create().plan(memory(8e9, 8e9, 6e9)).plan().isPresent());
        assertTrue(Planner.create()
                .plan(memory(8e9, Math.nextDown(8e9), 6e9))
                .plan()
                .isEmpty());
    }

    /** Of near the link to the device is down: more memory there admits nothing. Of far it is up, and 200 bytes are missing. */
    @Test
    void memoryIsNamedWhereNothingElseIsMissing() {
        for (String down : List.of("[0]", "[1e7, 0]")) {
            Infeasibility why = only(linked(900, down, "[1e7]"));
            assertEquals(Reason.MEMORY, why.reason());
            assertEquals("the deep part at cut 1 needs 1000.0 bytes, far has 800.0", why.message());
            assertEquals(OptionalDouble.of(1000), why.memoryBytesNeeded());
        }
        assertEquals(
                Status.OPTIMAL,
                Planner.create().plan(linked(900, "[0]", "[1e7]", 1000, 0.4)).status());
        Infeasibility why = only(linked(900, "[0]", "[0]"));
        assertEquals(Reason.LINK, why.reason());
        assertEquals(OptionalDouble.empty(), why.memoryBytesNeeded());
    }

    /** A looser target admits a pair that lacks memory once it has that, and none whose links are down. */
    @Test
    void aTargetIsNamedWhereItWouldDo() {
        Infeasibility memory = only(linked(900, "[1e7]", "[1e7]", 800, 0.3));
        assertEquals(OptionalDouble.of(1000), memory.memoryBytesNeeded());
        assertTrue(memory.lossTargetNeeded().isPresent(), memory::toString);
        Infeasibility link = only(linked(2000, "[0]", "[0]", 2000, 0.3));
        assertEquals(Reason.LINK, link.reason());
        assertEquals(OptionalDouble.empty(), link.lossTargetNeeded());
    }

    private static Infeasibility only(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(Status.INFEASIBLE, result.status());
        return result.infeasibilities().get(0);
    }

    private static Problem linked(double nearBytes, String near, String far) {
        return linked(nearBytes, near, far, 800, 0.4);
    }

    /** Losses end at 0.38; rates of device links are given by epoch. */
    private static Problem linked(double nearBytes, String near, String far, double farBytes, double target) {
        return ScenarioJson.parse("""
                {"format": "jqodi-scenario/1", "name": "links", "target": {"deadlineSeconds": 1000, "loss": TARGET},
                 "cloud": {"name": "cloud", "macsPerSecond": 1e12, "joulesPerMac": 1e-10},
                 "device": {"name": "device", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
                 "edgeServers": [
                   {"name": "near", "macsPerSecond": 1e10, "joulesPerMac": 1e-9, "memoryBytes": NEARBYTES,
                    "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-9},
                    "deviceLink": {"bitsPerSecond": 1e7, "joulesPerBit": 1e-9, "bitsPerSecondByEpoch": NEAR}},
                   {"name": "far", "macsPerSecond": 1e10, "joulesPerMac": 1e-9, "memoryBytes": FARBYTES,
                    "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-9},
                    "deviceLink": {"bitsPerSecond": 1e7, "joulesPerBit": 1e-9, "bitsPerSecondByEpoch": FAR}}],
                 "bitWidths": [8], "workload": {"trainSamples": 100, "validationSamples": 0}, "schedule": "fixed",
                 "models": [{"name": "m", "loss": 0.5, "layers": [
                   {"name": "a", "macs": 1e6, "parameters": 1000, "outputElements": 100},
                   {"name": "b", "macs": 1e6, "parameters": 1000, "outputElements": 10}]}],
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 2, "robust": 2},
                   "compressionLoss": {"expected": 0, "robust": 0},
                   "trajectory": {"update": {"expected": [-0.03, -0.03], "robust": [-0.03, -0.03]},
                                  "run": {"expected": [-0.03, -0.03], "robust": [-0.03, -0.03]}}}]}
                """.replace("TARGET", Double.toString(target))
                .replace("NEARBYTES", Double.toString(nearBytes))
                .replace("FARBYTES", Double.toString(farBytes))
                .replace("NEAR", near)
                .replace("FAR", far));
    }

    /** All relaxations of a row admit its pair; any one of them a single double tighter does not. */
    @Test
    void relaxationsAreNeededTogether() {
        Map<Reason, Integer> seen = new EnumMap<>(Reason.class);
        int both = 0;
        Inputs seeds = Inputs.from(0, 1500);
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            Problem problem = tight(RandomProblems.of(seed).problem(), random);
            SolveResult result = Planner.create()
                    .withOptions(SolveOptions.DEFAULT.withAlternatives(Integer.MAX_VALUE))
                    .plan(problem);
            assertEquals(List.of(), ResultVerifier.verify(problem, result), "seed " + seed);
            for (Infeasibility why : result.infeasibilities()) {
                boolean known = why.reason() == Reason.LOSS || why.reason() == Reason.DEADLINE;
                if (known) {
                    check(problem, why, "seed " + seed);
                    seen.merge(why.reason(), 1, Integer::sum);
                    both += why.lossTargetNeeded().isPresent()
                                    && why.smallestDeadlineSeconds().isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        assertTrue(
                both > seeds.drawn() / 50
                        && seen.getOrDefault(Reason.LOSS, 0) > both
                        && seen.getOrDefault(Reason.DEADLINE, 0) > seeds.drawn() / 30,
                both + " " + seen);
    }

    /** At the confidence stated a pair has a plan, at one a single double above it does not; where none is stated, at none. */
    @Test
    void theConfidenceThatFitsIsTheLargest() {
        Map<Reason, Integer> stated = new EnumMap<>(Reason.class);
        int none = 0;
        Inputs seeds = Inputs.from(0, 8000);
        for (long seed : seeds) {
            SplittableRandom random = new SplittableRandom(seed);
            Problem problem = tight(RandomProblems.of(seed).problem(), random);
            for (Infeasibility why : Planner.create().plan(problem).infeasibilities()) {
                if (why.reason() == Reason.PRUNED || why.epochsThatFit().isEmpty()) {
                    continue;
                }
                String where = "seed " + seed + ", " + why;
                if (why.confidenceThatFits().isPresent()) {
                    double confidence = why.confidenceThatFits().getAsDouble();
                    assertTrue(solvableAt(problem, why, confidence), where);
                    double above = Math.nextUp(confidence);
                    assertFalse(above < 1 && solvableAt(problem, why, above), where);
                    stated.merge(why.reason(), 1, Integer::sum);
                } else if (seed % 10 == 0) {
                    for (double confidence : new double[] {0.5001, 0.55, 0.7, 0.85, 0.95, 0.999}) {
                        assertFalse(solvableAt(problem, why, confidence), where);
                    }
                    none++;
                }
            }
        }
        assertTrue(
                none > seeds.drawn() / 400
                        && stated.getOrDefault(Reason.NEVER, 0) > seeds.drawn() / 400
                        && stated.getOrDefault(Reason.DEADLINE, 0) > seeds.drawn() / 400
                        && stated.getOrDefault(Reason.LOSS, 0) >= seeds.drawn() / 8000,
                none + " " + stated);
    }

    private static boolean solvableAt(Problem problem, Infeasibility why, double confidence) {
        Problem asked = problem.withScenario(
                problem.scenario().withTarget(problem.scenario().target().withConfidence(confidence)));
        try {
            return solvable(asked, why, OptionalDouble.empty(), OptionalDouble.empty());
        } catch (IllegalArgumentException shortTrajectory) {
            return false;
        }
    }

    private static void check(Problem problem, Infeasibility why, String message) {
        OptionalDouble deadline = why.smallestDeadlineSeconds();
        OptionalDouble loss = why.lossTargetNeeded();
        if (deadline.isEmpty() && loss.isEmpty()) {
            assertEquals(Reason.LOSS, why.reason(), message);
            return;
        }
        assertTrue(solvable(problem, why, deadline, loss), () -> message + " " + why);
        if (loss.isPresent()) {
            double toward = problem.scenario().metric() == Metric.LOSS ? 0 : 1;
            double stricter = Math.nextAfter(loss.getAsDouble(), toward);
            assertFalse(
                    stricter != loss.getAsDouble() && solvable(problem, why, deadline, OptionalDouble.of(stricter)),
                    message);
        }
        if (deadline.isPresent() && deadline.getAsDouble() > Double.MIN_VALUE) {
            OptionalDouble tighter = OptionalDouble.of(Math.nextDown(deadline.getAsDouble()));
            assertFalse(solvable(problem, why, tighter, loss), message);
        }
    }

    private static boolean solvable(Problem problem, Infeasibility why, OptionalDouble deadline, OptionalDouble loss) {
        Scenario scenario = problem.scenario();
        List<ModelVersion> models = scenario.models().stream()
                .map(model -> loss.isPresent() && model.name().equals(why.pair().model())
                        ? model.withLossTarget(loss.getAsDouble())
                        : model)
                .toList();
        Target target = scenario.target();
        Problem relaxed = problem.withScenario(scenario.toBuilder()
                .models(models)
                .choices(scenario.choices()
                        .withModels(Selection.only(List.of(why.pair().model())))
                        .withQuantizations(Selection.only(List.of(why.pair().quantization()))))
                .build()
                .withTarget(target.withDeadlineSeconds(deadline.orElse(target.deadlineSeconds()))));
        Status status = Planner.create().plan(relaxed).status();
        assertTrue(status == Status.OPTIMAL || status == Status.INFEASIBLE);
        return status.hasPlan();
    }

    /** Half of the problems with a loss target that is missed, half with a deadline that is, a quarter with both. */
    private static Problem tight(Problem problem, SplittableRandom random) {
        Scenario scenario = problem.scenario();
        Target target = scenario.target();
        double loss = random.nextBoolean() ? target.loss() : missed(target, random.nextDouble());
        double deadline = target.deadlineSeconds() * (random.nextBoolean() ? 1 : random.nextDouble());
        return problem.withScenario(scenario.withTarget(
                target.withDeadlineSeconds(Math.max(deadline, 1e-300)).withLoss(loss)));
    }

    /** A stricter target. */
    private static double missed(Target target, double share) {
        return target.metric() == Metric.LOSS
                ? Math.max(target.loss() * share, 1e-300)
                : target.loss() + (1 - target.loss()) * (1 - share);
    }

    private static Problem memory(double deviceBytes, double nearBytes, double farBytes) {
        List<Layer> layers = IntStream.range(0, 32)
                .mapToObj(i -> new Layer("layer" + i, 1e8, 2.5e8, 4096))
                .toList();
        Scenario scenario = Scenario.builder("three machines", Target.of(1e6, 1))
                .cloud(Cloud.of("cloud", 1e14, 0))
                .device(Device.of("device", 1e11, 1e-10).withMemoryBytes(deviceBytes))
                .edgeServers(List.of(server("near", nearBytes), server("far", farBytes)))
                .bitWidths(16)
                .workload(Workload.of(0, 128))
                .models(List.of(ModelVersion.of("llm", 0.1, layers)))
                .build();
        return new Problem(
                scenario, Estimators.of((s, pair) -> Optional.of(EpochEstimate.of(1, 1))), AnalyticCosts.PAPER);
    }

    private static EdgeServer server(String name, double bytes) {
        return EdgeServer.of(name, new Processor(2e11, 1e-10), LINK, LINK).withMemoryBytes(bytes);
    }
}
