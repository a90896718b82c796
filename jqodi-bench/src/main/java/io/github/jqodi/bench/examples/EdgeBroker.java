package io.github.jqodi.bench.examples;

import io.github.jqodi.Planner;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Selection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Example: a broker as discrete-event simulators such as CloudSim have them, written against interfaces of its own, so that
 * it needs none of them. Tasks arrive, the planner says where each is trained on what is free, hosts are held until it is
 * done, and tasks that find nothing free wait for the next event.
 */
final class EdgeBroker {
    private final Planner planner = Planner.create().withAlternatives(0);
    private final Datacenter datacenter;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::seconds).thenComparingLong(Event::number));
    private final PriorityQueue<Event> waiting = new PriorityQueue<>(Comparator.comparingLong(Event::number));
    private final Map<String, Integer> busy = new HashMap<>();
    private long scheduled;

    /**
     * A broker.
     *
     * @param datacenter hosts, and who is told what happens
     */
    public EdgeBroker(Datacenter datacenter) {
        this.datacenter = datacenter;
    }

    /** The caller's hosts, of a simulator or real. */
    public interface Datacenter {
        /**
         * How many tasks a host takes at once.
         *
         * @param host name of an edge server
         * @return at least 1
         */
        int slots(String host);

        /**
         * A task begins.
         *
         * @param task which
         * @param plan where it is trained, and what that takes
         * @param seconds on the clock
         */
        void begins(Task task, Plan plan, double seconds);

        /**
         * A task is over.
         *
         * @param task which
         * @param seconds on the clock
         */
        void ends(Task task, double seconds);

        /**
         * A task cannot be done in time even with all hosts free.
         *
         * @param task which
         * @param seconds on the clock
         */
        void rejects(Task task, double seconds);
    }

    /**
     * What a simulator would call a cloudlet.
     *
     * @param name of the task
     * @param problem what is trained, on which hosts, until when, counted from its begin
     */
    public record Task(String name, Problem problem) {}

    /** An arrival, or the end of a task on the hosts it holds. */
    private record Event(double seconds, long number, Task task, Optional<List<String>> held) {}

    /**
     * Puts a task into the future.
     *
     * @param task which
     * @param seconds when it arrives
     */
    public void submit(Task task, double seconds) {
        events.add(new Event(seconds, scheduled++, task, Optional.empty()));
    }

    /**
     * Runs until nothing is left to happen.
     *
     * @return the clock then, in seconds
     */
    public double run() {
        double clock = 0;
        while (!events.isEmpty()) {
            Event event = events.remove();
            clock = event.seconds();
            if (event.held().isPresent()) {
                event.held().get().forEach(host -> busy.merge(host, -1, Integer::sum));
                datacenter.ends(event.task(), clock);
            } else {
                waiting.add(event);
            }
            beginWhatCan(clock);
        }
        return clock;
    }

    private void beginWhatCan(double clock) {
        for (Event event : List.copyOf(waiting)) {
            if (begin(event.task(), clock)) {
                waiting.remove(event);
            }
        }
    }

    /** False if it has to wait. */
    private boolean begin(Task task, double clock) {
        List<String> all = task.problem().scenario().edgeServers().stream()
                .map(EdgeServer::name)
                .toList();
        List<String> free = all.stream()
                .filter(host -> busy.getOrDefault(host, 0) < datacenter.slots(host))
                .toList();
        Optional<Plan> plan = free.isEmpty() ? Optional.empty() : plan(task.problem(), free);
        if (plan.isPresent()) {
            hold(task, plan.get(), clock);
            return true;
        }
        boolean hopeless = plan(task.problem(), all).isEmpty();
        if (hopeless) {
            datacenter.rejects(task, clock);
        }
        return hopeless;
    }

    private Optional<Plan> plan(Problem problem, List<String> hosts) {
        Choices choices = problem.scenario().choices().withServers(Selection.only(hosts));
        return planner.plan(problem.withScenario(problem.scenario().withChoices(choices)))
                .plan();
    }

    private void hold(Task task, Plan plan, double clock) {
        List<String> hosts = plan.schedule().stream()
                .flatMap(segment -> segment.server().stream())
                .distinct()
                .toList();
        hosts.forEach(host -> busy.merge(host, 1, Integer::sum));
        datacenter.begins(task, plan, clock);
        events.add(new Event(clock + plan.nominal().seconds(), scheduled++, task, Optional.of(hosts)));
    }
}
