/** JMH benchmarks; in {@code benchmarks.jar}, never in the command line's jar. */
@NullMarked
package io.github.jqodi.bench.jmh;

import org.jspecify.annotations.NullMarked;
