package io.github.jqodi.fleet;

import io.github.jqodi.plan.Plan;

/**
 * Plan of a device that is admitted, or of several of one type. The plan is that of the device's own problem: its seconds are
 * without waiting, which is told besides.
 *
 * @param device name of the device or type
 * @param count how many of it follow this plan
 * @param plan what they do
 * @param stretchedSeconds τ + Σ t_k over all K_rob epochs with the time they wait for what is shared
 */
public record FleetPlan(String device, int count, Plan plan, double stretchedSeconds) {}
