/** Simple predictors that any estimator has to beat, and that serve where nothing better can be asked. */
@NullMarked
package io.github.jqodi.estimators.baseline;

import org.jspecify.annotations.NullMarked;
