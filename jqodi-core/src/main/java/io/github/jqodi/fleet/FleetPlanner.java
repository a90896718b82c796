package io.github.jqodi.fleet;

import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.scenario.Scenario;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The front door of fleets: fleet in, result out. Immutable and thread-safe.
 *
 * <pre>{@code
 * FleetResult result = FleetPlanner.create().plan(fleet);
 * }</pre>
 */
public final class FleetPlanner {
    private final FleetOptions options;
    private final Optional<PricingBackend> backend;
    private final FleetListener listener;

    private FleetPlanner(FleetOptions options, Optional<PricingBackend> backend, FleetListener listener) {
        this.options = options;
        this.backend = backend;
        this.listener = listener;
    }

    /**
     * {@return a planner with the default options}
     */
    public static FleetPlanner create() {
        return new FleetPlanner(FleetOptions.DEFAULT, Optional.empty(), FleetListener.NONE);
    }

    /**
     * The same planner with other options.
     *
     * @param newOptions when to give up, how many threads
     * @return a copy
     */
    public FleetPlanner withOptions(FleetOptions newOptions) {
        Objects.requireNonNull(newOptions, "newOptions");
        return new FleetPlanner(newOptions, backend, listener);
    }

    /**
     * The same planner with another rule.
     *
     * @param rule expected or robust
     * @return a copy
     */
    public FleetPlanner withRule(Rule rule) {
        return withOptions(options.withRule(rule));
    }

    /**
     * The same planner with another gap.
     *
     * @param gap relative distance of value and bound that counts as proven, in [0, 1)
     * @return a copy
     */
    public FleetPlanner withGap(double gap) {
        return withOptions(options.withGap(gap));
    }

    /**
     * The same planner with a time limit, by which results may differ from run to run.
     *
     * @param limit above 0
     * @return a copy
     */
    public FleetPlanner withTimeLimit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return withOptions(options.withTimeLimit(limit));
    }

    /**
     * The same planner with more or fewer threads; the result does not depend on them.
     *
     * @param threads from 1 to 1024
     * @return a copy
     */
    public FleetPlanner withThreads(int threads) {
        return withOptions(options.withThreads(threads));
    }

    /**
     * The same planner with another backend of pricing, in place of threads of its own.
     *
     * @param newBackend does the work of rounds
     * @return a copy
     */
    public FleetPlanner withBackend(PricingBackend newBackend) {
        Objects.requireNonNull(newBackend, "newBackend");
        return new FleetPlanner(options, Optional.of(newBackend), listener);
    }

    /**
     * The same planner with a listener.
     *
     * @param newListener is told how the planning proceeds
     * @return a copy
     */
    public FleetPlanner withListener(FleetListener newListener) {
        Objects.requireNonNull(newListener, "newListener");
        return new FleetPlanner(options, backend, newListener);
    }

    /**
     * {@return when the planner gives up, and how many threads it takes}
     */
    public FleetOptions options() {
        return options;
    }

    /**
     * Plans a fleet. Interrupted or out of time it returns the best plans it has, if need be none, with the bound that is proven
     * so far.
     *
     * @param fleet devices and what they share
     * @return plans, bound and prices
     * @throws IllegalArgumentException if a device's estimates contradict themselves, its cost model fails, or a backend of the
     *     caller throws, leaves blocks undone or gives answers that were not asked for
     */
    public FleetResult plan(Fleet fleet) {
        return prepare().plan(fleet);
    }

    /**
     * Prepares for fleets that differ little from one another: tables of costs are kept, and each plan starts from the prices of
     * the one before.
     *
     * <pre>{@code
     * PreparedFleet prepared = FleetPlanner.create().prepare();
     * FleetResult first = prepared.plan(fleet);
     * FleetResult next = prepared.plan(fleet.withCapacities(fleet.capacities().subList(0, 1)));
     * }</pre>
     *
     * @return plans each fleet but the first with less work than alone
     */
    public PreparedFleet prepare() {
        return new PreparedFleet(options, backend.orElseGet(() -> PricingBackend.threads(options.threads())), listener);
    }

    /** A device's problem with waiting and the share of its deadline. */
    static Problem shared(Problem problem, Fleet fleet, SharedRows rows) {
        Scenario scenario = problem.scenario();
        double deadline = fleet.deadlineShare() * scenario.target().deadlineSeconds();
        return new Problem(
                scenario.withTarget(scenario.target().withDeadlineSeconds(deadline)),
                problem.estimators(),
                new StretchedCosts(problem.costModel(), rows),
                Optional.empty(),
                problem.continued());
    }

    @Override
    public String toString() {
        return "fleet planner, " + options;
    }
}
