package io.github.jqodi.fleet;

import io.github.jqodi.base.ExactSum;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.solve.Status;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a result of an assignment: plans of the devices' own problems, their loads by the rule and by bills, reasons. */
final class ResultMaker {
    private final FleetModel model;
    private final Columns columns;
    private final Assignment assignment;
    private final double[] prices;
    private final Rule rule;
    private final List<FleetPlan> plans = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final ExactSum energy = new ExactSum();
    private final ExactSum weights = new ExactSum();
    private final double[] load;
    private final double[] robust;
    private final IdentityHashMap<Column, FleetPlan> earlier;
    private final IdentityHashMap<Column, FleetPlan> made = new IdentityHashMap<>();

    /**
     * Begins a result.
     *
     * @param model the fleet
     * @param columns schedules known
     * @param assignment those taken
     * @param prices of busy seconds
     * @param rule how energies are weighed
     * @param earlier plans of schedules that were taken before, by the schedules themselves
     */
    ResultMaker(
            FleetModel model,
            Columns columns,
            Assignment assignment,
            double[] prices,
            Rule rule,
            IdentityHashMap<Column, FleetPlan> earlier) {
        this.earlier = earlier;
        this.model = model;
        this.columns = columns;
        this.assignment = assignment;
        this.prices = prices;
        this.rule = rule;
        this.load = new double[model.rowCount()];
        this.robust = new double[model.rowCount()];
    }

    FleetResult result(double bound, double gap, FleetStatistics statistics, Optional<String> limit) {
        int unit = 0;
        for (int d = 0; d < model.size(); d++) {
            device(d, unit, limit);
            unit += model.count(d);
        }
        double value = energy.value() + weights.value();
        double proven = bound > Double.NEGATIVE_INFINITY ? Math.max(0, Math.min(bound, value)) : 0;
        Status status = value - proven <= gap * value ? Status.OPTIMAL : Status.FEASIBLE;
        return new FleetResult(
                model.fleet(),
                status,
                rule,
                energy.value(),
                weights.value(),
                proven,
                plans,
                rejected,
                uses(),
                limit,
                statistics);
    }

    /** Units of one device that share a schedule share a plan. */
    private void device(int d, int first, Optional<String> limit) {
        List<Column> taken = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        int out = 0;
        for (int u = first; u < first + model.count(d); u++) {
            Column own = assignment.plan(u);
            if (own == null) {
                out++;
                continue;
            }
            int at = indexOf(taken, own);
            if (at < 0) {
                taken.add(own);
                counts.add(1);
            } else {
                counts.set(at, counts.get(at) + 1);
            }
        }
        for (int i = 0; i < taken.size(); i++) {
            try {
                admit(d, taken.get(i), counts.get(i));
            } catch (IllegalArgumentException e) {
                throw FleetModel.complaintOf(d, e);
            }
        }
        if (out > 0) {
            reject(d, out, limit);
        }
    }

    private static int indexOf(List<Column> columns, Column column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isSame(column)) {
                return i;
            }
        }
        return -1;
    }

    private void admit(int d, Column column, int count) {
        FleetDevice device = model.fleet().devices().get(d);
        FleetPlan known = earlier.get(column);
        FleetPlan own = known == null
                ? planned(device, model.pricing(d).table(column.table()), column, count)
                : new FleetPlan(device.name(), count, known.plan(), known.stretchedSeconds());
        Plan plan = own.plan();
        plans.add(own);
        made.put(column, own);
        energy.addProduct(count, plan.objective());
        column.addTo(load, count);
        Map<String, int[]> rows = model.rows().byBillName(device.problem().scenario());
        double runs = device.runs(model.fleet().windowSeconds());
        for (CostItem item : plan.bill()) {
            for (int row : rows.getOrDefault(item.node(), new int[0])) {
                robust[row] += count * runs * item.seconds();
            }
        }
    }

    private FleetPlan planned(FleetDevice device, PairTable table, Column column, int count) {
        List<Action> actions = table.schedule(column.items());
        Plan plan = Planning.of(device.problem(), table.candidate(), rule).plan(actions);
        return new FleetPlan(device.name(), count, plan, stretchedSeconds(device, table, actions));
    }

    /** Plans of the schedules that were taken, by these. */
    IdentityHashMap<Column, FleetPlan> made() {
        return made;
    }

    private double stretchedSeconds(FleetDevice device, PairTable table, List<Action> actions) {
        ModelCosts costs = StretchedCosts.stretched(
                table.candidate().costs(), StretchedCosts.waits(device.problem().scenario(), model.rows()));
        ExactSum sum = ExactSum.of(table.candidate().spentSeconds());
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(k - 1);
            sum.add(costs.epoch(action, k).seconds());
            if (k > 1 && Switches.between(actions.get(k - 2), action)) {
                sum.add(action.server().switchSeconds());
            }
        }
        return sum.value();
    }

    private void reject(int d, int count, Optional<String> limit) {
        FleetDevice device = model.fleet().devices().get(d);
        weights.addProduct(count, device.rejectionWeight());
        @Nullable Column nearest = null;
        for (Column column : columns.of(d)) {
            nearest = nearest == null || column.priced(prices) < nearest.priced(prices) ? column : nearest;
        }
        if (nearest == null) {
            String reason = limit.map(why -> why + " before a schedule of it was found")
                    .orElse("no schedule meets the deadline with what it waits for");
            rejected.add(new Rejection(device.name(), count, Optional.empty(), reason));
            return;
        }
        int row = dearest(nearest);
        Optional<Resource> resource = row < 0
                ? Optional.empty()
                : Optional.of(model.rows().capacity(row).resource());
        rejected.add(new Rejection(device.name(), count, resource, reason(d, nearest, row)));
    }

    private String reason(int d, Column nearest, int row) {
        double price = nearest.priced(prices);
        String worth = "its cheapest plan takes " + Text.number(nearest.joules()) + " J and loads worth "
                + Text.number(price - nearest.joules()) + " J";
        String at = row < 0
                ? ""
                : ", most of it on " + model.rows().capacity(row).resource().label() + " at " + Text.number(prices[row])
                        + " J a second";
        return price >= model.weight(d)
                ? worth + at + "; leaving it out weighs " + Text.number(model.weight(d)) + " J"
                : worth + at + "; none fits in what is left";
    }

    /** The row that a schedule pays most for; where nothing has a price, the one it would fill most. */
    private int dearest(Column column) {
        int best = -1;
        double most = -1;
        for (int i = 0; i < column.rows().length; i++) {
            int row = column.rows()[i];
            double part = column.loads()[i] / model.capacity(row);
            double worth = prices[row] > 0 ? 1 + prices[row] * column.loads()[i] : part / (1 + part);
            if (worth > most) {
                most = worth;
                best = row;
            }
        }
        return best;
    }

    private List<ResourceUse> uses() {
        List<ResourceUse> uses = new ArrayList<>();
        for (int r = 0; r < model.rowCount(); r++) {
            Capacity capacity = model.rows().capacity(r);
            double executor =
                    capacity.withExecutors(1).busySeconds(model.fleet().windowSeconds());
            uses.add(new ResourceUse(capacity, load[r], robust[r], model.capacity(r), prices[r], prices[r] * executor));
        }
        return uses;
    }
}
