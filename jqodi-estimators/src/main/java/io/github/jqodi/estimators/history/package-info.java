/** Estimators that learn from past runs. */
@NullMarked
package io.github.jqodi.estimators.history;

import org.jspecify.annotations.NullMarked;
