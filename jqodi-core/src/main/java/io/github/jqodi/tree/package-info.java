/**
 * Algorithm 1's time-energy diagram. {@link io.github.jqodi.tree.PathTree} is the diagram as the paper draws it, a vertex
 * for each partial path; {@link io.github.jqodi.tree.StateGraph} merges the paths that end in the same state (a,q,k,x,j), and
 * {@link io.github.jqodi.tree.StateLabels} keeps what sets them apart as labels. {@link io.github.jqodi.tree.Diagram} joins
 * the branches of all models below their vertices.
 */
package io.github.jqodi.tree;
