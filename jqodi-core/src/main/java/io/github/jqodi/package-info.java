/**
 * JQODI plans collaborative fine-tuning and inference of neural networks across device, edge and cloud: which model version,
 * at how many bits, cut after which layer, on which edge server, epoch by epoch, for least energy below a deadline.
 *
 * <p><b>One line.</b> A problem goes in, a result with a status comes out:
 *
 * <pre>{@code
 * SolveResult result = Planner.create().plan(ScenarioJson.read(Path.of("camera.json")));
 * }</pre>
 *
 * <p><b>In code.</b> Describe the world in a {@link io.github.jqodi.scenario.Scenario}, with ready networks and hardware from
 * {@link io.github.jqodi.zoo}. Say what is believed about training in {@link io.github.jqodi.estimate.Estimators}, join both
 * in a {@link io.github.jqodi.plan.Problem}, hand it to a {@link io.github.jqodi.Planner} and read a
 * {@link io.github.jqodi.solve.SolveResult}: status, {@link io.github.jqodi.plan.Plan}, bound, alternatives, and for each pair
 * without a plan an {@link io.github.jqodi.plan.Infeasibility}. {@link io.github.jqodi.report} makes pages of it,
 * {@link io.github.jqodi.json} files.
 *
 * <p><b>More than one plan.</b> {@link io.github.jqodi.Planner#prepare} for changing problems,
 * {@link io.github.jqodi.Planner#planAll} for many, {@link io.github.jqodi.frontier.Frontier} for every deadline,
 * {@link io.github.jqodi.strategy.Strategies} to compare with, {@link io.github.jqodi.control.RunController} to follow a run,
 * {@link io.github.jqodi.fleet.FleetPlanner} for many devices on the same servers.
 *
 * <p><b>Your own.</b> {@link io.github.jqodi.estimate.EpochEstimator} and its neighbours,
 * {@link io.github.jqodi.cost.CostModel}, {@link io.github.jqodi.solve.SolveListener},
 * {@link io.github.jqodi.control.Trigger} and {@link io.github.jqodi.control.RateForecast} are small interfaces, each with an
 * example. Module {@code io.github.jqodi.estimators} makes estimators of learning curves.
 *
 * <p><b>Inside.</b> A {@link io.github.jqodi.cost.CostModel} says what an action costs in an epoch
 * ({@link io.github.jqodi.cost.analytic}: Equations 1 to 10 and what is added to them). What is left for a pair is a
 * multiple-choice knapsack over epochs; {@link io.github.jqodi.Solvers} has the solvers, {@link io.github.jqodi.tree} the
 * paper's diagram, and {@link io.github.jqodi.plan.PlanVerifier} recomputes plans without either.
 *
 * <p>A guide from a power meter to a service, file formats, algorithms, equations and readings of the paper stand in
 * {@code docs} of this module.
 */
package io.github.jqodi;
