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
    static final int MOST_KEPT = 32;
    /** Nodes that are kept of an epoch of changing prices, some kilobyte each. */
    static final int MOST_NODES = 4096;

    private final AnalyticScenarioCosts scenario;
    private final Prices prices;
    private final int steadyFromEpoch;
    /** By epoch, as far as they are kept, by server's name; the last ones are those at the prices that hold on. */
    private final List<Map<String, Nodes>> kept;

    /** By epoch of these. */
    private final List<Versioned<ServerRates>> rates;

    private final Versioned<ServerRates> low = new Versioned<>();
    private final Versioned<ServerRates> high = new Versioned<>();

    PricedSites(AnalyticScenarioCosts scenario, Prices prices) {
        this.scenario = scenario;
        this.prices = prices;
        this.steadyFromEpoch = prices.steadyFromEpoch();
        int epochs = Math.min(steadyFromEpoch, MOST_KEPT);
        this.kept = Stream.<Map<String, Nodes>>generate(ConcurrentHashMap::new)
                .limit(epochs)
                .toList();
        this.rates = Stream.generate(Versioned<ServerRates>::new).limit(epochs).toList();
    }

    Prices prices() {
        return prices;
    }

    /** The first epoch from which prices stay the same. */
    int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    /** What an action on a server uses, at the prices of an epoch. */
    Nodes nodes(EdgeServer server, int epoch) {
        int counted = Math.min(epoch, steadyFromEpoch);
        if (counted < steadyFromEpoch && counted >= MOST_KEPT) {
            return at(server, counted);
        }
        Map<String, Nodes> there = kept.get(Math.min(counted, MOST_KEPT) - 1);
        Nodes known = there.get(server.name());
        if (known == null && counted < steadyFromEpoch && there.size() >= MOST_NODES) {
            return at(server, counted);
        }
        return known == null ? there.computeIfAbsent(server.name(), name -> at(server, counted)) : known;
    }

    private Nodes at(EdgeServer server, int epoch) {
        Nodes plain = scenario.nodes(server);
        return plain.priced(UnitPrices.of(prices, epoch, plain));
    }

    /** The same at the lowest prices of all epochs. */
    Nodes cheapest(EdgeServer server) {
        Nodes plain = scenario.nodes(server);
        return plain.priced(UnitPrices.least(prices, plain));
    }

    /** The same at the highest prices of all epochs. */
    Nodes dearest(EdgeServer server) {
        Nodes plain = scenario.nodes(server);
        return plain.priced(UnitPrices.most(prices, plain));
    }

    /**
     * The rates of an epoch while prices change, or of all epochs at the prices that hold on.
     *
     * @param epoch up to {@link #MOST_KEPT}, and no later than the first of steady prices
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
