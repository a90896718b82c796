package io.github.jqodi.cost;

import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What bounds need of the servers of a scenario, whatever the model: reciprocals of rates and energies, the best or the
 * worst of all forecast epochs. Arrays are indexed by server. Reciprocals of rates that are 0 are left at 0, and what needs
 * them is closed.
 */
final class SiteRates {
    /** Products of two such numbers, and sums of them, are far from the limits of doubles. */
    static final double MOST_TAME = 1e140;

    final double[] secondsPerMac;
    final double[] joulesPerMac;
    final double[] secondsPerDownBit;
    final double[] joulesPerDownBit;
    final double[] secondsPerUpBit;
    final double[] joulesPerUpBit;
    /** Down and up together. */
    final double[] secondsPerCloudBit;

    final double[] joulesPerCloudBit;
    final double[] cloudLatencySeconds;
    final double[] deviceLatencySeconds;
    final double[] overheadSeconds;
    final double[] overheadJoules;
    final double[] memoryBytes;
    final boolean[] cloudIsUp;
    final boolean[] deviceDownIsUp;
    final boolean[] deviceUpIsUp;

    /** Whether products with tame loads stay far from the limits of doubles. */
    private boolean tame;

    private SiteRates(int servers) {
        secondsPerMac = new double[servers];
        joulesPerMac = new double[servers];
        secondsPerDownBit = new double[servers];
        joulesPerDownBit = new double[servers];
        secondsPerUpBit = new double[servers];
        joulesPerUpBit = new double[servers];
        secondsPerCloudBit = new double[servers];
        joulesPerCloudBit = new double[servers];
        cloudLatencySeconds = new double[servers];
        deviceLatencySeconds = new double[servers];
        overheadSeconds = new double[servers];
        overheadJoules = new double[servers];
        memoryBytes = new double[servers];
        cloudIsUp = new boolean[servers];
        deviceDownIsUp = new boolean[servers];
        deviceUpIsUp = new boolean[servers];
    }

    private SiteRates(SiteRates other) {
        secondsPerMac = other.secondsPerMac.clone();
        joulesPerMac = other.joulesPerMac.clone();
        secondsPerDownBit = other.secondsPerDownBit.clone();
        joulesPerDownBit = other.joulesPerDownBit.clone();
        secondsPerUpBit = other.secondsPerUpBit.clone();
        joulesPerUpBit = other.joulesPerUpBit.clone();
        secondsPerCloudBit = other.secondsPerCloudBit.clone();
        joulesPerCloudBit = other.joulesPerCloudBit.clone();
        cloudLatencySeconds = other.cloudLatencySeconds.clone();
        deviceLatencySeconds = other.deviceLatencySeconds.clone();
        overheadSeconds = other.overheadSeconds.clone();
        overheadJoules = other.overheadJoules.clone();
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
        copy.tame = copy.areTame();
        return copy;
    }

    private static Link cloudLink(EdgeServer server) {
        return server.cloudLink().orElseThrow();
    }

    private static Link deviceLink(EdgeServer server) {
        return server.deviceLink().orElseThrow();
    }

    private void set(int x, EdgeServer server, LinkRates rates) {
        Processor processor = server.processor().orElseThrow();
        secondsPerMac[x] = reciprocal(processor.macsPerSecond());
        joulesPerMac[x] = processor.joulesPerMac();
        secondsPerDownBit[x] = reciprocal(rates.deviceDown());
        joulesPerDownBit[x] = rates.deviceDownJoules();
        secondsPerUpBit[x] = reciprocal(rates.deviceUp());
        joulesPerUpBit[x] = rates.deviceUpJoules();
        secondsPerCloudBit[x] = reciprocal(rates.cloudDown()) + reciprocal(rates.cloudUp());
        joulesPerCloudBit[x] = rates.cloudDownJoules() + rates.cloudUpJoules();
        cloudLatencySeconds[x] = 2 * cloudLink(server).latencySeconds();
        deviceLatencySeconds[x] = deviceLink(server).latencySeconds();
        overheadSeconds[x] = server.overheadSeconds();
        overheadJoules[x] = server.overheadJoules();
        memoryBytes[x] = server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        cloudIsUp[x] = rates.cloudDown() > 0 && rates.cloudUp() > 0;
        deviceDownIsUp[x] = rates.deviceDown() > 0;
        deviceUpIsUp[x] = rates.deviceUp() > 0;
    }

    /** Whether a server has no memory limit and no link that is down. */
    boolean isOpenToAll(int x) {
        return cloudIsUp[x] && deviceDownIsUp[x] && deviceUpIsUp[x] && memoryBytes[x] == Double.POSITIVE_INFINITY;
    }

    boolean isTame() {
        return tame;
    }

    private boolean areTame() {
        return Stream.of(
                        secondsPerMac,
                        joulesPerMac,
                        secondsPerDownBit,
                        joulesPerDownBit,
                        secondsPerUpBit,
                        joulesPerUpBit,
                        secondsPerCloudBit,
                        joulesPerCloudBit,
                        cloudLatencySeconds,
                        deviceLatencySeconds,
                        overheadSeconds,
                        overheadJoules)
                .flatMapToDouble(Arrays::stream)
                .allMatch(value -> value < MOST_TAME);
    }

    private static double reciprocal(double rate) {
        return rate > 0 ? 1 / rate : 0;
    }
}
