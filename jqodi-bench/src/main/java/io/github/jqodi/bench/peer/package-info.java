/** Peers and witnesses of the planner: literal loops, straightforward solvers, other people's solvers. */
@NullMarked
package io.github.jqodi.bench.peer;

import org.jspecify.annotations.NullMarked;
