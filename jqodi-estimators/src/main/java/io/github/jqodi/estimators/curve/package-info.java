/** Learning curves, what is forecast from them, and the estimator interfaces a caller may implement. */
@NullMarked
package io.github.jqodi.estimators.curve;

import org.jspecify.annotations.NullMarked;
