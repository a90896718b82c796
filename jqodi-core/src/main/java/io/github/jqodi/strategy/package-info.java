/**
 * Ways to decide that plans of this library are compared with: those of the paper's Section V, and those a reader will ask
 * for.
 */
package io.github.jqodi.strategy;
