package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Solvers;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Assessment;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.PreparedSolver;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.tree.Diagram;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two quantizations of as many bits are two pairs, from the estimates to the verifier. */
class NamedQuantizationTest {
    private static final QuantizedModel PLAIN = QuantizedModel.of("net", 8);
    private static final QuantizedModel MIXED = new QuantizedModel("net", "mixed");
    private static final QuantizedModel NEVER = new QuantizedModel("net", "coarse");
    private static final Problem PROBLEM = problem(8);

    @Test
    void everySolverTellsThemApart() {
        for (Solver solver : Solvers.all()) {
            SolveResult result = solver.solve(PROBLEM, SolveOptions.DEFAULT);
            assertEquals(Status.OPTIMAL, result.status(), solver.name());
            assertEquals(MIXED, result.plan().orElseThrow().pair(), solver.name());
            assertEquals(
                    Set.of(PLAIN),
                    result.alternatives().stream().map(other -> other.pair()).collect(Collectors.toSet()),
                    solver.name());
            assertEquals(
                    List.of(NEVER),
                    result.infeasibilities().stream().map(Infeasibility::pair).toList());
            assertEquals(List.of(), ResultVerifier.verify(PROBLEM, result), solver.name());
        }
    }

    @Test
    void anAssessmentFindsThemByName() {
        Assessment assessment = PROBLEM.assess();
        assertEquals(5, assessment.candidate(MIXED).orElseThrow().robustEpochs());
        assertEquals(9, assessment.candidate(PLAIN).orElseThrow().robustEpochs());
        assertEquals(MIXED, assessment.candidate(MIXED).orElseThrow().pair());
        assertEquals("net at mixed", assessment.candidate(MIXED).orElseThrow().label());
        assertEquals(Optional.empty(), assessment.candidate(NEVER));
        assertEquals(Optional.empty(), assessment.exclusion(MIXED));
        assertEquals(
                Infeasibility.Reason.NEVER,
                assessment.exclusion(NEVER).orElseThrow().reason());
        assertEquals(Optional.empty(), assessment.candidate(QuantizedModel.of("net", 4)));
        assertEquals(Optional.empty(), assessment.exclusion(QuantizedModel.of("net", 4)));
    }

    @Test
    void aDiagramHasAVertexForEach() {
        List<String> names = Diagram.ofStates(PROBLEM).pairs().stream()
                .map(pair -> pair.quantization().name())
                .toList();
        assertEquals(List.of("8", "mixed", "coarse"), names);
    }

    /** What is kept between solves must not outlive the bits that a name stands for. */
    @Test
    void aNameThatComesToMeanOtherBitsIsCostedAnew() {
        PreparedSolver prepared = Solvers.exact().prepare(PROBLEM);
        double eight = objective(prepared.solve(PROBLEM, SolveOptions.DEFAULT));
        double four = objective(prepared.solve(problem(4), SolveOptions.DEFAULT));
        assertEquals(objective(Solvers.exact().solve(problem(4), SolveOptions.DEFAULT)), four);
        assertTrue(four < eight, four + " against " + eight);
    }

    @Test
    void anUnknownPairIsNotCosted() {
        InvalidValueException model = assertThrows(
                InvalidValueException.class,
                () -> PROBLEM.costModel().costs(PROBLEM.scenario(), QuantizedModel.of("nut", 8)));
        assertEquals("model ('nut') is not in this scenario. Did you mean 'net'? Known are net.", model.getMessage());
        InvalidValueException quantization = assertThrows(
                InvalidValueException.class,
                () -> PROBLEM.costModel().costs(PROBLEM.scenario(), new QuantizedModel("net", "fine")));
        assertEquals(
                "quantization ('fine') is not in this scenario. Known are 8, mixed, coarse.",
                quantization.getMessage());
    }

    @Test
    void filesNameThem() {
        SolveResult result = Solvers.exact().solve(PROBLEM, SolveOptions.DEFAULT);
        assertEquals(result, PlanJson.parse(PlanJson.write(result)));
        Problem read = ScenarioJson.parse(ScenarioJson.write(PROBLEM));
        assertEquals(PROBLEM.scenario(), read.scenario());
        assertEquals(
                result.plan(), Solvers.exact().solve(read, SolveOptions.DEFAULT).plan());
        String plan = PlanJson.write(result).replaceAll("\\s+", " ");
        assertTrue(plan.contains("\"decision\": { \"model\": \"net\", \"quantization\": \"mixed\" }"), plan);
        assertTrue(plan.contains("\"alternatives\": [ { \"model\": \"net\", \"bits\": 8,"), plan);
        assertTrue(plan.contains("\"infeasibility\": [ { \"model\": \"net\", \"quantization\": \"coarse\","), plan);
    }

    @Test
    void aChoiceOfBitsIsNoChoiceOfANameWithAsMany() {
        Problem bits = PROBLEM.withScenario(
                PROBLEM.scenario().withChoices(Choices.ALL.withQuantizations(Selection.only(List.of("8")))));
        SolveResult result = Solvers.exact().solve(bits, SolveOptions.DEFAULT);
        assertEquals(PLAIN, result.plan().orElseThrow().pair());
        assertEquals(
                List.of("'mixed' is not among the choices", "'coarse' is not among the choices"),
                result.infeasibilities().stream().map(Infeasibility::message).toList());
        Problem named = PROBLEM.withScenario(
                PROBLEM.scenario().withChoices(Choices.ALL.withQuantizations(Selection.except(List.of("mixed")))));
        assertEquals(
                PLAIN,
                Solvers.exact()
                        .solve(named, SolveOptions.DEFAULT)
                        .plan()
                        .orElseThrow()
                        .pair());
    }

    private static double objective(SolveResult result) {
        assertEquals(MIXED, result.plan().orElseThrow().pair());
        return result.plan().orElseThrow().objective();
    }

    private static Problem problem(int mixedBits) {
        Scenario scenario = Scenario.builder("named", Target.of(1000, 0.1))
                .cloud(Cloud.of("cloud", 1e12, 1e-10))
                .device(Device.of("device", 1e9, 1e-9))
                .edgeServer(EdgeServer.of("server", new Processor(1e11, 1e-10), Link.of(1e7, 1e-7), Link.of(1e6, 1e-6)))
                .quantizations(List.of(
                        Quantization.of(8), Quantization.named("mixed", mixedBits), Quantization.named("coarse", 2)))
                .workload(Workload.of(100, 10))
                .model(ModelVersion.of(
                        "net", 0.05, List.of(new Layer("first", 1e6, 1e4, 1e3), new Layer("second", 1e6, 1e4, 10))))
                .build();
        EstimateTable beliefs = new EstimateTable(List.of(
                EstimateTable.Row.of(PLAIN, EpochEstimate.of(9, 9)),
                EstimateTable.Row.of(MIXED, EpochEstimate.of(5, 5)),
                EstimateTable.Row.of(NEVER, EpochEstimate.never())));
        return new Problem(scenario, Estimators.of(beliefs), AnalyticCosts.PAPER);
    }
}
