package io.github.jqodi.cost;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
    /** Weights whose least costs are remembered. */
    private static final int MOST_REMEMBERED = 32;

    private final CutVolumes cuts;
    private final AnalyticSites.Rates rates;
    private final SiteRates best;
    private final SiteRates worst;
    /** The loads besides the common ones that matter. */
    private final int[] extras;
    /** Least weighted costs that were asked for, before rounding down. */
    private final Map<Weights, Double> asked = new ConcurrentHashMap<>();
    /** Those asked for before servers changed, as far as they are still known. */
    private final Map<Weights, Double> carried;

    private record Weights(double perSecond, double perJoule) {}

    /** Bounds for some servers, given their rates. */
    AnalyticBounds(CutVolumes cuts, AnalyticSites.Rates rates) {
        this(cuts, rates, Map.of());
    }

    private AnalyticBounds(CutVolumes cuts, AnalyticSites.Rates rates, Map<Weights, Double> carried) {
        this.cuts = cuts;
        this.rates = rates;
        this.best = rates.best();
        this.worst = rates.worst();
        this.extras = cuts.extras(best, worst);
        this.carried = carried;
    }

    /** Whether these are bounds for a grid with such rates. */
    boolean areFor(ActionGrid grid, AnalyticSites.Rates now) {
        return isSame(rates, now) && grid.hasCuts(cuts.cut);
    }

    @SuppressWarnings("ReferenceEquality") // rates of the same servers are the same object
    private static boolean isSame(AnalyticSites.Rates a, AnalyticSites.Rates b) {
        return a == b;
    }

    /** Whether rates differ from those of these bounds in a few servers alone, and the cuts do not differ. */
    boolean canChangeTo(ActionGrid grid, AnalyticSites.Rates now) {
        return now.isSuccessorOf(rates) && grid.hasCuts(cuts.cut);
    }

    /** Bounds after some servers have changed; a least cost is looked for again only where a changed server had it. */
    AnalyticBounds changed(AnalyticSites.Rates now) {
        Map<Weights, Double> known = new ConcurrentHashMap<>();
        AnalyticBounds next = new AnalyticBounds(cuts, now, known);
        asked.forEach((weights, least) -> {
            double before = leastOf(now.changed(), weights);
            double after = next.leastOf(now.changed(), weights);
            if (before > least || after <= least) {
                known.put(weights, Math.min(after, least));
            }
        });
        return next;
    }

    @Override
    public void low(int cut, double[] seconds, double[] joules) {
        if (cuts.fitsDevice[cut]) {
            best.seconds.row(cuts.baseSeconds[cut] * BELOW, cuts.volumes, extras, cut, BELOW, seconds);
            best.joules.row(cuts.baseJoules[cut] * BELOW, cuts.volumes, extras, cut, BELOW, joules);
            best.close(cuts.loads, cuts.cut[cut], seconds, joules);
        } else {
            Arrays.fill(seconds, 0, rates.servers().size(), Double.POSITIVE_INFINITY);
            Arrays.fill(joules, 0, rates.servers().size(), Double.POSITIVE_INFINITY);
        }
    }

    @Override
    public Upper high(int server, int cut) {
        if (!cuts.fitsDevice[cut] || !worst.isOpen(server, cuts.loads, cuts.cut[cut])) {
            return Upper.NONE;
        }
        double seconds = (cuts.baseSeconds[cut] + worst.seconds.at(server, cuts.volumes, extras, cut)) * ABOVE;
        double joules = (cuts.baseJoules[cut] + worst.joules.at(server, cuts.volumes, extras, cut)) * ABOVE;
        return seconds < HUGE && joules < HUGE ? new Upper(seconds, joules) : Upper.NONE;
    }

    @Override
    public double least(double secondsWeight, double joulesWeight) {
        Weights weights = new Weights(tame(secondsWeight), tame(joulesWeight));
        Double known = asked.get(weights);
        if (known == null) {
            known = carried.get(weights);
            if (known == null) {
                known = leastOf(rates.candidates(weights.perSecond, weights.perJoule), weights);
            }
            if (asked.size() < MOST_REMEMBERED) {
                asked.put(weights, known);
            }
        }
        return known * BELOW;
    }

    /** Weights too small to multiply with count as 0, which bounds from below. */
    private static double tame(double weight) {
        return weight < Tame.LEAST ? 0 : weight;
    }

    /** The least weighted cost of some servers, whatever their order. */
    private double leastOf(int[] servers, Weights weights) {
        double[] base = new double[cuts.count()];
        UnitCosts.add(weights.perSecond, cuts.baseSeconds, base);
        UnitCosts.add(weights.perJoule, cuts.baseJoules, base);
        double[] least = new double[base.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        double[] row = new double[base.length];
        for (int x : servers) {
            weightedRow(x, weights, base, row);
            close(x, row);
            for (int j = 0; j < row.length; j++) {
                least[j] = Math.min(least[j], row[j]);
            }
        }
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : least) {
            smallest = Math.min(smallest, value);
        }
        return smallest;
    }

    /** Weighted costs of one server's cuts at its best, whether open or not. */
    private void weightedRow(int x, Weights weights, double[] base, double[] out) {
        double[] macs = cuts.volumes[UnitCosts.SERVER_MACS];
        double[] weightBits = cuts.volumes[UnitCosts.WEIGHT_BITS];
        double perMac = weighted(UnitCosts.SERVER_MACS, x, weights);
        double perBit = weighted(UnitCosts.WEIGHT_BITS, x, weights);
        double constant = cuts.loads.modelBits * weighted(UnitCosts.MODEL_BITS, x, weights);
        for (int j = 0; j < base.length; j++) {
            out[j] = base[j] + macs[j] * perMac + weightBits[j] * perBit + constant;
        }
        for (int load : extras) {
            UnitCosts.add(weighted(load, x, weights), cuts.volumes[load], out);
        }
    }

    private double weighted(int load, int x, Weights weights) {
        return weights.perSecond * best.seconds.get(load, x) + weights.perJoule * best.joules.get(load, x);
    }

    private void close(int x, double[] out) {
        boolean open = best.isOpenToAll(x);
        for (int j = 0; j < out.length; j++) {
            if (!cuts.fitsDevice[j] || (!open && !best.isOpen(x, cuts.loads, cuts.cut[j]))) {
                out[j] = Double.POSITIVE_INFINITY;
            }
        }
    }
}
