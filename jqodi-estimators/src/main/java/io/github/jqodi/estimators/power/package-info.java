/** Logs of power, and the energy of runs: integrated over the spans of a run, the idle part told apart. */
@NullMarked
package io.github.jqodi.estimators.power;

import org.jspecify.annotations.NullMarked;
