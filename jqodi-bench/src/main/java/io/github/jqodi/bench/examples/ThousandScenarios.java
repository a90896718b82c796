package io.github.jqodi.bench.examples;

import io.github.jqodi.BatchAnswer;
import io.github.jqodi.Planner;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Example: a sweep. The same job is planned for a thousand rates of its links to the device, several at once, to see from which
 * rate on another cut or server is worth it.
 */
final class ThousandScenarios {
    private final Problem problem;
    private final int count;

    /**
     * A sweep.
     *
     * @param problem of which the links are varied
     * @param count how many rates
     */
    public ThousandScenarios(Problem problem, int count) {
        this.problem = problem;
        this.count = count;
    }

    /**
     * Plans all.
     *
     * @param leastRate the lowest rate in bits per second
     * @param mostRate the highest; those between grow by equal factors
     * @param threads how many are planned at once
     * @return how many scenarios begin where, as {@code cut 2 on edge}; {@code none} where nothing is feasible
     */
    public Map<String, Integer> firstPlaces(double leastRate, double mostRate, int threads) {
        List<Problem> problems = IntStream.range(0, count)
                .mapToObj(i -> withRate(leastRate * Math.pow(mostRate / leastRate, i / (count - 1.0))))
                .toList();
        Planner planner = Planner.create().withAlternatives(0).withThreads(threads);
        Map<String, Integer> places = new TreeMap<>();
        for (BatchAnswer answer : planner.planAll(problems)) {
            String server =
                    answer.orElseThrow().plan().map(ThousandScenarios::first).orElse("none");
            places.merge(place, 1, Integer::sum);
        }
        return places;
    }

    private static String first(Plan plan) {
        Segment segment = plan.schedule().get(0);
        return "cut " + segment.cut() + " on " + segment.server().orElseThrow();
    }

    private Problem withRate(double bitsPerSecond) {
        List<EdgeServer> servers = problem.scenario().edgeServers().stream()
                .map(server ->
                        server.withDeviceLink(server.deviceLink().orElseThrow().withBitsPerSecond(bitsPerSecond)))
                .toList();
        return problem.withScenario(problem.scenario().withEdgeServers(servers));
    }
}
