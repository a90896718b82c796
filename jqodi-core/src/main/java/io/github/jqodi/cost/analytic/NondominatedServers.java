package io.github.jqodi.cost.analytic;

import io.github.jqodi.base.IndexSort;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The servers that can have the least of weighted time and energy for some model and cut, at one ratio of the weights: those
 * that no server open to everything undercuts in each load. Few are left of many, and they serve every model.
 */
final class NondominatedServers {
    /** Comparisons made for each server, about as many as one look at a server's cuts is worth. */
    private static final int MAX_COMPARISONS = 128;

    private NondominatedServers() {}

    /**
     * Finds them; O(servers·survivors) time, but no more than O(servers): where many survive there is nothing to gain.
     *
     * @param sites rates of all servers
     * @param secondsWeight weight of time
     * @param joulesWeight weight of energy
     * @return their indices, ascending; of all servers where many survive
     */
    static int[] positions(SiteRates sites, double secondsWeight, double joulesWeight) {
        int servers = sites.servers();
        boolean idle = sites.unservedJoules != sites.joules;
        int[] charged = BitSet.valueOf(new long[] {sites.charged()}).stream().toArray();
        double[][] of = new double[servers][idle ? 2 * charged.length : charged.length];
        double[] sum = new double[servers];
        for (int x = 0; x < servers; x++) {
            for (int i = 0; i < charged.length; i++) {
                int load = charged[i];
                double seconds = secondsWeight * sites.seconds.get(load, x);
                of[x][i] = seconds + joulesWeight * sites.joules.get(load, x);
                sum[x] += of[x][i];
                if (idle) {
                    of[x][charged.length + i] = seconds + joulesWeight * sites.unservedJoules.get(load, x);
                }
            }
        }
        int[] order = IndexSort.ascending(sum, sum, servers);
        int[] kept = new int[servers];
        int count = 0;
        long comparisons = 0;
        for (int x : order) {
            int place = undercutting(of, x, kept, count, sites);
            comparisons += place;
            if (comparisons > (long) MAX_COMPARISONS * servers) {
                return IntStream.range(0, servers).toArray();
            }
            if (place == count) {
                kept[count++] = x;
            }
        }
        int[] result = Arrays.copyOf(kept, count);
        Arrays.sort(result);
        return result;
    }

    /** Place of the first of those kept that undercuts a server, their count if none does. */
    private static int undercutting(double[][] of, int x, int[] kept, int count, SiteRates sites) {
        for (int i = 0; i < count; i++) {
            if (sites.basis[kept[i]] == sites.basis[x] && sites.isOpenToAll(kept[i]) && atMost(of[kept[i]], of[x])) {
                return i;
            }
        }
        return count;
    }

    private static boolean atMost(double[] a, double[] b) {
        for (int load = 0; load < a.length; load++) {
            if (!(a[load] <= b[load])) {
                return false;
            }
        }
        return true;
    }
}
