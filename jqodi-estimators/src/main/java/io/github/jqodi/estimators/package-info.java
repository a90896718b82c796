/**
 * Estimators of training behaviour: {@link io.github.jqodi.estimators.CurveEstimators} has all of them by name, and the one to
 * take if nobody says which.
 *
 * <p>A way from files to a plan: {@code trace} reads curves, an estimator of {@code parametric}, {@code history} or
 * {@code neural} is fitted to past runs, {@code bridge} makes of it the estimator of K that a problem of core takes, and
 * {@code loss} adds γ_(a,q), γ^update and γ^run. A new way to forecast K is a class that implements
 * {@link io.github.jqodi.estimators.curve.CurveEstimator}, in a package beside {@code baseline}, and a line in
 * {@code CurveEstimators}.
 */
@NullMarked
package io.github.jqodi.estimators;

import org.jspecify.annotations.NullMarked;
