package io.github.jqodi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.CostTable;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EpochEstimator;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.tree.PathTree;
import io.github.jqodi.tree.StateGraph;
import io.github.jqodi.zoo.Architecture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a debugger or a log shows, in one line whatever the names hold. */
class ToStringTest {
    private static final Problem PROBLEM = problem("ResNet20", "RTX4090");
    private static final SolveResult RESULT = Planner.create().plan(PROBLEM);
    private static final SolveResult NONE = Planner.create().plan(PROBLEM.withDeadlineSeconds(1));

    @Test
    void aResultTellsPlanAndProof() {
        assertEquals("OPTIMAL: ResNet20 at 8 bits, cut 1 on RTX4090, 11 J in 6 s (gap 0)", RESULT.toString());
        assertEquals(
                "ResNet20 at 8 bits, cut 1 on RTX4090, 11 J in 6 s",
                RESULT.plan().orElseThrow().toString());
        assertEquals(
                "ResNet20 at 4 bits, cut 1 on RTX4090 and 1 segment more, objective 15 in 7 s",
                RESULT.alternatives().get(0).toString());
        assertEquals(
                "[epoch 1: cut 1 on RTX4090, epochs 2 to 3: cut 2 on RTX4090]",
                RESULT.alternatives().get(0).schedule().toString());
    }

    @Test
    void aResultWithoutAPlanTellsWhy() {
        assertEquals(
                "INFEASIBLE: no plan for 2 pairs, as ResNet20 at 4 bits: "
                        + NONE.infeasibilities().get(0).message(),
                NONE.toString());
    }

    @Test
    void aScoreIsNoEnergy() {
        String plan = Planner.create()
                .withRule(Rule.PAPER)
                .plan(PROBLEM)
                .plan()
                .orElseThrow()
                .toString();
        assertTrue(plan.matches("ResNet20 at 8 bits, cut 1 on RTX4090, score [0-9.]+ in 6 s"), plan);
    }

    @Test
    void whatIsPlannedTellsItsSize() {
        assertEquals(
                "gates: 1 model at 2 quantizations on 1 edge server, in less than 60 s to a loss below 0.02",
                PROBLEM.scenario().toString());
        assertEquals(
                PROBLEM.scenario() + "; estimates: table of 2 pairs, 0 with losses; costs: 3 measured epochs",
                PROBLEM.toString());
        assertEquals(
                "estimates: epochs by my curves", Estimators.of(new Curves()).toString());
        assertEquals("2 candidates, 0 excluded, 1 warning", PROBLEM.assess().toString());
        Candidate candidate = PROBLEM.assess().candidates().get(1);
        assertEquals(
                "ResNet20 at 8 bits: K_exp 2, K_rob 3 at confidence 0.95, never 0.0, 2 actions", candidate.toString());
        assertEquals("1 server with cuts [1, 2]", candidate.actions().toString());
        assertEquals(
                "ResNet20: 5 layers, loss 0.1",
                PROBLEM.scenario().models().get(0).toString());
        assertEquals(
                "5 blocks, 40551000 MACs, 268336 parameters, output 10x1x1",
                Architecture.RESNET20.network().toString());
        assertEquals(
                "camera: 11000000000 MAC/s, 7E-10 J/MAC",
                Device.of("camera", 1.1e10, 7e-10).toString());
    }

    @Test
    void devicesOfAFleetTellHowManyTheyAre() {
        FleetDevice device = FleetDevice.of("camera", PROBLEM, 5000);
        assertEquals("camera, leaving out weighs 5000 J", device.toString());
        assertEquals(
                "camera, 20 copies, leaving out weighs 5000 J",
                device.withCount(20).toString());
    }

    @Test
    void whatIsComputedTellsItsSize() {
        Candidate candidate = PROBLEM.assess().candidates().get(0);
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), candidate.robustEpochs());
        assertEquals("2 actions in 2 rows", table.toString());
        assertEquals(
                "ResNet20 at 4 bits: 5 states, 7 edges",
                StateGraph.of(candidate, table, 60).toString());
        assertEquals("1 model, 2 pairs, 12 vertices", Diagram.ofStates(PROBLEM).toString());
        Frontier frontier = Frontier.of(PROBLEM, SolveOptions.DEFAULT);
        assertEquals(
                "1 step from ResNet20 at 8 bits, 11 J in 6 s to ResNet20 at 8 bits, 11 J in 6 s", frontier.toString());
    }

    @Test
    void optionsTellWhatIsAskedFor() {
        SolveOptions options = SolveOptions.DEFAULT
                .withMemoryLimitBytes(1 << 30)
                .withTimeLimit(Duration.ofSeconds(2))
                .withThreads(2)
                .withExecutor(Runnable::run);
        assertEquals(
                "rule expected, gap 1E-9, 5 alternatives, time limit PT2S, 1024 MiB, 2 threads of the caller's",
                options.toString());
    }

    @Test
    void namesCannotActOnATerminal() {
        String evil = "a\u001b[31m\nb";
        Problem problem = problem(evil, evil);
        SolveResult result = Planner.create().plan(problem);
        Assessment assessment = problem.assess();
        Candidate candidate = assessment.candidates().get(0);
        CostTable table = CostTable.of(candidate.costs(), candidate.actions(), 3);
        Stream.of(
                        problem,
                        problem.scenario(),
                        problem.scenario().models().get(0),
                        problem.scenario().edgeServers().get(0),
                        result,
                        result.plan().orElseThrow(),
                        result.plan().orElseThrow().schedule(),
                        result.alternatives(),
                        Planner.create().plan(problem.withDeadlineSeconds(1)),
                        candidate,
                        StateGraph.of(candidate, table, 60),
                        PathTree.of(candidate, table, 60, 100),
                        Frontier.of(problem, SolveOptions.DEFAULT),
                        new PlanVerifier(problem),
                        Cloud.of(evil, new Processor(1, 1)),
                        Device.of(evil, 1, 1))
                .map(Object::toString)
                .forEach(text -> {
                    assertTrue(text.contains("a\\u001b[31m\\nb") || text.contains("verifier"), text);
                    assertTrue(text.chars().noneMatch(Character::isISOControl), text);
                });
    }

    /** Costs of 2 seconds or more an epoch, so that one second is never enough. */
    private static Problem problem(String model, String server) {
        QuantizedModel small = QuantizedModel.of(model, 4);
        QuantizedModel large = QuantizedModel.of(model, 8);
        ModelVersion version =
                Architecture.RESNET20.toModelVersion(0.1).withName(model).withCuts(List.of(1, 2));
        Scenario scenario = Scenario.builder(nameOf(model), Target.of(60, 0.02))
                .edgeServer(EdgeServer.named(server))
                .bitWidths(4, 8)
                .model(version)
                .build();
        MeasuredCosts costs = new MeasuredCosts(List.of(
                new Measurement(small, server, 1, 2, 8, 1),
                new Measurement(small, server, 2, 2.5, 7, 2),
                new Measurement(large, server, 1, 2, 5.5, 1)));
        EstimateTable table = new EstimateTable(List.of(
                EstimateTable.Row.of(small, EpochEstimate.of(2, 3)),
                EstimateTable.Row.of(large, EpochEstimate.of(2, 3))));
        return new Problem(scenario, Estimators.of(table), costs);
    }

    private static String nameOf(String model) {
        return model.equals("ResNet20") ? "gates" : model;
    }

    private static final class Curves implements EpochEstimator {
        @Override
        public Optional<EpochEstimate> epochs(Scenario scenario, QuantizedModel pair) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "my curves";
        }
    }
}
