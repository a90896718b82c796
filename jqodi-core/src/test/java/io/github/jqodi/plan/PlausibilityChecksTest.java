package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Warning.Code;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Target;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.tree.Diagram;
import io.github.jqodi.view.Dot;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips of unit, and names that act on a terminal. */
class PlausibilityChecksTest {
    @ParameterizedTest
    @CsvSource({
        "1e8, 1e9, 0",
        "1e4, 1e6, 0",
        "1e12, 1e17, 0",
        "100, 1e9, 1",
        "9999, 1e9, 1",
        "1.1e12, 1e9, 1",
        "1e8, 999999, 1",
        "1e8, 1.1e17, 1"
    })
    void ratesAndSpeedsThatLookLikeSlips(double bitsPerSecond, double macsPerSecond, int warnings) {
        List<Warning> found = ofKind(
                Code.UNUSUAL_UNIT,
                problem("server", bitsPerSecond, macsPerSecond).assess().warnings());
        assertEquals(warnings, found.size(), found::toString);
    }

    private static List<Warning> ofKind(Code code, List<Warning> warnings) {
        return warnings.stream().filter(warning -> warning.code() == code).toList();
    }

    @Test
    void aHundredMegabitsTypedAsAHundred() {
        assertEquals(
                List.of(
                        new Warning(
                                Code.UNUSUAL_UNIT,
                                "server 'server' deviceLink bitsPerSecond 100.0 is unusually small. Bits per second are expected.")),
                ofKind(
                        Code.UNUSUAL_UNIT,
                        Planner.create().plan(problem("server", 100, 1e9)).warnings()));
    }

    @Test
    void namesAreShownEscaped() {
        Problem problem = problem("evil\n\u001b[2J\"\\", 100, 1e9);
        SolveResult result = Planner.create().plan(problem);
        String warning = result.warnings().get(0).text();
        assertTrue(warning.startsWith("server 'evil\\n\\u001b[2J\"\\' deviceLink"), warning);
        String dot = Dot.write(Diagram.ofStates(problem), 100);
        assertFalse(dot.contains("\u001b"), dot);
        assertTrue(dot.contains("evil\\\\n\\\\u001b[2J\\\"\\\\ cut 1"), dot);
        assertEquals(List.of(), ResultVerifier.verify(problem, PlanJson.parse(PlanJson.write(result))));
        assertEquals(
                "evil\n\u001b[2J\"\\",
                PlanJson.parse(PlanJson.write(result))
                        .plan()
                        .orElseThrow()
                        .schedule()
                        .get(0)
                        .server()
                        .orElseThrow());
    }

    private static final String EVERYTHING = """
            {"format": "jqodi-scenario/1", "name": "plausible", "target": {"deadlineSeconds": 600, "loss": 0.95},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1.5e-9},
             "edgeServers": [{"name": "s", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 4e6, "joulesPerBit": 1e-6,
                  "uplinkBitsPerSecond": 2e6, "uplinkJoulesPerBit": 3e-6}}],
             "bitWidths": [8], "workload": {"trainSamples": 20, "validationSamples": 5},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}, "reaches": 0.95}]}
            """;

    /** What is odd, and where it stands; rates and powers at their bounds are not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "macsPerSecond": 1e12 | "macsPerSecond": 1e5 | cloud macsPerSecond 100000.0 is unusually small. MACs per second are expected.~cloud joulesPerMac by macsPerSecond is 1.0E-6 W while busy, unusually small. Joules per MAC are expected, or watts.
            "joulesPerMac": 1e-11 | "joulesPerMac": 1e-7 | cloud joulesPerMac by macsPerSecond is 100000.0 W while busy, unusually large. Joules per MAC are expected, or watts.
            "joulesPerMac": 1e-11 | "joulesPerMac": 1e-8 | ''
            "macsPerSecond": 1e9 | "macsPerSecond": 1e18 | device macsPerSecond 1.0E18 is unusually large. MACs per second are expected.~device joulesPerMac by macsPerSecond is 1.5E9 W while busy, unusually large. Joules per MAC are expected, or watts.
            "joulesPerMac": 1.5e-9 | "joulesPerMac": 1e-13 | device joulesPerMac by macsPerSecond is 1.0E-4 W while busy, unusually small. Joules per MAC are expected, or watts.
            "joulesPerMac": 1.5e-9 | "joulesPerMac": 0 | ''
            "macsPerSecond": 5e9 | "macsPerSecond": 1000001 | ''
            "macsPerSecond": 5e9 | "macsPerSecond": 500000 | server 's' macsPerSecond 500000.0 is unusually small. MACs per second are expected.
            "bitsPerSecond": 1e8 | "bitsPerSecond": 9999 | server 's' cloudLink bitsPerSecond 9999.0 is unusually small. Bits per second are expected.~server 's' cloudLink joulesPerBit by bitsPerSecond is 9.999E-5 W while busy, unusually small. Joules per bit are expected, or watts.
            "joulesPerBit": 1e-8 | "joulesPerBit": 1e-3 | server 's' cloudLink joulesPerBit by bitsPerSecond is 100000.0 W while busy, unusually large. Joules per bit are expected, or watts.
            "joulesPerBit": 1e-8 | "joulesPerBit": 1e-8, "bitsPerSecondByEpoch": [1e6, 1e13, 1e7] | server 's' cloudLink bitsPerSecondByEpoch 1.0E13 is unusually large. Bits per second are expected.~server 's' cloudLink joulesPerBit by bitsPerSecond is 100000.0 W while busy, unusually large. Joules per bit are expected, or watts.
            "joulesPerBit": 1e-8 | "joulesPerBit": 1e-8, "joulesPerBitByEpoch": [1e-8, 2e-3, 1e-8] | server 's' cloudLink joulesPerBit by bitsPerSecond is 200000.0 W while busy, unusually large. Joules per bit are expected, or watts.
            "uplinkBitsPerSecond": 2e6 | "uplinkBitsPerSecond": 2e12 | server 's' deviceLink uplinkBitsPerSecond 2.0E12 is unusually large. Bits per second are expected.~server 's' deviceLink uplinkJoulesPerBit by uplinkBitsPerSecond is 6000000.0 W while busy, unusually large. Joules per bit are expected, or watts.
            "uplinkJoulesPerBit": 3e-6 | "uplinkJoulesPerBit": 1e-10 | server 's' deviceLink uplinkJoulesPerBit by uplinkBitsPerSecond is 2.0E-4 W while busy, unusually small. Joules per bit are expected, or watts.
            "joulesPerBit": 1e-8 | "joulesPerBit": 1e-8, "bitsPerSecondByEpoch": [1e8, 100, 0] | server 's' cloudLink bitsPerSecondByEpoch 100.0 is unusually small. Bits per second are expected.
            "joulesPerBit": 1e-8 | "joulesPerBit": 1e-8, "bitsPerSecondByEpoch": [1e8, 0, 2e4] | ''
            "uplinkBitsPerSecond": 2e6 | "uplinkBitsPerSecond": 2e6, "uplinkBitsPerSecondByEpoch": [3e6, 29] | server 's' deviceLink uplinkBitsPerSecondByEpoch 29.0 is unusually small. Bits per second are expected.
            "joulesPerMac": 2e-9 | "joulesPerMac": 2e-9, "overheadSeconds": 0.02, "overheadJoules": 7000 | server 's' overheadJoules by overheadSeconds is 350000.0 W while busy, unusually large. Joules and seconds are expected.
            "joulesPerMac": 2e-9 | "joulesPerMac": 2e-9, "overheadSeconds": 0.5, "overheadJoules": 0 | ''
            """)
    void eachSlipIsToldWhereItStands(String right, String wrong, String texts) {
        List<String> found =
                ofKind(
                                Code.UNUSUAL_UNIT,
                                ScenarioJson.parse(EVERYTHING.replace(right, wrong))
                                        .assess()
                                        .warnings())
                        .stream()
                        .map(Warning::text)
                        .toList();
        assertEquals(texts.isEmpty() ? List.of() : List.of(texts.split("~")), found);
    }

    @Test
    void measuredEpochsThatLookLikeSlips() {
        String measured = """
                {"format": "jqodi-scenario/1", "name": "measured", "target": {"deadlineSeconds": 600, "loss": 0.95},
                 "edgeServers": [{"name": "s"}], "bitWidths": [8], "models": [{"name": "m", "loss": 0.9, "cuts": [0, 1, 2]}],
                 "costs": {"kind": "measured", "entries": [
                   {"model": "m", "bits": 8, "server": "s", "cut": 0, "seconds": 2, "joules": 20000},
                   {"model": "m", "bits": 8, "server": "s", "cut": 1, "seconds": 2, "joules": FIRST},
                   {"model": "m", "bits": 8, "server": "s", "cut": 2, "seconds": 0, "joules": SECOND}]},
                 "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}, "reaches": 0.95}]}
                """;
        String text =
                "measured entry 'm' at 8 bits on s, cut 1, joules by seconds is 15000.0 W while busy, unusually large."
                        + " Joules and seconds of one epoch are expected";
        assertEquals(List.of(), measured(measured, "2", "0"));
        assertEquals(List.of(text + "."), measured(measured, "30000", "0"));
        assertEquals(List.of(text + ", and so are 1 more."), measured(measured, "30000", "1"));
    }

    private static List<String> measured(String text, String first, String second) {
        return ofKind(
                        Code.UNUSUAL_UNIT,
                        ScenarioJson.parse(text.replace("FIRST", first).replace("SECOND", second))
                                .assess()
                                .warnings())
                .stream()
                .map(Warning::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1e9, ''", "1.1e9, much", "1e-9, ''", "0.9e-9, little", "0, ''"})
    void aPlanThatTakesVeryLittleOrVeryMuch(double value, String much) {
        Plan plan = Planner.create().plan(problem("server", 1e8, 1e9)).plan().orElseThrow().toBuilder()
                .robust(new Totals(1, value, value, OptionalDouble.empty()))
                .build();
        assertEquals(
                much.isEmpty()
                        ? List.of()
                        : List.of(
                                "the plan takes " + value + " seconds, unusually " + much
                                        + ". Look at the units of what it is made of.",
                                "the plan takes " + value + " joules, unusually " + much
                                        + ". Look at the units of what it is made of."),
                PlausibilityChecks.warnings(plan).stream().map(Warning::text).toList());
    }

    private static Problem problem(String server, double bitsPerSecond, double macsPerSecond) {
        Link good = Link.of(1e8, 0);
        Scenario scenario = Scenario.builder("odd", Target.of(1e8, 1))
                .cloud(Cloud.of("cloud", 1e12, 0))
                .device(Device.of("device", macsPerSecond, 0))
                .edgeServers(
                        List.of(EdgeServer.of(server, new Processor(1e10, 1e-10), good, Link.of(bitsPerSecond, 0))))
                .bitWidths(8)
                .workload(Workload.of(10, 0))
                .models(List.of(ModelVersion.of(
                        "m", 0.1, List.of(new Layer("a", 1e6, 1e4, 100), new Layer("b", 1e6, 1e4, 100)))))
                .build();
        return new Problem(
                scenario, Estimators.of((s, pair) -> Optional.of(EpochEstimate.of(1, 2))), AnalyticCosts.PAPER);
    }
}
