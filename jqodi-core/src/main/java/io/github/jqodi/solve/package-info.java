/**
 * The contract of solving: solvers and prepared solvers, options, results with status, bound and explanations, progress, and
 * the check of a result by recomputation.
 */
package io.github.jqodi.solve;
