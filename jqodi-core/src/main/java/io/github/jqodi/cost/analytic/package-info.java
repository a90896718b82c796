/**
 * Equations 1 to 10 and what is added to them: costs computed from layers, workload and coefficients. The list of
 * {@code Term}s is the one statement of the physics; totals, bills, row kernels and bounds run over it.
 */
package io.github.jqodi.cost.analytic;
