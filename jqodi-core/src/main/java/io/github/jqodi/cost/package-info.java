/**
 * Costs of epochs and inference: the contract a cost model keeps, costs that were measured, the table of all actions of a
 * model as plain arrays, and the filter that leaves the nondominated ones.
 */
package io.github.jqodi.cost;
