package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Prices;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntToDoubleFunction;

/** Nodes and links of one server at the prices of each epoch; those of the first epochs are kept. Thread-safe. */
final class PricedServer {
    private final Nodes plain;
    private final Prices prices;
    private final List<String> names;
    /** By node, then epoch; the last ones hold on. */
    private final List<List<Double>> perJoule;

    /** By node. */
    private final double[] perSecond;

    private final int steadyFromEpoch;
    /** By epoch; the last ones are those at the prices that hold on. */
    private final AtomicReferenceArray<Nodes> kept;

    /**
     * A server.
     *
     * @param plain with joules
     * @param prices of these
     * @param steadyFromEpoch the first epoch from which prices of the scenario stay the same
     * @param mostKept epochs whose nodes are kept at most
     */
    PricedServer(Nodes plain, Prices prices, int steadyFromEpoch, int mostKept) {
        this.plain = plain;
        this.prices = prices;
        this.names = Arrays.stream(Node.ALL).map(node -> node.name(plain)).toList();
        this.perJoule = names.stream().map(prices::perJouleFromFirstEpoch).toList();
        this.perSecond = names.stream().mapToDouble(prices::perSecond).toArray();
        this.steadyFromEpoch = steadyFromEpoch;
        this.kept = new AtomicReferenceArray<>(Math.min(steadyFromEpoch, mostKept));
    }

    /** At the prices of an epoch. */
    Nodes at(int epoch) {
        int counted = Math.min(epoch, steadyFromEpoch);
        if (counted < steadyFromEpoch && counted >= kept.length()) {
            return fresh(counted);
        }
        int place = Math.min(counted, kept.length()) - 1;
        Nodes known = kept.get(place);
        if (known == null) {
            known = fresh(counted);
            kept.set(place, known);
        }
        return known;
    }

    private Nodes fresh(int epoch) {
        return priced(i -> {
            List<Double> own = perJoule.get(i);
            return own.get(Math.min(epoch, own.size()) - 1);
        });
    }

    /** At the lowest prices of all epochs. */
    Nodes cheapest() {
        return priced(i -> prices.leastPerJoule(names.get(i)));
    }

    /** At the highest prices of all epochs. */
    Nodes dearest() {
        return priced(i -> prices.mostPerJoule(names.get(i)));
    }

    private Nodes priced(IntToDoubleFunction byNode) {
        double[] joule = new double[Node.ALL.length];
        Arrays.setAll(joule, byNode);
        return plain.priced(new UnitPrices(joule, perSecond));
    }

    @Override
    public String toString() {
        return plain.server().name() + " at prices of " + steadyFromEpoch + " epochs";
    }
}
