/** Bundled scenario files and the program that writes them. */
@NullMarked
package io.github.jqodi.bench.scenario;

import org.jspecify.annotations.NullMarked;
