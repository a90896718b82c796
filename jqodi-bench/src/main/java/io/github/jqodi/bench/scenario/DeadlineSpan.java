package io.github.jqodi.bench.scenario;

/**
 * The times between which a deadline matters: below the one nothing fits, above the other nothing is gained.
 *
 * @param fastestSeconds of the fastest schedule
 * @param leastEnergySeconds of the schedule of least energy
 */
public record DeadlineSpan(double fastestSeconds, double leastEnergySeconds) {
    /**
     * A deadline within the span.
     *
     * @param share of the span that is added to the fastest time, 0 to 1
     * @return seconds
     */
    public double at(double share) {
        return fastestSeconds + share * (leastEnergySeconds - fastestSeconds);
    }
}
