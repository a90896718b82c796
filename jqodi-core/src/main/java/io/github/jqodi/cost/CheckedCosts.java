package io.github.jqodi.cost;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Text;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The border to cost models of the caller: what they answer is checked before any search rests on it. Costs of this package
 * pass as they are. Thread-safe.
 */
public final class CheckedCosts implements ScenarioCosts {
    private final ScenarioCosts costs;
    private final Map<QuantizedModel, CheckedModelCosts> known;

    private CheckedCosts(ScenarioCosts costs, Map<QuantizedModel, CheckedModelCosts> known) {
        this.costs = costs;
        this.known = known;
    }

    /**
     * Asks a model.
     *
     * @param model of the caller or of this package
     * @param scenario the world, already checked
     * @return its costs, checked when asked
     * @throws IllegalArgumentException if the model throws or answers null
     */
    public static CheckedCosts of(CostModel model, Scenario scenario) {
        return new CheckedCosts(asked(() -> model.costs(scenario)), new ConcurrentHashMap<>());
    }

    /**
     * Asks a model about a scenario that differs little from the one these costs belong to.
     *
     * @param model of the caller or of this package
     * @param scenario the world, already checked
     * @return its costs, checked when asked; for the very {@link ModelCosts} as before the very checked ones
     * @throws IllegalArgumentException if the model throws or answers null
     */
    public CheckedCosts changed(CostModel model, Scenario scenario) {
        return new CheckedCosts(asked(() -> model.costs(scenario, costs)), known);
    }

    private static ScenarioCosts asked(Supplier<ScenarioCosts> question) {
        return CallerCode.ask(() -> "costs of the scenario", question);
    }

    @Override
    public ModelCosts of(QuantizedModel pair) {
        return of(pair, Stopped.NEVER);
    }

    @Override
    public ModelCosts of(QuantizedModel pair, BooleanSupplier stop) {
        ModelCosts own = costs instanceof Trusted ? costs.of(pair, stop) : asked(pair, stop);
        if (own instanceof Trusted) {
            return own;
        }
        return known.compute(
                pair, (key, last) -> last != null && last.checks(own) ? last : new CheckedModelCosts(own, pair));
    }

    private ModelCosts asked(QuantizedModel pair, BooleanSupplier stop) {
        return CallerCode.ask(() -> "costs of " + pair.quoted(), () -> costs.of(pair, stop));
    }

    @Override
    public String toString() {
        return "checked costs of " + Text.count(known.size(), "pair");
    }
}
