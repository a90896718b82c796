package io.github.jqodi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.error.InvalidValueException;
import io.github.jqodi.estimate.EstimateTable;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PresentWorldTest {
    private static final LinkName FAR = LinkName.ofDevice("far");
    private static final LinkName NEAR = LinkName.ofDevice("near");

    private static final String SCENARIO = """
            {"format": "jqodi-scenario/1", "name": "present", "target": {"deadlineSeconds": 60, "loss": 0.4},
             "cloud": {"name": "c", "macsPerSecond": 1e12, "joulesPerMac": 1e-11},
             "device": {"name": "d", "macsPerSecond": 1e9, "joulesPerMac": 1e-9},
             "edgeServers": [
               {"name": "near", "macsPerSecond": 5e9, "joulesPerMac": 2e-9,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 4e6, "joulesPerBit": 1e-6}},
               {"name": "far", "macsPerSecond": 4e10, "watts": 80,
                "cloudLink": {"bitsPerSecond": 1e8, "joulesPerBit": 1e-8},
                "deviceLink": {"bitsPerSecond": 3e6, "uplinkBitsPerSecond": 1.5e6, "joulesPerBit": 1e-6}}],
             "bitWidths": [8], "workload": {"trainSamples": 200, "validationSamples": 50},
             "models": [{"name": "m", "loss": 0.9, "cuts": [1],
               "layers": [{"name": "1", "macs": 3e6, "parameters": 20000, "outputElements": 400},
                          {"name": "2", "macs": 9e6, "parameters": 60000, "outputElements": 100}]}],
             "estimates": [{"model": "m", "bits": 8, "epochs": {"expected": 3, "robust": 3}}]}
            """;

    private static final Problem PROBLEM = ScenarioJson.parse(SCENARIO);
    private static final Scenario STATED = PROBLEM.scenario();

    private static RunState state(Map<LinkName, LinkState> links, Map<String, ServerState> servers) {
        RunState.Builder builder = RunState.start(Optional.empty()).toBuilder();
        builder.links = links;
        builder.servers = servers;
        return builder.build();
    }

    private static EdgeServer server(Scenario scenario, String name) {
        return scenario.edgeServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Link deviceLink(Scenario scenario, String name) {
        return server(scenario, name).deviceLink().orElseThrow();
    }

    /** In the next epoch 1 Mbit/s, then 6; up is half of what is down. */
    private static PresentWorld slowThenFast(RunState state) {
        return PresentWorld.expected(state, (history, from, to) -> from == 0 ? 1e6 : 6e6, 10, 100);
    }

    /** A third of the nominal 3 Mbit/s in the next epoch, then twice as much: of each rate that is stated. */
    @Test
    void ratesStatedByEpochAreCorrectedInProportion() {
        Link stated = deviceLink(STATED, "far").toBuilder()
                .bitsPerSecondByEpoch(List.of(6e6, 0.0, 9e6))
                .build();
        EdgeServer far = server(STATED, "far").withDeviceLink(stated);
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        Scenario present = slowThenFast(state)
                .of(STATED.withEdgeServers(List.of(server(STATED, "near"), far)))
                .build();
        Link link = deviceLink(present, "far");
        assertEquals(List.of(2e6, 0.0, 18e6), link.bitsPerSecondByEpoch());
        assertEquals(List.of(0.5e6, 3e6, 3e6), link.uplinkBitsPerSecondByEpoch());
    }

    @Test
    void whatIsStatedByEpochAndSeenToBeTrueChangesNothing() {
        for (RateForecast forecast : RateForecasts.values()) {
            EdgeServer near = server(STATED, "near");
            Link link = near.deviceLink().orElseThrow().toBuilder()
                    .bitsPerSecondByEpoch(List.of(1e5, 2e5, 8e6))
                    .build();
            Scenario scenario = STATED.withEdgeServers(List.of(near.withDeviceLink(link)));
            Problem problem = PROBLEM.withScenario(scenario);
            RunController seeing = RunController.start(problem, ControlOptions.DEFAULT.withForecast(forecast));
            RunController blind = RunController.start(problem, ControlOptions.DEFAULT.withForecast(forecast));
            for (int epoch = 1; epoch <= 3; epoch++) {
                seeing.rateSeen(NEAR, link.downBitsPerSecond(epoch), 10);
                NextEpoch next = seeing.next().epoch().orElseThrow();
                assertEquals(blind.next().epoch().orElseThrow().seconds(), next.seconds(), 1e-9, forecast.toString());
                seeing.observe(0.8, next.seconds(), next.joules());
                blind.observe(0.8, next.seconds(), next.joules());
            }
        }
    }

    @Test
    void linksHaveTheRateOfTheNextEpochAndThatOfThoseBehindIt() {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        Scenario present = slowThenFast(state).of(STATED).build();
        Link link = deviceLink(present, "far");
        assertEquals(6e6, link.rate().bitsPerSecond());
        assertEquals(List.of(1e6, 6e6), link.bitsPerSecondByEpoch());
        assertEquals(OptionalDouble.of(3e6), link.uplinkBitsPerSecond());
        assertEquals(List.of(0.5e6, 3e6), link.uplinkBitsPerSecondByEpoch());
        assertEquals(Map.of(FAR, 1e6), slowThenFast(state).rates());
        assertEquals(server(STATED, "near"), server(present, "near"));
        assertEquals(server(STATED, "far").cloudLink(), server(present, "far").cloudLink());
    }

    @Test
    void linksOfTheCloudMoveAsThoseOfTheDeviceDo() {
        RunState state = state(Map.of(LinkName.ofCloud("far"), LinkState.of(1e8).told(1)), Map.of());
        Scenario present = slowThenFast(state).of(STATED).build();
        assertEquals(
                List.of(1e6, 6e6),
                server(present, "far").cloudLink().orElseThrow().bitsPerSecondByEpoch());
        assertEquals(deviceLink(STATED, "far"), deviceLink(present, "far"));
    }

    @Test
    void aRateThatStaysNeedsNoList() {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        Link link = deviceLink(
                PresentWorld.expected(state, (history, from, to) -> 6e6, 10, 100)
                        .of(STATED)
                        .build(),
                "far");
        assertEquals(6e6, link.rate().bitsPerSecond());
        assertEquals(List.of(), link.bitsPerSecondByEpoch());
        assertEquals(OptionalDouble.of(3e6), link.uplinkBitsPerSecond());
        assertEquals(List.of(), link.uplinkBitsPerSecondByEpoch());
    }

    @Test
    void aLinkOfWhichNothingIsKnownStaysAsItIsStated() {
        PresentWorld world = slowThenFast(state(Map.of(FAR, LinkState.of(3e6)), Map.of()));
        assertEquals(STATED, world.of(STATED).build());
        assertEquals(Map.of(), world.rates());
    }

    /** The next epoch, then all that is left of the run, or as long again where less is left. */
    @Test
    void aForecastIsAskedForTheEpochAndForTheRestOfTheRun() {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        for (double left : new double[] {100, 15}) {
            List<List<Double>> asked = new ArrayList<>();
            PresentWorld.expected(
                            state,
                            (history, from, to) -> {
                                asked.add(List.of(from, to));
                                return 1;
                            },
                            10,
                            left)
                    .of(STATED)
                    .build();
            assertEquals(List.of(List.of(0.0, 10.0), List.of(10.0, Math.max(20, left))), asked);
        }
    }

    @Test
    void aLinkThatIsDownIsPlannedWithAThousandthOfItsRate() {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(0)), Map.of());
        PresentWorld world = PresentWorld.expected(state, (history, from, to) -> 0, 10, 100);
        assertEquals(3e3, deviceLink(world.of(STATED).build(), "far").rate().bitsPerSecond());
        assertEquals(Map.of(FAR, 3e3), world.rates());
    }

    /** Once an epoch, where anything is known of the device link; at best there are no gaps. */
    @Test
    void epochsWaitForGapsOfTheDeviceLink() {
        LinkState gaps = LinkState.of(3e6).seen(0, 4).seen(3e6, 4);
        RunState state = state(Map.of(FAR, gaps, LinkName.ofCloud("near"), gaps), Map.of());
        Scenario present = PresentWorld.expected(state, RateForecasts.TWO_TIME_SCALES, 10, 100)
                .of(STATED)
                .build();
        // (3.5 + 2.5 + 1.5 + 0.5) / 8 s, down and up
        assertEquals(
                server(STATED, "far").overheadSeconds() + 2,
                server(present, "far").overheadSeconds());
        assertEquals(
                server(STATED, "far").overheadJoules(), server(present, "far").overheadJoules());
        assertEquals(
                server(STATED, "near").overheadSeconds(),
                server(present, "near").overheadSeconds());
        assertEquals(
                server(STATED, "far").overheadSeconds(),
                server(PresentWorld.best(state).of(STATED).build(), "far").overheadSeconds());
    }

    /** A slow server stretches its own overhead, and no gap. */
    @Test
    void slownessDoesNotStretchGaps() {
        LinkState gaps = LinkState.of(3e6).seen(0, 4).seen(3e6, 4);
        RunState state = state(Map.of(FAR, gaps), Map.of("far", new ServerState(true, 4)));
        Scenario stated = STATED.withEdgeServers(STATED.edgeServers().stream()
                .map(server -> server.withOverhead(0.25, 0))
                .toList());
        PresentWorld world = PresentWorld.expected(state, RateForecasts.TWO_TIME_SCALES, 10, 100);
        Problem problem = world.slow()
                .of(new Problem(
                        world.of(stated).build(), Estimators.of(new EstimateTable(List.of())), AnalyticCosts.DEFAULT));
        assertEquals(4 * 0.25 + 2, server(problem.scenario(), "far").overheadSeconds());
    }

    /** A caller's forecast, of which one answer is wrong. */
    private abstract static class Wrong implements RateForecast {
        @Override
        public double bitsPerSecond(RateHistory history, double fromSeconds, double toSeconds) {
            return 1e6;
        }
    }

    @Test
    void answersOfACallersForecastAreCheckedBeforeTheyArePlannedWith() {
        assertComplains(" must be finite and >= 0.", "waitSeconds (-0.5)", new Wrong() {
            @Override
            public double waitSeconds(RateHistory history) {
                return -0.5;
            }
        });
        assertComplains(" must be finite and >= 0.", "bitsPerSecond (NaN)", (history, from, to) -> Double.NaN);
        assertComplains(
                " must be finite and >= 0.", "bitsPerSecond (-1.0)", (history, from, to) -> from > 0 ? -1 : 1e6);
        String failed = " cannot be had, the caller's code throws: java.lang.IllegalStateException: no modem";
        assertComplains(failed, "bitsPerSecond", (history, from, to) -> {
            throw new IllegalStateException("no modem");
        });
    }

    private static void assertComplains(String problem, String answer, RateForecast forecast) {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        PresentWorld world = PresentWorld.expected(state, forecast, 10, 100);
        assertEquals(
                "forecast of far to the device: " + answer + problem,
                assertThrows(
                                IllegalArgumentException.class,
                                () -> world.of(STATED).build())
                        .getMessage());
    }

    @Test
    void beliefsOfACallersForecastAreChecked() {
        RateForecast none = new Wrong() {
            @Override
            @SuppressWarnings("NullAway") // a caller may
            public LogRate belief(RateHistory history, double fromSeconds, double toSeconds) {
                return null;
            }
        };
        RunState state = state(Map.of(FAR, LinkState.of(3e6).told(1)), Map.of());
        assertEquals(
                "forecast of far to the device: belief (null) must not be null.",
                assertThrows(InvalidValueException.class, () -> RateLevels.of(state, none, 10, 100))
                        .getMessage());
    }

    /** Waits at levels are rounded to a sixteenth of a second. */
    @Test
    void levelsOfLaterRatesWaitForGapsToo() {
        RunState state = state(Map.of(FAR, LinkState.of(3e6).seen(0, 1).seen(3e6, 8)), Map.of());
        RateLevels levels = RateLevels.of(state, RateForecasts.TWO_TIME_SCALES, 10, 100);
        for (int level = 0; level < RateLevels.COUNT; level++) {
            Scenario later = levels.world(state, level).of(STATED).build();
            assertEquals(
                    server(STATED, "far").overheadSeconds() + 2 / 16.0,
                    server(later, "far").overheadSeconds());
        }
    }

    @Test
    void serversRecoverAndStayFasterThanStated() {
        RunState state = state(Map.of(), Map.of("near", new ServerState(false, 4), "far", new ServerState(true, 0.5)));
        assertEquals(
                Map.of("near", ServerState.NOMINAL, "far", new ServerState(true, 0.5)),
                PresentWorld.recovered(state).servers());
    }

    @Test
    void atBestALinkIsAsFastAsStatedOrSeen() {
        LinkState faster = LinkState.of(4e6).seen(1e6, 1).seen(9e6, 1).seen(2e6, 1);
        LinkState slower = LinkState.of(3e6).seen(1e6, 1);
        Scenario best = PresentWorld.best(state(Map.of(NEAR, faster, FAR, slower), Map.of()))
                .of(STATED)
                .build();
        assertEquals(9e6, deviceLink(best, "near").rate().bitsPerSecond());
        assertEquals(3e6, deviceLink(best, "far").rate().bitsPerSecond());
    }

    @Test
    void serversThatAreDownAreNoChoice() {
        PresentWorld world = slowThenFast(state(Map.of(), Map.of("near", new ServerState(false, 1))));
        assertEquals(List.of("far"), world.up(STATED));
        assertEquals(Selection.only(List.of("far")), world.choices(STATED).servers());
        Scenario without = STATED.toBuilder()
                .choices(STATED.choices().withServers(Selection.only(List.of("near"))))
                .build();
        assertEquals(List.of(), world.up(without));
    }

    @Test
    void whatIsLeftIsRoundedDown() {
        assertEquals(2, PresentWorld.left(3, BigDecimal.ONE));
        assertEquals(Math.nextDown(1.0), PresentWorld.left(1, new BigDecimal("1e-20")));
        assertEquals(1, PresentWorld.left(1, new BigDecimal("-1e-20")));
        assertTrue(PresentWorld.left(3, BigDecimal.TEN) < 0);
    }

    // what is known of a link

    @Test
    void newsOfALinkCountFiveSecondsUntilTheHistoryHoldsThem() {
        LinkState told = LinkState.of(10).told(4);
        assertTrue(told.isKnown());
        assertEquals(RateHistory.of(10).seen(4, 5), told.known());
        LinkState behind = told.afterEpoch(3);
        assertEquals(RateHistory.of(10).seen(4, 3), behind.history());
        assertEquals(RateHistory.of(10).seen(4, 3).seen(4, 2), behind.known());
        assertEquals(RateHistory.of(10).seen(4, 6), behind.afterEpoch(3).known(), "the last that was told goes on");
    }

    /** News at the end of an epoch whose rates were seen count, until something newer is seen. */
    @Test
    void newsCountThoughAllOfTheirEpochWasSeen() {
        LinkState told = LinkState.of(10).seen(6, 8).told(4).afterEpoch(8);
        assertEquals(RateHistory.of(10).seen(6, 8).seen(4, 5), told.known());
        assertEquals(told, told.afterEpoch(0), "no time has gone by");
        LinkState newer = told.seen(7, 2).afterEpoch(2);
        assertEquals(RateHistory.of(10).seen(6, 8).seen(7, 2), newer.known());
        assertEquals(told, told.seen(7, 0), "nothing was seen");
    }

    /** Two of three seconds were seen; the last one is as told. */
    @Test
    void whatWasSeenInAnEpochGoesBeforeWhatWasTold() {
        LinkState seen = LinkState.of(10).told(4).seen(6, 2);
        assertEquals(2, seen.coveredSeconds());
        assertEquals(
                RateHistory.of(10).seen(6, 2).seen(4, 1), seen.afterEpoch(3).history());
        assertEquals(RateHistory.of(10).seen(6, 2), seen.afterEpoch(2).history());
        assertEquals(0, seen.afterEpoch(3).coveredSeconds());
        assertEquals(
                RateHistory.of(10).seen(6, 2),
                LinkState.of(10).seen(6, 2).afterEpoch(3).known(),
                "nothing was told");
    }

    @Test
    void aLinkIsKnownOnceSomethingIsToldOrSeen() {
        assertEquals(false, LinkState.of(10).isKnown());
        assertEquals(true, LinkState.of(10).seen(6, 1).isKnown());
        assertEquals(RateHistory.of(10), LinkState.of(10).known());
        assertEquals(
                "told",
                assertThrows(InvalidValueException.class, () -> LinkState.of(10).told(-1))
                        .field());
    }
}
