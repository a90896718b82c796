package io.github.jqodi.testing;

import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.BitScaling;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Layer;
import io.github.jqodi.scenario.ModelVersion;
import io.github.jqodi.scenario.Power;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Quantization;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** Profiles of random problems: each node measured by itself, or servers that share what was measured. */
public final class RandomProfiles {
    private RandomProfiles() {}

    /**
     * The same problem with a profile.
     *
     * @param problem with analytic costs and layers
     * @param random draws who shares and what is measured
     * @param anyTimes whether times are other than work over speed
     * @return a problem whose nodes are all profiled
     */
    public static Problem of(Problem problem, SplittableRandom random, boolean anyTimes) {
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
