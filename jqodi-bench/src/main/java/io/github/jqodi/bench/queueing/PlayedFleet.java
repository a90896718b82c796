package io.github.jqodi.bench.queueing;

import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.CostItem;
import io.github.jqodi.fleet.Capacity;
import io.github.jqodi.fleet.FleetDevice;
import io.github.jqodi.fleet.FleetPlan;
import io.github.jqodi.fleet.FleetResult;
import io.github.jqodi.fleet.Resource;
import io.github.jqodi.plan.Candidate;
import io.github.jqodi.plan.Switches;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Plans of a fleet in queues. Each capacity is a station with its executors; an epoch goes through its nodes and links in the
 * order of its bill, setup and switches of the server too. Every admitted device begins once a window, or once a period, at a
 * random time, and runs until K, drawn from what is believed of it, or to the end of its plan. Windows follow one another, so
 * that those counted see as many others before and after as there are in the long run.
 */
final class PlayedFleet {
    private static final int WARMUP = 2;

    private final FleetResult result;
    private final List<Capacity> capacities;
    private final Map<Resource, Integer> stationOf = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private double longest;

    PlayedFleet(FleetResult result) {
        this.result = result;
        this.capacities = result.fleet().capacities();
        for (int r = 0; r < capacities.size(); r++) {
            stationOf.put(capacities.get(r).resource(), r);
        }
        Map<String, FleetDevice> devices = new HashMap<>();
        result.fleet().devices().forEach(device -> devices.put(device.name(), device));
        result.plans().forEach(plan -> add(Objects.requireNonNull(devices.get(plan.device()), plan.device()), plan));
    }

    /** A device that runs again and again. */
    private static final class Run {
        private final Route route;
        /** P(K ≥ k). */
        private final double[] survivals;

        private final double deadline;
        private final double period;

        Run(Route route, double[] survivals, double deadline, double period) {
            this.route = route;
            this.survivals = survivals;
            this.deadline = deadline;
            this.period = period;
        }

        int epochs(SplittableRandom random) {
            double at = random.nextDouble();
            int epochs = 1;
            while (epochs < survivals.length && survivals[epochs] > at) {
                epochs++;
            }
            return epochs;
        }
    }

    /**
     * Deadlines of the runs that began in the windows counted.
     *
     * @param runs how many
     * @param late of these
     * @param worst time over deadline of the latest
     */
    record Kept(int runs, int late, double worst) {
        static final Kept NONE = new Kept(0, 0, 0);

        Kept plus(Kept other) {
            return new Kept(runs + other.runs, late + other.late, Math.max(worst, other.worst));
        }
    }

    private void add(FleetDevice device, FleetPlan plan) {
        Candidate candidate =
                device.problem().assess().candidate(plan.plan().pair()).orElseThrow();
        double deadline = device.problem().scenario().target().deadlineSeconds();
        double window = result.fleet().windowSeconds();
        Run run = new Run(
                route(device.problem().scenario(), candidate, plan),
                candidate.epochs().survivals(candidate.robustEpochs()),
                deadline,
                device.periodSeconds().orElse(window));
        longest = Math.max(longest, deadline);
        for (int copy = 0; copy < plan.count(); copy++) {
            runs.add(run);
        }
    }

    private Route route(Scenario scenario, Candidate candidate, FleetPlan plan) {
        Map<String, Integer> byName = byBillName(scenario);
        Way way = new Way();
        way.add(
                byName.getOrDefault(BillNames.cloud(scenario), Route.NOWHERE),
                candidate.setup().seconds());
        List<Action> actions = candidate.actionsOf(plan.plan().schedule());
        int[] ends = new int[actions.size() + 1];
        ends[0] = way.size;
        for (int k = 1; k <= actions.size(); k++) {
            Action action = actions.get(k - 1);
            if (k > 1 && Switches.between(actions.get(k - 2), action)) {
                String server = action.server().name();
                way.add(
                        byName.getOrDefault(server, Route.NOWHERE),
                        action.server().switchSeconds());
            }
            for (CostItem item : candidate.costs().epoch(action, k).items()) {
                way.add(byName.getOrDefault(item.node(), Route.NOWHERE), item.seconds());
            }
            ends[k] = way.size;
        }
        return new Route(Arrays.copyOf(way.stations, way.size), Arrays.copyOf(way.seconds, way.size), ends);
    }

    /** Stages while they are added; what takes no time is none. */
    private static final class Way {
        private int[] stations = new int[64];
        private double[] seconds = new double[64];
        private int size;

        void add(int station, double more) {
            if (more == 0) {
                return;
            }
            if (size == stations.length) {
                stations = Arrays.copyOf(stations, 2 * size);
                seconds = Arrays.copyOf(seconds, 2 * size);
            }
            stations[size] = station;
            seconds[size++] = more;
        }
    }

    /** Stations by names in bills. A link to a device that is also part of a shared band is served by the band. */
    private Map<String, Integer> byBillName(Scenario scenario) {
        String cloud = BillNames.cloud(scenario);
        String device = BillNames.device(scenario);
        Map<String, Integer> byName = new HashMap<>();
        put(byName, cloud, Resource.node(cloud));
        for (EdgeServer server : scenario.edgeServers()) {
            Resource upper = Resource.link(cloud, server.name());
            Resource lower = Resource.link(server.name(), device);
            put(byName, server.name(), Resource.node(server.name()));
            put(byName, upper.name(), upper);
            put(byName, lower.name(), lower);
            put(byName, lower.name(), Resource.deviceLinks(server.name()));
        }
        return byName;
    }

    private void put(Map<String, Integer> byName, String name, Resource resource) {
        if (stationOf.containsKey(resource)) {
            byName.put(name, stationOf.get(resource));
        }
    }

    /**
     * Plays the plans.
     *
     * @param discipline of all stations
     * @param windows that are counted
     * @param random starts and lengths of runs
     * @return what became of the deadlines
     */
    Kept play(Discipline discipline, int windows, SplittableRandom random) {
        double window = result.fleet().windowSeconds();
        // others are still under way when a window begins, and come until its last run has ended
        double from = Math.max(WARMUP * window, longest);
        double to = from + windows * window;
        double end = to + longest;
        List<Job> jobs = new ArrayList<>();
        List<Run> of = new ArrayList<>();
        for (Run run : runs) {
            for (double begin = 0; begin < end; begin += run.period) {
                jobs.add(new Job(begin + run.period * random.nextDouble(), run.route, run.epochs(random)));
                of.add(run);
            }
        }
        List<Station> stations = capacities.stream()
                .map(capacity -> discipline.station(capacity.executors()))
                .toList();
        double[] finish = new Network(stations, jobs).play();
        Kept kept = Kept.NONE;
        for (int j = 0; j < finish.length; j++) {
            double start = jobs.get(j).start();
            if (start >= from && start < to) {
                double part = (finish[j] - start) / of.get(j).deadline;
                kept = kept.plus(new Kept(1, part < 1 ? 0 : 1, part));
            }
        }
        return kept;
    }

    @Override
    public String toString() {
        return runs.size() + " devices at " + capacities.size() + " stations";
    }
}
