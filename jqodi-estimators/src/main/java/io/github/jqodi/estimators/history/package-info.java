/**
 * Forecasts of K from complete past runs: nearest neighbours, principal component regression and a quantile regression forest,
 * stacked by their continuous ranked probability score and calibrated.
 */
@NullMarked
package io.github.jqodi.estimators.history;

import org.jspecify.annotations.NullMarked;
