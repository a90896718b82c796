package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.cost.Action;
import io.github.jqodi.cost.ModelCosts;
import io.github.jqodi.plan.Plan;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Segment;
import io.github.jqodi.scenario.EdgeServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lengths of the epochs of one plan, and rates of links in them. Not thread-safe. */
final class EpochLengths {
    private static final int MOST_SWEEPS = 200;
    private static final double TOLERANCE = 1e-9;

    private final Problem problem;
    private final Plan plan;
    private final double horizon;
    private boolean settled;

    EpochLengths(Problem problem, Plan plan, double horizon) {
        this.problem = problem;
        this.plan = plan;
        this.horizon = horizon;
    }

    /** The rates in the epochs of the plan once these are as long as their rates make them. */
    Map<String, List<Double>> settle(Map<String, ? extends RateOutlook> links, Map<String, List<Double>> first) {
        Map<String, List<Double>> rates = first;
        for (int sweep = 0; sweep < MOST_SWEEPS && !settled; sweep++) {
            double[] ends = ends(EpochRates.withRates(problem, rates));
            Map<String, List<Double>> next = new LinkedHashMap<>();
            links.forEach((server, link) -> next.put(server, rates(server, link, ends)));
            settled = agree(rates, next);
            rates = next;
        }
        return rates;
    }

    /** Whether lengths and rates of the last plan agreed. */
    boolean isSettled() {
        return settled;
    }

    /** Of each epoch, and what is after the last. */
    private List<Double> rates(String server, RateOutlook link, double[] ends) {
        List<Double> rates = new ArrayList<>();
        for (int k = 1; k < ends.length; k++) {
            rates.add(rate(server, link, ends[k - 1], ends[k]));
        }
        double last = ends[ends.length - 1];
        rates.add(rate(server, link, last, last + Math.max(horizon, last)));
        return rates;
    }

    /** The mean rate of a stretch, which a caller's outlook may have got wrong. */
    static double rate(String server, RateOutlook link, double fromSeconds, double toSeconds) {
        Supplier<String> what =
                () -> "outlook of server '" + server + "' from " + fromSeconds + " to " + toSeconds + " s";
        double rate = CallerCode.ask(what, () -> link.meanBitsPerSecond(fromSeconds, toSeconds));
        return rate >= 0 && rate < Double.POSITIVE_INFINITY ? rate + 0.0 : Check.nonNegative(what.get(), rate);
    }

    /** When setup and each epoch are over; an epoch in which a needed link is down waits until the horizon. */
    private double[] ends(Problem now) {
        Map<String, EdgeServer> servers = new HashMap<>();
        now.scenario().edgeServers().forEach(server -> servers.put(server.name(), server));
        ModelCosts costs = now.costModel().costs(now.scenario()).of(plan.pair());
        int epochs = plan.robust().epochs();
        double[] ends = new double[epochs + 1];
        ends[0] = plan.setup().seconds();
        Optional<String> before = Optional.empty();
        for (Segment segment : plan.schedule()) {
            EdgeServer server =
                    Objects.requireNonNull(servers.get(segment.server().orElseThrow()));
            for (int k = segment.fromEpoch(); k <= segment.toEpoch(); k++) {
                double seconds =
                        costs.epoch(new Action(server, segment.cut()), k).seconds();
                boolean switched = before.isPresent() && !before.equals(segment.server());
                double length =
                        (Double.isFinite(seconds) ? seconds : horizon) + (switched ? server.switchSeconds() : 0);
                ends[k] = ends[k - 1] + Math.max(length, Double.MIN_NORMAL);
                before = segment.server();
            }
        }
        return ends;
    }

    /** Whether rates are equal in every epoch, whose last one holds on. */
    static boolean agree(Map<String, List<Double>> one, Map<String, List<Double>> other) {
        return one.entrySet().stream()
                .allMatch(entry -> agree(entry.getValue(), other.getOrDefault(entry.getKey(), List.of())));
    }

    private static boolean agree(List<Double> one, List<Double> other) {
        return IntStream.range(0, Math.max(one.size(), other.size()))
                .allMatch(k -> Math.abs(at(one, k) - at(other, k)) <= TOLERANCE * Math.max(at(one, k), at(other, k)));
    }

    /** The lower rate of each epoch. */
    static Map<String, List<Double>> least(Map<String, List<Double>> one, Map<String, List<Double>> other) {
        Map<String, List<Double>> least = new LinkedHashMap<>();
        one.forEach((server, rates) -> {
            List<Double> others = other.getOrDefault(server, rates);
            least.put(
                    server,
                    IntStream.range(0, Math.max(rates.size(), others.size()))
                            .mapToObj(k -> Math.min(at(rates, k), at(others, k)))
                            .toList());
        });
        return least;
    }

    private static double at(List<Double> rates, int index) {
        return rates.isEmpty() ? Double.NaN : rates.get(Math.min(index, rates.size() - 1));
    }
}
