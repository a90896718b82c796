/**
 * Bandwidth over time: traces as tools write them, forecasts beyond the likely, and rates of epochs as long as a plan makes them.
 */
@NullMarked
package io.github.jqodi.estimators.bandwidth;

import org.jspecify.annotations.NullMarked;
