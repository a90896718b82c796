/**
 * Measured times of layers: readers of what profilers write, profiled costs made of them, and a model that predicts the layers
 * nobody measured.
 */
@NullMarked
package io.github.jqodi.estimators.profile;

import org.jspecify.annotations.NullMarked;
