package io.github.jqodi.bench.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Infeasibility;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.SchedulePolicy;
import io.github.jqodi.scenario.Selection;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled files, and the published figures that come out of them. */
class BundledScenariosTest {
    /** The paper prints energies with one decimal and the coefficients have six digits. */
    private static final double PRINTED_JOULES = 0.05;

    private static final double PRINTED_SECONDS = 0.0005;

    @ParameterizedTest
    @MethodSource("names")
    void fileIsWhatTheGeneratorWrites(String name) throws IOException {
        try (InputStream in = BundledScenarios.open(name)) {
            String file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(ScenarioJson.write(BundledScenarios.generate(name)), file);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleFindsAPlanThatVerifies(String name) throws IOException {
        Problem problem = open(name);
        for (Rule rule : List.of(Rule.NOMINAL, Rule.EXPECTED, Rule.ROBUST)) {
            SolveResult result = Planner.create().withRule(rule).plan(problem);
            assertEquals(Status.OPTIMAL, result.status());
            assertEquals(List.of(), ResultVerifier.verify(problem, result));
        }
    }

    @ParameterizedTest
    @EnumSource(SchedulePolicy.class)
    void data1HasThePublishedOptimum(SchedulePolicy policy) throws IOException {
        Plan plan = plan(withSchedule(open("paper-data1"), policy));
        assertDecision(plan, "LeNet-like", 8, "RTX3090", 1);
        assertEquals(26, plan.nominal().epochs());
        assertEquals(6988.1, plan.nominal().joules(), PRINTED_JOULES);
        assertEquals(135.564, plan.nominal().seconds(), PRINTED_SECONDS);
    }

    @ParameterizedTest
    @EnumSource(SchedulePolicy.class)
    void data2HasThePublishedOptimum(SchedulePolicy policy) throws IOException {
        Plan plan = plan(withSchedule(open("paper-data2"), policy));
        assertDecision(plan, "ResNet20", 6, "RTX4090", 1);
        assertEquals(11063.7, plan.nominal().joules(), PRINTED_JOULES);
    }

    @ParameterizedTest
    @EnumSource(SchedulePolicy.class)
    void thePapersOwnChoicesCostWhatItSays(SchedulePolicy policy) throws IOException {
        Plan first = plan(pinned(withSchedule(open("paper-data1"), policy), "LeNet-like", 6));
        assertDecision(first, "LeNet-like", 6, "RTX3090", 1);
        assertEquals(7651.3, first.nominal().joules(), PRINTED_JOULES);
        assertEquals(142.335, first.nominal().seconds(), PRINTED_SECONDS);
        Plan second = plan(pinned(withSchedule(open("paper-data2"), policy), "ResNet20", 8));
        assertDecision(second, "ResNet20", 8, "RTX4090", 1);
        assertEquals(12091, second.nominal().joules(), PRINTED_JOULES);
    }

    @Test
    void realisticCoefficientsGiveTheSameTotalsOnData1() throws IOException {
        Plan plan = plan(open("realistic-data1"));
        assertDecision(plan, "LeNet-like", 8, "RTX3090", 1);
        assertEquals(6988.1, plan.nominal().joules(), PRINTED_JOULES);
        assertEquals(10945.3, plan(open("realistic-data2")).nominal().joules(), PRINTED_JOULES);
    }

    @Test
    void realisticData1MixesActionsWhereTheDeadlineBinds() throws IOException {
        Problem problem = open("realistic-data1").withDeadlineSeconds(130);
        double mixed = plan(problem).nominal().joules();
        double fixed =
                plan(withSchedule(problem, SchedulePolicy.FIXED)).nominal().joules();
        assertTrue(mixed < 0.95 * fixed, mixed + " " + fixed);
    }

    @Test
    void smartCityChangesServersInTheRushHour() throws IOException {
        Plan plan = plan(open("smart-city"));
        assertTrue(
                plan.schedule().stream().map(s -> s.server()).distinct().count() > 1,
                () -> plan.schedule().toString());
    }

    /** Only what is trained moves, and nothing is left to be warned of. */
    @Test
    void scenariosOfPresentPracticeWarnOfNothing() throws IOException {
        for (String name : List.of("resnet18-inference", "lora-decoder", "mobilenet-wifi", "carbon-day")) {
            assertEquals(List.of(), Planner.create().plan(open(name)).warnings(), name);
        }
    }

    @Test
    void theInferenceIsInTimeAndAccurateEnough() throws IOException {
        Problem problem = open("resnet18-inference");
        Plan plan = plan(problem);
        assertEquals("8", plan.pair().quantization());
        assertTrue(plan.robust().seconds() < 0.1, plan.toString());
        assertEquals(0.7147, plan.robust().loss().orElseThrow());
        List<Infeasibility> closed = Planner.create().plan(problem).infeasibilities();
        assertEquals(Infeasibility.Reason.LOSS, closed.get(0).reason());
        assertEquals("4", closed.get(0).pair().quantization());
    }

    @Test
    void onlyAdaptersMoveAfterTheFirstEpoch() throws IOException {
        Plan plan = plan(open("lora-decoder"));
        double bits = 4_399_104 * 16.0;
        CostItem up = plan.bill().stream()
                .filter(item -> item.phase() == Phase.UPLOAD && item.node().startsWith("A100"))
                .findFirst()
                .orElseThrow();
        assertEquals(plan.robust().epochs() * bits * 40e-9, up.joules(), 1e-9 * up.joules());
        CostItem placed = plan.bill().stream()
                .filter(item -> item.phase() == Phase.PLACEMENT && item.node().startsWith("A100"))
                .findFirst()
                .orElseThrow();
        assertEquals(494_032_768 * 16.0 * 40e-9, placed.joules(), 1e-9 * placed.joules());
    }

    /** Wind blows at the coast by night, the sun shines in the city by day: 490 - 442·0.6 is below 490 - 479·0.4 g/kWh. */
    @Test
    void whoeverIsCleanerComputes() throws IOException {
        Problem problem = open("carbon-day");
        Plan plan = plan(problem);
        assertEquals("coast", serverOf(plan, 1));
        assertEquals("city", serverOf(plan, 12));
        assertEquals("coast", serverOf(plan, 20));
        double grams = plan.bill().stream()
                .mapToDouble(item -> item.price().orElseThrow())
                .sum();
        SolveResult frugal =
                Planner.create().plan(problem.withScenario(problem.scenario().withObjective(Objective.ENERGY)));
        assertTrue(
                frugal.plan().orElseThrow().robust().joules() < plan.robust().joules(),
                "the cleanest plan is not the most frugal one");
        // between 300 and 400 g/kWh
        double perKwh = grams / plan.robust().joules() * 3.6e6;
        assertTrue(perKwh > 300 && perKwh < 400, "g/kWh " + perKwh);
    }

    private static String serverOf(Plan plan, int epoch) {
        return plan.schedule().stream()
                .filter(segment -> segment.fromEpoch() <= epoch && epoch <= segment.toEpoch())
                .findFirst()
                .orElseThrow()
                .server()
                .orElseThrow();
    }

    @Test
    void anEnergyCoefficientMovesTheTotalByItsShareOfTheBill() throws IOException {
        assertShare(
                "device", s -> s.toBuilder().device(dearer(s.device().orElseThrow())), "RaspberryPi5", Phase.COMPUTE);
        assertShare("cloud", s -> s.toBuilder().cloud(dearer(s.cloud().orElseThrow())), "A100", Phase.COMPUTE);
        assertShare(
                "server",
                s -> servers(
                        s,
                        x -> x.toBuilder()
                                .processor(dearer(x.processor().orElseThrow()))
                                .build()),
                "RTX3090",
                Phase.COMPUTE);
        assertShare(
                "overhead",
                s -> servers(s, x -> x.withOverhead(x.overheadSeconds(), 1.01 * x.overheadJoules())),
                "RTX3090",
                Phase.OVERHEAD);
        assertShare(
                "cloud link",
                s -> servers(s, x -> x.withCloudLink(dearer(x.cloudLink().orElseThrow()))),
                "A100-RTX3090",
                Phase.DOWNLOAD,
                Phase.UPLOAD);
        assertShare(
                "device link",
                s -> servers(s, x -> x.withDeviceLink(dearer(x.deviceLink().orElseThrow()))),
                "RTX3090-RaspberryPi5",
                Phase.DOWNLOAD,
                Phase.UPLOAD);
    }

    @Test
    void aRateMovesTheTimeByItsShareOfTheBill() throws IOException {
        Problem problem = open("paper-data1");
        Plan before = plan(problem);
        double share = before.bill().stream()
                .filter(item -> item.node().equals("A100-RTX3090"))
                .mapToDouble(CostItem::seconds)
                .sum();
        Scenario changed = servers(
                        problem.scenario(),
                        x -> x.withCloudLink(faster(x.cloudLink().orElseThrow())))
                .build();
        Plan after = plan(pinned(problem.withScenario(changed), "LeNet-like", 8));
        double expected = before.robust().seconds() - share * (1 - 1 / 1.01);
        assertEquals(expected, after.robust().seconds(), 1e-9 * expected);
    }

    @Test
    void noFileSaysWhatItDoesNotAssume() throws IOException {
        for (String name : BundledScenarios.names()) {
            List<String> notes = open(name).scenario().notes();
            assertFalse(notes.isEmpty(), name);
            assertTrue(
                    notes.stream()
                            .anyMatch(note ->
                                    note.toLowerCase(java.util.Locale.ROOT).contains("assumed")),
                    name);
        }
    }

    private static void assertShare(
            String coefficient,
            java.util.function.Function<Scenario, Scenario.Builder> change,
            String node,
            Phase... phases)
            throws IOException {
        Problem problem = pinned(open("paper-data1"), "LeNet-like", 8);
        Plan before = plan(problem);
        double share = before.bill().stream()
                .filter(item -> item.node().equals(node) && List.of(phases).contains(item.phase()))
                .mapToDouble(CostItem::joules)
                .sum();
        assertTrue(share > 0, coefficient);
        Plan after = plan(problem.withScenario(change.apply(problem.scenario()).build()));
        double expected = before.robust().joules() + 0.01 * share;
        assertEquals(expected, after.robust().joules(), 1e-9 * expected, coefficient);
    }

    private static Device dearer(Device device) {
        return device.withProcessor(dearer(device.processor().orElseThrow()));
    }

    private static Cloud dearer(Cloud cloud) {
        return Cloud.of(cloud.name(), dearer(cloud.processor()));
    }

    private static Processor dearer(Processor processor) {
        return new Processor(processor.macsPerSecond(), 1.01 * processor.joulesPerMac());
    }

    private static Link dearer(Link link) {
        return Link.of(link.rate(), 1.01 * link.joulesPerBit());
    }

    private static Link faster(Link link) {
        return Link.of(1.01 * link.rate().bitsPerSecond(), link.joulesPerBit());
    }

    private static Scenario.Builder servers(Scenario scenario, UnaryOperator<EdgeServer> change) {
        return scenario.toBuilder()
                .edgeServers(scenario.edgeServers().stream().map(change).toList());
    }

    private static Problem withSchedule(Problem problem, SchedulePolicy policy) {
        return problem.withScenario(problem.scenario().withSchedule(policy));
    }

    private static Problem pinned(Problem problem, String model, int bits) {
        return problem.withScenario(problem.scenario()
                .withChoices(Choices.ALL
                        .withModels(Selection.only(List.of(model)))
                        .withQuantizations(Selection.only(List.of(Integer.toString(bits))))));
    }

    private static void assertDecision(Plan plan, String model, int bits, String server, int cut) {
        assertEquals(QuantizedModel.of(model, bits), plan.pair());
        assertEquals(1, plan.schedule().size());
        assertEquals(server, plan.schedule().get(0).server().orElseThrow());
        assertEquals(cut, plan.schedule().get(0).cut());
    }

    private static Plan plan(Problem problem) {
        SolveResult result = Planner.create().plan(problem);
        assertEquals(Status.OPTIMAL, result.status());
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result.plan().orElseThrow();
    }

    private static Problem open(String name) throws IOException {
        try (InputStream in = BundledScenarios.open(name)) {
            return ScenarioJson.read(in);
        }
    }

    static List<String> names() {
        return BundledScenarios.names();
    }
}
