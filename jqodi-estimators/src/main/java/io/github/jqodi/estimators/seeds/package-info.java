/** Repeated runs of one configuration that differ in their seed alone: data, contract, and the estimator of K of a new seed. */
@NullMarked
package io.github.jqodi.estimators.seeds;

import org.jspecify.annotations.NullMarked;
