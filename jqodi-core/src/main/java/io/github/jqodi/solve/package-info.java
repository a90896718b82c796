/** Solvers and their variants, options, results, explanations. */
package io.github.jqodi.solve;
