package io.github.jqodi.cost.analytic;

import io.github.jqodi.scenario.Equation;

/**
 * Equations 1 to 10 of the paper, one method each, as printed. Volumes are bits, work is MACs, rates are per second. A volume of 0
 * takes no time whatever the rate, even if the link is down.
 */
public final class Equations {
    private Equations() {}

    /**
     * Equation 1: D^{c→e} = Σ_{i=1..n} g^i, the whole quantized model.
     *
     * @param layerBits g^1..g^n, bits
     * @return bits from cloud to server
     */
    @Equation(1)
    public static double cloudToEdgeBits(double[] layerBits) {
        return sum(layerBits, 0, layerBits.length);
    }

    /**
     * Equation 2: D^{e→d}_j = Σ_{i≤j} g^i, the shallow part.
     *
     * @param layerBits g^1..g^n, bits
     * @param cut j, from 0 to n
     * @return bits from server to device
     */
    @Equation(2)
    public static double edgeToDeviceBits(double[] layerBits, int cut) {
        return sum(layerBits, 0, cut);
    }

    /**
     * Equation 3: D^{ed}_j = Σ_{i≤j} d^i.
     *
     * @param layerMacs d^1..d^n, MACs per epoch
     * @param cut j, from 0 to n
     * @return MACs per epoch on the device
     */
    @Equation(3)
    public static double deviceMacs(double[] layerMacs, int cut) {
        return sum(layerMacs, 0, cut);
    }

    /**
     * Equation 4: D^{es}_j = Σ_{i>j} d^i.
     *
     * @param layerMacs d^1..d^n, MACs per epoch
     * @param cut j, from 0 to n
     * @return MACs per epoch on the server
     */
    @Equation(4)
    public static double serverMacs(double[] layerMacs, int cut) {
        return sum(layerMacs, cut, layerMacs.length);
    }

    /**
     * Equation 5: t = τ^run + τ^tran, strictly one after the other (READINGS #9).
     *
     * @param runSeconds τ^run
     * @param transferSeconds τ^tran
     * @return seconds of one epoch
     */
    @Equation(5)
    public static double epochSeconds(double runSeconds, double transferSeconds) {
        return runSeconds + transferSeconds;
    }

    /**
     * Equation 6: e = ε^run + ε^tran.
     *
     * @param runJoules ε^run
     * @param transferJoules ε^tran
     * @return joules of one epoch
     */
    @Equation(6)
    public static double epochJoules(double runJoules, double transferJoules) {
        return runJoules + transferJoules;
    }

    /**
     * Equation 7: τ^run = D^ed/v_y + D^es/v_x + F_a/v_c. The τ_a of its first line is the optional re-quantization, which the
     * cost model adds (READINGS #2).
     *
     * @param deviceMacs D^ed
     * @param deviceSpeed v_y, MACs per second
     * @param serverMacs D^es
     * @param serverSpeed v_x, MACs per second
     * @param cloudMacs F_a
     * @param cloudSpeed v_c, MACs per second
     * @return seconds
     */
    @Equation(7)
    public static double runSeconds(
            double deviceMacs,
            double deviceSpeed,
            double serverMacs,
            double serverSpeed,
            double cloudMacs,
            double cloudSpeed) {
        return deviceMacs / deviceSpeed + serverMacs / serverSpeed + cloudMacs / cloudSpeed;
    }

    /**
     * Equation 8: ε^run = D^ed·ε_y + D^es·ε_x + F_a·ε_c.
     *
     * @param deviceMacs D^ed
     * @param deviceJoulesPerMac ε_y
     * @param serverMacs D^es
     * @param serverJoulesPerMac ε_x
     * @param cloudMacs F_a
     * @param cloudJoulesPerMac ε_c
     * @return joules
     */
    @Equation(8)
    public static double runJoules(
            double deviceMacs,
            double deviceJoulesPerMac,
            double serverMacs,
            double serverJoulesPerMac,
            double cloudMacs,
            double cloudJoulesPerMac) {
        return deviceMacs * deviceJoulesPerMac + serverMacs * serverJoulesPerMac + cloudMacs * cloudJoulesPerMac;
    }

    /**
     * Equation 9: τ^tran = D^{c→e}/v_(c,x) + D^{e→d}/v_(x,y) + D^{d→e}/v_(x,y) + D^{e→c}/v_(c,x); with equal rates up and down
     * this is 2·(D^{c→e}/v_(c,x) + D^{e→d}/v_(x,y)).
     *
     * @param modelBits D^{c→e} = D^{e→c}
     * @param cloudDown v_(c,x) towards the server, bits per second
     * @param cloudUp v_(c,x) towards the cloud, bits per second
     * @param shallowBits D^{e→d} = D^{d→e}
     * @param deviceDown v_(x,y) towards the device, bits per second
     * @param deviceUp v_(x,y) towards the server, bits per second
     * @return seconds
     */
    @Equation(9)
    public static double transferSeconds(
            double modelBits,
            double cloudDown,
            double cloudUp,
            double shallowBits,
            double deviceDown,
            double deviceUp) {
        return seconds(modelBits, cloudDown)
                + seconds(shallowBits, deviceDown)
                + seconds(shallowBits, deviceUp)
                + seconds(modelBits, cloudUp);
    }

    /**
     * Equation 10: ε^tran = D^{c→e}·ε_(c,x) + D^{e→d}·ε_(x,y) + D^{d→e}·ε_(x,y) + D^{e→c}·ε_(c,x).
     *
     * @param modelBits D^{c→e} = D^{e→c}
     * @param cloudDown ε_(c,x) towards the server, joules per bit
     * @param cloudUp ε_(c,x) towards the cloud, joules per bit
     * @param shallowBits D^{e→d} = D^{d→e}
     * @param deviceDown ε_(x,y) towards the device, joules per bit
     * @param deviceUp ε_(x,y) towards the server, joules per bit
     * @return joules
     */
    @Equation(10)
    public static double transferJoules(
            double modelBits,
            double cloudDown,
            double cloudUp,
            double shallowBits,
            double deviceDown,
            double deviceUp) {
        return modelBits * cloudDown + shallowBits * deviceDown + shallowBits * deviceUp + modelBits * cloudUp;
    }

    /** Time of one transfer, 0 for nothing to send. */
    static double seconds(double bits, double bitsPerSecond) {
        return bits == 0 ? 0 : bits / bitsPerSecond;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
