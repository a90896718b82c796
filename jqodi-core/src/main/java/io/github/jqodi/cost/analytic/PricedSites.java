package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Versioned;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Prices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Nodes and rates of a scenario with prices in place of joules; what its models share is worked out once. */
final class PricedSites {
    /** Epochs of changing prices whose nodes are kept. */
    static final int MAX_KEPT = 32;
    /** Servers of which all these are kept, some kilobyte each; of others those at the prices that hold on. */
    static final int MAX_SERVERS = 4096;

    private final AnalyticScenarioCosts scenario;
    private final Prices prices;
    private final int steadyFromEpoch;
    /** By name. */
    private final Map<String, PricedServer> servers = new ConcurrentHashMap<>();

    /** By epoch, as far as nodes are kept. */
    private final List<Versioned<ServerRates>> rates;

    private final Versioned<ServerRates> low = new Versioned<>();
    private final Versioned<ServerRates> high = new Versioned<>();

    PricedSites(AnalyticScenarioCosts scenario, Prices prices) {
        this.scenario = scenario;
        this.prices = prices;
        this.steadyFromEpoch = prices.steadyFromEpoch();
        int epochs = Math.min(steadyFromEpoch, MAX_KEPT);
        this.rates = Stream.generate(Versioned<ServerRates>::new).limit(epochs).toList();
    }

    /** The first epoch from which prices stay the same. */
    int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    /** What an action on a server uses, at the prices of an epoch. */
    Nodes nodes(EdgeServer server, int epoch) {
        return priced(server).at(epoch);
    }

    /** The same at the lowest prices of all epochs. */
    Nodes cheapest(EdgeServer server) {
        return priced(server).cheapest();
    }

    /** The same at the highest prices of all epochs. */
    Nodes dearest(EdgeServer server) {
        return priced(server).dearest();
    }

    private PricedServer priced(EdgeServer server) {
        PricedServer known = servers.get(server.name());
        if (known == null) {
            int mostKept = servers.size() < MAX_SERVERS ? MAX_KEPT : 1;
            known = new PricedServer(scenario.nodes(server), prices, steadyFromEpoch, mostKept);
            servers.put(server.name(), known);
        }
        return known;
    }

    /**
     * The rates of an epoch while prices change, or of all epochs at the prices that hold on.
     *
     * @param epoch up to {@link #MAX_KEPT}, and no later than the first of steady prices
     */
    ServerRates rates(List<EdgeServer> servers, int epoch, BooleanSupplier stop) {
        Function<EdgeServer, Nodes> there = server -> nodes(server, epoch);
        return rates.get(epoch - 1)
                .get(
                        servers,
                        () -> epoch < steadyFromEpoch
                                ? scenario.ratesOf(servers, there, epoch, stop)
                                : scenario.ratesOf(servers, there, stop));
    }

    ServerRates cheapestRates(List<EdgeServer> servers, BooleanSupplier stop) {
        return rates(low, servers, this::cheapest, stop);
    }

    /** The same rates where prices never change. */
    ServerRates dearestRates(List<EdgeServer> servers, BooleanSupplier stop) {
        return steadyFromEpoch == 1 ? cheapestRates(servers, stop) : rates(high, servers, this::dearest, stop);
    }

    private ServerRates rates(
            Versioned<ServerRates> known,
            List<EdgeServer> servers,
            Function<EdgeServer, Nodes> nodes,
            BooleanSupplier stop) {
        return known.get(servers, () -> scenario.ratesOf(servers, nodes, stop));
    }
}
