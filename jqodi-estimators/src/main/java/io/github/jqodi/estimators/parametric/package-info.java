/**
 * Forecasts of K from one run alone: the curve families of the field, fitted or averaged over, with the uncertainty of
 * their parameters, first passage of sampled continuations, breaking points and known drops of the learning rate.
 */
@NullMarked
package io.github.jqodi.estimators.parametric;

import org.jspecify.annotations.NullMarked;
