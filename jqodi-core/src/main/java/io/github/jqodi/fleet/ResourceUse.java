package io.github.jqodi.fleet;

/**
 * Use of a capacity by all plans of a fleet, and what it is worth.
 *
 * @param capacity of what is shared
 * @param load busy seconds in the window, as the rule weighs epochs
 * @param robustLoad busy seconds if every run takes all its K_rob epochs
 * @param capacitySeconds busy seconds it has to give
 * @param price joules that a busy second is worth
 * @param joulesSavedByExecutor joules that one more executor would save at most
 */
public record ResourceUse(
        Capacity capacity,
        double load,
        double robustLoad,
        double capacitySeconds,
        double price,
        double joulesSavedByExecutor) {
    /**
     * {@return load over what there is}
     */
    public double filled() {
        return load / capacitySeconds;
    }
}
