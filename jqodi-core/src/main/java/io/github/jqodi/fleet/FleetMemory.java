package io.github.jqodi.fleet;

import java.util.IdentityHashMap;

/**
 * Memory of a solve of a fleet for the next one, of a fleet that differs little.
 *
 * @param model the fleet, with tables of costs
 * @param columns its schedules
 * @param plans the best found, over these
 * @param made plans of the schedules that were taken, by these
 * @param goal gap at which no better plans are looked for: that of the plans from scratch, where there were none before
 */
record FleetMemory(
        FleetModel model, Columns columns, Assignment plans, IdentityHashMap<Column, FleetPlan> made, double goal) {}
