package io.github.jqodi.cost;

/**
 * What a unit of each load costs at each server, in seconds, in joules, or in a weighted sum of both: a matrix. What all
 * servers ask for one cut is its product with the loads of the cut, in loops over servers that become vector instructions.
 */
final class UnitCosts {
    /** Work of the deep part on the server. */
    static final int SERVER_MACS = 0;
    /** Weights that go down the device link and up again. */
    static final int WEIGHT_BITS = 1;
    /** The model, which comes from the cloud and goes back. */
    static final int MODEL_BITS = 2;
    /** What comes down the device link alone. */
    static final int GRADIENT_BITS = 3;
    /** What goes up the device link alone. */
    static final int FEATURE_BITS = 4;
    /** Latencies of the device link. */
    static final int TRANSFERS = 5;
    /** Latencies of the cloud link there and back. */
    static final int CLOUD_TRIPS = 6;
    /** Overheads of a server that runs any layer. */
    static final int RUNS = 7;

    /** How many loads there are. */
    static final int LOADS = 8;

    /** By load, by server. */
    private final double[][] per;
    /** Whether any server charges for a load. */
    private final boolean[] charged = new boolean[LOADS];

    UnitCosts(int servers) {
        this(new double[LOADS][servers]);
    }

    private UnitCosts(double[][] per) {
        this.per = per;
    }

    UnitCosts copy() {
        UnitCosts copy = new UnitCosts(servers());
        for (int load = 0; load < LOADS; load++) {
            System.arraycopy(per[load], 0, copy.per[load], 0, servers());
            copy.charged[load] = charged[load];
        }
        return copy;
    }

    /** The costs of some servers. */
    UnitCosts of(int[] servers) {
        UnitCosts some = new UnitCosts(servers.length);
        for (int load = 0; load < LOADS; load++) {
            for (int i = 0; i < servers.length; i++) {
                some.set(load, i, per[load][servers[i]]);
            }
        }
        return some;
    }

    /** A sum of two kinds of costs. */
    static UnitCosts weighted(double secondsWeight, UnitCosts seconds, double joulesWeight, UnitCosts joules) {
        UnitCosts sum = new UnitCosts(new double[LOADS][]);
        for (int load = 0; load < LOADS; load++) {
            sum.charged[load] = seconds.charged[load] || joules.charged[load];
            sum.per[load] = sum.charged[load]
                    ? weighted(secondsWeight, seconds.per[load], joulesWeight, joules.per[load])
                    : seconds.per[load];
        }
        return sum;
    }

    private static double[] weighted(double secondsWeight, double[] seconds, double joulesWeight, double[] joules) {
        double[] sum = new double[seconds.length];
        for (int x = 0; x < sum.length; x++) {
            sum[x] = secondsWeight * seconds[x] + joulesWeight * joules[x];
        }
        return sum;
    }

    int servers() {
        return per[SERVER_MACS].length;
    }

    double get(int load, int server) {
        return per[load][server];
    }

    void set(int load, int server, double cost) {
        per[load][server] = cost;
        charged[load] |= cost != 0;
    }

    /**
     * Costs of one cut at every server.
     *
     * @param base what does not depend on the server
     * @param volumes the loads of the cut
     * @param scale multiplies the volumes
     * @param out takes base + scale·Σ volume·cost
     */
    void row(double base, double[] volumes, double scale, double[] out) {
        double macs = volumes[SERVER_MACS] * scale;
        double weightBits = volumes[WEIGHT_BITS] * scale;
        double modelBits = volumes[MODEL_BITS] * scale;
        put(base, macs, per[SERVER_MACS], weightBits, per[WEIGHT_BITS], modelBits, per[MODEL_BITS], out);
        for (int load = MODEL_BITS + 1; load < LOADS; load++) {
            if (volumes[load] != 0 && charged[load]) {
                add(volumes[load] * scale, per[load], out);
            }
        }
    }

    /** A method of its own so that it is compiled as one loop over plain arrays, wherever it is called. */
    private static void put(
            double base,
            double macs,
            double[] perMac,
            double weightBits,
            double[] perWeightBit,
            double modelBits,
            double[] perModelBit,
            double[] out) {
        for (int x = 0; x < perMac.length; x++) {
            out[x] = base + macs * perMac[x] + weightBits * perWeightBit[x] + modelBits * perModelBit[x];
        }
    }

    private static void add(double volume, double[] per, double[] out) {
        for (int x = 0; x < per.length; x++) {
            out[x] += volume * per[x];
        }
    }

    /** Σ volume·cost of one server. */
    double at(int server, double[] volumes) {
        double sum = volumes[SERVER_MACS] * per[SERVER_MACS][server]
                + volumes[WEIGHT_BITS] * per[WEIGHT_BITS][server]
                + volumes[MODEL_BITS] * per[MODEL_BITS][server];
        for (int load = MODEL_BITS + 1; load < LOADS; load++) {
            if (volumes[load] != 0 && charged[load]) {
                sum += volumes[load] * per[load][server];
            }
        }
        return sum;
    }

    /** Whether products with tame volumes stay far from the limits of doubles. */
    boolean isTame() {
        for (double[] costs : per) {
            for (double cost : costs) {
                if (!Tame.is(cost)) {
                    return false;
                }
            }
        }
        return true;
    }
}
