package io.github.jqodi.cost;

import io.github.jqodi.scenario.Link;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Rates and energies of the four directions of a server's two links, in one epoch or as the best or worst of several.
 *
 * @param cloudDown v_(c,x) towards the server, bits per second
 * @param cloudUp v_(c,x) towards the cloud
 * @param deviceDown v_(x,y) towards the device
 * @param deviceUp v_(x,y) towards the server
 * @param cloudDownJoules ε_(c,x) towards the server, joules per bit
 * @param cloudUpJoules ε_(c,x) towards the cloud
 * @param deviceDownJoules ε_(x,y) towards the device
 * @param deviceUpJoules ε_(x,y) towards the server
 */
record LinkRates(
        double cloudDown,
        double cloudUp,
        double deviceDown,
        double deviceUp,
        double cloudDownJoules,
        double cloudUpJoules,
        double deviceDownJoules,
        double deviceUpJoules) {
    static LinkRates of(Link cloudLink, Link deviceLink, int epoch) {
        return new LinkRates(
                cloudLink.downBitsPerSecond(epoch),
                cloudLink.upBitsPerSecond(epoch),
                deviceLink.downBitsPerSecond(epoch),
                deviceLink.upBitsPerSecond(epoch),
                cloudLink.downJoulesPerBit(epoch),
                cloudLink.upJoulesPerBit(epoch),
                deviceLink.downJoulesPerBit(epoch),
                deviceLink.upJoulesPerBit(epoch));
    }

    /** The highest rates and lowest energies of epochs 1..{@code epochs}, direction by direction. */
    static LinkRates best(Link cloudLink, Link deviceLink, int epochs) {
        return over(cloudLink, deviceLink, epochs, Math::max, Math::min);
    }

    /** The lowest rates and highest energies of epochs 1..{@code epochs}, direction by direction. */
    static LinkRates worst(Link cloudLink, Link deviceLink, int epochs) {
        return over(cloudLink, deviceLink, epochs, Math::min, Math::max);
    }

    private static LinkRates over(
            Link cloud, Link device, int epochs, DoubleBinaryOperator rates, DoubleBinaryOperator energies) {
        int cloudEpochs = Math.min(epochs, cloud.steadyFromEpoch());
        int deviceEpochs = Math.min(epochs, device.steadyFromEpoch());
        return new LinkRates(
                fold(cloud::downBitsPerSecond, cloudEpochs, rates),
                fold(cloud::upBitsPerSecond, cloudEpochs, rates),
                fold(device::downBitsPerSecond, deviceEpochs, rates),
                fold(device::upBitsPerSecond, deviceEpochs, rates),
                fold(cloud::downJoulesPerBit, cloudEpochs, energies),
                fold(cloud::upJoulesPerBit, cloudEpochs, energies),
                fold(device::downJoulesPerBit, deviceEpochs, energies),
                fold(device::upJoulesPerBit, deviceEpochs, energies));
    }

    private static double fold(IntToDoubleFunction byEpoch, int epochs, DoubleBinaryOperator pick) {
        double value = byEpoch.applyAsDouble(1);
        for (int k = 2; k <= epochs; k++) {
            value = pick.applyAsDouble(value, byEpoch.applyAsDouble(k));
        }
        return value;
    }
}
