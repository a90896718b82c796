package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.Cloud;
import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Unit costs of the servers of a scenario, whatever the model, at the best or the worst rates of all forecast epochs, and what
 * keeps servers from taking a cut. Reciprocals of rates that are 0 are left at 0, and what needs them is closed.
 */
final class SiteRates {
    private static final int STOP_INTERVAL = 1024;

    final UnitCosts seconds;
    final UnitCosts joules;
    private final Source source;
    private final double[] memoryBytes;
    /** By direction, then by server. */
    private final boolean[][] isUp;
    /** Servers with a memory limit, by rising memory. */
    private int[] limited = {};
    /** By direction: servers whose link is down. */
    private final int[][] without = new int[Direction.ALL.length][];

    private boolean safe;

    /**
     * Where unit costs come from.
     *
     * @param cloud CS
     * @param device SD_y
     * @param setup not looked at, being of no server
     * @param links not looked at
     * @param rates of the links of a server
     */
    record Source(Cloud cloud, Device device, Setup setup, LinkNames links, Function<EdgeServer, LinkRates> rates) {
        Source(Cloud cloud, Device device, Function<EdgeServer, LinkRates> rates) {
            this(cloud, device, Setup.of(1, 0, 0), new LinkNames(cloud.name(), device.name()), rates);
        }

        private Site site(EdgeServer server) {
            return new Site(cloud, device, setup, server, rates.apply(server), links);
        }
    }

    private SiteRates(Source source, int servers) {
        this.source = source;
        seconds = new UnitCosts(servers);
        joules = new UnitCosts(servers);
        memoryBytes = new double[servers];
        isUp = new boolean[Direction.ALL.length][servers];
    }

    private SiteRates(SiteRates other) {
        source = other.source;
        seconds = other.seconds.copy();
        joules = other.joules.copy();
        memoryBytes = other.memoryBytes.clone();
        isUp = Arrays.stream(other.isUp).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    static SiteRates of(List<EdgeServer> servers, Source source, BooleanSupplier stop) {
        SiteRates rates = new SiteRates(source, servers.size());
        return rates.filled(servers, IntStream.range(0, servers.size()).toArray(), stop);
    }

    /** A copy in which some servers, given by index, are worked out anew. */
    SiteRates changed(List<EdgeServer> servers, int[] differing, BooleanSupplier stop) {
        return new SiteRates(this).filled(servers, differing, stop);
    }

    /** Whether these rates are of these nodes. */
    boolean isOf(Cloud cloud, Device device) {
        return source.cloud.equals(cloud) && source.device.equals(device);
    }

    private SiteRates filled(List<EdgeServer> servers, int[] which, BooleanSupplier stop) {
        for (int i = 0; i < which.length; i++) {
            Stopped.every(STOP_INTERVAL, i, stop);
            set(which[i], source.site(servers.get(which[i])));
        }
        listWhatIsClosed();
        safe = seconds.isSafe() && joules.isSafe();
        return this;
    }

    private void set(int x, Site site) {
        seconds.clear(x);
        joules.clear(x);
        for (Term row : Term.ALL) {
            if (row.node().isOfServer()) {
                double unit = row.seconds(site);
                seconds.add(row.load(), x, row.isRate() ? reciprocal(unit) : unit);
                joules.add(row.load(), x, row.joules(site));
            }
        }
        memoryBytes[x] = site.server().memoryBytes().orElse(Double.POSITIVE_INFINITY);
        for (Direction direction : Direction.ALL) {
            isUp[direction.index()][x] = site.rates().bitsPerSecond(direction) > 0;
        }
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
        Arrays.setAll(without, direction -> which(x -> !isUp[direction][x]));
    }

    private int[] which(IntPredicate server) {
        return IntStream.range(0, servers()).filter(server).toArray();
    }

    int servers() {
        return memoryBytes.length;
    }

    /** Whether a server has no memory limit and no link that is down. */
    boolean isOpenToAll(int x) {
        boolean open = memoryBytes[x] == Double.POSITIVE_INFINITY;
        for (boolean[] up : isUp) {
            open &= up[x];
        }
        return open;
    }

    /** Whether a server can take a cut, as far as the server is asked. */
    boolean isOpen(int x, CutLoads loads, int cut) {
        boolean open = loads.deepBytes(cut) <= memoryBytes[x];
        for (Direction direction : Direction.ALL) {
            open &= isUp[direction.index()][x] || loads.sentBits(direction, cut) == 0;
        }
        return open;
    }

    /** Sets the servers that cannot take a cut to +∞; O(1 + those). */
    void close(CutLoads loads, int cut, double[] seconds, double[] joules) {
        int overfull = 0;
        while (overfull < limited.length && memoryBytes[limited[overfull]] < loads.deepBytes(cut)) {
            overfull++;
        }
        close(limited, overfull, seconds, joules);
        for (Direction direction : Direction.ALL) {
            int[] down = without[direction.index()];
            close(down, loads.sentBits(direction, cut) > 0 ? down.length : 0, seconds, joules);
        }
    }

    private static void close(int[] servers, int count, double[] seconds, double[] joules) {
        for (int i = 0; i < count; i++) {
            seconds[servers[i]] = Double.POSITIVE_INFINITY;
            joules[servers[i]] = Double.POSITIVE_INFINITY;
        }
    }

    boolean isSafe() {
        return safe;
    }
}
