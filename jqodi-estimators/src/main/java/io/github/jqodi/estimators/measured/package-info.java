/** Results of whole runs, read from tables and from what benchmarks print: seconds and joules of configurations. */
@NullMarked
package io.github.jqodi.estimators.measured;

import org.jspecify.annotations.NullMarked;
