/**
 * Jobs played against recorded bandwidth in simulated time, by policies side by side: what planning once, planning again and
 * knowing the future come to.
 */
package io.github.jqodi.bench.replay;
