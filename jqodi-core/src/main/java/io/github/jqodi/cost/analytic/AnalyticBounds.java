package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostBounds;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds of the {@link Term}s for the best and the worst rates of all epochs, with products by reciprocals in place of divisions.
 * Costs are sums of products of loads of a cut with unit costs of a server. Rows of one cut run over servers, usually many;
 * the least weighted cost asks for few servers and runs over cuts. One output a loop, because a loop with two does not become
 * vector instructions. The rounding of about a hundred operations is below the margin.
 */
final class AnalyticBounds implements CostBounds {
    /** More than the rounding of about a hundred operations, which is below 2^-46. */
    private static final double MARGIN = 0x1p-45;

    private static final double BELOW = 1 - MARGIN;
    private static final double ABOVE = 1 + MARGIN;
    /** Just below what a cost may be, see {@link Cost#of}. */
    private static final double HUGE = 1e289;
    /** Weights whose least costs are remembered. */
    private static final int MAX_REMEMBERED = 32;

    private static final int SERVER_MACS = Load.SERVER_MACS.index();
    private static final int WEIGHT_BITS = Load.WEIGHT_BITS.index();
    private static final int MODEL_BITS = Load.MODEL_BITS.index();
    private static final int SERVER_SECONDS = Load.SERVER_SECONDS.index();
    private static final int SERVER_JOULES = Load.SERVER_JOULES.index();

    private final CutVolumes cuts;
    private final ServerRates rates;
    private final SiteRates best;
    private final SiteRates worst;
    /** Least weighted costs that were asked for, before rounding down. */
    private final Map<Weights, Double> asked = new ConcurrentHashMap<>();
    /** Those asked for before servers changed, as far as they are still known. */
    private final Map<Weights, Double> carried;

    private record Weights(double perSecond, double perJoule) {}

    /** Bounds for some servers, given their rates. */
    AnalyticBounds(CutVolumes cuts, ServerRates rates) {
        this(cuts, rates, Map.of());
    }

    private AnalyticBounds(CutVolumes cuts, ServerRates rates, Map<Weights, Double> carried) {
        this.cuts = cuts;
        this.rates = rates;
        this.best = rates.best();
        this.worst = rates.worst();
        this.carried = carried;
    }

    /** Whether these are bounds of the same volumes at rates that differ in a few servers alone. */
    boolean canChangeTo(CutVolumes volumes, ServerRates now) {
        return now.isSmallChangeOf(rates.version()) && volumes.equals(cuts);
    }

    /** Bounds after some servers have changed; a least cost is looked for again only where a changed server had it. */
    AnalyticBounds changedTo(ServerRates now) {
        Map<Weights, Double> known = new ConcurrentHashMap<>();
        AnalyticBounds next = new AnalyticBounds(cuts, now, known);
        asked.forEach((weights, least) -> {
            double after = next.leastOf(now.changed(), weights);
            if (after <= least || leastOf(now.changed(), weights) > least) {
                known.put(weights, Math.min(after, least));
            }
        });
        return next;
    }

    @Override
    public void low(int cut, double[] seconds, double[] joules) {
        if (cuts.fitsDevice[cut]) {
            best.seconds.row(cuts.baseSeconds[cut] * BELOW, cuts.volumes, cuts.extras, cut, BELOW, seconds);
            joules(best, cut).row(cuts.baseJoules[cut] * BELOW, cuts.volumes, cuts.extras, cut, BELOW, joules);
            if (cuts.measured) {
                addMeasured(best.seconds, cut, seconds);
                addMeasured(best.joules, cut, joules);
            }
            best.close(cuts.loads, cuts.cut[cut], seconds, joules);
        } else {
            Arrays.fill(seconds, 0, rates.size(), Double.POSITIVE_INFINITY);
            Arrays.fill(joules, 0, rates.size(), Double.POSITIVE_INFINITY);
        }
    }

    /** Adds the measured work of servers. */
    private void addMeasured(UnitCosts costs, int cut, double[] out) {
        for (int x = 0; x < rates.size(); x++) {
            out[x] += measured(best, costs, x, cut) * BELOW;
        }
    }

    /** What the measured work of a server takes. */
    private double measured(SiteRates sites, UnitCosts costs, int server, int cut) {
        int basis = sites.basis[server];
        return cuts.measuredSeconds[basis][cut] * costs.get(SERVER_SECONDS, server)
                + cuts.measuredJoules[basis][cut] * costs.get(SERVER_JOULES, server);
    }

    @Override
    public Upper high(int server, int cut) {
        if (!cuts.fitsDevice[cut] || !worst.isOpen(server, cuts.loads, cuts.cut[cut])) {
            return Upper.NONE;
        }
        double seconds = cuts.baseSeconds[cut] + at(worst.seconds, server, cut);
        double joules = cuts.baseJoules[cut] + at(joules(worst, cut), server, cut);
        return upper(seconds * ABOVE, joules * ABOVE);
    }

    private double at(UnitCosts costs, int server, int cut) {
        double computed = costs.at(server, cuts.volumes, cuts.extras, cut);
        return cuts.measured ? computed + measured(worst, costs, server, cut) : computed;
    }

    private static Upper upper(double seconds, double joules) {
        return seconds < HUGE && joules < HUGE ? new Upper(seconds, joules) : Upper.NONE;
    }

    @Override
    public double least(double secondsWeight, double joulesWeight) {
        Weights weights = new Weights(safe(secondsWeight), safe(joulesWeight));
        Double known = asked.get(weights);
        if (known == null) {
            known = carried.get(weights);
            if (known == null) {
                known = leastOf(rates.candidates(weights.perSecond, weights.perJoule), weights);
            }
            if (asked.size() < MAX_REMEMBERED) {
                asked.put(weights, known);
            }
        }
        return known * BELOW;
    }

    /** Weights too small to multiply with count as 0, which bounds from below. */
    private static double safe(double weight) {
        return weight < SafeRange.MIN_NUMBER ? 0 : weight;
    }

    /** The least weighted cost of some servers, whatever their order. */
    private double leastOf(int[] servers, Weights weights) {
        double[] base = base(weights);
        double[] least = new double[base.length];
        double[] row = servers.length > 1 ? new double[base.length] : least;
        for (int i = 0; i < servers.length; i++) {
            double[] out = i == 0 ? least : row;
            openRow(servers[i], weights, base, out);
            if (i > 0) {
                lower(least, row);
            }
        }
        return servers.length == 0 ? Double.POSITIVE_INFINITY : smallest(least);
    }

    /** Weighted costs that all servers share. */
    private double[] base(Weights weights) {
        double[] seconds = cuts.baseSeconds;
        double[] joules = cuts.baseJoules;
        double[] base = new double[cuts.count()];
        for (int j = 0; j < base.length; j++) {
            base[j] = weights.perSecond * seconds[j] + weights.perJoule * joules[j];
        }
        if (cuts.overfillsDevice) {
            closeOverfullDevice(base);
        }
        return base;
    }

    private static void lower(double[] least, double[] row) {
        for (int j = 0; j < row.length; j++) {
            least[j] = Math.min(least[j], row[j]);
        }
    }

    private static double smallest(double[] values) {
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            smallest = Math.min(smallest, value);
        }
        return smallest;
    }

    /** Weighted costs of one server's cuts at its best, +∞ where the server is not open. */
    private void openRow(int x, Weights weights, double[] base, double[] out) {
        weightedRow(x, weights, base, out);
        if (cuts.unserved >= 0 && best.unservedJoules != best.joules) {
            out[cuts.unserved] = base[cuts.unserved] + unserved(x, weights);
        }
        if (cuts.measured) {
            UnitCosts.add(weighted(SERVER_SECONDS, x, weights), cuts.measuredSeconds[best.basis[x]], out);
            UnitCosts.add(weighted(SERVER_JOULES, x, weights), cuts.measuredJoules[best.basis[x]], out);
        }
        if (!best.isOpenToAll(x)) {
            close(x, out);
        }
    }

    /** Weighted costs of one server's cuts at its best, whether open or not. */
    private void weightedRow(int x, Weights weights, double[] base, double[] out) {
        double[] macs = cuts.volumes[SERVER_MACS];
        double[] weightBits = cuts.volumes[WEIGHT_BITS];
        double[] modelBits = cuts.volumes[MODEL_BITS];
        double perMac = weighted(SERVER_MACS, x, weights);
        double perBit = weighted(WEIGHT_BITS, x, weights);
        double perModelBit = weighted(MODEL_BITS, x, weights);
        for (int j = 0; j < base.length; j++) {
            out[j] = base[j] + macs[j] * perMac + weightBits[j] * perBit + modelBits[j] * perModelBit;
        }
        for (int load : cuts.extras) {
            UnitCosts.add(weighted(load, x, weights), cuts.volumes[load], out);
        }
    }

    /** The weighted cost of the cut that leaves the server nothing to do, at its best, without what is in the base. */
    private double unserved(int x, Weights weights) {
        return weights.perSecond * best.seconds.at(x, cuts.volumes, cuts.extras, cuts.unserved)
                + weights.perJoule * best.unservedJoules.at(x, cuts.volumes, cuts.extras, cuts.unserved);
    }

    private UnitCosts joules(SiteRates sites, int cut) {
        return cut == cuts.unserved ? sites.unservedJoules : sites.joules;
    }

    private double weighted(int load, int x, Weights weights) {
        return weights.perSecond * best.seconds.get(load, x) + weights.perJoule * best.joules.get(load, x);
    }

    private void closeOverfullDevice(double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = cuts.fitsDevice[j] ? out[j] : Double.POSITIVE_INFINITY;
        }
    }

    private void close(int x, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = best.isOpen(x, cuts.loads, cuts.cut[j]) ? out[j] : Double.POSITIVE_INFINITY;
        }
    }
}
