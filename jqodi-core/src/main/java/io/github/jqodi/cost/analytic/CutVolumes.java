package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.ActionGrid;
import java.util.stream.IntStream;

/**
 * Loads of the open cuts of one quantized model in an epoch, whatever the servers, and what a cut takes wherever its deep part
 * runs. Arrays are indexed by place in the grid.
 */
final class CutVolumes {
    final CutLoads loads;
    /** j by place. */
    final int[] cut;

    final double[] baseSeconds;
    final double[] baseJoules;
    /** Whether the device has room for the shallow part. */
    final boolean[] fitsDevice;
    /** By load, by place. */
    final double[][] volumes = new double[Load.ALL.length][];

    /**
     * Takes the open cuts.
     *
     * @param grid which are open
     * @param loads at all cuts
     * @param common any site: its server is not looked at
     */
    CutVolumes(ActionGrid grid, CutLoads loads, Site common) {
        this.loads = loads;
        int cuts = grid.cutCount();
        double room = common.device().memoryBytes().orElse(Double.POSITIVE_INFINITY);
        cut = IntStream.range(0, cuts).map(grid::cut).toArray();
        baseSeconds = new double[cuts];
        baseJoules = new double[cuts];
        fitsDevice = new boolean[cuts];
        for (int j = 0; j < cuts; j++) {
            fitsDevice[j] = loads.shallowBytes(cut[j]) <= room;
        }
        for (Term row : Term.ALL) {
            if (!row.node().isOfServer()) {
                addBase(row, common);
            }
        }
        double[] none = new double[cuts];
        for (Load load : Load.ALL) {
            volumes[load.index()] = loads.has(load) ? pick(loads.of(load)) : none;
        }
    }

    private void addBase(Term row, Site common) {
        double perUnit = row.seconds(common);
        double joules = row.joules(common);
        for (int j = 0; j < cut.length; j++) {
            double load = loads.get(row.load(), cut[j]);
            baseSeconds[j] += row.isRate() ? load / perUnit : load * perUnit;
            baseJoules[j] += load * joules;
        }
    }

    private double[] pick(double[] byCut) {
        double[] own = new double[cut.length];
        for (int j = 0; j < own.length; j++) {
            own[j] = byCut[cut[j]];
        }
        return own;
    }

    int count() {
        return cut.length;
    }

    /** The loads besides the common ones that the model has and any server charges for. */
    int[] extras(SiteRates best, SiteRates worst) {
        return IntStream.range(UnitCosts.COMMON, volumes.length)
                .filter(load -> loads.has(Load.ALL[load]) && (charges(best, load) || charges(worst, load)))
                .toArray();
    }

    private static boolean charges(SiteRates sites, int load) {
        return sites.seconds.charges(load) || sites.joules.charges(load);
    }
}
