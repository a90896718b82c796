package io.github.jqodi.cost;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;

/**
 * The servers that can have the least of weighted time and energy for some model and cut, at one ratio of the weights: those
 * that no server open to everything undercuts in each coefficient. Few are left of many, and they serve every model.
 */
final class ServerSkyline {
    private static final int COEFFICIENTS = 7;

    private ServerSkyline() {}

    /**
     * Finds them; O(servers·survivors) time.
     *
     * @param sites rates of all servers
     * @param secondsWeight weight of time
     * @param joulesWeight weight of energy
     * @return their indices, ascending
     */
    static int[] of(SiteRates sites, double secondsWeight, double joulesWeight) {
        int servers = sites.secondsPerMac.length;
        double[][] of = new double[servers][];
        double[] sum = new double[servers];
        for (int x = 0; x < servers; x++) {
            of[x] = coefficients(sites, x, secondsWeight, joulesWeight);
            for (double coefficient : of[x]) {
                sum[x] += coefficient;
            }
        }
        int[] order = IndexSort.ascending(sum, sum, servers);
        int[] kept = new int[servers];
        int count = 0;
        for (int x : order) {
            if (!undercut(of, x, kept, count, sites)) {
                kept[count++] = x;
            }
        }
        int[] result = Arrays.copyOf(kept, count);
        Arrays.sort(result);
        return result;
    }

    private static boolean undercut(double[][] of, int x, int[] kept, int count, SiteRates sites) {
        for (int i = 0; i < count; i++) {
            if (sites.isOpenToAll(kept[i]) && atMost(of[kept[i]], of[x])) {
                return true;
            }
        }
        return false;
    }

    private static boolean atMost(double[] a, double[] b) {
        for (int i = 0; i < COEFFICIENTS; i++) {
            if (!(a[i] <= b[i])) {
                return false;
            }
        }
        return true;
    }

    /** What multiplies MACs, bits down, bits up, model bits, transfers, and what is added once. */
    private static double[] coefficients(SiteRates sites, int x, double secondsWeight, double joulesWeight) {
        double overhead = secondsWeight * sites.overheadSeconds[x] + joulesWeight * sites.overheadJoules[x];
        return new double[] {
            secondsWeight * sites.secondsPerMac[x] + joulesWeight * sites.joulesPerMac[x],
            secondsWeight * sites.secondsPerDownBit[x] + joulesWeight * sites.joulesPerDownBit[x],
            secondsWeight * sites.secondsPerUpBit[x] + joulesWeight * sites.joulesPerUpBit[x],
            secondsWeight * sites.secondsPerCloudBit[x] + joulesWeight * sites.joulesPerCloudBit[x],
            secondsWeight * sites.deviceLatencySeconds[x],
            secondsWeight * sites.cloudLatencySeconds[x],
            overhead
        };
    }
}
