package io.github.jqodi.cost;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What bounds need of the servers of a scenario, whatever the model: what units of load cost at the best or the worst rates of
 * all forecast epochs, and what keeps servers from taking a cut. Reciprocals of rates that are 0 are left at 0, and what needs
 * them is closed.
 */
final class SiteRates {
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
    static SiteRates best(List<EdgeServer> servers) {
        return new SiteRates(servers.size()).changed(List.of(), servers, true);
    }

    /** The lowest rates and highest energies of all epochs. */
    static SiteRates worst(List<EdgeServer> servers) {
        return new SiteRates(servers.size()).changed(List.of(), servers, false);
    }

    /**
     * A copy in which the servers that differ are worked out anew.
     *
     * @param before the servers these rates are of; empty if of none
     * @param after as many servers as there is room for
     * @param best whether the best rates are meant or the worst
     */
    SiteRates changed(List<EdgeServer> before, List<EdgeServer> after, boolean best) {
        SiteRates copy = new SiteRates(this);
        for (int x = 0; x < after.size(); x++) {
            EdgeServer server = after.get(x);
            if (x >= before.size() || !before.get(x).equals(server)) {
                Link cloud = cloudLink(server);
                Link device = deviceLink(server);
                copy.set(x, server, best ? LinkRates.best(cloud, device) : LinkRates.worst(cloud, device));
            }
        }
        copy.listWhatIsClosed();
        copy.tame = copy.seconds.isTame() && copy.joules.isTame();
        return copy;
    }

    private static Link cloudLink(EdgeServer server) {
        return server.cloudLink().orElseThrow();
    }

    private static Link deviceLink(EdgeServer server) {
        return server.deviceLink().orElseThrow();
    }

    private void set(int x, EdgeServer server, LinkRates rates) {
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
    void close(CutLoads loads, int cut, double[] out) {
        for (int i = 0; i < limited.length && memoryBytes[limited[i]] < loads.deepBytes[cut]; i++) {
            out[limited[i]] = Double.POSITIVE_INFINITY;
        }
        close(loads.modelBits, withoutCloud, out);
        close(loads.downBits(cut), withoutDownlink, out);
        close(loads.upBits(cut), withoutUplink, out);
    }

    private static void close(double bits, int[] servers, double[] out) {
        if (bits > 0) {
            for (int x : servers) {
                out[x] = Double.POSITIVE_INFINITY;
            }
        }
    }

    boolean isTame() {
        return tame;
    }
}
