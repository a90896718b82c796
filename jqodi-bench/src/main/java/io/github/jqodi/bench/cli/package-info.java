/** The command line. */
@NullMarked
package io.github.jqodi.bench.cli;

import org.jspecify.annotations.NullMarked;
