/**
 * JQODI plans collaborative fine-tuning and inference of neural networks across device, edge and cloud. Describe a
 * {@link io.github.jqodi.scenario.Scenario}, say what is believed about training in
 * {@link io.github.jqodi.estimate.Estimators}, join both in a {@link io.github.jqodi.plan.Problem}, hand it to a
 * {@link io.github.jqodi.Planner} and read a {@link io.github.jqodi.solve.SolveResult}.
 */
package io.github.jqodi;
