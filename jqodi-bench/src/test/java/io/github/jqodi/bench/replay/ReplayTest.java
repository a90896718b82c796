package io.github.jqodi.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.control.ServerState;
import io.github.jqodi.control.SlowServers;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Payload;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final double RELATIVE = 1e-9;
    private static final List<PolicyName> PLANNERS = List.of(
            PolicyName.ONCE_LAST,
            PolicyName.ONCE_MEAN,
            PolicyName.ONCE_REPLAYED,
            PolicyName.EVERY_EPOCH,
            PolicyName.SLACK,
            PolicyName.CLAIRVOYANT_BANDWIDTH);

    /** The bundled street camera with links of constant rates. */
    private static Problem camera() throws IOException {
        return constant("smart-city");
    }

    private static Problem constant(String scenario) throws IOException {
        try (InputStream in = BundledScenarios.open(scenario)) {
            return constant(ScenarioJson.read(in));
        }
    }

    private static Problem constant(Problem problem) {
        return ReplayWorld.withLinks(
                problem,
                server -> server.withDeviceLink(constant(server.deviceLink().orElseThrow())));
    }

    private static Link constant(Link link) {
        return link.toBuilder().bitsPerSecondByEpoch(List.of()).build();
    }

    private static Map<String, BandwidthTrace> traces(Problem problem, double... shares) {
        Map<String, BandwidthTrace> traces = new LinkedHashMap<>();
        double[] starts = new double[shares.length + 1];
        for (int i = 0; i <= shares.length; i++) {
            starts[i] = i;
        }
        for (EdgeServer server : problem.scenario().edgeServers()) {
            double nominal = server.deviceLink().orElseThrow().rate().bitsPerSecond();
            double[] rates = new double[shares.length];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = shares[i] * nominal;
            }
            traces.put(server.name(), new BandwidthTrace(starts, rates));
        }
        return traces;
    }

    /** Rates that wander, with dead seconds. */
    private static double[] wandering(int seconds) {
        SplittableRandom random = new SplittableRandom(11);
        double[] shares = new double[seconds];
        double level = 1;
        for (int i = 0; i < seconds; i++) {
            level = Math.max(0.1, Math.min(2, level + random.nextDouble(-0.3, 0.3)));
            shares[i] = random.nextInt(15) == 0 ? 0 : level;
        }
        return shares;
    }

    private static Replay.Settings settings(int runs, List<PolicyName> policies, Disturbances kind, int threads) {
        return new Replay.Settings(runs, 1, policies, kind, List.of(), Optional.empty(), threads);
    }

    /** A miss is a run that never gets there or is longer than the confidence allows for. */
    @Test
    void withBandwidthAsForecastMissesAreThoseOfTheConfidence() throws IOException {
        Problem problem = camera();
        int runs = 400;
        for (Tightness deadline : List.of(Tightness.LOOSE, Tightness.TIGHT)) {
            List<ReplayRow> rows = Replay.of(
                            problem,
                            traces(problem, 1),
                            Optional.of(deadline),
                            settings(runs, PLANNERS, Disturbances.NONE, 2))
                    .run();
            for (ReplayRow row : rows) {
                assertTrue(row.missPercentLow() <= 5, row.toString());
                assertTrue(row.missPercent() >= 1, "some never get there: " + row);
                assertEquals(1, row.energyRatioToClairvoyant(), 1e-3, row.toString());
            }
        }
    }

    @Test
    void equalSeedsGiveEqualOutcomesWhateverTheThreads() throws IOException {
        Problem problem = camera();
        List<PolicyName> all = List.of(PolicyName.values());
        Map<String, BandwidthTrace> traces = traces(problem, wandering(90));
        List<String> one = shown(problem, traces, settings(6, all, Disturbances.USUAL, 1));
        assertEquals(one, shown(problem, traces, settings(6, all, Disturbances.USUAL, 3)));
        Replay.Settings other = new Replay.Settings(6, 2, all, Disturbances.USUAL, List.of(), Optional.empty(), 1);
        assertNotEquals(one, shown(problem, traces, other));
    }

    /** All but the time that decisions took, to the last digit. */
    private static List<String> shown(Problem problem, Map<String, BandwidthTrace> traces, Replay.Settings settings) {
        List<String> shown = new ArrayList<>();
        for (ReplayRow row :
                Replay.of(problem, traces, Optional.of(Tightness.MID), settings).run()) {
            shown.add(row.toString().replaceAll("microsPerDecision=.*", ""));
        }
        return shown;
    }

    /** A trace is seen as it is, not as a departure from a forecast that has nothing to do with it. */
    @Test
    void ratesStatedByEpochSayNothingOfATrace() throws IOException {
        Problem stated;
        try (InputStream in = BundledScenarios.open("smart-city")) {
            stated = ScenarioJson.read(in);
        }
        assertNotEquals(constant(stated).scenario(), stated.scenario());
        Map<String, BandwidthTrace> traces = traces(stated, wandering(90));
        Replay.Settings settings = settings(4, List.of(PolicyName.values()), Disturbances.NONE, 2);
        assertEquals(shown(constant(stated), traces, settings), shown(stated, traces, settings));
    }

    @Test
    void whoKnowsMoreSpendsLess() throws IOException {
        Problem problem = camera();
        List<ReplayRow> rows = Replay.of(
                        problem,
                        traces(problem, wandering(300)),
                        Optional.of(Tightness.MID),
                        settings(
                                60,
                                List.of(PolicyName.CLAIRVOYANT, PolicyName.CLAIRVOYANT_BANDWIDTH, PolicyName.FASTEST),
                                Disturbances.NONE,
                                2))
                .run();
        assertTrue(rows.get(0).energyRatioToClairvoyant() < 1, rows.toString());
        assertEquals(1, rows.get(1).energyRatioToClairvoyant());
        assertTrue(rows.get(2).energyRatioToClairvoyant() > 1.1, rows.toString());
        assertTrue(rows.get(0).missPercent() <= rows.get(1).missPercent(), rows.toString());
    }

    /** Bits, seconds and joules of a profile are those of the cost model at whatever rate. */
    @Test
    void profilesAreTheCostModelAtOtherRates() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        for (Payload payload : Payload.values()) {
            Problem problem = new Problem(
                    camera().scenario(),
                    camera().estimators(),
                    AnalyticCosts.DEFAULT.withPayload(payload).withBitScaling(new BitScaling.Floor(0.25)));
            EpochProfiles profiles = new EpochProfiles(problem);
            for (Candidate candidate : problem.withDeadlineSeconds(1e9).assess().candidates()) {
                for (Action action : candidate.actions()) {
                    double rate = Math.exp(random.nextDouble(Math.log(1e6), Math.log(1e10)));
                    assertSameCost(problem, profiles, candidate, action, rate);
                }
            }
        }
    }

    private static void assertSameCost(
            Problem problem, EpochProfiles profiles, Candidate candidate, Action action, double rate) {
        Link link = action.server().deviceLink().orElseThrow();
        EdgeServer faster = action.server()
                .withDeviceLink(link.withBitsPerSecond(rate).toBuilder()
                        .uplinkBitsPerSecond(OptionalDouble.of(rate * ReplayWorld.upRatio(link)))
                        .build());
        Problem changed =
                ReplayWorld.withLinks(problem, server -> server.name().equals(faster.name()) ? faster : server);
        Cost cost = changed.costModel()
                .costs(changed.scenario())
                .of(candidate.pair())
                .epoch(new Action(faster, action.cut()), 1);
        Optional<EpochProfile> profile = profiles.of(candidate.pair(), action, 1);
        assertEquals(cost.isEffective(), profile.isPresent());
        if (profile.isPresent()) {
            BandwidthTrace constant = new BandwidthTrace(new double[] {0, 1}, new double[] {rate});
            double seconds = profile.get().end(constant, 0, 0, 1);
            assertEquals(cost.seconds(), seconds, RELATIVE * cost.seconds());
            double sending = seconds - profile.get().otherSeconds();
            assertEquals(cost.joules(), profile.get().joules(sending), RELATIVE * cost.joules());
        }
    }

    /** However an epoch is costed, it takes on a slow server what the cost model says of one, and what a controller is told. */
    @Test
    void slowServersTakeWhatTheirCostsSay() throws IOException {
        Problem home = constant("mobilenet-wifi");
        assertSlowed(camera());
        for (CostModel costs : List.of(AnalyticCosts.DEFAULT, profiled(home), measured(home))) {
            assertSlowed(new Problem(home.scenario(), home.estimators(), costs));
        }
    }

    private static void assertSlowed(Problem problem) {
        EpochProfiles profiles = new EpochProfiles(problem);
        String server = problem.scenario().edgeServers().get(0).name();
        Problem slow = SlowServers.of(Map.of(server, new ServerState(true, 3))).of(problem);
        double most = 1;
        for (Candidate candidate : slow.withDeadlineSeconds(1e9).assess().candidates()) {
            for (Action action : candidate.actions()) {
                Optional<EpochProfile> open = profiles.of(candidate.pair(), action, 1);
                Cost cost = candidate.costs().epoch(action, 1);
                assertEquals(cost.isEffective(), open.isPresent());
                if (open.isEmpty()) {
                    continue;
                }
                EpochProfile profile = open.get();
                Link link = action.server().deviceLink().orElseThrow();
                BandwidthTrace rate = BandwidthTrace.constant(link.rate().bitsPerSecond());
                double slowdown = action.server().name().equals(server) ? 3 : 1;
                double seconds = cost.seconds();
                assertEquals(seconds, profile.end(rate, 0, 0, slowdown), RELATIVE * seconds, problem + " " + action);
                most = Math.max(most, seconds / profile.end(rate, 0, 0, 1));
            }
        }
        assertTrue(most > 1.05, problem + ": slow epochs are longer, at most by " + most);
    }

    private static CostModel profiled(Problem problem) {
        List<ProfiledLayer> entries = new ArrayList<>();
        String device = problem.scenario().device().orElseThrow().name();
        for (ModelVersion model : problem.scenario().models()) {
            for (Layer layer : model.layers()) {
                entries.add(ProfiledLayer.of(device, model.name(), layer.name(), 1e-4)
                        .withJoules(1, 2));
                for (EdgeServer server : problem.scenario().edgeServers()) {
                    entries.add(ProfiledLayer.of(server.name(), model.name(), layer.name(), 2e-5)
                            .withJoules(1, 2));
                }
            }
        }
        return AnalyticCosts.DEFAULT.withProfile(new Profile(entries));
    }

    private static CostModel measured(Problem problem) {
        List<Measurement> entries = new ArrayList<>();
        for (Candidate candidate : problem.withDeadlineSeconds(1e9).assess().candidates()) {
            for (Action action : candidate.actions()) {
                Cost cost = candidate.costs().epoch(action, 1);
                entries.add(new Measurement(
                        candidate.pair(), action.server().name(), action.cut(), cost.seconds(), cost.joules(), 1));
            }
        }
        return new MeasuredCosts(entries);
    }

    @Test
    void anOutageHoldsUpWhoDoesNotLeave() throws IOException {
        Problem problem = camera();
        Disturbances often = new Disturbances(60, 20, Double.POSITIVE_INFINITY, 1, 1);
        List<PolicyName> policies = List.of(PolicyName.ONCE_MEAN, PolicyName.CLAIRVOYANT_BANDWIDTH);
        Map<String, BandwidthTrace> traces = traces(problem, 1);
        List<ReplayRow> calm = Replay.of(
                        problem, traces, Optional.of(Tightness.MID), settings(60, policies, Disturbances.NONE, 2))
                .run();
        List<ReplayRow> rough = Replay.of(problem, traces, Optional.of(Tightness.MID), settings(60, policies, often, 2))
                .run();
        assertTrue(rough.get(0).missPercent() > calm.get(0).missPercent() + 20, rough.toString());
        assertTrue(rough.get(1).missPercent() < rough.get(0).missPercent(), rough.toString());
    }

    /** A gap of ten seconds ends by itself; one of three minutes does not within a run. */
    @Test
    void shortGapsAreWaitedForAndLongOnesAreNot() throws IOException {
        assertEquals(0, stalls(gaps(30, 10)), "what is broken off is lost");
        assertTrue(stalls(gaps(100, 180)) > 0, "nothing was sent for a minute");
    }

    private static double[] gaps(int open, int closed) {
        double[] shares = new double[open + closed];
        Arrays.fill(shares, 0, open, 0.1);
        return shares;
    }

    /** How many epochs of some jobs are broken off because they stall. */
    private static long stalls(double[] shares) throws IOException {
        Problem problem = camera();
        Replay replay = Replay.of(
                problem,
                traces(problem, shares),
                Optional.of(Tightness.TIGHT),
                settings(8, List.of(PolicyName.CONTROLLER), Disturbances.NONE, 1));
        return IntStream.range(0, 8)
                .mapToObj(replay::log)
                .flatMap(List::stream)
                .filter(line -> line.contains("stalled"))
                .count();
    }

    @Test
    void recordedLengthsAreScaledToTheBelief() throws IOException {
        Problem problem = camera();
        ReplayWorld world = ReplayWorld.of(problem, traces(problem, 1), Optional.of(Tightness.MID));
        Candidate candidate = world.candidates().get(0);
        TrainingLengths recorded = TrainingLengths.recorded(new double[] {10, 0, 30});
        int expected = world.finite(candidate.pair()).expectedEpochs();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            int drawn = recorded.draw(world, candidate.pair(), random).epochs();
            assertTrue(
                    drawn == Job.NEVER || drawn == Math.round(0.5 * expected) || drawn == Math.round(1.5 * expected),
                    "drawn " + drawn);
        }
    }

    @Test
    void aJobIsToldInFull() throws IOException {
        Problem problem = camera();
        List<String> lines = Replay.of(
                        problem,
                        traces(problem, wandering(90)),
                        Optional.of(Tightness.MID),
                        settings(3, List.of(PolicyName.CONTROLLER, PolicyName.ONCE_MEAN), Disturbances.NONE, 1))
                .log(1);
        assertTrue(lines.get(0).startsWith("controller: "), lines.get(0));
        assertTrue(lines.get(1).contains(" s  takes "), lines.get(1));
        assertEquals(
                1, lines.stream().filter(line -> line.contains("epoch 1 of ")).count(), lines.toString());
        assertEquals(
                1, lines.stream().filter(line -> line.contains("epoch 1 on ")).count(), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("once-mean: ")), lines.toString());
        assertTrue(lines.stream().filter(line -> line.contains("target")).count() >= 2, lines.toString());
    }
}
