package io.github.jqodi.cost;

import io.github.jqodi.scenario.Device;
import java.util.stream.IntStream;

/**
 * What the open cuts of one quantized model ask for in an epoch, whatever the servers: loads, and what a cut takes wherever its
 * deep part runs. Arrays are indexed by place in the grid.
 */
final class CutVolumes {
    final CutLoads loads;
    /** j by place. */
    final int[] cut;

    final double[] baseSeconds;
    final double[] baseJoules;
    /** Whether the device has room for the shallow part. */
    final boolean[] fitsDevice;
    /** By load of {@link UnitCosts}, by place. */
    final double[][] volumes = new double[UnitCosts.LOADS][];
    /** Loads any cut has. */
    private final boolean[] present = new boolean[UnitCosts.LOADS];

    CutVolumes(ActionGrid grid, CutLoads loads, Device device, double perEpochSeconds, double perEpochJoules) {
        this.loads = loads;
        int cuts = grid.cutCount();
        double room = device.memoryBytes().orElse(Double.POSITIVE_INFINITY);
        cut = new int[cuts];
        baseSeconds = new double[cuts];
        baseJoules = new double[cuts];
        fitsDevice = new boolean[cuts];
        for (int j = 0; j < cuts; j++) {
            cut[j] = grid.cut(j);
            double macs = loads.deviceMacs[cut[j]];
            baseSeconds[j] = perEpochSeconds + macs / device.processor().macsPerSecond();
            baseJoules[j] = perEpochJoules + macs * device.processor().joulesPerMac();
            fitsDevice[j] = loads.shallowBytes[cut[j]] <= room;
        }
        for (int load = 0; load < UnitCosts.LOADS; load++) {
            pick(load);
        }
    }

    private void pick(int load) {
        double[] own = new double[cut.length];
        for (int j = 0; j < own.length; j++) {
            own[j] = loads.volumes[load][cut[j]];
            present[load] |= own[j] != 0;
        }
        volumes[load] = own;
    }

    int count() {
        return cut.length;
    }

    /** The loads besides the common ones that any cut has and any server charges for. */
    int[] extras(SiteRates best, SiteRates worst) {
        return IntStream.range(UnitCosts.COMMON, UnitCosts.LOADS)
                .filter(load -> present[load] && (charges(best, load) || charges(worst, load)))
                .toArray();
    }

    private static boolean charges(SiteRates sites, int load) {
        return sites.seconds.charges(load) || sites.joules.charges(load);
    }
}
