/**
 * Learning curves, forecasts of K, and the contract of estimators that a caller may implement. A forecast is a defective
 * distribution: what is missing to 1 is the probability of "never", the cure fraction of survival analysis (Maller and Zhou,
 * Survival Analysis with Long-Term Survivors, 1996).
 */
@NullMarked
package io.github.jqodi.estimators.curve;

import org.jspecify.annotations.NullMarked;
