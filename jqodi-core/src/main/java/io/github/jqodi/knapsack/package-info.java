/**
 * The multiple-choice knapsack engine: classes of (time, cost) items, one to take from each, least cost in strictly less
 * than a given time. Knows nothing of networks; not exported.
 */
package io.github.jqodi.knapsack;
