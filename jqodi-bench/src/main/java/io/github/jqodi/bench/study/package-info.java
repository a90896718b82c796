/** Comparisons of strategies and solvers on one scenario. */
@NullMarked
package io.github.jqodi.bench.study;

import org.jspecify.annotations.NullMarked;
