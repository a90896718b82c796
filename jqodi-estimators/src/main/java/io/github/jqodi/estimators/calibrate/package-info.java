/**
 * Calibration of forecasts on past runs by conformal prediction, so that what they promise is kept as often as they say.
 */
@NullMarked
package io.github.jqodi.estimators.calibrate;

import org.jspecify.annotations.NullMarked;
