/** All strategies and all solvers on one scenario side by side, and how that is written. */
@NullMarked
package io.github.jqodi.bench.compare;

import org.jspecify.annotations.NullMarked;
