package io.github.jqodi.cost;

import io.github.jqodi.scenario.Device;
import java.util.Arrays;

/**
 * Bounds of Eqs. 5-10 for the best and the worst rates of all epochs. A server's row is a sum of products of arrays over the
 * cuts with numbers of the server, divisions replaced by reciprocals, so that the loops over cuts become vector
 * instructions; one output a loop, because a loop with two does not. The rounding of about twenty operations is below the
 * margin.
 */
final class AnalyticBounds implements CostBounds {
    private static final double MARGIN = 0x1p-46;
    private static final double BELOW = 1 - MARGIN;
    private static final double ABOVE = 1 + MARGIN;
    /** What products that underflow may lose, in either direction. */
    private static final double TINY = 64 * Double.MIN_NORMAL;
    /** Just below what a cost may be, see {@link Cost#of}. */
    private static final double HUGE = 1e289;

    private final int cuts;
    private final double modelBits;
    private final double perEpochSeconds;
    private final double perEpochJoules;
    private final double[] deviceSeconds;
    private final double[] deviceJoules;
    private final double[] serverMacs;
    private final double[] downBits;
    private final double[] upBits;
    /** Whether as much goes up as comes down at every cut, as with weights alone. */
    private final boolean sameBits;
    /** How many transfers over the device link there are. */
    private final double[] transfers;
    /** 1 where the server runs any layer. */
    private final double[] serverRuns;

    private final double[] shallowBytes;
    private final double[] deepBytes;
    private final double deviceMemoryBytes;
    private final AnalyticSites.Rates rates;
    private final SiteRates best;
    private final SiteRates worst;

    /** Bounds for the servers of a grid, given their rates. */
    AnalyticBounds(
            ActionGrid grid,
            CutLoads loads,
            Device device,
            double perEpochSeconds,
            double perEpochJoules,
            AnalyticSites.Rates rates) {
        this.cuts = grid.cutCount();
        this.modelBits = loads.modelBits;
        this.perEpochSeconds = perEpochSeconds;
        this.perEpochJoules = perEpochJoules;
        this.deviceMemoryBytes = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        this.rates = rates;
        this.best = rates.best();
        this.worst = rates.worst();
        deviceSeconds = new double[cuts];
        deviceJoules = new double[cuts];
        serverMacs = new double[cuts];
        downBits = new double[cuts];
        upBits = new double[cuts];
        transfers = new double[cuts];
        serverRuns = new double[cuts];
        shallowBytes = new double[cuts];
        deepBytes = new double[cuts];
        for (int j = 0; j < cuts; j++) {
            int cut = grid.cut(j);
            deviceSeconds[j] = loads.deviceMacs[cut] / device.processor().macsPerSecond();
            deviceJoules[j] = loads.deviceMacs[cut] * device.processor().joulesPerMac();
            serverMacs[j] = loads.serverMacs[cut];
            downBits[j] = loads.downBits(cut);
            upBits[j] = loads.upBits(cut);
            transfers[j] = transfers(loads, cut);
            serverRuns[j] = cut < loads.layerCount() ? 1 : 0;
            shallowBytes[j] = loads.shallowBytes[cut];
            deepBytes[j] = loads.deepBytes[cut];
        }
        sameBits = Arrays.equals(downBits, upBits);
    }

    private static double transfers(CutLoads loads, int cut) {
        return (loads.weightBits[cut] > 0 ? 2 : 0)
                + (loads.featureBits[cut] > 0 ? 1 : 0)
                + (loads.gradientBits[cut] > 0 ? 1 : 0);
    }

    @Override
    public void low(int server, double[] seconds, double[] joules) {
        row(best, server, BELOW, -TINY, seconds, joules);
    }

    @Override
    public void high(int server, double[] seconds, double[] joules) {
        row(worst, server, ABOVE, TINY, seconds, joules);
        for (int j = 0; j < cuts; j++) {
            if (!(seconds[j] < HUGE && joules[j] < HUGE)) {
                seconds[j] = Double.POSITIVE_INFINITY;
                joules[j] = Double.POSITIVE_INFINITY;
            }
        }
    }

    private void row(SiteRates sites, int x, double margin, double shift, double[] seconds, double[] joules) {
        weightedRow(sites, x, 1, 0, deviceSeconds, margin, shift, seconds);
        weightedRow(sites, x, 0, 1, deviceJoules, margin, shift, joules);
        close(sites, x, seconds);
        close(sites, x, joules);
    }

    /** (secondsWeight·t + joulesWeight·e)·margin + shift of one server's actions, but for what is closed. */
    private void weightedRow(
            SiteRates sites,
            int x,
            double secondsWeight,
            double joulesWeight,
            double[] base,
            double margin,
            double shift,
            double[] out) {
        double server = secondsWeight * sites.secondsPerMac[x] + joulesWeight * sites.joulesPerMac[x];
        double down = secondsWeight * sites.secondsPerDownBit[x] + joulesWeight * sites.joulesPerDownBit[x];
        double up = secondsWeight * sites.secondsPerUpBit[x] + joulesWeight * sites.joulesPerUpBit[x];
        double constant = constant(sites, x, secondsWeight, joulesWeight);
        if (sameBits) {
            double both = down + up;
            for (int j = 0; j < cuts; j++) {
                out[j] = (base[j] + serverMacs[j] * server + downBits[j] * both + constant) * margin + shift;
            }
        } else {
            for (int j = 0; j < cuts; j++) {
                out[j] = (base[j] + serverMacs[j] * server + downBits[j] * down + upBits[j] * up + constant) * margin
                        + shift;
            }
        }
        double overhead = secondsWeight * sites.overheadSeconds[x] + joulesWeight * sites.overheadJoules[x];
        double latency = secondsWeight * sites.deviceLatencySeconds[x];
        if (overhead != 0 || latency != 0) {
            for (int j = 0; j < cuts; j++) {
                out[j] += (serverRuns[j] * overhead + transfers[j] * latency) * margin;
            }
        }
    }

    private double constant(SiteRates sites, int x, double secondsWeight, double joulesWeight) {
        double latency = modelBits > 0 ? sites.cloudLatencySeconds[x] : 0;
        double seconds = perEpochSeconds + modelBits * sites.secondsPerCloudBit[x] + latency;
        double joules = perEpochJoules + modelBits * sites.joulesPerCloudBit[x];
        return secondsWeight * seconds + joulesWeight * joules;
    }

    private boolean cloudIsUp(SiteRates sites, int x) {
        return modelBits == 0 || sites.cloudIsUp[x];
    }

    /** Whether every cut is open to a server. */
    private boolean isOpen(SiteRates sites, int x) {
        return cloudIsUp(sites, x)
                && sites.deviceDownIsUp[x]
                && sites.deviceUpIsUp[x]
                && sites.memoryBytes[x] == Double.POSITIVE_INFINITY
                && deviceMemoryBytes == Double.POSITIVE_INFINITY;
    }

    /** Sets what cannot be taken to +∞. */
    private void close(SiteRates sites, int x, double[] out) {
        if (isOpen(sites, x)) {
            return;
        }
        boolean cloudIsUp = cloudIsUp(sites, x);
        for (int j = 0; j < cuts; j++) {
            boolean closed = !cloudIsUp
                    || shallowBytes[j] > deviceMemoryBytes
                    || deepBytes[j] > sites.memoryBytes[x]
                    || (!sites.deviceDownIsUp[x] && downBits[j] > 0)
                    || (!sites.deviceUpIsUp[x] && upBits[j] > 0);
            if (closed) {
                out[j] = Double.POSITIVE_INFINITY;
            }
        }
    }

    @Override
    public double least(double secondsWeight, double joulesWeight) {
        double[] base = new double[cuts];
        for (int j = 0; j < cuts; j++) {
            base[j] = secondsWeight * deviceSeconds[j] + joulesWeight * deviceJoules[j];
        }
        double[] least = new double[cuts];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        double[] row = new double[cuts];
        for (int x : rates.candidates(secondsWeight, joulesWeight)) {
            weightedRow(best, x, secondsWeight, joulesWeight, base, 1, 0, row);
            close(best, x, row);
            for (int j = 0; j < cuts; j++) {
                least[j] = Math.min(least[j], row[j]);
            }
        }
        double smallest = Arrays.stream(least).min().orElse(Double.POSITIVE_INFINITY);
        return smallest * BELOW - TINY * (secondsWeight + joulesWeight);
    }
}
