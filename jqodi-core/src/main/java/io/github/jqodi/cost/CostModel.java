package io.github.jqodi.cost;

import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;

/**
 * Says what an epoch costs. {@link io.github.jqodi.cost.analytic.AnalyticCosts} computes it, {@link MeasuredCosts} looks it up; a
 * caller may bring another. Implementations must be thread-safe and give equal answers to equal questions. What the caller's own
 * implementation answers is checked where a problem is assessed and where its costs are asked: one that throws, answers null or
 * anything but times and energies of at least 0 ends in an {@link IllegalArgumentException} that names model, width, action and
 * epoch.
 *
 * <pre>{@code
 * CostModel analytic = AnalyticCosts.DEFAULT;
 * CostModel bench = new CostModel() {
 *     public void check(Scenario scenario) {
 *         analytic.check(scenario); // throws IllegalArgumentException if something is missing
 *     }
 *
 *     public ScenarioCosts costs(Scenario scenario) {
 *         ScenarioCosts computed = analytic.costs(scenario);
 *         return pair -> pair.model().equals("small") ? new BenchCosts() : computed.of(pair); // see ModelCosts
 *     }
 * };
 * Problem problem = new Problem(scenario, estimators, bench);
 * }</pre>
 */
public interface CostModel {
    /**
     * Checks that the scenario holds all this model needs.
     *
     * @param scenario the world
     * @throws IllegalArgumentException naming what is missing
     */
    void check(Scenario scenario);

    /**
     * The costs of a scenario's models.
     *
     * @param scenario the world, already checked
     * @return costs by model and quantization
     */
    ScenarioCosts costs(Scenario scenario);

    /**
     * The costs of a scenario that differs little from another.
     *
     * @param scenario the world, already checked
     * @param before costs this model, or an earlier one, gave for another world
     * @return costs by model and quantization, the same as {@link #costs(Scenario)} gives, with less work where it can; the
     *     very costs of before, and of each model the very {@link ModelCosts}, only if all of them are unchanged
     */
    default ScenarioCosts costs(Scenario scenario, ScenarioCosts before) {
        return costs(scenario);
    }

    /**
     * The same costs for a run that has done some epochs, so that its next one is epoch 1. The scenario's own lists by epoch
     * go on by themselves; a model that knows more of epochs than these say goes on as well.
     *
     * @param epochs how many have gone by, at least 0
     * @return by default this model
     */
    default CostModel afterEpochs(int epochs) {
        return this;
    }

    /**
     * The costs of one quantized model.
     *
     * @param scenario the world, already checked
     * @param pair model and quantization by name
     * @return its costs
     * @throws IllegalArgumentException if the scenario does not hold the pair, or it cannot be costed
     */
    default ModelCosts costs(Scenario scenario, QuantizedModel pair) {
        return costs(scenario).of(pair);
    }
}
