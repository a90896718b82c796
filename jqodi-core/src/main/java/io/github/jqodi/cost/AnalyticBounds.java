package io.github.jqodi.cost;

import io.github.jqodi.scenario.Device;
import java.util.Arrays;

/**
 * Bounds of Eqs. 5-10 for the best and the worst rates of all epochs, with products by reciprocals in place of divisions.
 * Costs are sums of products of loads of a cut with unit costs of a server. Rows of one cut run over servers, usually many;
 * the least weighted cost asks for few servers and runs over cuts. One output a loop, because a loop with two does not become
 * vector instructions. The rounding of about twenty operations is below the margin.
 */
final class AnalyticBounds implements CostBounds {
    private static final double MARGIN = 0x1p-46;
    private static final double BELOW = 1 - MARGIN;
    private static final double ABOVE = 1 + MARGIN;
    /** Just below what a cost may be, see {@link Cost#of}. */
    private static final double HUGE = 1e289;

    private final ActionGrid grid;
    private final CutLoads loads;
    private final int cuts;
    private final double deviceMemoryBytes;
    private final AnalyticSites.Rates rates;
    private final SiteRates best;
    private final SiteRates worst;
    /** What a cut takes wherever its deep part runs. */
    private final double[] baseSeconds;

    private final double[] baseJoules;
    /** By load of {@link UnitCosts}, by cut. */
    private final double[][] volumes = new double[UnitCosts.LOADS][];
    /** Whether any cut has the load and any server charges for it. */
    private final boolean[] matters = new boolean[UnitCosts.LOADS];

    /** Bounds for the servers of a grid, given their rates. */
    AnalyticBounds(
            ActionGrid grid,
            CutLoads loads,
            Device device,
            double perEpochSeconds,
            double perEpochJoules,
            AnalyticSites.Rates rates) {
        this.grid = grid;
        this.loads = loads;
        this.cuts = grid.cutCount();
        this.deviceMemoryBytes = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        this.rates = rates;
        this.best = rates.best();
        this.worst = rates.worst();
        baseSeconds = new double[cuts];
        baseJoules = new double[cuts];
        for (int j = 0; j < cuts; j++) {
            double macs = loads.deviceMacs[grid.cut(j)];
            baseSeconds[j] = perEpochSeconds + macs / device.processor().macsPerSecond();
            baseJoules[j] = perEpochJoules + macs * device.processor().joulesPerMac();
        }
        for (int load = 0; load < UnitCosts.LOADS; load++) {
            pickVolumes(load);
        }
    }

    private void pickVolumes(int load) {
        double[] own = new double[cuts];
        for (int j = 0; j < cuts; j++) {
            own[j] = loads.volumes[load][grid.cut(j)];
            matters[load] |= own[j] != 0;
        }
        matters[load] &= best.seconds.charges(load) || best.joules.charges(load);
        volumes[load] = own;
    }

    @Override
    public void low(int cut, double[] seconds, double[] joules) {
        row(best.seconds, baseSeconds[cut], cut, seconds);
        row(best.joules, baseJoules[cut], cut, joules);
    }

    private void row(UnitCosts costs, double base, int j, double[] out) {
        if (fitsDevice(j)) {
            costs.row(base * BELOW, volumes, j, BELOW, out);
            best.close(loads, grid.cut(j), out);
        } else {
            Arrays.fill(out, 0, grid.servers().size(), Double.POSITIVE_INFINITY);
        }
    }

    private boolean fitsDevice(int j) {
        return loads.shallowBytes[grid.cut(j)] <= deviceMemoryBytes;
    }

    @Override
    public Upper high(int server, int cut) {
        if (!fitsDevice(cut) || !worst.isOpen(server, loads, grid.cut(cut))) {
            return Upper.NONE;
        }
        double seconds = (baseSeconds[cut] + worst.seconds.at(server, volumes, cut)) * ABOVE;
        double joules = (baseJoules[cut] + worst.joules.at(server, volumes, cut)) * ABOVE;
        return seconds < HUGE && joules < HUGE ? new Upper(seconds, joules) : Upper.NONE;
    }

    @Override
    public double least(double secondsWeight, double joulesWeight) {
        double perSecond = tame(secondsWeight);
        double perJoule = tame(joulesWeight);
        double[] base = new double[cuts];
        UnitCosts.add(perSecond, baseSeconds, base);
        UnitCosts.add(perJoule, baseJoules, base);
        double[] least = new double[cuts];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        double[] row = new double[cuts];
        for (int x : rates.candidates(perSecond, perJoule)) {
            weightedRow(x, perSecond, perJoule, base, row);
            close(x, row);
            for (int j = 0; j < cuts; j++) {
                least[j] = Math.min(least[j], row[j]);
            }
        }
        return Arrays.stream(least).min().orElse(Double.POSITIVE_INFINITY) * BELOW;
    }

    /** Weights too small to multiply with count as 0, which bounds from below. */
    private static double tame(double weight) {
        return weight < Tame.LEAST ? 0 : weight;
    }

    /** Weighted costs of one server's cuts at its best, whether open or not. */
    private void weightedRow(int x, double perSecond, double perJoule, double[] base, double[] out) {
        double[] macs = volumes[UnitCosts.SERVER_MACS];
        double[] weightBits = volumes[UnitCosts.WEIGHT_BITS];
        double perMac = weighted(UnitCosts.SERVER_MACS, x, perSecond, perJoule);
        double perBit = weighted(UnitCosts.WEIGHT_BITS, x, perSecond, perJoule);
        double constant = loads.modelBits * weighted(UnitCosts.MODEL_BITS, x, perSecond, perJoule);
        for (int j = 0; j < cuts; j++) {
            out[j] = base[j] + macs[j] * perMac + weightBits[j] * perBit + constant;
        }
        for (int load = UnitCosts.MODEL_BITS + 1; load < UnitCosts.LOADS; load++) {
            if (matters[load]) {
                UnitCosts.add(weighted(load, x, perSecond, perJoule), volumes[load], out);
            }
        }
    }

    private double weighted(int load, int x, double perSecond, double perJoule) {
        return perSecond * best.seconds.get(load, x) + perJoule * best.joules.get(load, x);
    }

    private void close(int x, double[] out) {
        if (deviceMemoryBytes == Double.POSITIVE_INFINITY && best.isOpenToAll(x)) {
            return;
        }
        for (int j = 0; j < cuts; j++) {
            if (!fitsDevice(j) || !best.isOpen(x, loads, grid.cut(j))) {
                out[j] = Double.POSITIVE_INFINITY;
            }
        }
    }
}
