package io.github.jqodi.plan;

import io.github.jqodi.base.Check;
import io.github.jqodi.scenario.BillNames;
import io.github.jqodi.scenario.EdgeServer;
import io.github.jqodi.scenario.Objective;
import io.github.jqodi.scenario.Prices;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Setup;
import io.github.jqodi.scenario.Target;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * The one place that says what is minimised and what is limited. Searches know times, whose sum has to stay below a limit, and
 * costs, whose weighted sum is to be least; {@link #searched} gives a candidate the roles that its objective asks for. From then
 * on its seconds are times and its joules are costs, whatever their unit.
 */
public final class Goal {
    private final Scenario scenario;
    private final ObjectiveKind kind;

    private Goal(Scenario scenario, ObjectiveKind kind) {
        this.scenario = scenario;
        this.kind = kind;
    }

    /**
     * The goal of a scenario.
     *
     * @param scenario objective and target
     * @return what its searches minimise and limit
     */
    public static Goal of(Scenario scenario) {
        return new Goal(scenario, ObjectiveKind.of(scenario.objective()));
    }

    /** The least energy below the deadline, whatever the scenario minimises. */
    static Goal ofEnergy(Scenario scenario) {
        return new Goal(scenario, ObjectiveKind.ENERGY);
    }

    /**
     * Checks that a rule can weigh an objective.
     *
     * @param scenario objective and target
     * @param rule what is asked for
     * @throws IllegalArgumentException if time is minimised by another rule than robust, or the rule is paper and anything but
     *     energy without a limit is
     */
    public static void check(Scenario scenario, Rule rule) {
        check(ObjectiveKind.of(scenario.objective()), rule);
        Check.that(
                rule != Rule.PAPER || scenario.target().joules().isEmpty(),
                "rule",
                rule.label(),
                "cannot be limited by target.joules",
                "Its score is no energy. Take rule robust, expected or nominal, or leave the limit out.");
    }

    /**
     * Checks that a rule can weigh what is minimised, whatever the scenario.
     *
     * @param kind what is minimised
     * @param rule what is asked for
     * @throws IllegalArgumentException if time is minimised by another rule than robust, or anything but energy by rule paper
     */
    public static void check(ObjectiveKind kind, Rule rule) {
        Check.that(
                kind != ObjectiveKind.TIME || rule == Rule.ROBUST,
                "rule",
                rule.label(),
                "must be robust where time is minimised",
                "Leave the rule out.");
        Check.that(
                rule != Rule.PAPER || kind == ObjectiveKind.ENERGY,
                "rule",
                rule.label(),
                "takes energy alone",
                "Its score is of joules. Take rule robust, expected or nominal, or minimise energy.");
    }

    /**
     * {@return what the objective counts}
     */
    public ObjectiveKind kind() {
        return kind;
    }

    /** The scenario of this goal. */
    Scenario scenario() {
        return scenario;
    }

    /** Whether seconds are minimised and joules limited. */
    boolean isExchanged() {
        return kind == ObjectiveKind.TIME;
    }

    /**
     * {@return what the seconds of a search have to stay below: the deadline, or the limit on the energy where time is
     * minimised; empty without such a limit}
     */
    public OptionalDouble limit() {
        Target target = scenario.target();
        return isExchanged() ? target.joules() : OptionalDouble.of(target.deadlineSeconds());
    }

    /**
     * {@return what the objective's own value has to stay below: the limit on the energy, or the deadline where time is
     * minimised; empty without such a limit}
     */
    public OptionalDouble objectiveLimit() {
        Target target = scenario.target();
        return isExchanged() ? OptionalDouble.of(target.deadlineSeconds()) : target.joules();
    }

    /**
     * {@return the deadline as people are told it: 0 where a run in progress has no time left, for which searches take the least
     * number there is}
     */
    public double shownDeadlineSeconds() {
        return Remaining.told(scenario.target().deadlineSeconds());
    }

    /**
     * {@return the limit on the energy as people are told it: 0 where a run in progress has spent it; empty without one}
     */
    public OptionalDouble shownJoules() {
        OptionalDouble limit = scenario.target().joules();
        return limit.isPresent() ? OptionalDouble.of(Remaining.told(limit.getAsDouble())) : limit;
    }

    /**
     * A candidate as a search sees it.
     *
     * @param candidate as it is
     * @param stop polled during long work; true ends it
     * @return the same, or one with seconds and joules exchanged, of which the inference's joules are spent from the start
     */
    public Candidate searched(Candidate candidate, BooleanSupplier stop) {
        if (scenario.objective() instanceof Objective.Price priced) {
            return priced(candidate, priced.prices());
        }
        if (!isExchanged()) {
            return candidate;
        }
        double inference = candidate.leastInferenceJoules(scenario.addedInference(), stop);
        Setup setup = candidate.setup();
        return candidate.withCosts(
                new Setup(setup.quantization(), /* seconds= */ setup.joules(), /* joules= */ setup.seconds()),
                new ExchangedCosts(candidate.costs()),
                inference < Double.POSITIVE_INFINITY ? inference : 0);
    }

    private Candidate priced(Candidate candidate, Prices prices) {
        Setup setup = candidate.setup();
        double price = prices.cost(BillNames.cloud(scenario), 1, setup.seconds(), setup.joules());
        return candidate.withCosts(
                new Setup(setup.quantization(), setup.seconds(), price),
                candidate.costs().priced(prices),
                candidate.spentBesides());
    }

    /** A candidate in whose costs the place of an inference is chosen: its joules, or the price of these. */
    Candidate inferring(Candidate candidate) {
        return scenario.objective() instanceof Objective.Price priced ? priced(candidate, priced.prices()) : candidate;
    }

    /**
     * Whether what a switch of the server adds to the minimised sum differs from epoch to epoch.
     *
     * @param servers that may be switched to
     * @return whether prices of any of them change and it has switches
     */
    public boolean switchesChange(Collection<EdgeServer> servers) {
        return scenario.objective() instanceof Objective.Price priced
                && servers.stream()
                        .anyMatch(server -> server.switchJoules() > 0
                                && priced.prices().leastPerJoule(server.name())
                                        < priced.prices().mostPerJoule(server.name()));
    }

    /**
     * What a switch to a server takes of the limited sum.
     *
     * @param server that is switched to
     * @return its seconds, or its joules where these are limited
     */
    public double switchTime(EdgeServer server) {
        return isExchanged() ? server.switchJoules() : server.switchSeconds();
    }

    /**
     * What a switch to a server adds to the minimised sum.
     *
     * @param server that is switched to
     * @param epoch k, from 1, in which it is
     * @return its joules, its seconds where these are minimised, or the price of both
     */
    public double switchCost(EdgeServer server, int epoch) {
        if (scenario.objective() instanceof Objective.Price priced) {
            return priced.prices().cost(server.name(), epoch, server.switchSeconds(), server.switchJoules());
        }
        return isExchanged() ? server.switchSeconds() : server.switchJoules();
    }

    @Override
    public String toString() {
        return "least " + kind.label();
    }
}
