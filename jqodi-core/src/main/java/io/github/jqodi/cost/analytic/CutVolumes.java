package io.github.jqodi.cost.analytic;

import io.github.jqodi.cost.ActionGrid;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

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
    /** Whether it lacks that of any. */
    final boolean overfillsDevice;
    /** Place of the cut that leaves the server nothing to do; -1 if it is not open. */
    final int unserved;
    /** By load, by place; zeros of loads that no server charges for. */
    final double[][] volumes = new double[Load.ALL.length][];
    /** Whether the work of servers was measured. */
    final boolean measured;
    /** By basis of profiles, by place: measured work of servers. */
    final double[][] measuredSeconds;

    final double[][] measuredJoules;
    /** The loads besides the common ones that the model has and any server charges for. */
    final int[] extras;

    /**
     * Takes the open cuts.
     *
     * @param grid which are open
     * @param byBasis loads at all cuts, by how profiles see servers, or those of all servers where nothing was measured; they
     *     differ in what servers compute alone
     * @param nodes of any server, which is not looked at
     * @param charged the loads that any server charges for
     */
    CutVolumes(ActionGrid grid, List<CutLoads> byBasis, Nodes nodes, BitSet charged) {
        this.loads = byBasis.get(0);
        int cuts = grid.cutCount();
        cut = new int[cuts];
        baseSeconds = new double[cuts];
        baseJoules = new double[cuts];
        fitsDevice = new boolean[cuts];
        double room = nodes.deviceBytes();
        boolean overfills = false;
        for (int j = 0; j < cuts; j++) {
            cut[j] = grid.cut(j);
            fitsDevice[j] = room == Double.POSITIVE_INFINITY || loads.shallowBytes(cut[j]) <= room;
            overfills |= !fitsDevice[j];
        }
        overfillsDevice = overfills;
        for (Term row : Term.WHATEVER_SERVER) {
            if (loads.has(row.load())) {
                addBase(row, nodes);
            }
        }
        unserved = unserved();
        double[] none = new double[cuts];
        Arrays.fill(volumes, none);
        int[] more = new int[volumes.length];
        int count = 0;
        for (Load load : Load.ALL) {
            if (charged.get(load.index()) && loads.has(load) && !load.isMeasuredOnServer()) {
                volumes[load.index()] = pick(loads.of(load));
                more[count] = load.index();
                count += load.index() < UnitCosts.COMMON ? 0 : 1;
            }
        }
        extras = Arrays.copyOf(more, count);
        measured = byBasis.stream().anyMatch(own -> own.has(Load.SERVER_SECONDS) || own.has(Load.SERVER_JOULES));
        int bases = measured ? byBasis.size() : 0;
        measuredSeconds = new double[bases][];
        measuredJoules = new double[bases][];
        for (int basis = 0; basis < bases; basis++) {
            measuredSeconds[basis] = pick(byBasis.get(basis).of(Load.SERVER_SECONDS));
            measuredJoules[basis] = pick(byBasis.get(basis).of(Load.SERVER_JOULES));
        }
    }

    /** What a term takes, and what device and cloud take while they wait for it. */
    private void addBase(Term row, Nodes nodes) {
        double joules = nodes.joules()[row.index()];
        double timeFactor = nodes.timeFactors()[row.index()];
        if (timeFactor == 0 && joules == 0) {
            return;
        }
        double[] load = loads.of(row.load());
        double watts = nodes.idleWattsWhatever(row);
        for (int j = 0; j < cut.length; j++) {
            double volume = load[cut[j]];
            double seconds = timeFactor == 0 ? 0 : row.seconds(volume, timeFactor);
            baseSeconds[j] += seconds;
            baseJoules[j] += volume * joules;
            baseJoules[j] += seconds * watts;
        }
    }

    private int unserved() {
        for (int j = 0; j < cut.length; j++) {
            if (loads.get(Load.SERVER_RUNS, cut[j]) == 0) {
                return j;
            }
        }
        return -1;
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
}
