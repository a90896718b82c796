package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Rates that all quantized models of a scenario share: unit costs of its servers at their best and worst rates over all epochs, and
 * the nondominated servers at the best ones by ratio of weights. To find these takes longer than one look at every server, so
 * the first who asks for a ratio gets every server.
 */
final class ServerRates {
    private static final int MOST_RATIOS = 512;
    /** A change of more than one server in so many is not a small one. */
    private static final int FEW = 16;

    private static final AtomicLong VERSIONS = new AtomicLong();

    private final long version = VERSIONS.incrementAndGet();
    private final List<EdgeServer> servers;
    private final SiteRates best;
    private final SiteRates worst;
    private final Set<Double> askedFor = ConcurrentHashMap.newKeySet();
    private final Map<Double, int[]> nondominated = new ConcurrentHashMap<>();
    /** The version these were made from by a change of some servers; 0 if by none. */
    private final long basis;

    private final int[] changed;

    private ServerRates(List<EdgeServer> servers, SiteRates best, SiteRates worst, long basis, int[] changed) {
        this.servers = servers;
        this.best = best;
        this.worst = worst;
        this.basis = basis;
        this.changed = changed;
    }

    static ServerRates of(Cloud cloud, Device device, List<EdgeServer> servers, BooleanSupplier stop) {
        SiteRates.Source best = new SiteRates.Source(cloud, device, LinkRates::best);
        SiteRates.Source worst = new SiteRates.Source(cloud, device, LinkRates::worst);
        return new ServerRates(
                servers, SiteRates.of(servers, best, stop), SiteRates.of(servers, worst, stop), 0, new int[0]);
    }

    /** Those of other servers; where there are as many, only those that differ are worked out. */
    ServerRates changedTo(Cloud cloud, Device device, List<EdgeServer> now, BooleanSupplier stop) {
        if (now.size() != servers.size() || !best.isOf(cloud, device)) {
            return of(cloud, device, now, stop);
        }
        int[] differing = IntStream.range(0, now.size())
                .filter(x -> !now.get(x).equals(servers.get(x)))
                .toArray();
        return new ServerRates(
                now, best.changed(now, differing, stop), worst.changed(now, differing, stop), version, differing);
    }

    /** Differs from that of all other rates. */
    long version() {
        return version;
    }

    int size() {
        return servers.size();
    }

    SiteRates best() {
        return best;
    }

    SiteRates worst() {
        return worst;
    }

    /** Whether these differ from a version in {@link #changed} alone, which are few. */
    boolean isSmallChangeOf(long other) {
        return basis == other && changed.length * FEW <= servers.size();
    }

    /** The servers that differ from those of the version these were made from. */
    int[] changed() {
        return changed;
    }

    /** Whether products with loads in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        return best.isSafe() && worst.isSafe();
    }

    /** Servers of which one has the least weighted cost of all, whatever the model and cut. */
    int[] candidates(double secondsWeight, double joulesWeight) {
        double ratio = secondsWeight / joulesWeight;
        int[] known = nondominated.get(ratio);
        if (known != null) {
            return known;
        }
        if (askedFor.size() >= MOST_RATIOS || askedFor.add(ratio)) {
            return IntStream.range(0, servers.size()).toArray();
        }
        int[] found = NondominatedServers.of(best, secondsWeight, joulesWeight);
        nondominated.put(ratio, found);
        return found;
    }
}
