package io.github.jqodi.cost;

import io.github.jqodi.base.DoubleList;
import io.github.jqodi.scenario.Link;
import java.util.List;

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

    /** The highest rates and lowest energies of all epochs, direction by direction. */
    static LinkRates best(Link cloudLink, Link deviceLink) {
        return of(new Extreme(cloudLink, true), new Extreme(deviceLink, true));
    }

    /** The lowest rates and highest energies of all epochs, direction by direction. */
    static LinkRates worst(Link cloudLink, Link deviceLink) {
        return of(new Extreme(cloudLink, false), new Extreme(deviceLink, false));
    }

    private static LinkRates of(Extreme cloud, Extreme device) {
        return new LinkRates(
                cloud.down,
                cloud.up,
                device.down,
                device.up,
                cloud.downJoules,
                cloud.upJoules,
                device.downJoules,
                device.upJoules);
    }

    /** One link at its best or worst; an upward direction without a forecast of its own follows the downward one. */
    private static final class Extreme {
        final double down;
        final double up;
        final double downJoules;
        final double upJoules;

        Extreme(Link link, boolean best) {
            down = extreme(link.bitsPerSecondByEpoch(), link.downBitsPerSecond(1), best);
            downJoules = extreme(link.joulesPerBitByEpoch(), link.downJoulesPerBit(1), !best);
            boolean ownRates = !link.uplinkBitsPerSecondByEpoch().isEmpty();
            boolean ownRate = link.uplinkBitsPerSecond().isPresent();
            up = ownRates || ownRate ? extreme(link.uplinkBitsPerSecondByEpoch(), link.upBitsPerSecond(1), best) : down;
            upJoules = link.uplinkJoulesPerBit().orElse(downJoules);
        }

        private static double extreme(List<Double> byEpoch, double first, boolean most) {
            DoubleList forecast = DoubleList.copyOf(byEpoch);
            return most ? Math.max(first, forecast.most()) : Math.min(first, forecast.least());
        }
    }
}
