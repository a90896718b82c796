package io.github.jqodi.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.bench.scenario.BundledScenarios;
import io.github.jqodi.bench.scenario.Tightness;
import io.github.jqodi.estimate.EpochDistribution;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimators.bandwidth.BandwidthTrace;
import io.github.jqodi.estimators.curve.Curve;
import io.github.jqodi.estimators.curve.RunFeatures;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.QuantizedModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedCurvesTest {
    private static final double TARGET = 0.5;
    private static final int EPOCHS = 40;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Problem problem;

    @BeforeEach
    void readProblem() throws IOException {
        try (InputStream in = BundledScenarios.open("smart-city")) {
            problem = ScenarioJson.read(in);
        }
    }

    /** A run whose loss falls below the target with a given epoch. */
    private static Curve run(String name, int epochs) {
        double[] losses = new double[EPOCHS];
        for (int k = 1; k <= EPOCHS; k++) {
            losses[k - 1] = TARGET * Math.exp((epochs - 0.5 - k) / epochs);
        }
        return Curve.ofLosses(name, losses);
    }

    private static List<Curve> runs(int... epochs) {
        List<Curve> runs = new ArrayList<>();
        for (int k : epochs) {
            runs.add(run("run" + runs.size(), k));
        }
        return runs;
    }

    private List<CurvePart> parts(List<Curve> runs) {
        return RecordedCurves.of(runs, OptionalDouble.of(TARGET)).parts(problem);
    }

    private QuantizedModel anyPair() {
        return problem.assess().candidates().get(0).pair();
    }

    private EpochDistribution belief(CurvePart part, QuantizedModel pair) {
        EpochEstimate belief = part.believed(problem)
                .estimators()
                .epochs()
                .epochs(problem.scenario(), pair)
                .orElseThrow();
        return belief.at(0.95).orElseThrow();
    }

    private Set<Integer> drawn(CurvePart part, QuantizedModel pair) {
        ReplayWorld world = ReplayWorld.recorded(part.believed(problem), traces(), Optional.of(Tightness.MID), part);
        SplittableRandom random = new SplittableRandom(3);
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            drawn.add(part.draw(world, pair, random).epochs());
        }
        return drawn;
    }

    private Map<String, BandwidthTrace> traces() {
        Map<String, BandwidthTrace> traces = new LinkedHashMap<>();
        for (EdgeServer server : problem.scenario().edgeServers()) {
            double rate = server.deviceLink().orElseThrow().rate().bitsPerSecond();
            traces.put(server.name(), new BandwidthTrace(new double[] {0, 7, 20}, new double[] {rate, rate / 3}));
        }
        return traces;
    }

    @Test
    void whatIsBelievedComesFromOtherRunsThanThoseDrawn() {
        List<CurvePart> parts = parts(runs(10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
        QuantizedModel pair = anyPair();
        Set<Integer> all = new HashSet<>();
        for (CurvePart part : parts) {
            Set<Integer> drawn = drawn(part, pair);
            assertEquals(2, drawn.size(), drawn.toString());
            for (int k = 10; k < 20; k++) {
                double expected = drawn.contains(k) ? 0 : 1.0 / 8;
                assertEquals(expected, belief(part, pair).probability(k), 1e-12, "K = " + k);
            }
            all.addAll(drawn);
        }
        assertEquals(10, all.size());
    }

    /** The losses of the file, in multiples of the target, lie above it until K. */
    @Test
    void lossesAreThoseOfTheRunInUnitsOfTheScenario() {
        List<Curve> runs = runs(10, 11, 12, 13, 14);
        CurvePart part = parts(runs).get(3);
        QuantizedModel pair = anyPair();
        ReplayWorld world = ReplayWorld.recorded(part.believed(problem), traces(), Optional.of(Tightness.MID), part);
        TrainingRun run = part.draw(world, pair, new SplittableRandom(1));
        assertEquals(13, run.epochs());
        Candidate candidate = world.candidate(pair);
        double target = problem.scenario().lossTarget(pair);
        for (int k = 1; k <= EPOCHS + 5; k++) {
            double shown = run.course().orElseThrow().loss(world, candidate, k);
            assertEquals(k >= 13, shown < target, "epoch " + k);
            double recorded = runs.get(3).loss(Math.min(k, EPOCHS) - 1);
            assertEquals(recorded / TARGET, shown / target, 1e-12);
        }
    }

    @Test
    void aRunThatStaysAboveNeverGetsThere() {
        List<Curve> runs = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            runs.add(run("run" + i, 10));
        }
        runs.add(Curve.ofLosses("high", 0.9, 0.5, 0.5));
        CurvePart part = parts(runs).get(4);
        assertEquals(Set.of(10, Job.NEVER), drawn(part, anyPair()));
        assertEquals(0, belief(part, anyPair()).neverProbability(), "no other one stays above");
        assertEquals(1 / 80.0, belief(parts(runs).get(0), anyPair()).neverProbability(), 1e-12);
    }

    @Test
    void beliefsLearnFromLosses() {
        CurvePart part = parts(runs(6, 30, 7, 31, 8, 32, 9, 33, 10, 34, 11, 35)).get(0);
        QuantizedModel pair = anyPair();
        double target = problem.scenario().lossTarget(pair);
        for (int epochs : new int[] {7, 33}) {
            List<Double> seen = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                seen.add(target * run("seen", epochs).loss(k) / TARGET);
            }
            int expected =
                    part.epochs(pair, seen).orElseThrow().at(0.95).orElseThrow().expectedEpochs();
            assertEquals(epochs, expected, 4, "of a run of " + epochs);
        }
    }

    @Test
    void labelledRunsAreThoseOfTheirPairAndOthersOfTheRest() {
        QuantizedModel pair = anyPair();
        double bits = problem.scenario().quantization(pair.quantization()).weightBits();
        List<Curve> runs = new ArrayList<>(runs(10, 10, 10, 10, 10, 10));
        for (int i = 0; i < 5; i++) {
            runs.add(run("own" + i, 20).withFeatures(RunFeatures.NONE.withPair(pair.model(), bits)));
        }
        CurvePart part = parts(runs).get(0);
        assertEquals(Set.of(20), drawn(part, pair));
        List<Candidate> candidates = problem.assess().candidates();
        QuantizedModel other = candidates.get(candidates.size() - 1).pair();
        assertNotEquals(pair, other);
        assertEquals(Set.of(10), drawn(part, other));
    }

    /** A pair without enough runs is not trained. */
    @Test
    void pairsWithoutRunsAreLeftOut() {
        QuantizedModel pair = anyPair();
        double bits = problem.scenario().quantization(pair.quantization()).weightBits();
        List<Curve> own = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            own.add(run("own" + i, 20).withFeatures(RunFeatures.NONE.withPair(pair.model(), bits)));
        }
        CurvePart part = parts(own).get(0);
        ReplayWorld world = ReplayWorld.recorded(part.believed(problem), traces(), Optional.of(Tightness.MID), part);
        assertEquals(
                List.of(pair), world.candidates().stream().map(Candidate::pair).toList());
    }

    @Test
    void curvesThatCannotBePlayedAreRefused() {
        assertRefused("4 recorded runs of LeNet-like", runs(10, 11, 12, 13));
        assertRefused(
                "the best one to 0.9",
                List.of(
                        Curve.ofLosses("a", 0.9),
                        Curve.ofLosses("b", 1),
                        Curve.ofLosses("c", 1),
                        Curve.ofLosses("d", 1),
                        Curve.ofLosses("e", 1)));
        List<Curve> half = new ArrayList<>(runs(10, 11, 12, 13, 14));
        for (int i = 0; i < 5; i++) {
            half.add(Curve.ofLosses("high" + i, 0.9, 0.8));
        }
        assertRefused("only 5 of 10 recorded runs of LeNet-like", half);
        assertRefused("must not be negative", List.of(Curve.ofLosses("a", -1)));
        assertRefused("there must be recorded curves", List.of());
    }

    private void assertRefused(String part, List<Curve> runs) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> parts(runs));
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }

    @Test
    void equalSeedsGiveEqualOutcomesWhateverTheThreads() {
        List<Curve> runs = runs(12, 30, 13, 28, 14, 26, 15, 24, 16, 22, 17, 20, 18, 19);
        List<PolicyName> policies = List.of(
                PolicyName.CONTROLLER, PolicyName.ONCE_MEAN, PolicyName.CLAIRVOYANT_BANDWIDTH, PolicyName.CLAIRVOYANT);
        List<String> one = shown(runs, policies, 1, 1);
        assertEquals(one, shown(runs, policies, 1, 3));
        assertNotEquals(one, shown(runs, policies, 2, 1));
    }

    /** Who is beside it says nothing of a policy. */
    @Test
    void theClairvoyantOfBandwidthIsTheSameWhetherShownOrNot() {
        List<Curve> runs = runs(12, 13, 14, 15, 16, 17);
        String beside = shown(runs, List.of(PolicyName.FASTEST, PolicyName.CLAIRVOYANT_BANDWIDTH), 1, 1)
                .get(0);
        assertEquals(beside, shown(runs, List.of(PolicyName.FASTEST), 1, 1).get(0));
    }

    private List<String> shown(List<Curve> runs, List<PolicyName> policies, long seed, int threads) {
        Replay.Settings settings = new Replay.Settings(
                10,
                seed,
                policies,
                Disturbances.USUAL,
                List.of(),
                Optional.of(RecordedCurves.of(runs, OptionalDouble.of(TARGET))),
                threads);
        return Replay.of(problem, traces(), Optional.of(Tightness.MID), settings).run().stream()
                .map(row -> row.toString().replaceAll("microsPerDecision=.*", ""))
                .toList();
    }
}
