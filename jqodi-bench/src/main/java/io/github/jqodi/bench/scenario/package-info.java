/** Bundled scenario files, the program that writes them, and generators of random problems. */
@NullMarked
package io.github.jqodi.bench.scenario;

import org.jspecify.annotations.NullMarked;
