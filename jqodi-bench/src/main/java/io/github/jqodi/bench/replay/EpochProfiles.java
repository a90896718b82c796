package io.github.jqodi.bench.replay;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.Phase;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Splits what a cost model says of epochs into {@link EpochProfile}s, by asking it at three rates of the device link: times and
 * energies are linear in the time a bit takes. Knows nothing of equations, so it serves every model that has links.
 */
final class EpochProfiles {
    private final Side base;
    private final Side fastDown;
    private final Side fastUp;
    private final Map<QuantizedModel, Map<Place, Optional<EpochProfile>>> known = new ConcurrentHashMap<>();

    /** Differences below this share of a total are its rounding. */
    private static final double ROUNDING = 1e-12;

    /** Phases in which a slow server takes longer; a measured epoch is one. */
    private static final Set<Phase> COMPUTING = Set.of(Phase.COMPUTE, Phase.OVERHEAD, Phase.MEASURED);

    private record Place(String server, int cut, int epoch) {}

    /** The problem, whose device links have constant rates. */
    EpochProfiles(Problem problem) {
        base = new Side(problem, 1, 1);
        fastDown = new Side(problem, 2, 1);
        fastUp = new Side(problem, 1, 2);
    }

    /** The profile of an epoch; empty if the action cannot be taken. */
    Optional<EpochProfile> of(QuantizedModel pair, Action action, int epoch) {
        ModelCosts costs = base.costs(pair);
        Place place =
                new Place(action.server().name(), action.cut(), Math.min(epoch, Math.max(1, costs.steadyFromEpoch())));
        return known.computeIfAbsent(pair, p -> new ConcurrentHashMap<>())
                .computeIfAbsent(place, p -> profile(pair, p));
    }

    private Optional<EpochProfile> profile(QuantizedModel pair, Place place) {
        Cost normal = base.cost(pair, place);
        if (!normal.isEffective()) {
            return Optional.empty();
        }
        Cost down = fastDown.cost(pair, place);
        Cost up = fastUp.cost(pair, place);
        Link link = base.link(place.server);
        double downRate = link.downBitsPerSecond(1);
        double upRate = link.upBitsPerSecond(1);
        double downSeconds = 2 * Math.max(0, normal.seconds() - down.seconds());
        double upSeconds = 2 * Math.max(0, normal.seconds() - up.seconds());
        double sending = downSeconds + upSeconds;
        double ofSending = 2 * Math.max(0, 2 * normal.joules() - down.joules() - up.joules());
        double server = normal.items().stream()
                .filter(item -> item.node().equals(place.server))
                .filter(item -> COMPUTING.contains(item.phase()))
                .mapToDouble(item -> item.seconds())
                .sum();
        boolean sends = sending > ROUNDING * normal.seconds();
        double watts = sends && ofSending > ROUNDING * normal.joules() ? ofSending / sending : 0;
        return Optional.of(new EpochProfile(
                downSeconds * downRate,
                Math.max(0, normal.seconds() - sending),
                server,
                upSeconds * upRate * (downRate / upRate),
                normal.joules() - watts * sending,
                watts));
    }

    /** The same costs at other rates of the device links. */
    private static final class Side {
        private final ScenarioCosts costs;
        private final Map<String, EdgeServer> servers = new HashMap<>();

        Side(Problem problem, double down, double up) {
            List<EdgeServer> faster = problem.scenario().edgeServers().stream()
                    .map(server ->
                            server.withDeviceLink(faster(server.deviceLink().orElseThrow(), down, up)))
                    .toList();
            Scenario scenario = problem.scenario().withEdgeServers(faster);
            costs = problem.costModel().costs(scenario);
            faster.forEach(server -> servers.put(server.name(), server));
        }

        private static Link faster(Link link, double down, double up) {
            return link.withBitsPerSecond(down * link.downBitsPerSecond(1)).toBuilder()
                    .uplinkBitsPerSecond(OptionalDouble.of(up * link.upBitsPerSecond(1)))
                    .build();
        }

        ModelCosts costs(QuantizedModel pair) {
            return costs.of(pair);
        }

        Cost cost(QuantizedModel pair, Place place) {
            return costs.of(pair).epoch(new Action(server(place.server), place.cut), place.epoch);
        }

        Link link(String server) {
            return server(server).deviceLink().orElseThrow();
        }

        private EdgeServer server(String name) {
            return Objects.requireNonNull(servers.get(name), name);
        }
    }
}
