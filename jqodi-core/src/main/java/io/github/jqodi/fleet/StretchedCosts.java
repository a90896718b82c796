package io.github.jqodi.fleet;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.base.Trusted;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.CostRows;
import io.github.jqodi.cost.FirstSwitchCosts;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.cost.ScenarioCosts;
import io.github.jqodi.scenario.Inference;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Costs whose epochs take longer where they wait for what is shared: t + Σ_r (σ_r - 1)·u_r. The second summand is a price of
 * busy seconds, so that it comes from the terms of the epoch as everything else does. Bills stay those of busy seconds.
 *
 * @param costs without waiting
 * @param rows capacities with their stretch
 */
record StretchedCosts(CostModel costs, SharedRows rows) implements CostModel {
    @Override
    public void check(Scenario scenario) {
        costs.check(scenario);
    }

    @Override
    public ScenarioCosts costs(Scenario scenario) {
        ScenarioCosts own = costs.costs(scenario);
        Prices waits = waits(scenario, rows);
        return new ScenarioCosts() {
            @Override
            public ModelCosts of(QuantizedModel pair) {
                return stretched(own.of(pair), waits);
            }

            @Override
            public ModelCosts of(QuantizedModel pair, BooleanSupplier stop) {
                return stretched(own.of(pair, stop), waits);
            }
        };
    }

    @Override
    public CostModel afterEpochs(int epochs) {
        return new StretchedCosts(costs.afterEpochs(epochs), rows);
    }

    /** The prices at which what an epoch costs is how long it waits. */
    static Prices waits(Scenario scenario, SharedRows rows) {
        return rows.prices(scenario, 0, rows.stretchBeyond());
    }

    /** Costs of epochs that wait. */
    static ModelCosts stretched(ModelCosts costs, Prices waits) {
        ModelCosts waiting = waiting(costs).priced(waits);
        return costs instanceof Trusted ? new OfTrusted(costs, waiting) : new Stretched(costs, waiting);
    }

    /** Costs of which the items wait; the switch of the server in front of a run in progress waits for nobody. */
    static ModelCosts waiting(ModelCosts costs) {
        return costs instanceof FirstSwitchCosts switching ? switching.costs() : costs;
    }

    @Override
    public String toString() {
        return costs + ", stretched";
    }

    /** Costs of one pair. */
    private static class Stretched implements ModelCosts {
        private final ModelCosts own;
        private final ModelCosts waiting;

        Stretched(ModelCosts own, ModelCosts waiting) {
            this.own = own;
            this.waiting = waiting;
        }

        @Override
        public Cost epoch(Action action, int epoch) {
            Cost cost = own.epoch(action, epoch);
            return cost.isEffective()
                    ? Cost.of(cost.seconds() + waiting.epoch(action, epoch).joules(), cost.joules(), cost.items())
                    : cost;
        }

        @Override
        public Cost inference(Action action, Inference inference) {
            return own.inference(action, inference);
        }

        @Override
        public ModelCosts priced(Prices prices) {
            return new Stretched(own.priced(prices), waiting);
        }

        @Override
        public int steadyFromEpoch() {
            return own.steadyFromEpoch();
        }

        @Override
        public CostRows rows(List<Action> actions) {
            return rows(actions, Stopped.NEVER);
        }

        @Override
        public CostRows rows(List<Action> actions, BooleanSupplier stop) {
            CostRows plain = own.rows(actions, stop);
            CostRows waits = waiting.rows(actions, stop);
            int size = actions.size();
            return (epoch, seconds, joules) -> {
                double[] extra = new double[size];
                plain.fill(epoch, seconds, joules);
                waits.fill(epoch, new double[size], extra);
                for (int i = 0; i < size; i++) {
                    boolean fits = Cost.canBeAddedUp(seconds[i] + extra[i], joules[i]);
                    seconds[i] = fits ? seconds[i] + extra[i] : Double.POSITIVE_INFINITY;
                    joules[i] = fits ? joules[i] : Double.POSITIVE_INFINITY;
                }
            };
        }
    }

    /** Costs whose answers need no checks, since those they rest on need none. */
    private static final class OfTrusted extends Stretched implements Trusted {
        OfTrusted(ModelCosts own, ModelCosts waiting) {
            super(own, waiting);
        }
    }
}
