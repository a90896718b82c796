/** Peers that need other people's libraries; in {@code benchmarks.jar}, never in the command line's jar. */
@NullMarked
package io.github.jqodi.bench.peer.library;

import org.jspecify.annotations.NullMarked;
