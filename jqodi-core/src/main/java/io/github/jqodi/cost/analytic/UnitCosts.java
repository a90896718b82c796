package io.github.jqodi.cost.analytic;

import java.util.Arrays;

/**
 * Unit costs of each load at each server, in seconds or in joules: a matrix. What all servers ask for one cut is its
 * product with the loads of the cut, in loops over servers that become vector instructions.
 */
final class UnitCosts {
    /** How many loads, the first ones, nearly every model has; their products are added in one loop. */
    static final int COMMON = 3;

    private static final int SERVER_MACS = Load.SERVER_MACS.index();
    private static final int WEIGHT_BITS = Load.WEIGHT_BITS.index();
    private static final int MODEL_BITS = Load.MODEL_BITS.index();

    /** By load, by server; of a load that no server charges for, zeros that all of them share. */
    private final double[][] per;

    private final double[] none;
    /** A bit for each load that any server charges for. */
    private long charged;

    UnitCosts(int servers) {
        none = new double[servers];
        per = new double[Load.ALL.length][];
        Arrays.fill(per, none);
    }

    UnitCosts copy() {
        UnitCosts copy = new UnitCosts(none.length);
        for (int load = 0; load < per.length; load++) {
            copy.per[load] = charges(load) ? per[load].clone() : copy.none;
        }
        copy.charged = charged;
        return copy;
    }

    double get(int load, int server) {
        return per[load][server];
    }

    boolean charges(int load) {
        return (charged >> load & 1) != 0;
    }

    /** The loads that any server charges for, one bit each. */
    long charged() {
        return charged;
    }

    void clear(int server) {
        for (int load = 0; load < per.length; load++) {
            if (charges(load)) {
                per[load][server] = 0;
            }
        }
    }

    void add(Load load, int server, double cost) {
        if (cost != 0) {
            own(load.index())[server] += cost;
        }
    }

    /** By server; of a load that is charged for from now on. */
    private double[] own(int load) {
        if (!charges(load)) {
            charged |= 1L << load;
            per[load] = new double[none.length];
        }
        return per[load];
    }

    /** Adds what some servers charge for a load. */
    void add(Load load, int[] servers, double[] costs) {
        boolean isAny = false;
        for (int x : servers) {
            isAny |= costs[x] != 0;
        }
        if (isAny) {
            double[] own = own(load.index());
            for (int x : servers) {
                own[x] += costs[x];
            }
        }
    }

    /**
     * Costs of one cut at every server.
     *
     * @param base what does not depend on the server
     * @param volumes by load, by cut
     * @param extras which loads count besides the common ones
     * @param cut which column of the volumes
     * @param scale multiplies the volumes
     * @param out takes base + scale·Σ volume·cost
     */
    void row(double base, double[][] volumes, int[] extras, int cut, double scale, double[] out) {
        double macs = volumes[SERVER_MACS][cut] * scale;
        double weightBits = volumes[WEIGHT_BITS][cut] * scale;
        double modelBits = volumes[MODEL_BITS][cut] * scale;
        put(base, macs, per[SERVER_MACS], weightBits, per[WEIGHT_BITS], modelBits, per[MODEL_BITS], out);
        for (int load : extras) {
            if (charges(load)) {
                add(volumes[load][cut] * scale, per[load], out);
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
    double at(int server, double[][] volumes, int[] extras, int cut) {
        double sum = volumes[SERVER_MACS][cut] * per[SERVER_MACS][server]
                + volumes[WEIGHT_BITS][cut] * per[WEIGHT_BITS][server]
                + volumes[MODEL_BITS][cut] * per[MODEL_BITS][server];
        for (int load : extras) {
            sum += volumes[load][cut] * per[load][server];
        }
        return sum;
    }

    /** Whether products with volumes in the safe range stay far from the limits of doubles. */
    boolean isSafe() {
        for (int load = 0; load < per.length; load++) {
            if (charges(load) && !areSafe(per[load])) {
                return false;
            }
        }
        return true;
    }

    private static boolean areSafe(double[] costs) {
        for (double cost : costs) {
            if (!SafeRange.holds(cost)) {
                return false;
            }
        }
        return true;
    }
}
