package io.github.jqodi.bench.study;

import io.github.jqodi.Planner;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.Cost;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.Fleet;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetOptions;
import io.github.jqodi.fleet.FleetPlanner;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Simpler ways than planning a fleet together: devices that plan by themselves, one after the other, and parts planned apart. */
final class FleetBaselines {
    private static final Rule RULE = Rule.EXPECTED;
    private static final int PLENTY = 1_000_000_000;

    private final Fleet fleet;
    /** Whose prices are 0. */
    private final FleetResult alone;

    private final Map<Resource, Integer> rowOf = new HashMap<>();
    private final double[] capacity;

    FleetBaselines(Fleet fleet) {
        this.fleet = fleet;
        List<Capacity> plenty = fleet.capacities().stream()
                .map(own -> own.withExecutors(PLENTY).withUtilization(1))
                .toList();
        FleetOptions once = FleetOptions.DEFAULT.withRounds(1, 0).withNeighbourhoods(0);
        this.alone = FleetPlanner.create().withOptions(once).plan(fleet.withCapacities(plenty));
        this.capacity = new double[fleet.capacities().size()];
        for (int r = 0; r < capacity.length; r++) {
            capacity[r] = fleet.capacities().get(r).busySeconds(fleet.windowSeconds());
            rowOf.put(fleet.capacities().get(r).resource(), r);
        }
    }

    /**
     * Outcome of a way of planning.
     *
     * @param joules energies and weights together
     * @param rejected how many are left out
     * @param overfull rows whose capacity does not suffice
     * @param fullest the most that a row is filled
     */
    record Outcome(double joules, int rejected, int overfull, double fullest) {}

    /** Everybody's own optimum, whatever the others do. */
    Outcome own() {
        double[] left = capacity.clone();
        double joules = 0;
        int rejected = 0;
        for (FleetDevice device : fleet.devices()) {
            Problem problem = alone.priced(device.problem());
            Optional<Plan> plan =
                    Planner.create().withAlternatives(0).plan(problem).plan();
            if (plan.isPresent()) {
                joules += plan.get().expected().joules();
                add(left, loads(device, problem, plan.get()), -1);
            } else {
                joules += device.rejectionWeight();
                rejected++;
            }
        }
        return outcome(joules, rejected, left);
    }

    /** First come, first served: one's own optimum where it fits, else that without the servers that are too full. */
    Outcome greedy(long seed) {
        return oneByOne(alone, seed);
    }

    /** Newcomers at the prices of a result, whose best plan has to fit too. */
    Outcome posted(FleetResult result, long seed) {
        return oneByOne(result, seed);
    }

    /**
     * Parts of the fleet drawn at random, each planned together with its share of every capacity: the partitioning of D. Narayanan
     * et al., Solving Large-Scale Granular Resource Allocation Problems Efficiently with POP, SOSP 2021.
     */
    Outcome split(int parts, long seed) {
        List<FleetDevice> order = inAnyOrder(seed);
        List<Capacity> shares = fleet.capacities().stream()
                .map(own -> own.withUtilization(own.utilization() / parts))
                .toList();
        double joules = 0;
        int rejected = 0;
        for (int part = 0; part < parts; part++) {
            List<FleetDevice> own = order.subList(order.size() * part / parts, order.size() * (part + 1) / parts);
            Fleet drawn = new Fleet(fleet.windowSeconds(), shares, fleet.deadlineShare(), own);
            FleetResult result = FleetPlanner.create().plan(drawn);
            joules += result.value();
            rejected += (int) result.rejectedCount();
        }
        return new Outcome(joules, rejected, 0, 1);
    }

    private Outcome oneByOne(FleetResult prices, long seed) {
        double[] left = capacity.clone();
        double joules = 0;
        int rejected = 0;
        for (FleetDevice device : inAnyOrder(seed)) {
            Optional<Plan> plan = fitting(device, prices, left);
            joules += plan.map(own -> own.expected().joules()).orElse(device.rejectionWeight());
            rejected += plan.isPresent() ? 0 : 1;
        }
        return outcome(joules, rejected, left);
    }

    private Optional<Plan> fitting(FleetDevice device, FleetResult prices, double[] left) {
        Problem problem = prices.priced(device.problem());
        Set<String> open = new HashSet<>();
        problem.scenario().edgeServers().forEach(server -> open.add(server.name()));
        while (!open.isEmpty()) {
            Optional<Plan> plan = Planner.create()
                    .withAlternatives(0)
                    .plan(without(problem, open))
                    .plan();
            if (plan.isEmpty() || plan.get().objective() >= device.rejectionWeight()) {
                return Optional.empty();
            }
            double[] loads = loads(device, problem, plan.get());
            if (fits(loads, left)) {
                add(left, loads, -1);
                return plan;
            }
            Set<String> full = full(problem.scenario(), plan.get(), loads, left);
            if (!open.removeAll(full)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Problem without(Problem problem, Set<String> open) {
        Scenario scenario = problem.scenario();
        List<String> names = scenario.edgeServers().stream()
                .map(EdgeServer::name)
                .filter(open::contains)
                .toList();
        return problem.withScenario(scenario.withChoices(scenario.choices().withServers(Selection.only(names))));
    }

    /** The servers of a plan of which some row is too full. */
    private Set<String> full(Scenario scenario, Plan plan, double[] loads, double[] left) {
        Set<String> full = new HashSet<>();
        for (Segment segment : plan.schedule()) {
            String server = segment.server().orElseThrow();
            for (String name : List.of(server, "cloud-" + server, server + "-" + deviceName(scenario))) {
                for (int row : rows(scenario, name)) {
                    if (loads[row] > left[row]) {
                        full.add(server);
                    }
                }
            }
        }
        return full;
    }

    private List<FleetDevice> inAnyOrder(long seed) {
        List<FleetDevice> order = new ArrayList<>(fleet.devices());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private Outcome outcome(double joules, int rejected, double[] left) {
        int overfull = 0;
        double fullest = 0;
        for (int r = 0; r < left.length; r++) {
            overfull += left[r] < 0 ? 1 : 0;
            fullest = Math.max(fullest, 1 - left[r] / capacity[r]);
        }
        return new Outcome(joules, rejected, overfull, fullest);
    }

    /** Busy seconds of a plan by capacity, by the terms of its epochs. */
    double[] loads(FleetDevice device, Problem problem, Plan plan) {
        Candidate candidate = device.problem().assess().candidate(plan.pair()).orElseThrow();
        double[] weights = RULE.weights(candidate);
        double[] loads = new double[capacity.length];
        Map<String, EdgeServer> servers = new HashMap<>();
        problem.scenario().edgeServers().forEach(server -> servers.put(server.name(), server));
        for (Segment segment : plan.schedule()) {
            EdgeServer server =
                    Objects.requireNonNull(servers.get(segment.server().orElseThrow()));
            for (int k = segment.fromEpoch(); k <= segment.toEpoch(); k++) {
                Cost cost = candidate.costs().epoch(new Action(server, segment.cut()), k);
                for (CostItem item : cost.items()) {
                    for (int row : rows(problem.scenario(), item.node())) {
                        loads[row] += weights[k - 1] * item.seconds();
                    }
                }
            }
        }
        for (int row : rows(problem.scenario(), "cloud")) {
            loads[row] += candidate.setup().seconds();
        }
        return loads;
    }

    /** The capacities that a node or link of a scenario's bills loads. */
    int[] rows(Scenario scenario, String name) {
        String ending = "-" + deviceName(scenario);
        String band = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) + "-*" : name;
        return Arrays.stream(Resource.Kind.values())
                .map(kind -> rowOf.get(new Resource(kind, band)))
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static String deviceName(Scenario scenario) {
        return scenario.device().orElseThrow().name();
    }

    private static boolean fits(double[] loads, double[] left) {
        for (int r = 0; r < loads.length; r++) {
            if (loads[r] > left[r]) {
                return false;
            }
        }
        return true;
    }

    private static void add(double[] left, double[] loads, double factor) {
        for (int r = 0; r < left.length; r++) {
            left[r] += factor * loads[r];
        }
    }
}
