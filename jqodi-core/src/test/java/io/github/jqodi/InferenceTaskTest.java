package io.github.jqodi;

import static io.github.jqodi.testing.Answers.withPlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.frontier.Frontier;
import io.github.jqodi.json.JsonFormatException;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Infeasibility.Reason;
import io.github.jqodi.plan.InferencePlacement;
import io.github.jqodi.plan.ObjectiveKind;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.report.PlanReport;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Task;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Solver;
import io.github.jqodi.solve.Status;
import io.github.jqodi.strategy.Strategies;
import io.github.jqodi.strategy.Strategy;
import io.github.jqodi.strategy.StrategyOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Inference as the task, worked by hand. Ten samples in three batches: the shallow layer takes 2.5e8 MACs in all, the deep one
 * 1e9, a quarter of full precision. A raw sample has 16,000 bits, the output of the first layer 8,000.
 */
class InferenceTaskTest {
    private static final double EXACT = 1e-12;
    /** 0.125 s and 6.25 J of work, 0.1 s once, 3 · 0.02 s, 0.16 s of features, 3 · 0.05 s of latency. */
    private static final double CUT_0_SECONDS = 0.125 + 0.1 + 0.06 + 0.16 + 0.15;
    /** Overheads at 50 W; the phone idles all the time, the box during features and latency. */
    private static final double CUT_0_JOULES = 6.25 + 5 + 3 + 0.16 + 0.5 * 0.595 + 5 * 0.31;

    private static final double CUT_1_SECONDS = 0.25 + 0.03 + 0.1 + 0.1 + 0.06 + 0.08 + 0.15;
    private static final double CUT_1_JOULES = 0.5 + 0.06 + 5 + 5 + 3 + 0.08 + 0.5 * 0.49 + 5 * 0.51;
    private static final double ALONE_SECONDS = 1.25 + 0.03;
    private static final double ALONE_JOULES = 2.5 + 0.06;

    @Test
    void theDeviceAloneIsCheapestWhereThereIsTime() {
        Problem problem = problem();
        for (Solver solver : Solvers.all()) {
            for (Rule rule : Rule.values()) {
                SolveResult result = solver.solve(problem, SolveOptions.DEFAULT.withRule(rule));
                assertEquals(Status.OPTIMAL, result.status(), solver.name());
                assertEquals(List.of(), ResultVerifier.verify(problem, result), solver.name());
                Plan plan = result.plan().orElseThrow();
                assertEquals(ALONE_JOULES, plan.objective(), EXACT);
                assertEquals(ALONE_JOULES, plan.robust().joules(), EXACT);
                assertEquals(ALONE_JOULES, plan.nominal().joules(), EXACT);
                assertEquals(ALONE_JOULES, plan.expected().joules(), EXACT);
                assertEquals(ALONE_SECONDS, plan.robust().seconds(), EXACT);
                assertEquals(List.of(new Segment(1, 1, Optional.empty(), 2)), plan.schedule());
                assertEquals(0, plan.setup().seconds());
                assertEquals(0.28, plan.robust().loss().orElseThrow(), EXACT);
                InferencePlacement place = plan.inference().orElseThrow();
                assertEquals(Optional.empty(), place.server());
                assertEquals(10, place.samples());
                assertEquals(ALONE_SECONDS, place.seconds(), EXACT);
            }
        }
    }

    @Test
    void aShorterDeadlineNeedsTheServer() {
        Problem problem = problem().withDeadlineSeconds(1);
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        assertEquals(List.of(new Segment(1, 1, "box", 0)), plan.schedule());
        assertEquals(CUT_0_JOULES, plan.objective(), EXACT);
        assertEquals(CUT_0_SECONDS, plan.robust().seconds(), EXACT);
        assertEquals(Optional.of("box"), plan.inference().orElseThrow().server());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        assertEquals(
                plan.robust().joules(),
                plan.bill().stream().mapToDouble(CostItem::joules).sum(),
                EXACT);
        assertEquals(
                plan.robust().seconds(),
                plan.bill().stream().mapToDouble(CostItem::seconds).sum(),
                EXACT);
        assertTrue(plan.bill().stream().allMatch(item -> item.phase() == Phase.INFERENCE));
    }

    @Test
    void theCutBetweenIsWorkedOutToo() {
        Plan plan = plan(problem().withScenario(choosing(Choices.ALL.withCuts(Selection.only(List.of(1))))));
        assertEquals(CUT_1_JOULES, plan.objective(), EXACT);
        assertEquals(CUT_1_SECONDS, plan.robust().seconds(), EXACT);
    }

    @Test
    void allSamplesAtOncePayOnce() {
        Problem together = with(builder -> builder.inference(Inference.of(10))).withDeadlineSeconds(1);
        // 0.04 s of overhead and 0.1 s of latency less
        assertEquals(CUT_0_SECONDS - 0.14, plan(together).robust().seconds(), EXACT);
        Problem one = with(builder -> builder.inference(Inference.of(10).withBatchSize(10)));
        assertEquals(plan(together).bill(), plan(one.withDeadlineSeconds(1)).bill());
    }

    @Test
    void noSamplesHaveNoBatches() {
        assertEquals(0, Inference.of(0).batches());
        assertEquals(0, Inference.of(0).withBatchSize(8).batches());
        assertEquals(1, Inference.of(8).withBatchSize(8).batches());
        assertEquals(2, Inference.of(8.5).withBatchSize(8).batches());
    }

    @Test
    void anInferenceOfNothingSaidIsOfOneSample() {
        Problem one = ScenarioJson.parse(
                ScenarioJson.write(problem()).replaceAll(",\\s*\"inference\"\\s*:\\s*\\{[^}]*}", ""));
        assertEquals(Optional.of(Inference.ONE), one.scenario().inference());
        assertEquals(0.125 + 0.01, plan(one).robust().seconds(), EXACT);
        assertSame(one, ScenarioJson.parse(ScenarioJson.write(one)));
    }

    @Test
    void aDeadlineTooShortNamesTheOneThatWouldDo() {
        Problem problem = problem().withDeadlineSeconds(0.5);
        SolveResult result = Planner.create().plan(problem);
        assertEquals(Status.INFEASIBLE, result.status());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        Infeasibility why = result.infeasibilities().get(0);
        assertEquals(Reason.DEADLINE, why.reason());
        assertTrue(why.message().startsWith("its fastest placement takes 0.595"), why.message());
        assertTrue(why.epochsThatFit().isEmpty() && why.chance().isEmpty());
        double needed = why.smallestDeadlineSeconds().orElseThrow();
        assertEquals(Status.OPTIMAL, status(problem.withDeadlineSeconds(needed)));
        assertEquals(Status.INFEASIBLE, status(problem.withDeadlineSeconds(Math.nextDown(needed))));
    }

    @Test
    void aLossTooHighNamesTheTargetThatWouldDo() {
        Problem problem = atLoss(0.27);
        SolveResult result = Planner.create().plan(problem);
        Infeasibility why = result.infeasibilities().get(0);
        assertEquals(Reason.LOSS, why.reason());
        assertEquals(0.28, why.value().orElseThrow(), EXACT);
        assertEquals(OptionalDouble.empty(), why.smallestDeadlineSeconds());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        double needed = why.lossTargetNeeded().orElseThrow();
        assertEquals(Status.OPTIMAL, status(atLoss(needed)));
        assertEquals(Status.INFEASIBLE, status(atLoss(Math.nextDown(needed))));
        Infeasibility both = Planner.create()
                .plan(problem.withDeadlineSeconds(0.5))
                .infeasibilities()
                .get(0);
        assertEquals(needed, both.lossTargetNeeded().orElseThrow());
        assertEquals(
                Status.OPTIMAL,
                status(atLoss(needed)
                        .withDeadlineSeconds(both.smallestDeadlineSeconds().orElseThrow())));
    }

    @Test
    void onlyWeightsNeedMemory() {
        Problem problem = with(
                builder -> builder.device(builder.build().device().orElseThrow().withMemoryBytes(499))
                        .choices(Choices.ALL.withCuts(Selection.only(List.of(2)))));
        Infeasibility why = Planner.create().plan(problem).infeasibilities().get(0);
        assertEquals(Reason.MEMORY, why.reason());
        assertEquals(500, why.memoryBytesNeeded().orElseThrow());
        assertEquals(List.of(), problem.assess().warnings());
    }

    /** A server that is not open takes no part, not even in the pictures of a plan on the device alone. */
    @Test
    void pagesShowOpenServersAlone() {
        Problem two = with(builder -> builder.edgeServers(Stream.of("closed", "box")
                        .map(name -> builder.build().edgeServers().get(0).withName(name))
                        .toList())
                .choices(Choices.ALL.withServers(Selection.only(List.of("box")))));
        SolveResult alone = Planner.create().plan(two.withDeadlineSeconds(10));
        assertEquals(
                Optional.empty(), alone.plan().orElseThrow().schedule().get(0).server());
        String html = PlanReport.html(two.withDeadlineSeconds(10), alone);
        assertTrue(html.contains("on box"), html);
        assertFalse(html.contains("on closed"), html);
    }

    @Test
    void choicesOfServersLeaveTheDeviceAlone() {
        Choices noServer = Choices.ALL.withServers(Selection.except(List.of("box")));
        Problem problem = problem().withScenario(choosing(noServer));
        SolveResult result = Planner.create().plan(problem);
        assertEquals(ALONE_JOULES, result.plan().orElseThrow().objective(), EXACT);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        Problem nowhere = problem().withScenario(choosing(noServer.withCuts(Selection.only(List.of(0, 1)))));
        assertEquals(
                Reason.CHOICES,
                Planner.create().plan(nowhere).infeasibilities().get(0).reason());
    }

    @Test
    void aQuantizedModelOfUnknownLossIsTrustedAndAWarningSaysSo() {
        Problem problem =
                with(builder -> builder.bitWidths(8, 32)).withEstimators(Estimators.of(new EstimateTable(List.of())));
        List<Warning> warnings = problem.assess().warnings();
        assertEquals(1, warnings.size());
        assertEquals(Warning.Code.TRUSTED_CLAIM, warnings.get(0).code());
        assertTrue(
                warnings.get(0).text().contains("compressionLoss"),
                warnings.get(0).text());
        assertEquals(0.2, plan(problem).robust().loss().orElseThrow());
        Problem full =
                with(builder -> builder.bitWidths(32)).withEstimators(Estimators.of(new EstimateTable(List.of())));
        assertEquals(List.of(), full.assess().warnings());
        assertEquals(List.of(), problem().assess().warnings());
    }

    @Test
    void epochsReachesAndTrajectoriesHaveNoEffect() {
        String text = ScenarioJson.write(problem());
        String with =
                text.replace("\"compressionLoss\"", "\"epochs\" : \"never\", \"reaches\" : 9, \"compressionLoss\"");
        assertFalse(with.equals(text));
        assertEquals(plan(problem()), plan(ScenarioJson.parse(with)));
    }

    @Test
    void filesComeBackAsTheyWere() {
        Problem problem = problem();
        assertSame(problem, ScenarioJson.parse(ScenarioJson.write(problem)));
        SolveResult result = Planner.create().plan(problem);
        String json = PlanJson.write(result);
        assertFalse(json.contains("\"server\""), json);
        assertEquals(result, PlanJson.parse(json));
    }

    @Test
    void fineTuningStillNeedsEstimatesEpochsAndServers() {
        String text = ScenarioJson.write(problem()).replaceAll("\"task\"\\s*:\\s*\"inference\",", "");
        String message = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(text))
                .getMessage();
        assertTrue(Objects.toString(message).contains("/estimates/0/epochs"), message);
        String none = text.replaceAll("(?s)\"estimates\"\\s*:\\s*\\[.*?\\],\\s*\"inference\"", "\"inference\"");
        message = assertThrows(JsonFormatException.class, () -> ScenarioJson.parse(none))
                .getMessage();
        assertTrue(Objects.toString(message).contains("/estimates"), message);
    }

    @Test
    void plansThatSayOtherwiseAreRefused() {
        Problem problem = problem().withDeadlineSeconds(1);
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        InferencePlacement place = plan.inference().orElseThrow();
        List<Plan> wrong = List.of(
                plan.toBuilder().inference(Optional.empty()).build(),
                plan.toBuilder()
                        .inference(Optional.of(
                                new InferencePlacement(10, Optional.of("box"), 1, place.seconds(), place.joules())))
                        .build(),
                plan.toBuilder()
                        .inference(Optional.of(new InferencePlacement(
                                10, Optional.of("box"), 0, place.seconds(), place.joules() * 1.01)))
                        .build(),
                plan.toBuilder()
                        .schedule(List.of(new Segment(1, 1, Optional.empty(), 0)))
                        .build(),
                plan.toBuilder().schedule(List.of(new Segment(1, 1, "box", 2))).build(),
                plan.toBuilder().schedule(List.of(new Segment(1, 2, "box", 0))).build());
        for (Plan tampered : wrong) {
            SolveResult other = withPlan(result, tampered);
            assertFalse(ResultVerifier.verify(problem, other).isEmpty(), tampered.toString());
        }
    }

    /**
     * Of a batch of four: on the device alone .5 s of work and .01 s; at cut 1 .1 s and .01 s, .04 s and .02 s on the server, 32,000
     * bits; at cut 0 .05 s and .02 s on the server, 64,000 bits.
     */
    @Test
    void theIntervalIsTheSlowestStageOfABatch() {
        Problem problem = with(builder -> builder.objective(Objective.INTERVAL));
        for (Solver solver : Solvers.all()) {
            SolveResult result = solver.solve(problem, SolveOptions.DEFAULT);
            assertEquals(Status.OPTIMAL, result.status());
            assertEquals(ObjectiveKind.INTERVAL, result.objectiveKind());
            Plan plan = result.plan().orElseThrow();
            assertEquals(List.of(new Segment(1, 1, "box", 0)), plan.schedule());
            assertEquals(0.07, plan.objective(), EXACT);
            assertEquals(CUT_0_JOULES, plan.robust().joules(), EXACT);
            assertEquals(CUT_0_SECONDS, plan.robust().seconds(), EXACT);
            assertEquals(List.of(), ResultVerifier.verify(problem, result), solver.name());
            assertEquals(result, PlanJson.parse(PlanJson.write(result)));
        }
        assertEquals(0.11, interval(problem, 1), EXACT);
        assertEquals(0.51, interval(problem, 2), EXACT);
        assertSame(problem, ScenarioJson.parse(ScenarioJson.write(problem)));
        // without batches all ten samples are one: 1.25e9 MACs at 1e10 a second, .02 s; 160,000 bits take longer
        assertEquals(
                0.16,
                plan(with(builder -> builder.objective(Objective.INTERVAL)
                                .inference(Inference.of(10))
                                .choices(Choices.ALL.withCuts(Selection.only(List.of(0))))))
                        .objective(),
                EXACT);
    }

    private static double interval(Problem problem, int cut) {
        Choices only = Choices.ALL.withCuts(Selection.only(List.of(cut)));
        return plan(problem.withScenario(problem.scenario().withChoices(only))).objective();
    }

    @Test
    void anIntervalIsOfAnalyticInferencesAlone() {
        Problem problem = with(builder -> builder.objective(Objective.INTERVAL));
        SolveOptions paper = SolveOptions.DEFAULT.withRule(Rule.PAPER);
        assertThrows(IllegalArgumentException.class, () -> Solvers.exact().solve(problem, paper));
        Scenario.Builder fineTuning = problem.scenario().toBuilder().task(Task.FINE_TUNING);
        assertThrows(IllegalArgumentException.class, fineTuning::build);
        Problem measured = measured(1, 0.2, List.of(model("net", 0.1)), entry("net", "hub", 0.1, 5));
        Scenario scenario = measured.scenario().withObjective(Objective.INTERVAL);
        String message = assertThrows(IllegalArgumentException.class, () -> measured.withScenario(scenario))
                .getMessage();
        assertEquals(
                "objective/minimise ('interval') needs analytic costs. Measured inferences do not say what device, link and server take of them.",
                message);
    }

    /** Of a sample the phone takes .03 and .06 s, the box .001 and .002 s; batches, overheads and bits are those above. */
    @Test
    void theIntervalIsOfMeasuredLayersToo() {
        Problem problem = profiled(OptionalInt.empty(), 0.03, 0.06, 0.001, 0.002);
        assertEquals(0.064, interval(problem, 0), EXACT);
        assertEquals(0.12 + 0.01, interval(problem, 1), EXACT);
        assertEquals(0.36 + 0.01, interval(problem, 2), EXACT);
        for (Solver solver : Solvers.all()) {
            SolveResult result = solver.solve(problem, SolveOptions.DEFAULT);
            assertEquals(0.064, result.plan().orElseThrow().objective(), EXACT, solver.name());
            assertEquals(List.of(), ResultVerifier.verify(problem, result), solver.name());
        }
        assertSame(problem, ScenarioJson.parse(ScenarioJson.write(problem)));
        // of a whole batch: .02 + .01 s on the phone, 32,000 bits, .003 + .02 s on the box
        Problem batches = profiled(OptionalInt.of(4), 0.02, 0.09, 0.1, 0.003);
        assertEquals(0.032, plan(batches).objective(), EXACT);
        assertEquals(0.1 + 0.003 + 0.02, interval(batches, 0), EXACT);
    }

    private static Problem profiled(
            OptionalInt batchSize, double phoneFront, double phoneBack, double boxFront, double boxBack) {
        List<ProfiledLayer> layers = Stream.of(
                        ProfiledLayer.of("phone", "net", "front", phoneFront),
                        ProfiledLayer.of("phone", "net", "back", phoneBack),
                        ProfiledLayer.of("box", "net", "front", boxFront),
                        ProfiledLayer.of("box", "net", "back", boxBack))
                .map(layer -> layer.withQuantization("8"))
                .map(layer -> batchSize.isPresent() ? layer.withBatchSize(batchSize.getAsInt()) : layer)
                .toList();
        Problem problem = with(builder -> builder.objective(Objective.INTERVAL)
                .workload(Workload.of(1000, 0).withInput(2000, 8).withBatchSize(4)));
        AnalyticCosts costs = ((AnalyticCosts) problem.costModel()).withProfile(new Profile(layers));
        return new Problem(problem.scenario(), problem.estimators(), costs);
    }

    @Test
    void aPlanIsToldInTheUnitOfItsObjective() {
        assertEquals(
                "net at 8 bits, cut 0 on box, 0.07 s in 0.595 s",
                plan(with(builder -> builder.objective(Objective.INTERVAL))).toString());
        assertEquals(
                "net at 8 bits, cut 0 on box, 0.595 s in 0.595 s",
                plan(with(builder -> builder.objective(Objective.TIME))).toString());
        Objective twice = Objective.price(Prices.ofJoules(2));
        assertEquals(
                "net at 8 bits, cut 2 on the device alone, 5.12 in 1.28 s",
                plan(with(builder -> builder.objective(twice))).toString());
    }

    @Test
    void theFrontierHasTheDeviceAloneAndTheServer() {
        Frontier frontier = Frontier.of(problem(), SolveOptions.DEFAULT);
        assertEquals(CUT_0_JOULES, frontier.at(1).orElseThrow().objective(), EXACT);
        assertEquals(ALONE_JOULES, frontier.at(2).orElseThrow().objective(), EXACT);
        assertTrue(frontier.at(0.5).isEmpty());
    }

    @Test
    void strategiesDecideItButNoneKnowsItsEpochs() {
        List<Strategy> all = Strategies.all(problem().scenario(), 1);
        assertTrue(all.stream().noneMatch(strategy -> strategy.name().equals("optimum")));
        assertEquals(CUT_0_JOULES, objective(Strategies.fixedCut(0)), EXACT);
        assertEquals(ALONE_JOULES, objective(Strategies.quantizeOnly()), EXACT);
        assertEquals(ALONE_JOULES, objective(Strategies.greedy()), EXACT);
    }

    @Test
    void widthsThatNothingIsSaidOfAreNoPlansOfStrategies() {
        Problem given = problem();
        AnalyticCosts listed =
                ((AnalyticCosts) given.costModel()).withBitScaling(new BitScaling.Table(Map.of("8", 0.25)));
        Problem problem = new Problem(given.scenario(), given.estimators(), listed);
        for (Strategy strategy :
                List.of(Strategies.fullModel(), Strategies.minimalModel(), Strategies.partitionOnly())) {
            StrategyOutcome outcome = strategy.plan(problem, SolveOptions.DEFAULT);
            assertEquals(Status.INFEASIBLE, outcome.status(), outcome::toString);
            String reason = outcome.reason().orElseThrow();
            assertTrue(reason.endsWith(": bitScaling.table does not list it, and there is no estimate of it"), reason);
        }
        assertTrue(Strategies.greedy().plan(problem, SolveOptions.DEFAULT).feasible());
    }

    private static double objective(Strategy strategy) {
        StrategyOutcome outcome = strategy.plan(problem(), SolveOptions.DEFAULT);
        assertTrue(outcome.feasible(), outcome::toString);
        return outcome.plan().orElseThrow().objective();
    }

    @Test
    void measuredOnBoardsAloneTheOneInTimeIsTaken() {
        // two boards, image classification: 54.9 ms and 7.615 mJ, or 222 ms and 17.3 mJ where 200 ms are allowed
        Problem problem = measured(
                0.2,
                0.2,
                List.of(model("ic", 0.15)),
                entry("ic", "L4R5", 0.22197558268590456, 0.017315114),
                entry("ic", "H7A3", 0.05489980785067252, 0.00761535));
        assertDecision("ic", "H7A3", 0.00761535, 0.05489980785067252, problem);
    }

    @Test
    void measuredOnPersonalComputersTheCheapestBelowTwelveSecondsIsTaken() {
        Problem problem = measured(
                12,
                1,
                List.of(model("r1-14b", 0.1)),
                entry("r1-14b", "PC-4090", 10.811979673478215, 5018.9209644285875),
                entry("r1-14b", "CM5-4090", 12.003360941063498, 4771.33597407274),
                entry("r1-14b", "MacStudioM3U", 19.286403085824492, 4378.0135004821595));
        assertDecision("r1-14b", "PC-4090", 5018.9209644285875, 10.811979673478215, problem);
        Problem longer = problem.withDeadlineSeconds(12.5);
        assertDecision("r1-14b", "CM5-4090", 4771.33597407274, 12.003360941063498, longer);
    }

    @Test
    void measuredOnSmallBoardsTwoAreEnough() {
        Problem problem = measured(
                0.35,
                1,
                List.of(model("llama3-8b", 0.1)),
                entry("llama3-8b", "pi5x2", 0.32546, 8.461960000000001),
                entry("llama3-8b", "pi5x4", 0.24508, 12.744159999999999));
        assertDecision("llama3-8b", "pi5x2", 8.461960000000001, 0.32546, problem);
        assertDecision("llama3-8b", "pi5x4", 12.744159999999999, 0.24508, problem.withDeadlineSeconds(0.3));
    }

    @Test
    void amongMeasuredModelsOnlyTheGoodEnoughCompete() {
        // ten runs over 50,000 images each; the cheaper ones of these are not accurate enough for 80 %
        Problem problem = measured(
                1000,
                0.19999999999999996,
                List.of(
                        model("resnet18", 0.26713999999999993),
                        model("resnet50", 0.1876000000000001),
                        model("convnext_tiny", 0.14846000000000004),
                        model("vit_small_patch16_224", 0.18598000000000003),
                        model("deit_small_patch16_224", 0.20144000000000006)),
                entry("resnet18", "rtx3090", 180.88285302906428, 63308.9985601725),
                entry("resnet50", "rtx3090", 605.282909231775, 211849.01823112124),
                entry("convnext_tiny", "rtx3090", 614.8851389764556, 215209.7998095824),
                entry("vit_small_patch16_224", "rtx3090", 474.8698856513315, 166204.45997796603),
                entry("deit_small_patch16_224", "rtx3090", 474.5453855206711, 166090.8849322349));
        assertDecision("vit_small_patch16_224", "rtx3090", 166204.45997796603, 474.8698856513315, problem);
    }

    @Test
    void aModelWhoseLossIsAboveTheTargetIsNoCandidate() {
        // mobilenet at loss .30 is the cheapest and not good enough for .24
        Problem problem = measured(
                0.6,
                0.24,
                List.of(model("mobilenet-qat", 0.30000000000000004), model("resnet-ptq", 0.23199999999999998)),
                entry("mobilenet-qat", "pixel2", 0.08020000000000001, 0.16040000000000001),
                entry("resnet-ptq", "pixel2", 0.5, 1.0));
        assertDecision("resnet-ptq", "pixel2", 1.0, 0.5, problem);
        Infeasibility why = Planner.create().plan(problem).infeasibilities().get(0);
        assertEquals(Reason.LOSS, why.reason());
        assertEquals(Math.nextUp(0.30000000000000004), why.lossTargetNeeded().orElseThrow());
    }

    @Test
    void anInferenceMeasuredWithoutAServerRanOnTheDevice() {
        Problem problem = measured(
                1,
                0.2,
                List.of(model("net", 0.1).withCuts(List.of(0, 3))),
                entry("net", "hub", 0.1, 5),
                new Measurement(QuantizedModel.of("net", 8), Optional.empty(), 3, 0.4, 2, 1));
        SolveResult result = Planner.create().plan(problem);
        Plan plan = result.plan().orElseThrow();
        assertEquals(List.of(new Segment(1, 1, Optional.empty(), 3)), plan.schedule());
        assertEquals(List.of(new CostItem("phone", Phase.MEASURED, 0.4, 2)), plan.bill());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        assertSame(problem, ScenarioJson.parse(ScenarioJson.write(problem)));
        assertEquals(5, plan(problem.withDeadlineSeconds(0.3)).objective());
    }

    @Test
    void measurementsThatCannotBeAreRefused() {
        QuantizedModel pair = QuantizedModel.of("net", 8);
        Measurement alone = new Measurement(pair, Optional.empty(), 3, 0.4, 2, 1);
        List<ModelVersion> models = List.of(model("net", 0.1).withCuts(List.of(0, 3)));
        assertRefused("cut", models, alone, new Measurement(pair, Optional.empty(), 0, 0.4, 2, 1));
        assertRefused("server", models, alone, new Measurement(pair, "hub", 3, 0.4, 2, 1));
        assertRefused("epoch", models, new Measurement(pair, "hub", 0, 0.4, 2, 2));
        Scenario fineTuning = measured(1, 0.2, models, entry("net", "hub", 0.1, 5)).scenario().toBuilder()
                .task(Task.FINE_TUNING)
                .build();
        assertThrows(IllegalArgumentException.class, () -> new MeasuredCosts(List.of(alone)).check(fineTuning));
    }

    private static void assertRefused(String field, List<ModelVersion> models, Measurement... entries) {
        String message = assertThrows(IllegalArgumentException.class, () -> measured(1, 0.2, models, entries))
                .getMessage();
        assertTrue(Objects.toString(message).contains("/" + field), message);
    }

    private static void assertDecision(String model, String server, double joules, double seconds, Problem problem) {
        for (Solver solver : Solvers.all()) {
            SolveResult result = solver.solve(problem, SolveOptions.DEFAULT);
            assertEquals(Status.OPTIMAL, result.status(), solver.name());
            Plan plan = result.plan().orElseThrow();
            assertEquals(model, plan.pair().model());
            assertEquals(List.of(new Segment(1, 1, server, 0)), plan.schedule());
            assertEquals(joules, plan.objective());
            assertEquals(seconds, plan.robust().seconds());
            assertEquals(List.of(), ResultVerifier.verify(problem, result), solver.name());
        }
    }

    private static void assertSame(Problem expected, Problem found) {
        assertEquals(expected.scenario(), found.scenario());
        assertEquals(expected.costModel(), found.costModel());
        assertEquals(
                expected.estimators().table().orElseThrow().rows(),
                found.estimators().table().orElseThrow().rows());
    }

    private static ModelVersion model(String name, double loss) {
        return ModelVersion.of(name, loss, List.of()).withCuts(List.of(0));
    }

    private static Measurement entry(String model, String server, double seconds, double joules) {
        return new Measurement(QuantizedModel.of(model, 8), server, 0, seconds, joules, 1);
    }

    private static Problem measured(double deadline, double loss, List<ModelVersion> models, Measurement... entries) {
        List<EdgeServer> servers = Stream.concat(
                        Stream.of(entries).flatMap(entry -> entry.server().stream()), Stream.of("spare"))
                .distinct()
                .map(EdgeServer::named)
                .toList();
        Scenario scenario = Scenario.builder("measured", Target.of(deadline, loss))
                .task(Task.INFERENCE)
                .device(Device.named("phone"))
                .edgeServers(servers)
                .quantizations(Quantization.ofBitWidths(8))
                .models(models)
                .build();
        Estimators none = Estimators.of(new EstimateTable(List.of()));
        return new Problem(scenario, none, new MeasuredCosts(List.of(entries)));
    }

    private static Problem atLoss(double loss) {
        return with(builder -> builder.target(Target.of(2, loss)));
    }

    private static Scenario choosing(Choices choices) {
        return problem().scenario().withChoices(choices);
    }

    private static Problem with(UnaryOperator<Scenario.Builder> change) {
        Problem problem = problem();
        return problem.withScenario(change.apply(problem.scenario().toBuilder()).build());
    }

    private static Plan plan(Problem problem) {
        return Planner.create().plan(problem).plan().orElseThrow();
    }

    private static Status status(Problem problem) {
        return Planner.create().plan(problem).status();
    }

    private static Problem problem() {
        try (InputStream in = InferenceTaskTest.class.getResourceAsStream("search/inference-batches.json")) {
            return ScenarioJson.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
