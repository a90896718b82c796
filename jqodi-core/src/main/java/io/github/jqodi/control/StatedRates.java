package io.github.jqodi.control;

import io.github.jqodi.scenario.Link;

/**
 * Rates that a scenario states of a link, epoch by epoch. What is seen of a link corrects them all by one factor: rates are kept as
 * they would be if the link had its nominal rate in every epoch, and forecasts of these are taken in proportion.
 *
 * @param link as the scenario states it
 */
record StatedRates(Link link) {
    /** The rate that others are in proportion to: the first one above 0. */
    double nominalBitsPerSecond() {
        return link.bitsPerSecondByEpoch().stream()
                .mapToDouble(Double::doubleValue)
                .filter(rate -> rate > 0)
                .findFirst()
                .orElse(link.rate().bitsPerSecond());
    }

    /** What a rate in an epoch would be at the nominal rate; as it is where the link is stated to be down. */
    double atNominal(double bitsPerSecond, int epoch) {
        double stated = link.downBitsPerSecond(epoch);
        return stated > 0 ? bitsPerSecond * (nominalBitsPerSecond() / stated) : bitsPerSecond;
    }
}
