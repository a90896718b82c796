package io.github.jqodi.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.PlanJson;
import io.github.jqodi.plan.Warning.Code;
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

    private static Problem problem(String server, double bitsPerSecond, double macsPerSecond) {
        Link good = Link.of(1e8, 0);
        Scenario scenario = Scenario.builder("odd", Target.of(1e8, 1))
                .cloud("cloud", 1e12, 0)
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
