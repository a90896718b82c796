package io.github.jqodi.cost;

import io.github.jqodi.scenario.Device;
import java.util.Arrays;

/**
 * Bounds of Eqs. 5-10 for the best and the worst rates of all epochs, with products by reciprocals in place of divisions. The
 * rounding of about twenty operations is below the margin.
 */
final class AnalyticBounds implements CostBounds {
    private static final double MARGIN = 0x1p-46;
    private static final double BELOW = 1 - MARGIN;
    private static final double ABOVE = 1 + MARGIN;
    /** Just below what a cost may be, see {@link Cost#of}. */
    private static final double HUGE = 1e289;

    private final ActionGrid grid;
    private final CutLoads loads;
    private final Device device;
    private final double deviceMemoryBytes;
    private final double perEpochSeconds;
    private final double perEpochJoules;
    private final AnalyticSites.Rates rates;

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
        this.device = device;
        this.deviceMemoryBytes = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        this.perEpochSeconds = perEpochSeconds;
        this.perEpochJoules = perEpochJoules;
        this.rates = rates;
    }

    @Override
    public void low(int cut, double[] seconds, double[] joules) {
        int j = grid.cut(cut);
        row(rates.best(), rates.best().seconds, baseSeconds(j), j, BELOW, seconds);
        row(rates.best(), rates.best().joules, baseJoules(j), j, BELOW, joules);
    }

    /** Costs of a cut on all of some servers, times a margin, +∞ where it is closed. */
    private void row(SiteRates sites, UnitCosts costs, double base, int j, double margin, double[] out) {
        if (loads.shallowBytes[j] > deviceMemoryBytes) {
            Arrays.fill(out, 0, sites.servers(), Double.POSITIVE_INFINITY);
        } else {
            costs.row(base * margin, loads.volumes[j], margin, out);
            sites.close(loads, j, out);
        }
    }

    /** What a cut takes wherever its deep part runs. */
    private double baseSeconds(int j) {
        return perEpochSeconds + loads.deviceMacs[j] / device.processor().macsPerSecond();
    }

    private double baseJoules(int j) {
        return perEpochJoules + loads.deviceMacs[j] * device.processor().joulesPerMac();
    }

    @Override
    public Upper high(int server, int cut) {
        int j = grid.cut(cut);
        SiteRates sites = rates.worst();
        if (loads.shallowBytes[j] > deviceMemoryBytes || !sites.isOpen(server, loads, j)) {
            return Upper.NONE;
        }
        double seconds = (baseSeconds(j) + sites.seconds.at(server, loads.volumes[j])) * ABOVE;
        double joules = (baseJoules(j) + sites.joules.at(server, loads.volumes[j])) * ABOVE;
        return seconds < HUGE && joules < HUGE ? new Upper(seconds, joules) : Upper.NONE;
    }

    @Override
    public double least(double secondsWeight, double joulesWeight) {
        double perSecond = tame(secondsWeight);
        double perJoule = tame(joulesWeight);
        SiteRates sites = rates.candidates(perSecond, perJoule);
        UnitCosts costs = UnitCosts.weighted(perSecond, sites.seconds, perJoule, sites.joules);
        double[] row = new double[sites.servers()];
        double[] least = new double[sites.servers()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int cut = 0; cut < grid.cutCount(); cut++) {
            int j = grid.cut(cut);
            row(sites, costs, perSecond * baseSeconds(j) + perJoule * baseJoules(j), j, BELOW, row);
            for (int x = 0; x < row.length; x++) {
                least[x] = Math.min(least[x], row[x]);
            }
        }
        return Arrays.stream(least).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Weights too small to multiply with count as 0, which bounds from below. */
    private static double tame(double weight) {
        return weight < Tame.LEAST ? 0 : weight;
    }
}
