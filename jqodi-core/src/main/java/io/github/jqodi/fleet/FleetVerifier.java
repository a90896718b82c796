package io.github.jqodi.fleet;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Finding;
import io.github.jqodi.plan.Findings;
import io.github.jqodi.plan.PlanVerifier;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.Status;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recomputes a fleet's plans from layers and equations: every plan by the {@link PlanVerifier}, deadlines with what is waited
 * for, loads, energies and weights, that each device is planned or left out as often as there are of it, and that nothing is
 * overfull. It never sees tables or prices. It cannot vouch for the lower bound, and so for the gap.
 */
public final class FleetVerifier {
    /** What rounding the stretched seconds of epochs to doubles may add, relative to their sum. */
    private static final BigDecimal ROUNDING = new BigDecimal("1.000000000001");

    /** Loads that are equal to a capacity but for rounding are not above it. */
    private static final double FULL = 1 + 1e-11;

    private final Fleet fleet;
    private final FleetResult result;
    private final SharedRows rows;
    private final double[] load;
    private final double[] robust;
    private final Map<String, FleetDevice> byName = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Findings findings = new Findings();

    private FleetVerifier(Fleet fleet, FleetResult result) {
        this.fleet = fleet;
        this.result = result;
        this.rows = new SharedRows(fleet);
        this.load = new double[rows.size()];
        this.robust = new double[rows.size()];
        fleet.devices().forEach(device -> byName.put(device.name(), device));
    }

    /**
     * Checks a result for the gap of {@link FleetOptions#DEFAULT_GAP}.
     *
     * @param fleet what was planned
     * @param result what a planner answered
     * @return what is wrong; empty if nothing is
     */
    public static List<Finding> verify(Fleet fleet, FleetResult result) {
        return verify(fleet, result, FleetOptions.DEFAULT_GAP);
    }

    /**
     * Checks a result.
     *
     * @param fleet what was planned
     * @param result what a planner answered
     * @param gap relative distance of value and bound that was asked for
     * @return what is wrong; empty if nothing is
     */
    public static List<Finding> verify(Fleet fleet, FleetResult result, double gap) {
        FleetVerifier verifier = new FleetVerifier(fleet, result);
        verifier.plans();
        verifier.rejections();
        verifier.counts();
        verifier.capacities();
        verifier.status(gap);
        return verifier.findings.list();
    }

    private void plans() {
        double energy = 0;
        for (int i = 0; i < result.plans().size(); i++) {
            FleetPlan plan = result.plans().get(i);
            String where = "/plans/" + i;
            energy += plan.count() * plan.plan().objective();
            Optional<FleetDevice> device = device(plan.device(), plan.count(), where);
            if (device.isPresent()) {
                plan(device.get(), plan, where);
            }
        }
        findings.number("/energyJoules", result.energyJoules(), energy);
    }

    private Optional<FleetDevice> device(String name, int count, String where) {
        Optional<FleetDevice> known = Optional.ofNullable(byName.get(name));
        if (known.isEmpty()) {
            findings.add(where, "is of '" + name + "', which is no device of the fleet");
        } else if (count < 1) {
            findings.add(where + "/count", "is " + count + ", below 1");
        }
        seen.merge(name, count, Integer::sum);
        return known;
    }

    private void plan(FleetDevice device, FleetPlan plan, String where) {
        Problem problem = device.problem();
        List<Finding> own = new PlanVerifier(problem).verify(plan.plan());
        findings.addBelow(where, own);
        if (plan.plan().rule() != result.rule()) {
            findings.add(where + "/rule", "is not that of the result");
        }
        Optional<Candidate> candidate = problem.assess().candidate(plan.plan().pair());
        if (own.isEmpty() && candidate.isPresent()) {
            new Played(device, candidate.get(), plan).check(where);
        }
    }

    /** A plan played epoch by epoch, by the items of its costs. */
    private final class Played {
        private final FleetDevice device;
        private final Candidate candidate;
        private final FleetPlan plan;
        private final Map<String, int[]> byName;
        private BigDecimal seconds;

        Played(FleetDevice device, Candidate candidate, FleetPlan plan) {
            this.device = device;
            this.candidate = candidate;
            this.plan = plan;
            this.byName = rows.byBillName(device.problem().scenario());
            this.seconds = new BigDecimal(candidate.setup().seconds());
        }

        void check(String where) {
            List<Action> actions = candidate.actionsOf(plan.plan().schedule());
            double[] weights = result.rule().weights(candidate);
            for (int k = 1; k <= actions.size(); k++) {
                epoch(actions, k, weights[k - 1]);
            }
            String cloud = Fleet.Names.of(device.problem().scenario()).cloud();
            add(cloud, candidate.setup().seconds(), 1);
            double limit =
                    fleet.deadlineShare() * device.problem().scenario().target().deadlineSeconds();
            findings.number(where + "/stretchedSeconds", plan.stretchedSeconds(), seconds.doubleValue());
            if (seconds.compareTo(new BigDecimal(limit).multiply(ROUNDING)) >= 0) {
                findings.add(
                        where + "/stretchedSeconds",
                        "takes " + seconds.doubleValue() + " s with what it waits for, not below its share " + limit
                                + " s of the deadline");
            }
        }

        private void epoch(List<Action> actions, int k, double weight) {
            Action action = actions.get(k - 1);
            Cost cost = candidate.costs().epoch(action, k);
            seconds = seconds.add(new BigDecimal(cost.seconds()));
            ModelCosts waiting = StretchedCosts.waiting(candidate.costs());
            waiting.epoch(action, k).items().forEach(this::addWaiting);
            cost.items().forEach(item -> add(item.node(), item.seconds(), weight));
            EdgeServer server = action.server();
            if (k > 1 && server.hasSwitching() && Switches.between(actions.get(k - 2), action)) {
                seconds = seconds.add(new BigDecimal(server.switchSeconds()));
                add(server.name(), server.switchSeconds(), weight);
            }
        }

        private void addWaiting(CostItem item) {
            for (int row : byName.getOrDefault(item.node(), new int[0])) {
                double stretch = rows.capacity(row).stretch() - 1;
                seconds = seconds.add(new BigDecimal(stretch).multiply(new BigDecimal(item.seconds())));
            }
        }

        private void add(String node, double busy, double weight) {
            double times = plan.count() * device.runs(fleet.windowSeconds()) * busy;
            for (int row : byName.getOrDefault(node, new int[0])) {
                load[row] += weight * times;
                robust[row] += times;
            }
        }
    }

    private void rejections() {
        double weights = 0;
        for (int i = 0; i < result.rejected().size(); i++) {
            Rejection rejection = result.rejected().get(i);
            Optional<FleetDevice> device = device(rejection.device(), rejection.count(), "/rejected/" + i);
            weights += device.map(known -> rejection.count() * known.rejectionWeight())
                    .orElse(0.0);
        }
        findings.number("/rejectionJoules", result.rejectionJoules(), weights);
    }

    private void counts() {
        for (FleetDevice device : fleet.devices()) {
            int count = seen.getOrDefault(device.name(), 0);
            if (count != device.count()) {
                findings.add(
                        "/plans", "speaks of " + count + " of '" + device.name() + "', there are " + device.count());
            }
        }
    }

    private void capacities() {
        if (result.resourceUses().size() != rows.size()) {
            findings.add("/capacities", "has " + result.resourceUses().size() + " of " + rows.size() + " rows");
            return;
        }
        for (int r = 0; r < rows.size(); r++) {
            ResourceUse use = result.resourceUses().get(r);
            String where = "/capacities/" + r;
            if (!use.capacity().equals(rows.capacity(r))) {
                findings.add(where, "is " + use.capacity() + ", not " + rows.capacity(r));
            }
            findings.number(where + "/load", use.load(), load[r]);
            findings.number(where + "/robustLoad", use.robustLoad(), robust[r]);
            findings.number(where + "/capacity", use.capacitySeconds(), rows.seconds()[r]);
            double executor = rows.capacity(r).withExecutors(1).busySeconds(fleet.windowSeconds());
            findings.number(where + "/savedByExecutor", use.joulesSavedByExecutor(), use.price() * executor);
            if (load[r] > rows.seconds()[r] * FULL) {
                findings.add(
                        where + "/load", "is " + load[r] + " s, above the capacity of " + rows.seconds()[r] + " s");
            }
        }
    }

    private void status(double gap) {
        if (!(result.lowerBound() <= result.value())) {
            findings.add("/objective/lowerBound", "is " + result.lowerBound() + ", above the value " + result.value());
        }
        if (result.status() == Status.OPTIMAL && !(result.gap() <= gap)) {
            findings.add("/status", "is OPTIMAL with a gap of " + result.gap() + ", above " + gap);
        }
        if (!result.status().hasPlan()) {
            findings.add("/status", "is " + result.status() + ", but every device may be left out");
        }
    }
}
