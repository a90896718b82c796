package io.github.jqodi.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jqodi.Planner;
import io.github.jqodi.Solvers;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.json.ScenarioJson;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Workload;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.testing.RandomProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Problems whose layers were measured, made from random ones. */
class ProfiledProperties {
    private static final double TOLERANCE = 1e-9;
    private static final int SEEDS = 3000;
    /** Random deadlines may be the very time of a schedule, which sums of other summands miss by a rounding. */
    private static final double A_BIT_MORE = 1.0001;

    /** Three passes, of which two are backward, as profiles count them. */
    private static Optional<Problem> threePasses(RandomProblems.Case drawn) {
        Problem problem = drawn.problem();
        Optional<Workload> workload = problem.scenario().workload();
        if (workload.isEmpty() || !(problem.costModel() instanceof AnalyticCosts)) {
            return Optional.empty();
        }
        Scenario scenario = problem.scenario().toBuilder()
                .workload(workload.get().withPasses(3, workload.get().validationPasses()))
                .build();
        double deadline = scenario.target().deadlineSeconds();
        return Optional.of(problem.withScenario(scenario).withDeadlineSeconds(deadline * A_BIT_MORE));
    }

    /** What is measured is what speed and energy say, so that nothing changes. */
    @Test
    void profilesOfWorkOverSpeedChangeNothing() {
        int planned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Optional<Problem> computed = threePasses(drawn);
            if (computed.isEmpty()) {
                continue;
            }
            Problem measured = measured(computed.get(), new SplittableRandom(seed), false);
            SolveResult before = plan(computed.get(), drawn.rule());
            SolveResult after = plan(measured, drawn.rule());
            String where = "seed " + seed;
            assertEquals(before.status(), after.status(), where);
            if (before.plan().isPresent()) {
                double objective = before.plan().get().objective();
                assertEquals(objective, after.plan().orElseThrow().objective(), TOLERANCE * objective, where);
                planned++;
            }
        }
        assertTrue(planned > SEEDS / 6, planned + " plans");
    }

    /** Times of their own for each node, servers sharing them or not. */
    @Test
    void exactAgreesWithExhaustive() {
        int planned = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            RandomProblems.Case drawn = RandomProblems.of(seed);
            Optional<Problem> computed = threePasses(drawn);
            if (computed.isEmpty() || drawn.rule() == Rule.PAPER) {
                continue;
            }
            Problem measured = measured(computed.get(), new SplittableRandom(seed), true);
            SolveOptions options = SolveOptions.DEFAULT.withRule(drawn.rule()).withGap(0);
            SolveResult exact = Solvers.exact().solve(measured, options);
            SolveResult reference = Solvers.exhaustive().solve(measured, options);
            String where = "seed " + seed;
            assertEquals(reference.plan().isPresent(), exact.plan().isPresent(), where);
            assertEquals(List.of(), ResultVerifier.verify(measured, exact), where);
            if (exact.plan().isPresent()) {
                double objective = reference.plan().orElseThrow().objective();
                assertEquals(objective, exact.plan().get().objective(), TOLERANCE * objective, where);
                planned++;
            }
        }
        assertTrue(planned > SEEDS / 6, planned + " plans");
    }

    @Test
    void theyAreReadAsTheyWereWritten() {
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            Optional<Problem> computed = threePasses(RandomProblems.of(seed));
            if (computed.isPresent()) {
                Problem measured = measured(computed.get(), new SplittableRandom(seed), true);
                String text = ScenarioJson.write(measured);
                assertEquals(measured.costModel(), ScenarioJson.parse(text).costModel());
                assertEquals(measured.scenario(), ScenarioJson.parse(text).scenario());
            }
        }
    }

    private static SolveResult plan(Problem problem, Rule rule) {
        SolveResult result = Planner.create().withRule(rule).plan(problem);
        assertEquals(List.of(), ResultVerifier.verify(problem, result));
        return result;
    }

    private static Problem measured(Problem problem, SplittableRandom random, boolean anyTimes) {
        Scenario scenario = problem.scenario();
        AnalyticCosts costs = (AnalyticCosts) problem.costModel();
        Device device = scenario.device().orElseThrow();
        List<ProfiledLayer> entries = new ArrayList<>();
        enter(
                entries,
                scenario,
                costs.bitScaling(),
                device.name(),
                device.processor().orElseThrow(),
                random,
                anyTimes);
        List<EdgeServer> servers = new ArrayList<>();
        for (EdgeServer server : scenario.edgeServers()) {
            boolean shares = anyTimes && random.nextBoolean();
            servers.add(profiled(server, shares ? Optional.of("shared") : Optional.empty()));
            if (!shares) {
                enter(
                        entries,
                        scenario,
                        costs.bitScaling(),
                        server.name(),
                        server.processor().orElseThrow(),
                        random,
                        anyTimes);
            }
        }
        if (servers.stream().anyMatch(server -> server.profile().isPresent())) {
            enter(entries, scenario, costs.bitScaling(), "shared", new Processor(1e11, 1e-10), random, anyTimes);
        }
        Scenario measured = scenario.toBuilder().edgeServers(servers).build();
        return new Problem(measured, problem.estimators(), costs.withProfile(new Profile(entries)));
    }

    private static EdgeServer profiled(EdgeServer server, Optional<String> profile) {
        if (profile.isEmpty()) {
            return server;
        }
        double watts = 30;
        double speed = server.processor().orElseThrow().macsPerSecond();
        return server.toBuilder()
                .processor(Processor.ofWatts(speed, watts))
                .power(new Power(OptionalDouble.of(watts), server.power().idleWatts()))
                .profile(profile.get())
                .build();
    }

    private static void enter(
            List<ProfiledLayer> entries,
            Scenario scenario,
            BitScaling scaling,
            String node,
            Processor processor,
            SplittableRandom random,
            boolean anyTimes) {
        boolean byPower = node.equals("shared") && random.nextBoolean();
        for (ModelVersion model : scenario.models()) {
            for (Layer layer : model.layers()) {
                double factor = anyTimes ? random.nextDouble(0.2, 5) : 1;
                double seconds = factor * layer.macs() / processor.macsPerSecond();
                double joules = factor * layer.macs() * processor.joulesPerMac();
                ProfiledLayer full = ProfiledLayer.of(node, model.name(), layer.name(), seconds);
                entries.add(byPower ? full : full.withJoules(joules, 2 * joules));
                if (random.nextBoolean()) {
                    Quantization own = scenario.quantizations().get(0);
                    double s = scaling.at(own);
                    ProfiledLayer quantized = ProfiledLayer.of(node, model.name(), layer.name(), s * seconds)
                            .withQuantization(own.name());
                    entries.add(byPower ? quantized : quantized.withJoules(s * joules, 2 * s * joules));
                }
            }
        }
    }
}
