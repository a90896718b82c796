package io.github.jqodi.estimators.bandwidth;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Check;
import io.github.jqodi.base.Text;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.solve.SolveResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rates of device links epoch by epoch, out of rates over time. Which seconds an epoch has depends on how long those before
 * it take, that is on the plan, which depends on the rates: first a plan is made at the mean rates, then rates are integrated over
 * its epochs, and so on until a plan and its rates agree. Immutable.
 *
 * <pre>{@code
 * EpochRates rates = EpochRates.of(problem, Map.of("edge", trace), Planner.create()::plan);
 * SolveResult result = rates.result(); // planned at rates.problem(), whose links have these rates
 * }</pre>
 */
public final class EpochRates {
    /** The most plans made before the answer is that they do not settle. */
    public static final int MOST_ROUNDS = 20;

    private final Problem problem;
    private final SolveResult result;
    private final Map<String, List<Double>> bitsPerSecond;
    private final boolean settled;
    private final int rounds;

    private EpochRates(
            Problem problem, SolveResult result, Map<String, List<Double>> bitsPerSecond, boolean settled, int rounds) {
        this.problem = problem;
        this.result = result;
        this.bitsPerSecond = bitsPerSecond;
        this.settled = settled;
        this.rounds = rounds;
    }

    /**
     * Rates and the plan that agrees with them.
     *
     * @param problem fine-tuning with device links, which may have any rates
     * @param links rates from the begin of training on, by the server's name
     * @param planning finds plans, such as a planner's
     * @return rates, plan, and whether they agree
     * @throws io.github.jqodi.error.InvalidValueException if a server is unknown or has no device link
     */
    public static EpochRates of(
            Problem problem, Map<String, ? extends RateOutlook> links, Function<Problem, SolveResult> planning) {
        check(problem, links);
        double horizon = problem.scenario().target().deadlineSeconds();
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        links.forEach((server, link) -> rates.put(server, List.of(EpochLengths.rate(server, link, 0, horizon))));
        List<Map<String, List<Double>>> tried = new ArrayList<>();
        Map<String, List<Double>> next = rates;
        for (int round = 1; ; round++) {
            Problem now = withRates(problem, next);
            SolveResult result = CallerCode.askOrRefuse(() -> "planning", () -> planning.apply(now));
            if (result.plan().isEmpty()) {
                return new EpochRates(now, result, next, false, round);
            }
            EpochLengths lengths = new EpochLengths(problem, result.plan().get(), horizon);
            Map<String, List<Double>> implied = lengths.settle(links, next);
            boolean agrees = EpochLengths.agree(next, implied);
            if (agrees || round == MOST_ROUNDS) {
                return new EpochRates(now, result, next, agrees && lengths.isSettled(), round);
            }
            boolean returns = tried.stream().anyMatch(before -> EpochLengths.agree(before, implied));
            tried.add(next);
            // Plans that take turns are left by the rates that are least of theirs, which both can rely on.
            next = returns ? EpochLengths.least(next, implied) : implied;
        }
    }

    private static void check(Problem problem, Map<String, ? extends RateOutlook> links) {
        List<String> known = problem.scenario().edgeServers().stream()
                .filter(server -> server.deviceLink().isPresent())
                .map(EdgeServer::name)
                .toList();
        Check.that(!links.isEmpty(), "links", "{}", "must name at least one server");
        links.keySet()
                .forEach(name -> Check.that(
                        known.contains(name),
                        "links",
                        "'" + name + "'",
                        "must be a server with a device link",
                        "These are " + String.join(", ", known) + "."));
    }

    /** The problem with rates of epochs on the links to the device, both ways. */
    static Problem withRates(Problem problem, Map<String, List<Double>> rates) {
        List<EdgeServer> servers = problem.scenario().edgeServers().stream()
                .map(server -> rates.containsKey(server.name())
                        ? with(server, rates.getOrDefault(server.name(), List.of()))
                        : server)
                .toList();
        return problem.withScenario(problem.scenario().withEdgeServers(servers));
    }

    private static EdgeServer with(EdgeServer server, List<Double> rates) {
        return server.withDeviceLink(server.deviceLink().orElseThrow().withBitsPerSecondByEpoch(rates));
    }

    /**
     * {@return the problem whose device links have the rates of {@link #bitsPerSecondByEpoch}}
     */
    public Problem problem() {
        return problem;
    }

    /**
     * {@return what was planned for that problem}
     */
    public SolveResult result() {
        return result;
    }

    /**
     * The rates of a link epoch by epoch; the last holds on.
     *
     * @param server whose link to the device it is, one of those asked for
     * @return bits per second, exactly 0 in an epoch in which the link is down all the time
     */
    public List<Double> bitsPerSecondByEpoch(String server) {
        List<Double> rates = bitsPerSecond.get(server);
        Check.that(rates != null, "server", "'" + server + "'", "must be one of those asked for");
        return rates == null ? List.of() : rates;
    }

    /**
     * Whether the plan's epochs, as long as they are at these rates, have these rates. If not, two plans take turns, or there is
     * none; rates are then those that the last plan was made for, the least of what plans implied where these took turns.
     *
     * @return whether plan and rates agree
     */
    public boolean isSettled() {
        return settled;
    }

    /**
     * {@return how many plans were made, at most {@link #MOST_ROUNDS}}
     */
    public int rounds() {
        return rounds;
    }

    @Override
    public String toString() {
        return "rates of " + Text.escaped(String.join(", ", bitsPerSecond.keySet())) + " after " + rounds
                + (settled ? " plans" : " plans, not settled");
    }
}
