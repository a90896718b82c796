package io.github.jqodi.cost;

import io.github.jqodi.scenario.Device;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Link;
import io.github.jqodi.scenario.Processor;
import java.util.Arrays;

/**
 * Bounds of Eqs. 5-10 for the cheapest and the dearest rates of a horizon. A server's row is a sum of products of arrays
 * over the cuts with numbers of the server, divisions replaced by reciprocals, so that the loops over cuts become vector
 * instructions; one output a loop, because a loop with two does not. The rounding of about twenty operations is below the
 * margin.
 */
final class AnalyticBounds implements CostBounds {
    private static final double MARGIN = 0x1p-46;
    private static final double BELOW = 1 - MARGIN;
    private static final double ABOVE = 1 + MARGIN;
    /** What products that underflow may lose, in either direction. */
    private static final double TINY = 64 * Double.MIN_NORMAL;
    /** Far above what a cost may be, see {@link Cost#of}. */
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
    /** How many transfers over the device link there are. */
    private final double[] transfers;
    /** 1 where the server runs any layer. */
    private final double[] serverRuns;

    private final double[] shallowBytes;
    private final double[] deepBytes;
    private final double deviceMemoryBytes;
    private final Coefficients[] best;
    private final Coefficients[] worst;

    AnalyticBounds(
            ActionGrid grid, int epochs, CutLoads loads, Device device, double perEpochSeconds, double perEpochJoules) {
        this.cuts = grid.cutCount();
        this.modelBits = loads.modelBits;
        this.perEpochSeconds = perEpochSeconds;
        this.perEpochJoules = perEpochJoules;
        this.deviceMemoryBytes = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
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
        best = new Coefficients[grid.servers().size()];
        worst = new Coefficients[best.length];
        for (int x = 0; x < best.length; x++) {
            EdgeServer server = grid.servers().get(x);
            Link cloudLink = server.cloudLink().orElseThrow();
            Link deviceLink = server.deviceLink().orElseThrow();
            boolean changes = server.steadyFromEpoch() > 1;
            best[x] = new Coefficients(server, LinkRates.best(cloudLink, deviceLink, epochs));
            worst[x] = changes ? new Coefficients(server, LinkRates.worst(cloudLink, deviceLink, epochs)) : best[x];
        }
    }

    private static double transfers(CutLoads loads, int cut) {
        return (loads.weightBits[cut] > 0 ? 2 : 0)
                + (loads.featureBits[cut] > 0 ? 1 : 0)
                + (loads.gradientBits[cut] > 0 ? 1 : 0);
    }

    @Override
    public void low(int server, double[] seconds, double[] joules) {
        row(best[server], BELOW, -TINY, seconds, joules);
    }

    @Override
    public void high(int server, double[] seconds, double[] joules) {
        row(worst[server], ABOVE, TINY, seconds, joules);
        for (int j = 0; j < cuts; j++) {
            if (!(seconds[j] < HUGE && joules[j] < HUGE)) {
                seconds[j] = Double.POSITIVE_INFINITY;
                joules[j] = Double.POSITIVE_INFINITY;
            }
        }
    }

    private void row(Coefficients c, double margin, double shift, double[] seconds, double[] joules) {
        secondsRow(c, seconds, margin, shift);
        joulesRow(c, joules, margin, shift);
        if (c.latencySeconds != 0 || c.overheadSeconds != 0 || c.overheadJoules != 0) {
            extras(c, seconds, joules, margin);
        }
        close(c, seconds);
        close(c, joules);
    }

    private void secondsRow(Coefficients c, double[] out, double margin, double shift) {
        double server = c.secondsPerMac;
        double down = c.secondsPerDownBit;
        double up = c.secondsPerUpBit;
        double constant = c.cloudSeconds;
        for (int j = 0; j < cuts; j++) {
            out[j] = (deviceSeconds[j] + serverMacs[j] * server + downBits[j] * down + upBits[j] * up + constant)
                            * margin
                    + shift;
        }
    }

    private void joulesRow(Coefficients c, double[] out, double margin, double shift) {
        double server = c.joulesPerMac;
        double down = c.joulesPerDownBit;
        double up = c.joulesPerUpBit;
        double constant = c.cloudJoules;
        for (int j = 0; j < cuts; j++) {
            out[j] =
                    (deviceJoules[j] + serverMacs[j] * server + downBits[j] * down + upBits[j] * up + constant) * margin
                            + shift;
        }
    }

    private void extras(Coefficients c, double[] seconds, double[] joules, double margin) {
        for (int j = 0; j < cuts; j++) {
            seconds[j] += (transfers[j] * c.latencySeconds + serverRuns[j] * c.overheadSeconds) * margin;
            joules[j] += serverRuns[j] * c.overheadJoules * margin;
        }
    }

    /** Sets what cannot be taken to +∞. */
    private void close(Coefficients c, double[] out) {
        if (!c.cloudIsUp) {
            Arrays.fill(out, 0, cuts, Double.POSITIVE_INFINITY);
            return;
        }
        if (!c.needsLook) {
            return;
        }
        for (int j = 0; j < cuts; j++) {
            boolean closed = shallowBytes[j] > deviceMemoryBytes
                    || deepBytes[j] > c.memoryBytes
                    || (!c.deviceDownIsUp && downBits[j] > 0)
                    || (!c.deviceUpIsUp && upBits[j] > 0);
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
        for (Coefficients c : best) {
            if (c.needsLook || c.latencySeconds != 0) {
                weightedRow(c, base, secondsWeight, joulesWeight, row);
                lower(least, row);
            } else if (c.cloudIsUp) {
                lower(least, base, c, secondsWeight, joulesWeight);
            }
        }
        return Arrays.stream(least).min().orElse(Double.POSITIVE_INFINITY) * BELOW
                - TINY * (secondsWeight + joulesWeight);
    }

    /** Lowers each cut's least value to what the server gives where nothing is closed to it. */
    private void lower(double[] least, double[] base, Coefficients c, double secondsWeight, double joulesWeight) {
        double server = secondsWeight * c.secondsPerMac + joulesWeight * c.joulesPerMac;
        double down = secondsWeight * c.secondsPerDownBit + joulesWeight * c.joulesPerDownBit;
        double up = secondsWeight * c.secondsPerUpBit + joulesWeight * c.joulesPerUpBit;
        double overhead = secondsWeight * c.overheadSeconds + joulesWeight * c.overheadJoules;
        double constant = secondsWeight * c.cloudSeconds + joulesWeight * c.cloudJoules;
        for (int j = 0; j < cuts; j++) {
            double value = base[j]
                    + serverMacs[j] * server
                    + downBits[j] * down
                    + upBits[j] * up
                    + serverRuns[j] * overhead
                    + constant;
            least[j] = Math.min(least[j], value);
        }
    }

    private void weightedRow(Coefficients c, double[] base, double secondsWeight, double joulesWeight, double[] row) {
        Arrays.fill(row, Double.POSITIVE_INFINITY);
        if (c.cloudIsUp) {
            lower(row, base, c, secondsWeight, joulesWeight);
            for (int j = 0; j < cuts; j++) {
                row[j] += secondsWeight * transfers[j] * c.latencySeconds;
            }
            close(c, row);
        }
    }

    private void lower(double[] least, double[] row) {
        for (int j = 0; j < cuts; j++) {
            least[j] = Math.min(least[j], row[j]);
        }
    }

    /** A server's part in a row. Reciprocals of rates that are 0 are left at 0, and what needs them is closed. */
    private final class Coefficients {
        final double secondsPerMac;
        final double joulesPerMac;
        final double secondsPerDownBit;
        final double joulesPerDownBit;
        final double secondsPerUpBit;
        final double joulesPerUpBit;
        final double cloudSeconds;
        final double cloudJoules;
        final double latencySeconds;
        final double overheadSeconds;
        final double overheadJoules;
        final double memoryBytes;
        final boolean cloudIsUp;
        final boolean deviceDownIsUp;
        final boolean deviceUpIsUp;
        /** Whether some cut may be closed to this server. */
        final boolean needsLook;

        Coefficients(EdgeServer server, LinkRates rates) {
            Processor processor = server.processor().orElseThrow();
            secondsPerMac = 1 / processor.macsPerSecond();
            joulesPerMac = processor.joulesPerMac();
            secondsPerDownBit = reciprocal(rates.deviceDown());
            joulesPerDownBit = rates.deviceDownJoules();
            secondsPerUpBit = reciprocal(rates.deviceUp());
            joulesPerUpBit = rates.deviceUpJoules();
            cloudIsUp = modelBits == 0 || (rates.cloudDown() > 0 && rates.cloudUp() > 0);
            double cloudLatency = BillItems.latency(server.cloudLink().orElseThrow(), 2, modelBits);
            cloudSeconds = perEpochSeconds
                    + modelBits * (reciprocal(rates.cloudDown()) + reciprocal(rates.cloudUp()))
                    + cloudLatency;
            cloudJoules = perEpochJoules + modelBits * (rates.cloudDownJoules() + rates.cloudUpJoules());
            latencySeconds = server.deviceLink().orElseThrow().latencySeconds();
            overheadSeconds = server.overheadSeconds();
            overheadJoules = server.overheadJoules();
            memoryBytes = server.memoryBytes().orElse(Double.POSITIVE_INFINITY);
            deviceDownIsUp = rates.deviceDown() > 0;
            deviceUpIsUp = rates.deviceUp() > 0;
            boolean memoryMatters =
                    memoryBytes < Double.POSITIVE_INFINITY || deviceMemoryBytes < Double.POSITIVE_INFINITY;
            needsLook = memoryMatters || !cloudIsUp || !deviceDownIsUp || !deviceUpIsUp;
        }

        private static double reciprocal(double rate) {
            return rate > 0 ? Math.min(1 / rate, Double.MAX_VALUE) : 0;
        }
    }
}
