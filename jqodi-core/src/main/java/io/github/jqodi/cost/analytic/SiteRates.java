package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.IndexSort;
import io.github.jqodi.base.Stopped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Unit costs of the servers of a scenario, whatever the model, at the best or the worst rates of all forecast epochs, and what
 * keeps servers from taking a cut. Reciprocals of rates that are 0 are left at 0, and what needs them is closed.
 */
final class SiteRates {
    private static final int STOP_INTERVAL = 1024;

    final UnitCosts seconds;
    final UnitCosts joules;
    /** The same of cuts that leave the server nothing to do, and so take no power of it; the same object where none idles. */
    final UnitCosts unservedJoules;

    private final double[] memoryBytes;
    /** By direction, then by server. */
    private final boolean[][] isUp;
    /** By server: whether it has no memory limit and no link that is down. */
    private final boolean[] openToAll;
    /** Servers with a memory limit, by rising memory. */
    private int[] limited = {};
    /** By direction: servers whose link is down. */
    private final int[][] without = new int[Direction.ALL.length][];

    /** By server: place among the bases of profiles. */
    final int[] basis;

    private boolean safe;

    private SiteRates(int[] basis, boolean serversIdle) {
        this.basis = basis;
        int servers = basis.length;
        seconds = new UnitCosts(servers);
        joules = new UnitCosts(servers);
        unservedJoules = serversIdle ? new UnitCosts(servers) : joules;
        memoryBytes = new double[servers];
        openToAll = new boolean[servers];
        isUp = new boolean[Direction.ALL.length][servers];
    }

    private SiteRates(SiteRates other, int[] basis, boolean serversIdle) {
        this.basis = basis;
        seconds = other.seconds.copy();
        joules = other.joules.copy();
        unservedJoules = serversIdle ? other.unservedJoules.copy() : joules;
        memoryBytes = other.memoryBytes.clone();
        openToAll = new boolean[memoryBytes.length];
        isUp = Arrays.stream(other.isUp).map(boolean[]::clone).toArray(boolean[][]::new);
    }

    /**
     * Unit costs of some servers.
     *
     * @param servers what an action on each uses
     * @param bases how profiles see them, each once
     * @param rates those of the links of a server to count with
     * @param stop asked now and then; true ends the work
     */
    static SiteRates of(
            Nodes[] servers, List<LayerTimes.Basis> bases, Function<Nodes, LinkRates> rates, BooleanSupplier stop) {
        SiteRates all = new SiteRates(places(servers, bases), anyIdles(servers));
        return all.filled(servers, IntStream.range(0, servers.length).toArray(), rates, stop);
    }

    /** A copy in which some servers, given by index, are worked out anew. */
    SiteRates changed(
            Nodes[] servers,
            List<LayerTimes.Basis> bases,
            int[] differing,
            Function<Nodes, LinkRates> rates,
            BooleanSupplier stop) {
        SiteRates copy = new SiteRates(this, places(servers, bases), anyIdles(servers));
        for (int x : differing) {
            copy.seconds.clear(x);
            copy.joules.clear(x);
            copy.unservedJoules.clear(x);
        }
        return copy.filled(servers, differing, rates, stop);
    }

    private SiteRates filled(Nodes[] servers, int[] which, Function<Nodes, LinkRates> rates, BooleanSupplier stop) {
        LinkRates[] links = new LinkRates[servers.length];
        for (int i = 0; i < which.length; i++) {
            Stopped.every(STOP_INTERVAL, i, stop);
            links[which[i]] = rates.apply(servers[which[i]]);
        }
        double[][] perBit = perBit(links, which);
        for (Term row : Term.OF_SERVERS) {
            Stopped.when(stop);
            add(row, servers, which, links, perBit);
        }
        for (int x : which) {
            memoryBytes[x] = servers[x].serverBytes();
            if (servers[x].takeIdlePower()) {
                addIdle(x, servers[x], perBit);
            }
        }
        listWhatIsClosed();
        safe = seconds.isSafe() && joules.isSafe() && (unservedJoules == joules || unservedJoules.isSafe());
        return this;
    }

    /** Adds what some servers charge for a term. */
    private void add(Term row, Nodes[] servers, int[] which, LinkRates[] links, double[][] perBit) {
        double[] costs = new double[servers.length];
        for (int x : which) {
            costs[x] = unitSeconds(row, servers[x], perBit, x);
        }
        seconds.add(row.load(), which, costs);
        for (int x : which) {
            costs[x] = row.joules(servers[x], links[x]);
        }
        joules.add(row.load(), which, costs);
        if (unservedJoules != joules) {
            unservedJoules.add(row.load(), which, costs);
        }
    }

    /** By direction, then by server: seconds a bit, 0 where the link is down. */
    private double[][] perBit(LinkRates[] links, int[] which) {
        double[][] perBit = new double[Direction.ALL.length][links.length];
        for (Direction direction : Direction.ALL) {
            for (int x : which) {
                perBit[direction.index()][x] = reciprocal(links[x].bitsPerSecond(direction));
                isUp[direction.index()][x] = links[x].isUp(direction);
            }
        }
        return perBit;
    }

    private void addJoules(Load load, int x, double cost) {
        joules.add(load, x, cost);
        if (unservedJoules != joules) {
            unservedJoules.add(load, x, cost);
        }
    }

    /** What others take while a term runs, as far as it depends on the server; the rest is in {@link CutVolumes}. */
    private void addIdle(int x, Nodes nodes, double[][] perBit) {
        for (Term row : Term.ALL) {
            double unit = unitSeconds(row, nodes, perBit, x);
            if (row.node().isOfServer()) {
                addJoules(row.load(), x, unit * nodes.idleWattsWhatever(row));
            }
            if (!row.isBusy(Node.SERVER)) {
                joules.add(row.load(), x, unit * nodes.idleWatts(Node.SERVER));
            }
        }
    }

    private static int[] places(Nodes[] servers, List<LayerTimes.Basis> bases) {
        int[] places = new int[servers.length];
        if (bases.size() > 1) {
            Map<LayerTimes.Basis, Integer> byBasis = new HashMap<>();
            bases.forEach(basis -> byBasis.put(basis, byBasis.size()));
            Arrays.setAll(places, x -> byBasis.getOrDefault(servers[x].basis(), 0));
        }
        return places;
    }

    private static boolean anyIdles(Nodes[] servers) {
        return Arrays.stream(servers).anyMatch(nodes -> nodes.idleWatts(Node.SERVER) > 0);
    }

    private static double unitSeconds(Term row, Nodes nodes, double[][] perBit, int x) {
        if (row.direction().isPresent()) {
            return perBit[row.unitIndex()][x];
        }
        return row.secondsPerUnit(nodes.timeFactors()[row.unitIndex()]);
    }

    private static double reciprocal(double rate) {
        return rate > 0 ? 1 / rate : 0;
    }

    private void listWhatIsClosed() {
        boolean[] isLimited = new boolean[servers()];
        for (int x = 0; x < isLimited.length; x++) {
            isLimited[x] = memoryBytes[x] < Double.POSITIVE_INFINITY;
        }
        limited = byRisingMemory(which(isLimited, true));
        Arrays.fill(openToAll, true);
        closeToSome(limited);
        for (int direction = 0; direction < without.length; direction++) {
            without[direction] = which(isUp[direction], false);
            closeToSome(without[direction]);
        }
    }

    private int[] byRisingMemory(int[] any) {
        if (any.length == 0) {
            return any;
        }
        double[] bytes = Arrays.stream(any).mapToDouble(x -> memoryBytes[x]).toArray();
        return Arrays.stream(IndexSort.ascending(bytes, bytes, bytes.length))
                .map(i -> any[i])
                .toArray();
    }

    private void closeToSome(int[] servers) {
        for (int x : servers) {
            openToAll[x] = false;
        }
    }

    /** The loads that any server charges for, one bit each. */
    long charged() {
        return seconds.charged() | joules.charged() | unservedJoules.charged();
    }

    /** The servers of which something is as it says. */
    private static int[] which(boolean[] byServer, boolean value) {
        int[] found = new int[byServer.length];
        int count = 0;
        for (int x = 0; x < found.length; x++) {
            if (byServer[x] == value) {
                found[count++] = x;
            }
        }
        return Arrays.copyOf(found, count);
    }

    int servers() {
        return memoryBytes.length;
    }

    /** Whether a server has no memory limit and no link that is down. */
    boolean isOpenToAll(int x) {
        return openToAll[x];
    }

    /** Whether a server can take a cut, as far as the server is asked. */
    boolean isOpen(int x, CutLoads loads, int cut) {
        if (openToAll[x]) {
            return true;
        }
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
