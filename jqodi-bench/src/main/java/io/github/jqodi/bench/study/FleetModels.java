package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.base.Check;
import io.github.jqodi.bench.peer.library.LinearModel;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.ResourceUse;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fleet as programs that other people's solvers take, built from costs and bills: one of whole numbers for each solver that
 * proves, and the linear program of all schedules, by generating columns.
 */
final class FleetModels {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MOST_ROUNDS = 60;
    /** Of the value, what program and bound may differ by at the end. */
    private static final double CONVERGED = 2e-7;

    private final Fleet fleet;
    private final FleetBaselines bills;

    FleetModels(Fleet fleet) {
        this.fleet = fleet;
        this.bills = new FleetBaselines(fleet);
    }

    /**
     * Everything in one program of whole numbers: how many epochs of each pair take which action, as the robust rule weighs them,
     * so that equal epochs need not be told apart. Costs must be the same in all epochs.
     */
    LinearModel.Answer compact(String solver, Duration limit) {
        try (LinearModel model = new LinearModel(solver)) {
            int[] rows = capacityRows(model);
            fleet.devices().forEach(device -> add(device, model, rows));
            return model.solve(limit);
        }
    }

    private int[] capacityRows(LinearModel model) {
        return fleet.capacities().stream()
                .mapToInt(own -> model.row(Double.NEGATIVE_INFINITY, own.busySeconds(fleet.windowSeconds())))
                .toArray();
    }

    private void add(FleetDevice device, LinearModel model, int[] rows) {
        int one = model.row(1, 1);
        model.set(one, model.variable(1, true, device.rejectionWeight()), 1);
        Scenario scenario = device.problem().scenario();
        double deadline = fleet.deadlineShare() * scenario.target().deadlineSeconds();
        for (Candidate candidate : device.problem().assess().candidates()) {
            Check.that(candidate.costs().steadyFromEpoch() <= 1, "costs", device.name(), "must stay the same");
            int taken = model.variable(1, true, candidate.setup().joules());
            model.set(one, taken, 1);
            int epochs = model.row(0, 0);
            model.set(epochs, taken, -candidate.robustEpochs());
            int seconds = model.row(Double.NEGATIVE_INFINITY, 0);
            model.set(seconds, taken, candidate.setup().seconds() - deadline);
            for (int row : bills.rows(scenario, "cloud")) {
                model.set(rows[row], taken, candidate.setup().seconds());
            }
            for (Action action : candidate.actions()) {
                Cost cost = candidate.costs().epoch(action, 1);
                if (cost.isEffective()) {
                    int count = model.variable(candidate.robustEpochs(), true, cost.joules());
                    model.set(epochs, count, 1);
                    model.set(seconds, count, load(cost, scenario, model, rows, count));
                }
            }
        }
    }

    /** Enters what an epoch loads; its seconds with what it waits for. */
    private double load(Cost cost, Scenario scenario, LinearModel model, int[] rows, int count) {
        double seconds = cost.seconds();
        double[] busy = new double[rows.length];
        for (CostItem item : cost.items()) {
            for (int row : bills.rows(scenario, item.node())) {
                busy[row] += item.seconds();
                seconds += (fleet.capacities().get(row).stretch() - 1) * item.seconds();
            }
        }
        for (int row = 0; row < rows.length; row++) {
            if (busy[row] > 0) {
                model.set(rows[row], count, busy[row]);
            }
        }
        return seconds;
    }

    /**
     * The linear program of all schedules, by GLOP and a planner that prices exactly, from prices of a result.
     *
     * @return its value, and the Lagrangian bound at its best prices
     */
    LinearModel.Answer relaxed(FleetResult start) {
        try (LinearModel model = new LinearModel("GLOP")) {
            int[] rows = capacityRows(model);
            List<Integer> ones = new ArrayList<>();
            for (FleetDevice device : fleet.devices()) {
                ones.add(model.row(1, 1));
                model.set(
                        ones.get(ones.size() - 1),
                        model.variable(Double.POSITIVE_INFINITY, false, device.rejectionWeight()),
                        1);
            }
            double[] prices = start.resourceUses().stream()
                    .mapToDouble(ResourceUse::price)
                    .toArray();
            double bound = price(start, prices, model, rows, ones);
            double value = model.solve(LONG).value();
            for (int round = 0; round < MOST_ROUNDS && value - bound > CONVERGED * value; round++) {
                for (int row = 0; row < rows.length; row++) {
                    prices[row] = Math.max(0, -model.dual(rows[row]));
                }
                bound = Math.max(bound, price(start, prices, model, rows, ones));
                value = model.solve(LONG).value();
            }
            return new LinearModel.Answer(value - bound <= CONVERGED * value, value, bound);
        }
    }

    /** Adds the best schedule of every device at some prices; the bound that follows. */
    private double price(FleetResult like, double[] prices, LinearModel model, int[] rows, List<Integer> ones) {
        FleetResult priced = at(like, prices);
        double bound = 0;
        for (int r = 0; r < prices.length; r++) {
            bound -= prices[r] * fleet.capacities().get(r).busySeconds(fleet.windowSeconds());
        }
        Planner planner = Planner.create().withAlternatives(0);
        for (int d = 0; d < fleet.devices().size(); d++) {
            FleetDevice device = fleet.devices().get(d);
            Problem problem = priced.priced(device.problem());
            Optional<Plan> plan = planner.plan(problem).plan();
            bound +=
                    Math.min(device.rejectionWeight(), plan.map(Plan::objective).orElse(Double.POSITIVE_INFINITY));
            if (plan.isPresent()) {
                double[] loads = bills.loads(device, problem, plan.get());
                int column = model.variable(
                        Double.POSITIVE_INFINITY, false, plan.get().expected().joules());
                model.set(ones.get(d), column, 1);
                for (int r = 0; r < rows.length; r++) {
                    if (loads[r] > 0) {
                        model.set(rows[r], column, loads[r]);
                    }
                }
            }
        }
        return bound;
    }

    private static FleetResult at(FleetResult like, double[] prices) {
        List<ResourceUse> uses = new ArrayList<>();
        for (int r = 0; r < prices.length; r++) {
            ResourceUse own = like.resourceUses().get(r);
            Capacity capacity = own.capacity();
            uses.add(new ResourceUse(capacity, own.load(), own.robustLoad(), own.capacitySeconds(), prices[r], 0));
        }
        return new FleetResult(
                like.fleet(),
                like.status(),
                like.rule(),
                like.energyJoules(),
                like.rejectionJoules(),
                like.lowerBound(),
                like.plans(),
                like.rejected(),
                uses,
                like.limitReached(),
                like.statistics());
    }
}
