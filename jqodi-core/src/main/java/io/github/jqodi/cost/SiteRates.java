package io.github.jqodi.cost;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What bounds need of the servers of a scenario, whatever the model: what units of load cost at the best or the worst rates of
 * all forecast epochs, and what keeps servers from taking a cut. Reciprocals of rates that are 0 are left at 0, and what needs
 * them is closed.
 */
final class SiteRates {
    private static final int STOP_INTERVAL = 4096;

    final UnitCosts seconds;
    final UnitCosts joules;
    private final double[] memoryBytes;
    private final boolean[] cloudIsUp;
    private final boolean[] deviceDownIsUp;
    private final boolean[] deviceUpIsUp;

    // What closes servers, as lists of them.
    private int[] limited = {};
    private int[] withoutCloud = {};
    private int[] withoutDownlink = {};
    private int[] withoutUplink = {};

    /** Whether products with tame loads stay far from the limits of doubles. */
    private boolean tame;

    private SiteRates(int servers) {
        seconds = new UnitCosts(servers);
        joules = new UnitCosts(servers);
        memoryBytes = new double[servers];
        cloudIsUp = new boolean[servers];
        deviceDownIsUp = new boolean[servers];
        deviceUpIsUp = new boolean[servers];
    }

    private SiteRates(SiteRates other) {
        seconds = other.seconds.copy();
        joules = other.joules.copy();
        memoryBytes = other.memoryBytes.clone();
        cloudIsUp = other.cloudIsUp.clone();
        deviceDownIsUp = other.deviceDownIsUp.clone();
        deviceUpIsUp = other.deviceUpIsUp.clone();
    }

    /** The highest rates and lowest energies of all epochs. */
    static SiteRates best(List<EdgeServer> servers, BooleanSupplier stop) {
        return of(servers, true, stop);
    }

    /** The lowest rates and highest energies of all epochs. */
    static SiteRates worst(List<EdgeServer> servers, BooleanSupplier stop) {
        return of(servers, false, stop);
    }

    private static SiteRates of(List<EdgeServer> servers, boolean best, BooleanSupplier stop) {
        Stopped.when(stop);
        SiteRates rates = new SiteRates(servers.size());
        for (int x = 0; x < servers.size(); x++) {
            Stopped.every(STOP_INTERVAL, x, stop);
            rates.set(x, servers.get(x), best);
        }
        rates.finish();
        return rates;
    }

    /**
     * A copy in which some servers are worked out anew.
     *
     * @param servers as many as there is room for
     * @param differing which of them differ from those these rates are of
     * @param best whether the best rates are meant or the worst
     */
    SiteRates changed(List<EdgeServer> servers, int[] differing, boolean best) {
        SiteRates copy = new SiteRates(this);
        for (int x : differing) {
            copy.set(x, servers.get(x), best);
        }
        copy.finish();
        return copy;
    }

    private void finish() {
        listWhatIsClosed();
        tame = seconds.isTame() && joules.isTame();
    }

    private static Link cloudLink(EdgeServer server) {
        return server.cloudLink().orElseThrow();
    }

    private static Link deviceLink(EdgeServer server) {
        return server.deviceLink().orElseThrow();
    }

    private void set(int x, EdgeServer server, boolean best) {
        Link cloud = cloudLink(server);
        Link device = deviceLink(server);
        LinkRates rates = best ? LinkRates.best(cloud, device) : LinkRates.worst(cloud, device);
        setSeconds(x, server, rates);
        setJoules(x, server, rates);
        memoryBytes[x] = server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        cloudIsUp[x] = rates.cloudDown() > 0 && rates.cloudUp() > 0;
        deviceDownIsUp[x] = rates.deviceDown() > 0;
        deviceUpIsUp[x] = rates.deviceUp() > 0;
    }

    private void setSeconds(int x, EdgeServer server, LinkRates rates) {
        Processor processor = server.processor().orElseThrow();
        double perDownBit = reciprocal(rates.deviceDown());
        double perUpBit = reciprocal(rates.deviceUp());
        seconds.set(UnitCosts.SERVER_MACS, x, reciprocal(processor.macsPerSecond()));
        seconds.set(UnitCosts.WEIGHT_BITS, x, perDownBit + perUpBit);
        seconds.set(UnitCosts.MODEL_BITS, x, reciprocal(rates.cloudDown()) + reciprocal(rates.cloudUp()));
        seconds.set(UnitCosts.GRADIENT_BITS, x, perDownBit);
        seconds.set(UnitCosts.FEATURE_BITS, x, perUpBit);
        seconds.set(UnitCosts.TRANSFERS, x, deviceLink(server).latencySeconds());
        seconds.set(UnitCosts.CLOUD_TRIPS, x, 2 * cloudLink(server).latencySeconds());
        seconds.set(UnitCosts.RUNS, x, server.overheadSeconds());
    }

    private void setJoules(int x, EdgeServer server, LinkRates rates) {
        joules.set(UnitCosts.SERVER_MACS, x, server.processor().orElseThrow().joulesPerMac());
        joules.set(UnitCosts.WEIGHT_BITS, x, rates.deviceDownJoules() + rates.deviceUpJoules());
        joules.set(UnitCosts.MODEL_BITS, x, rates.cloudDownJoules() + rates.cloudUpJoules());
        joules.set(UnitCosts.GRADIENT_BITS, x, rates.deviceDownJoules());
        joules.set(UnitCosts.FEATURE_BITS, x, rates.deviceUpJoules());
        joules.set(UnitCosts.RUNS, x, server.overheadJoules());
    }

    private static double reciprocal(double rate) {
        return rate > 0 ? 1 / rate : 0;
    }

    private void listWhatIsClosed() {
        int[] any = which(x -> memoryBytes[x] < Double.POSITIVE_INFINITY);
        double[] bytes = Arrays.stream(any).mapToDouble(x -> memoryBytes[x]).toArray();
        limited = Arrays.stream(IndexSort.ascending(bytes, bytes, bytes.length))
                .map(i -> any[i])
                .toArray();
        withoutCloud = which(x -> !cloudIsUp[x]);
        withoutDownlink = which(x -> !deviceDownIsUp[x]);
        withoutUplink = which(x -> !deviceUpIsUp[x]);
    }

    private int[] which(IntPredicate server) {
        return IntStream.range(0, servers()).filter(server).toArray();
    }

    int servers() {
        return memoryBytes.length;
    }

    /** Whether a server has no memory limit and no link that is down. */
    boolean isOpenToAll(int x) {
        return cloudIsUp[x] && deviceDownIsUp[x] && deviceUpIsUp[x] && memoryBytes[x] == Double.POSITIVE_INFINITY;
    }

    /** Whether a server can take a cut, as far as the server is asked. */
    boolean isOpen(int x, CutLoads loads, int cut) {
        return loads.deepBytes[cut] <= memoryBytes[x]
                && (cloudIsUp[x] || loads.modelBits == 0)
                && (deviceDownIsUp[x] || loads.downBits(cut) == 0)
                && (deviceUpIsUp[x] || loads.upBits(cut) == 0);
    }

    /** Sets the servers that cannot take a cut to +∞; O(1 + those). */
    void close(CutLoads loads, int cut, double[] seconds, double[] joules) {
        int overfull = 0;
        while (overfull < limited.length && memoryBytes[limited[overfull]] < loads.deepBytes[cut]) {
            overfull++;
        }
        close(limited, overfull, seconds, joules);
        close(withoutCloud, loads.modelBits > 0 ? withoutCloud.length : 0, seconds, joules);
        close(withoutDownlink, loads.downBits(cut) > 0 ? withoutDownlink.length : 0, seconds, joules);
        close(withoutUplink, loads.upBits(cut) > 0 ? withoutUplink.length : 0, seconds, joules);
    }

    private static void close(int[] servers, int count, double[] seconds, double[] joules) {
        for (int i = 0; i < count; i++) {
            seconds[servers[i]] = Double.POSITIVE_INFINITY;
            joules[servers[i]] = Double.POSITIVE_INFINITY;
        }
    }

    boolean isTame() {
        return tame;
    }
}
