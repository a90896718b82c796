package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rates that all quantized models of a scenario share: unit costs of its servers at their best and worst rates over all epochs, and
 * the nondominated servers at the best ones by ratio of weights. To find these takes longer than one look at every server, so
 * the first who asks for a ratio gets every server.
 */
final class ServerRates {
    private static final int MAX_RATIOS = 512;
    /** So few servers are looked at sooner than a known ratio is found again. */
    private static final int MAX_SERVERS_WITHOUT_RATIO = 4;
    /** A change of more than one server in so many is not a small one. */
    private static final int MIN_SERVERS_PER_CHANGE = 16;

    private static final AtomicLong VERSIONS = new AtomicLong();

    private final long version = VERSIONS.incrementAndGet();
    private final Cloud cloud;
    private final Device device;
    private final List<EdgeServer> servers;
    /** The positions of all servers; not to be changed. */
    private final int[] all;

    private final SiteRates best;
    private final SiteRates worst;
    /** How profiles see the servers, each once; {@link SiteRates#basis} says which one a server is. */
    private final List<LayerTimes.Basis> bases;
    /** By load: whether any server charges for it. */
    private final BitSet charged;

    private final Set<Double> askedFor = ConcurrentHashMap.newKeySet();
    private final Map<Double, int[]> nondominated = new ConcurrentHashMap<>();
    /** The version these were made from by a change of some servers; 0 if by none. */
    private final long basis;

    private final int[] changed;

    private ServerRates(
            Cloud cloud,
            Device device,
            List<EdgeServer> servers,
            List<LayerTimes.Basis> bases,
            SiteRates best,
            SiteRates worst,
            long basis,
            int[] changed) {
        this.cloud = cloud;
        this.device = device;
        this.servers = servers;
        this.all = IntStream.range(0, servers.size()).toArray();
        this.bases = bases;
        this.best = best;
        this.worst = worst;
        this.charged = BitSet.valueOf(new long[] {best.charged() | worst.charged()});
        this.basis = basis;
        this.changed = changed;
    }

    static ServerRates of(
            Cloud cloud,
            Device device,
            List<EdgeServer> servers,
            Function<EdgeServer, Nodes> nodesOf,
            BooleanSupplier stop) {
        Nodes[] nodes = nodes(servers, nodesOf);
        List<LayerTimes.Basis> bases = bases(nodes);
        SiteRates best = SiteRates.of(nodes, bases, LinkRates::best, stop);
        int[] changing = changing(nodes);
        SiteRates worst = changing.length == 0
                ? best
                : changing.length == nodes.length
                        ? SiteRates.of(nodes, bases, LinkRates::worst, stop)
                        : best.changed(nodes, bases, changing, LinkRates::worst, stop);
        return new ServerRates(cloud, device, servers, bases, best, worst, 0, new int[0]);
    }

    /** Those of one epoch alone. */
    static ServerRates ofEpoch(
            Cloud cloud,
            Device device,
            List<EdgeServer> servers,
            Function<EdgeServer, Nodes> nodesOf,
            int epoch,
            BooleanSupplier stop) {
        Nodes[] nodes = nodes(servers, nodesOf);
        List<LayerTimes.Basis> bases = bases(nodes);
        SiteRates rates = SiteRates.of(nodes, bases, own -> own.rates(epoch), stop);
        return new ServerRates(cloud, device, servers, bases, rates, rates, 0, new int[0]);
    }

    /** Those of other servers; where there are as many, only those that differ are worked out. */
    ServerRates changedTo(
            Cloud nowCloud,
            Device nowDevice,
            List<EdgeServer> now,
            Function<EdgeServer, Nodes> nodesOf,
            BooleanSupplier stop) {
        if (now.size() != servers.size() || !cloud.equals(nowCloud) || !device.equals(nowDevice)) {
            return of(nowCloud, nowDevice, now, nodesOf, stop);
        }
        int[] differing = IntStream.range(0, now.size())
                .filter(x -> !now.get(x).equals(servers.get(x)))
                .toArray();
        Nodes[] nodes = nodes(now, nodesOf);
        List<LayerTimes.Basis> bases = bases(nodes);
        SiteRates nowBest = best.changed(nodes, bases, differing, LinkRates::best, stop);
        SiteRates nowWorst = worst.changed(nodes, bases, differing, LinkRates::worst, stop);
        return new ServerRates(cloud, device, now, bases, nowBest, nowWorst, version, differing);
    }

    private static Nodes[] nodes(List<EdgeServer> servers, Function<EdgeServer, Nodes> nodesOf) {
        Nodes[] nodes = new Nodes[servers.size()];
        Arrays.setAll(nodes, x -> nodesOf.apply(servers.get(x)));
        return nodes;
    }

    /** How profiles see the servers, each once. */
    List<LayerTimes.Basis> bases() {
        return bases;
    }

    private static List<LayerTimes.Basis> bases(Nodes[] nodes) {
        Set<LayerTimes.Basis> found = new LinkedHashSet<>();
        for (Nodes own : nodes) {
            found.add(own.basis());
        }
        return List.copyOf(found);
    }

    private static int[] changing(Nodes[] nodes) {
        int[] found = new int[nodes.length];
        int count = 0;
        for (int x = 0; x < nodes.length; x++) {
            found[count] = x;
            count += nodes[x].areSteady() ? 0 : 1;
        }
        return Arrays.copyOf(found, count);
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

    /** The loads that any server charges for, by index; not to be changed. */
    BitSet charged() {
        return charged;
    }

    /** Whether these differ from a version in {@link #changed} alone, which are few. */
    boolean isSmallChangeOf(long other) {
        return basis == other && changed.length * MIN_SERVERS_PER_CHANGE <= servers.size();
    }

    /** The servers that differ from those of the version these were made from. */
    int[] changed() {
        return changed;
    }

    /** Whether products with loads in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        return best.isSafe() && worst.isSafe();
    }

    /** Servers of which one has the least weighted cost of all, whatever the model and cut; not to be changed. */
    int[] candidates(double secondsWeight, double joulesWeight) {
        if (all.length <= MAX_SERVERS_WITHOUT_RATIO) {
            return all;
        }
        double ratio = secondsWeight / joulesWeight;
        int[] known = nondominated.get(ratio);
        if (known != null) {
            return known;
        }
        if (askedFor.size() >= MAX_RATIOS || askedFor.add(ratio)) {
            return all;
        }
        int[] found = NondominatedServers.positions(best, secondsWeight, joulesWeight);
        nondominated.put(ratio, found);
        return found;
    }
}
