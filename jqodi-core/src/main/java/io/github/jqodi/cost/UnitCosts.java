package io.github.jqodi.cost;

/**
 * What a unit of each load costs at each server, in seconds or in joules: a matrix. What all
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
        per = new double[LOADS][servers];
    }

    UnitCosts copy() {
        UnitCosts copy = new UnitCosts(0);
        for (int load = 0; load < LOADS; load++) {
            copy.per[load] = per[load].clone();
            copy.charged[load] = charged[load];
        }
        return copy;
    }

    double get(int load, int server) {
        return per[load][server];
    }

    boolean charges(int load) {
        return charged[load];
    }

    void set(int load, int server, double cost) {
        per[load][server] = cost;
        charged[load] |= cost != 0;
    }

    /**
     * Costs of one cut at every server.
     *
     * @param base what does not depend on the server
     * @param volumes by load, by cut
     * @param cut which column of the volumes
     * @param scale multiplies the volumes
     * @param out takes base + scale·Σ volume·cost
     */
    void row(double base, double[][] volumes, int cut, double scale, double[] out) {
        double macs = volumes[SERVER_MACS][cut] * scale;
        double weightBits = volumes[WEIGHT_BITS][cut] * scale;
        double modelBits = volumes[MODEL_BITS][cut] * scale;
        put(base, macs, per[SERVER_MACS], weightBits, per[WEIGHT_BITS], modelBits, per[MODEL_BITS], out);
        for (int load = MODEL_BITS + 1; load < LOADS; load++) {
            double volume = volumes[load][cut];
            if (volume != 0 && charged[load]) {
                add(volume * scale, per[load], out);
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

    /** Adds a multiple of an array to another. */
    static void add(double factor, double[] values, double[] out) {
        for (int i = 0; i < values.length; i++) {
            out[i] += factor * values[i];
        }
    }

    /** Σ volume·cost of one server and one cut. */
    double at(int server, double[][] volumes, int cut) {
        double sum = volumes[SERVER_MACS][cut] * per[SERVER_MACS][server]
                + volumes[WEIGHT_BITS][cut] * per[WEIGHT_BITS][server]
                + volumes[MODEL_BITS][cut] * per[MODEL_BITS][server];
        for (int load = MODEL_BITS + 1; load < LOADS; load++) {
            double volume = volumes[load][cut];
            if (volume != 0 && charged[load]) {
                sum += volume * per[load][server];
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
