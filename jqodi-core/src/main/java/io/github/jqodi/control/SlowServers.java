package io.github.jqodi.control;

import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.MeasuredCosts;
import io.github.jqodi.cost.MeasuredCosts.Measurement;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.cost.analytic.Profile;
import io.github.jqodi.cost.analytic.ProfiledLayer;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Processor;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Servers that take some times as long as stated to compute, by whatever says how long that is: a speed, overheads, measured layers
 * or measured epochs. Energy rises with the time where it is that of a power. Immutable.
 */
public final class SlowServers {
    private static final String SLOW = " slowed";

    /** By server, those that are slow alone. */
    private final Map<String, Double> factors;

    private SlowServers(Map<String, Double> factors) {
        this.factors = factors;
    }

    /**
     * The slow ones among servers.
     *
     * @param states of servers by name; others are as stated
     * @return what they take
     */
    public static SlowServers of(Map<String, ServerState> states) {
        Map<String, Double> factors = new HashMap<>();
        states.forEach((name, state) -> {
            if (state.slowDown() != 1) {
                factors.put(name, state.slowDown());
            }
        });
        return new SlowServers(factors);
    }

    /**
     * A problem as these servers make it.
     *
     * @param stated the problem with servers as fast as stated
     * @return the same where no server is slow
     */
    public Problem of(Problem stated) {
        if (factors.isEmpty()) {
            return stated;
        }
        Map<String, String> profiles = profiles(stated);
        Scenario scenario = stated.scenario()
                .withEdgeServers(stated.scenario().edgeServers().stream()
                        .map(server -> slowed(server, Optional.ofNullable(profiles.get(server.name()))))
                        .toList());
        return new Problem(
                scenario,
                stated.estimators(),
                slowed(stated, scenario, profiles),
                stated.scenarioSha256(),
                stated.continued());
    }

    private EdgeServer slowed(EdgeServer server, Optional<String> profile) {
        double factor = factor(server.name());
        if (factor == 1) {
            return server;
        }
        EdgeServer.Builder slow = server.toBuilder()
                .overhead(factor * server.overheadSeconds(), server.overheadJoules())
                .overheadPerBatch(factor * server.overheadSecondsPerBatch(), server.overheadJoulesPerBatch());
        double joules = server.power().busyWatts().isPresent() ? factor : 1;
        server.processor()
                .ifPresent(stated ->
                        slow.processor(new Processor(stated.macsPerSecond() / factor, stated.joulesPerMac() * joules)));
        profile.ifPresent(slow::profile);
        return slow.build();
    }

    private double factor(String server) {
        return factors.getOrDefault(server, 1.0);
    }

    private CostModel slowed(Problem stated, Scenario scenario, Map<String, String> profiles) {
        CostModel costs = stated.costModel();
        if (costs instanceof MeasuredCosts measured) {
            return new MeasuredCosts(
                    measured.entries().stream().map(this::slowed).toList());
        }
        if (costs instanceof AnalyticCosts analytic && !profiles.isEmpty()) {
            return analytic.withProfile(
                    slowed(analytic.profile().orElseThrow(), stated.scenario(), scenario, profiles));
        }
        return costs;
    }

    private Measurement slowed(Measurement entry) {
        double factor = factor(entry.server().orElse(""));
        return new Measurement(
                entry.pair(), entry.server(), entry.cut(), entry.seconds() * factor, entry.joules(), entry.fromEpoch());
    }

    // measured layers

    /** Names of profiles of their own for slow servers whose layers were measured, by server. */
    private Map<String, String> profiles(Problem stated) {
        Map<String, String> profiles = new HashMap<>();
        if (!(stated.costModel() instanceof AnalyticCosts costs)
                || costs.profile().isEmpty()) {
            return profiles;
        }
        Set<String> taken = new HashSet<>();
        costs.profile().get().entries().forEach(entry -> taken.add(entry.node()));
        stated.scenario().edgeServers().forEach(server -> taken.add(server.name()));
        stated.scenario().device().ifPresent(device -> taken.add(device.name()));
        for (EdgeServer server : stated.scenario().edgeServers()) {
            if (factor(server.name()) != 1) {
                String name = server.name() + SLOW;
                while (!taken.add(name)) {
                    name += SLOW;
                }
                profiles.put(server.name(), name);
            }
        }
        return profiles;
    }

    /** Without entries that are of no server any more, which a profile must not have. */
    private Profile slowed(Profile measured, Scenario stated, Scenario slow, Map<String, String> profiles) {
        Set<String> used = new HashSet<>();
        slow.edgeServers().forEach(server -> used.add(server.profiledAs()));
        slow.device().ifPresent(device -> used.add(device.name()));
        List<ProfiledLayer> entries = new ArrayList<>();
        for (ProfiledLayer entry : measured.entries()) {
            if (used.contains(entry.node())) {
                entries.add(entry);
            }
            for (EdgeServer server : stated.edgeServers()) {
                String own = profiles.get(server.name());
                if (own != null && server.profiledAs().equals(entry.node())) {
                    entries.add(slowed(entry, own, factor(server.name())));
                }
            }
        }
        return new Profile(entries);
    }

    private static ProfiledLayer slowed(ProfiledLayer entry, String node, double factor) {
        OptionalDouble backward = entry.backwardSeconds();
        return new ProfiledLayer(
                node,
                entry.model(),
                entry.quantization(),
                entry.layer(),
                entry.batchSize(),
                entry.forwardSeconds() * factor,
                backward.isPresent() ? OptionalDouble.of(backward.getAsDouble() * factor) : backward,
                entry.forwardJoules(),
                entry.backwardJoules());
    }

    @Override
    public String toString() {
        return "slow servers " + Text.escaped(new TreeMap<>(factors).toString());
    }
}
