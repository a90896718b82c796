package io.github.jqodi.cost;

import io.github.jqodi.base.Stopped;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * Costs of a run in progress whose last epoch used some server: epoch 1 pays the switch to any other one. What it pays is part of
 * the time and the energy of that epoch. Thread-safe.
 *
 * @param costs without that switch
 * @param lastServer name of the server of the epoch before
 */
public record FirstSwitchCosts(ModelCosts costs, String lastServer) implements ModelCosts {
    @Override
    public Cost epoch(Action action, int epoch) {
        Cost cost = costs.epoch(action, epoch);
        EdgeServer server = action.server();
        if (epoch > 1 || !cost.isEffective() || !isSwitchedTo(server)) {
            return cost;
        }
        return Cost.of(
                cost.seconds() + server.switchSeconds(), cost.joules() + server.switchJoules(), items(cost, server));
    }

    /** Those of the epoch and the switch; none where the epoch's are not known. */
    private static List<CostItem> items(Cost cost, EdgeServer server) {
        if (cost.items().isEmpty() && (cost.seconds() > 0 || cost.joules() > 0)) {
            return List.of();
        }
        List<CostItem> items = new ArrayList<>(cost.items());
        items.add(new CostItem(server.name(), Phase.SWITCH, server.switchSeconds(), server.switchJoules()));
        return items;
    }

    private boolean isSwitchedTo(EdgeServer server) {
        return server.hasSwitching() && !server.name().equals(lastServer);
    }

    @Override
    public Cost inference(Action action, Inference inference) {
        return costs.inference(action, inference);
    }

    @Override
    public OptionalDouble interval(Action action, Inference inference) {
        return costs.interval(action, inference);
    }

    @Override
    public int steadyFromEpoch() {
        return Math.max(2, costs.steadyFromEpoch());
    }

    @Override
    public CostRows rows(List<Action> actions) {
        return rows(actions, Stopped.NEVER);
    }

    @Override
    public CostRows rows(List<Action> actions, BooleanSupplier stop) {
        CostRows rows = costs.rows(actions, stop);
        return (epoch, seconds, joules) -> {
            rows.fill(epoch, seconds, joules);
            if (epoch == 1) {
                enter(actions, seconds, joules);
            }
        };
    }

    private void enter(List<Action> actions, double[] seconds, double[] joules) {
        for (int i = 0; i < actions.size(); i++) {
            EdgeServer server = actions.get(i).server();
            if (isSwitchedTo(server) && seconds[i] < Double.POSITIVE_INFINITY) {
                boolean fits =
                        Cost.canBeAddedUp(seconds[i] + server.switchSeconds(), joules[i] + server.switchJoules());
                seconds[i] = fits ? seconds[i] + server.switchSeconds() : Double.POSITIVE_INFINITY;
                joules[i] = fits ? joules[i] + server.switchJoules() : Double.POSITIVE_INFINITY;
            }
        }
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs) {
        return costs.bounds(grid, epochs).map(own -> new Bounds(own, grid));
    }

    @Override
    public Optional<CostBounds> bounds(ActionGrid grid, int epochs, BooleanSupplier stop) {
        return costs.bounds(grid, epochs, stop).map(own -> new Bounds(own, grid));
    }

    /** Lower bounds stay; upper ones have to cover epoch 1. */
    private final class Bounds implements CostBounds {
        private final CostBounds own;
        private final ActionGrid grid;

        Bounds(CostBounds own, ActionGrid grid) {
            this.own = own;
            this.grid = grid;
        }

        @Override
        public void low(int cut, double[] seconds, double[] joules) {
            own.low(cut, seconds, joules);
        }

        @Override
        public Upper high(int server, int cut) {
            Upper high = own.high(server, cut);
            EdgeServer next = grid.servers().get(server);
            return isSwitchedTo(next)
                    ? new Upper(
                            Math.nextUp(high.seconds() + next.switchSeconds()),
                            Math.nextUp(high.joules() + next.switchJoules()))
                    : high;
        }

        @Override
        public double least(double secondsWeight, double joulesWeight) {
            return own.least(secondsWeight, joulesWeight);
        }
    }
}
