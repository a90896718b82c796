/**
 * Equations 11 to 13: a problem, its candidates, the decision rules, a plan with its schedule, totals and bill, and the verifier
 * that recomputes a plan from the equations without ever seeing a solver or a table.
 */
package io.github.jqodi.plan;
