package io.github.jqodi.fleet;

/**
 * Work behind a fleet's plans; the one part of a result that may differ between equal runs.
 *
 * @param pricingRounds rounds in which all devices were priced, exact ones included
 * @param relaxedBound what the relaxed rounds alone prove
 * @param recoveredValue value before neighbourhoods were searched
 * @param tablesMillis time to make tables of costs
 * @param dualMillis time to find prices and the bound
 * @param primalMillis time to find plans
 */
public record FleetStatistics(
        int pricingRounds,
        double relaxedBound,
        double recoveredValue,
        double tablesMillis,
        double dualMillis,
        double primalMillis) {}
