package io.github.jqodi.fleet;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Planning;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.SchedulePolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The best of all ways to plan a small fleet, by looking at each; reads costs item by item, and no table. */
final class EveryFleetPlan {
    private final Fleet fleet;
    private final Rule rule;
    private final double[] capacity;
    private final Map<Resource, Integer> rowOf = new HashMap<>();
    private final List<List<Choice>> units = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    private EveryFleetPlan(Fleet fleet, Rule rule) {
        this.fleet = fleet;
        this.rule = rule;
        this.capacity = new double[fleet.capacities().size()];
        for (int r = 0; r < capacity.length; r++) {
            capacity[r] = fleet.capacities().get(r).busySeconds(fleet.windowSeconds());
            rowOf.put(fleet.capacities().get(r).resource(), r);
        }
        for (FleetDevice device : fleet.devices()) {
            List<Choice> choices = choices(device);
            for (int copy = 0; copy < device.count(); copy++) {
                units.add(choices);
            }
        }
    }

    /** A schedule, or leaving a device out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Choice(double joules, double[] load) {}

    /** The least sum of energies and weights. */
    static double least(Fleet fleet, Rule rule) {
        EveryFleetPlan every = new EveryFleetPlan(fleet, rule);
        double[] cheapest = new double[every.units.size() + 1];
        for (int u = every.units.size() - 1; u >= 0; u--) {
            cheapest[u] = cheapest[u + 1] + every.units.get(u).get(0).joules;
        }
        every.search(0, 0, every.capacity.clone(), cheapest);
        return every.best;
    }

    private void search(int unit, double joules, double[] left, double[] cheapest) {
        if (joules + cheapest[unit] >= best) {
            return;
        }
        if (unit == units.size()) {
            best = joules;
            return;
        }
        for (Choice choice : units.get(unit)) {
            double[] rest = left.clone();
            boolean fits = true;
            for (int r = 0; r < rest.length; r++) {
                rest[r] -= choice.load[r];
                fits &= rest[r] >= 0;
            }
            if (fits) {
                search(unit + 1, joules + choice.joules, rest, cheapest);
            }
        }
    }

    private List<Choice> choices(FleetDevice device) {
        List<Choice> all = new ArrayList<>();
        all.add(new Choice(device.rejectionWeight(), new double[capacity.length]));
        for (Candidate candidate : device.problem().assess().candidates()) {
            schedules(device, candidate, new ArrayList<>(), all);
        }
        all.sort(Comparator.comparingDouble(Choice::joules));
        return all;
    }

    private void schedules(FleetDevice device, Candidate candidate, List<Action> begun, List<Choice> all) {
        if (begun.size() == candidate.robustEpochs()) {
            consider(device, candidate, begun, all);
            return;
        }
        boolean fixed = device.problem().scenario().schedule() == SchedulePolicy.FIXED;
        for (Action action : fixed && !begun.isEmpty() ? begun.subList(0, 1) : candidate.actions()) {
            List<Action> more = new ArrayList<>(begun);
            more.add(action);
            schedules(device, candidate, more, all);
        }
    }

    private void consider(FleetDevice device, Candidate candidate, List<Action> actions, List<Choice> all) {
        Problem problem = device.problem();
        double[] weights = rule.weights(candidate);
        double[] load = new double[capacity.length];
        BigDecimal seconds = new BigDecimal(candidate.setup().seconds());
        add(problem, load, "cloud", candidate.setup().seconds());
        for (int k = 1; k <= actions.size(); k++) {
            Cost cost = candidate.costs().epoch(actions.get(k - 1), k);
            if (!cost.isEffective()) {
                return;
            }
            seconds = seconds.add(new BigDecimal(cost.seconds()));
            for (CostItem item : cost.items()) {
                add(problem, load, item.node(), weights[k - 1] * item.seconds());
                for (int row : rows(problem, item.node())) {
                    double beyond = fleet.capacities().get(row).stretch() - 1;
                    seconds = seconds.add(new BigDecimal(beyond).multiply(new BigDecimal(item.seconds())));
                }
            }
            if (k > 1 && Switches.between(actions.get(k - 2), actions.get(k - 1))) {
                double change = actions.get(k - 1).server().switchSeconds();
                seconds = seconds.add(new BigDecimal(change));
                add(problem, load, actions.get(k - 1).server().name(), weights[k - 1] * change);
            }
        }
        double limit = fleet.deadlineShare() * problem.scenario().target().deadlineSeconds();
        if (seconds.doubleValue() < limit) {
            for (int r = 0; r < load.length; r++) {
                load[r] *= device.runs(fleet.windowSeconds());
            }
            all.add(new Choice(
                    Planning.of(problem, candidate, rule).plan(actions).objective(), load));
        }
    }

    private void add(Problem problem, double[] load, String node, double seconds) {
        for (int row : rows(problem, node)) {
            load[row] += seconds;
        }
    }

    private List<Integer> rows(Problem problem, String node) {
        List<Integer> rows = new ArrayList<>();
        String device = problem.scenario().device().orElseThrow().name();
        for (Map.Entry<Resource, Integer> entry : rowOf.entrySet()) {
            String name = entry.getKey().name();
            if (name.equals(node) || name.replace("*", device).equals(node)) {
                rows.add(entry.getValue());
            }
        }
        return rows;
    }
}
