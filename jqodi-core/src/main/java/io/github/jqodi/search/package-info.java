/**
 * The solvers: candidates best first, each bounded without a table where its costs allow that, then opened, then searched
 * by one of several methods. Not exported; {@link io.github.jqodi.Solvers} hands them out.
 */
package io.github.jqodi.search;
