/** Questions made from complete runs, and the metrics by which forecasts of K are scored. */
@NullMarked
package io.github.jqodi.estimators.evaluate;

import org.jspecify.annotations.NullMarked;
