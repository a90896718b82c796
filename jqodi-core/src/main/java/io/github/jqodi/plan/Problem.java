package io.github.jqodi.plan;

import io.github.jqodi.base.CallerCode;
import io.github.jqodi.base.Text;
import io.github.jqodi.cost.CheckedCosts;
import io.github.jqodi.cost.CostModel;
import io.github.jqodi.cost.WorkLimits;
import io.github.jqodi.cost.analytic.AnalyticCosts;
import io.github.jqodi.estimate.EpochEstimate;
import io.github.jqodi.estimate.Estimators;
import io.github.jqodi.scenario.Choices;
import io.github.jqodi.scenario.QuantizedModel;
import io.github.jqodi.scenario.Scenario;
import io.github.jqodi.scenario.Selection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Problem to be planned: the world, what is believed about training, and how costs are computed. Immutable; thread-safe if
 * estimators and cost model are.
 *
 * @param scenario the world
 * @param estimators the beliefs
 * @param costModel Eqs. 1-10 or another model
 * @param scenarioSha256 SHA-256 of the canonical form of the file all of this was read from, by which a plan tells its scenario
 *     again; empty where it was read from none or has been changed
 * @param continued the run whose epochs that remain this problem is; empty of a run that has not begun. Scenario, estimators and
 *     costs then are those of what remains, and its first epoch is the next one
 */
public record Problem(
        Scenario scenario,
        Estimators estimators,
        CostModel costModel,
        Optional<String> scenarioSha256,
        Optional<Continued> continued) {
    /**
     * Checks that the scenario holds all the cost model needs.
     *
     * @param scenario the world
     * @param estimators the beliefs
     * @param costModel Eqs. 1-10 or another model
     * @param scenarioSha256 hash of the file
     * @param continued what this is the rest of
     */
    public Problem {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(estimators, "estimators");
        Objects.requireNonNull(costModel, "costModel");
        Objects.requireNonNull(scenarioSha256, "scenarioSha256");
        Objects.requireNonNull(continued, "continued");
        check(costModel, scenario);
    }

    /**
     * A problem that was read from no file.
     *
     * @param scenario the world
     * @param estimators the beliefs
     * @param costModel Eqs. 1-10 or another model
     */
    public Problem(Scenario scenario, Estimators estimators, CostModel costModel) {
        this(scenario, estimators, costModel, Optional.empty(), Optional.empty());
    }

    /** A model of the caller may refuse a scenario in its own words; whatever else it throws is its failure. */
    private static void check(CostModel costModel, Scenario scenario) {
        try {
            costModel.check(scenario);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            CallerCode.run(() -> "check of the scenario by the cost model", () -> {
                throw e;
            });
        }
    }

    /**
     * A problem with the default analytic costs.
     *
     * @param scenario the world
     * @param estimators the beliefs
     * @return the problem
     */
    public static Problem of(Scenario scenario, Estimators estimators) {
        return new Problem(scenario, estimators, AnalyticCosts.DEFAULT);
    }

    /**
     * The same problem in another world.
     *
     * @param newScenario the world
     * @return a copy
     */
    public Problem withScenario(Scenario newScenario) {
        return changed(newScenario, estimators);
    }

    private Problem changed(Scenario newScenario, Estimators newEstimators) {
        return new Problem(newScenario, newEstimators, costModel, Optional.empty(), continued.map(Continued::changed));
    }

    /**
     * The same problem with other beliefs.
     *
     * @param newEstimators the beliefs
     * @return a copy
     */
    public Problem withEstimators(Estimators newEstimators) {
        return changed(scenario, newEstimators);
    }

    /**
     * The same problem as that of a file.
     *
     * @param sha256 hash of the canonical form of the file; empty for none
     * @return a copy
     */
    public Problem withScenarioSha256(Optional<String> sha256) {
        return new Problem(scenario, estimators, costModel, sha256, continued);
    }

    /**
     * The epochs that remain of a run of this problem, as a problem of its own: limits are what the run has left of them,
     * forecasts, prices and measured epochs begin with the next one, and beliefs are those given the epochs done. The pair in
     * progress pays neither setup nor placement; other pairs pay both and start afresh, or with the share of the epochs that is
     * carried.
     *
     * @param run how far it is
     * @return the rest; what it says of seconds, joules and epochs counts from now on
     * @throws IllegalArgumentException if this scenario does not hold the pair or the server of the run, if inference is its task,
     *     or if this is the rest of a run already
     */
    public Problem withProgress(RunInProgress run) {
        Objects.requireNonNull(run, "run");
        return Remaining.problem(this, run);
    }

    /**
     * The same problem with another deadline.
     *
     * @param seconds T_max; of the rest of a run, from now on
     * @return a copy
     */
    public Problem withDeadlineSeconds(double seconds) {
        return withScenario(scenario.withTarget(scenario.target().withDeadlineSeconds(seconds)));
    }

    /**
     * The same problem with one pair (a,q) alone, since no other is asked about.
     *
     * @param pair model and quantization by name
     * @return a copy whose choices are that pair
     */
    public Problem withOnly(QuantizedModel pair) {
        Objects.requireNonNull(pair, "pair");
        Choices only = scenario.choices()
                .withModels(Selection.only(List.of(pair.model())))
                .withQuantizations(Selection.only(List.of(pair.quantization())));
        return withScenario(scenario.withChoices(only));
    }

    /**
     * The same problem with its beliefs in a table, so that it can be written as a file. Asks the estimators once for every pair
     * (a,q) of the scenario, forbidden ones included, and for losses up to K_rob at the target's confidence. A pair without an
     * estimate has no row; gains are in the table where both γ^update and γ^run are believed. Pairs outside the scenario, as the
     * full-precision strategy asks for, are not asked. The plan is the same.
     *
     * @return a copy; this problem where its beliefs are those of a table already
     * @throws IllegalArgumentException if an estimator throws, answers null or contradicts itself
     */
    public Problem tabulated() {
        if (continued.isPresent() && continued.get().whole().isPresent()) {
            return continued
                    .get()
                    .whole()
                    .get()
                    .tabulated()
                    .withProgress(continued.get().run());
        }
        return estimators.table().isPresent()
                ? this
                : withEstimators(Estimators.of(new Beliefs(scenario, estimators).tabulated()));
    }

    /**
     * Asks the estimators about every pair (a,q) and sorts the pairs.
     *
     * @return candidates, excluded pairs and warnings
     * @throws IllegalArgumentException if an estimate contradicts itself, a pair with an estimate cannot be costed, or an
     *     estimator or cost model of the caller throws or answers null
     */
    public Assessment assess() {
        return assess(WorkLimits.NONE);
    }

    /**
     * The same as far as limits allow; pairs that were not looked at are excluded as undecided.
     *
     * @param limits when to give up
     * @return candidates, excluded pairs and warnings
     * @throws IllegalArgumentException as {@link #assess()}
     */
    public Assessment assess(WorkLimits limits) {
        CheckedCosts costs = CheckedCosts.of(costModel, scenario);
        return new CandidateScreening(this, costs, PlausibilityChecks::warnings, EpochEstimate::at, limits).assess();
    }

    @Override
    public String toString() {
        return scenario + "; " + estimators + "; costs: " + Text.escaped(String.valueOf(costModel))
                + continued.map(run -> "; " + run).orElse("");
    }
}
