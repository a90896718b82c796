package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.Versioned;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Prices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Nodes and rates of a scenario with prices in place of joules; what its models share is worked out once. */
final class PricedSites {
    private final AnalyticScenarioCosts scenario;
    private final Prices prices;
    private final int steadyFromEpoch;
    /** By server's name, at the prices that hold on. */
    private final Map<String, Nodes> steady = new ConcurrentHashMap<>();

    private final Versioned<ServerRates> low = new Versioned<>();
    private final Versioned<ServerRates> high = new Versioned<>();

    PricedSites(AnalyticScenarioCosts scenario, Prices prices) {
        this.scenario = scenario;
        this.prices = prices;
        this.steadyFromEpoch = prices.steadyFromEpoch();
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
        if (epoch < steadyFromEpoch) {
            return at(server, epoch);
        }
        Nodes known = steady.get(server.name());
        return known == null ? steady.computeIfAbsent(server.name(), name -> at(server, steadyFromEpoch)) : known;
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
