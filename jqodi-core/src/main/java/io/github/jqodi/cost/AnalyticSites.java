package io.github.jqodi.cost;

import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What all quantized models of a scenario share: the rates of its servers over all epochs, worked out once. */
final class AnalyticSites {
    private static final int MOST_RATIOS = 512;
    /** A change of more than one server in so many is not a small one. */
    private static final int FEW = 16;
    /** Stands for a ratio that was asked for once. */
    private static final int[] EVERY = {};

    private final int steadyFromEpoch;
    private volatile @Nullable Rates known;

    private AnalyticSites(int steadyFromEpoch, @Nullable Rates known) {
        this.steadyFromEpoch = steadyFromEpoch;
        this.known = known;
    }

    static AnalyticSites of(Scenario scenario) {
        return new AnalyticSites(steadyFromEpoch(scenario), null);
    }

    /** The same for changed servers, of which only those that differ are looked at. */
    AnalyticSites changed(Scenario scenario) {
        return new AnalyticSites(steadyFromEpoch(scenario), known);
    }

    private static int steadyFromEpoch(Scenario scenario) {
        return scenario.edgeServers().stream()
                .mapToInt(EdgeServer::steadyFromEpoch)
                .max()
                .orElse(1);
    }

    int steadyFromEpoch() {
        return steadyFromEpoch;
    }

    /** The rates of these servers; models usually ask for the same ones, so the last answer is kept. */
    Rates rates(List<EdgeServer> servers, BooleanSupplier stop) {
        Rates last = known;
        if (last != null && last.servers.equals(servers)) {
            return last;
        }
        Rates rates =
                last != null && last.servers.size() == servers.size() ? last.changed(servers) : Rates.of(servers, stop);
        known = rates;
        return rates;
    }

    /**
     * Rates of some servers at their best and worst, and the skylines of the best ones by ratio of weights. A skyline costs
     * more than one look at every server, so the first who asks for a ratio looks at every server.
     */
    static final class Rates {
        private final List<EdgeServer> servers;
        private final SiteRates best;
        private final SiteRates worst;
        private final Map<Double, int[]> skylines = new ConcurrentHashMap<>();
        /** Stands for these rates without keeping them from being collected. */
        private final Object identity = new Object();

        private final Object predecessor;
        private final int[] changed;

        private Rates(List<EdgeServer> servers, SiteRates best, SiteRates worst, Object predecessor, int[] changed) {
            this.servers = servers;
            this.best = best;
            this.worst = worst;
            this.predecessor = predecessor;
            this.changed = changed;
        }

        static Rates of(List<EdgeServer> servers, BooleanSupplier stop) {
            return new Rates(
                    servers, SiteRates.best(servers, stop), SiteRates.worst(servers, stop), new Object(), new int[0]);
        }

        /** The same for as many servers, some of which differ. */
        Rates changed(List<EdgeServer> now) {
            int[] differing = IntStream.range(0, now.size())
                    .filter(x -> !now.get(x).equals(servers.get(x)))
                    .toArray();
            return new Rates(
                    now, best.changed(now, differing, true), worst.changed(now, differing, false), identity, differing);
        }

        List<EdgeServer> servers() {
            return servers;
        }

        SiteRates best() {
            return best;
        }

        SiteRates worst() {
            return worst;
        }

        /** Whether these differ from others in {@link #changed} alone, which are few. */
        @SuppressWarnings("ReferenceEquality")
        boolean isSuccessorOf(Rates others) {
            return predecessor == others.identity && changed.length * FEW <= servers.size();
        }

        /** The servers that differ from those of the predecessor. */
        int[] changed() {
            return changed;
        }

        int[] candidates(double secondsWeight, double joulesWeight) {
            double ratio = secondsWeight / joulesWeight;
            int[] known = skylines.get(ratio);
            if (known == null && skylines.size() < MOST_RATIOS) {
                skylines.put(ratio, EVERY);
            } else if (known == EVERY) {
                known = ServerSkyline.of(best, secondsWeight, joulesWeight);
                skylines.put(ratio, known);
                return known;
            }
            return known == null ? every() : known;
        }

        private int[] every() {
            return IntStream.range(0, servers.size()).toArray();
        }
    }
}
